"""The files of a contract folder, each read into a value or refused with its place."""

import csv
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from asdocumented.errors import Fault
from asdocumented.location import Json
from asdocumented.model import Row, Severity

T = TypeVar("T")
_LIMIT = 64 * 2**20
_CSV_COLUMNS = ["row", "depth", "name", "datatype", "mark"]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a file in which every key is known."""


class TypeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a word of a datatype column promises in JSON Schema's terms."""

    type: str
    format: str | None = None


class TableFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[tables]]` entry of page.toml."""

    id: str
    title: str
    documents: Literal["request", "response"]


class PageFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """page.toml: which page, when it was read, its tables, its words for datatypes."""

    slug: str
    edition: str
    retrieved: date
    sha256: str
    tables: list[TableFile]
    datatypes: dict[str, TypeFile] = {}


class SourceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One source: a row, a printed example, or another page."""

    table: str | None = None
    row: int | None = None
    inferred: str | None = None
    page: str | None = None


Sources = SourceFile | list[SourceFile]


class DatesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[dates]]` entry of relations.toml."""

    id: str
    scope: str
    left: str
    relation: Literal["same-instant", "same-date", "not-before"]
    right: str
    source: Sources
    severity: Severity = "warning"


class StatusesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[statuses]]` entry of relations.toml."""

    id: str
    scope: str
    source: Sources
    success: str = ""
    code: str = ""
    succeeded: list[int] = []
    items: str = ""
    item_success: str = ""
    item_code: str = ""
    item_succeeded: list[int] = []


class FilterFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[filters]]` entry of relations.toml."""

    parameter: str
    source: Sources
    location: str | None = None
    ignore_case: bool = False
    separator: str | None = None


class RelationsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """relations.toml: what holds between fields, and between request and response."""

    dates: list[DatesFile] = []
    statuses: list[StatusesFile] = []
    filters: list[FilterFile] = []


class ParameterFile(_Strict, frozen=True):
    """One parameter of openapi.yaml; what other tools need of it is checked by the audit only."""

    name: str
    place: Literal["query", "path", "header", "cookie"] = msgspec.field(name="in")
    schema: dict[str, object]
    source: Sources = msgspec.field(name="x-source")
    required: bool = False
    x_mandatory_unless: list[str] = []
    x_sensitive: Literal["personal", "secret"] | None = None
    description: str = ""
    style: str = ""
    explode: bool | None = None
    example: object = None
    examples: object = None
    deprecated: bool = False
    allowEmptyValue: bool = False  # noqa: N815  # as OpenAPI spells it
    allowReserved: bool = False  # noqa: N815  # as OpenAPI spells it


class MediaFile(msgspec.Struct, frozen=True):
    """The documented body of one media type, a reference to a schema file."""

    schema: dict[str, object] = {}


class ResponseFile(msgspec.Struct, frozen=True):
    """One documented response status."""

    content: dict[str, MediaFile] = {}


class OperationFile(msgspec.Struct, frozen=True):
    """The one operation of openapi.yaml."""

    responses: dict[str, ResponseFile]
    parameters: list[ParameterFile] = []


class OpenApiFile(msgspec.Struct, frozen=True):
    """What is read of openapi.yaml."""

    openapi: str
    paths: dict[str, dict[str, OperationFile]]


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raise Fault where it is missing, unreadable or over 64 MiB."""
    try:
        if path.stat().st_size > _LIMIT:
            raise Fault(str(path), "larger than 64 MiB", "split the file, or leave it out")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "create the file, or correct its place and permissions; see contracts/README.md"
        raise Fault(str(path), reason, remedy) from error


def read_text(path: Path) -> str:
    """Return a file's text; raise Fault where it is not UTF-8."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Fault(str(path), f"not UTF-8 at byte {error.start}", "save it as UTF-8") from error


def read_json(path: Path) -> Json:
    """Return a JSON file's value; raise Fault with line and column where it is none."""
    try:
        value: Json = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}:{error.colno}"
        raise Fault(
            where, f"invalid JSON: {error.msg}", "correct the JSON at this place"
        ) from error
    except (RecursionError, ValueError) as error:
        raise Fault(str(path), f"unreadable JSON: {error}", "simplify the file") from error
    return value


def read_toml(path: Path, kind: type[T]) -> T:
    """Return a TOML file as a value of `kind`; raise Fault with the place where it is none."""
    try:
        values = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise Fault(str(path), f"invalid TOML: {error}", "correct the TOML") from error
    return convert(values, kind, path)


def read_yaml(path: Path, kind: type[T]) -> T:
    """Return a YAML file as a value of `kind`; raise Fault with the place where it is none."""
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        values = yaml.load(read_text(path), Loader=loader)  # noqa: S506  # it is a safe loader
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Fault(str(path), f"invalid YAML: {error}", "correct the YAML") from error
    return convert(_with_text_keys(values), kind, path)


def _with_text_keys(values: object) -> object:
    """Return YAML data in which every key is text: `200:` means the status "200"."""
    if isinstance(values, dict):
        return {str(key): _with_text_keys(value) for key, value in values.items()}
    return [*map(_with_text_keys, values)] if isinstance(values, list) else values


def convert(values: object, kind: type[T], path: Path) -> T:
    """Return parsed data as a value of `kind`; raise Fault with the place where it does not fit."""
    try:
        return msgspec.convert(values, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        remedy = "correct this key; contracts/README.md lists the keys"
        raise Fault(str(path), str(error), remedy) from error


def read_table(path: Path) -> tuple[Row, ...]:
    """Return the rows of a transcribed table; raise Fault with the line that is at fault."""
    remedy = f"the columns are {','.join(_CSV_COLUMNS)}; rows are numbered from 1"
    try:
        header, *lines = [*csv.reader(read_text(path).splitlines())] or [[]]
    except csv.Error as error:
        raise Fault(str(path), f"not a table: {error}", remedy) from error
    if header != _CSV_COLUMNS:
        raise Fault(f"{path}:1", "not the header of a table", remedy)
    rows = []
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number + 1}"
        if len(line) != len(_CSV_COLUMNS):
            raise Fault(where, f"{len(line)} columns instead of {len(_CSV_COLUMNS)}", remedy)
        row, depth, name, datatype, mark = line
        if row != str(number) or not depth.isdecimal() or not name or mark not in ("", "*"):
            raise Fault(where, f"row {number} is not written as a row", remedy)
        rows.append(Row(number, int(depth), name, datatype, mark == "*"))
    return tuple(rows)


def as_list(sources: Sources) -> list[SourceFile]:
    """Return one source or several as a list."""
    return sources if isinstance(sources, list) else [sources]


def mapping(value: object) -> Mapping[str, Json]:
    """Return a JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Json]:
    """Return a JSON array, or an empty one for anything else."""
    return value if isinstance(value, list) else []
