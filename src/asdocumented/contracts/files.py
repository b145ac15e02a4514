"""The files of a contract folder, each read into a value."""

import csv
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from asdocumented.contracts.model import CallWord, Row, Severity
from asdocumented.errors import Fault
from asdocumented.formats.files import read_text

_CSV_COLUMNS = ["row", "depth", "name", "datatype", "mark"]
_MOST_DIGITS = 4


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a file in which every key is known."""


class TypeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a word of a datatype column promises in JSON Schema's terms: one type or several."""

    type: str | list[str]
    format: str | None = None

    @property
    def types(self) -> frozenset[str]:
        """The types that are promised."""
        return frozenset([self.type] if isinstance(self.type, str) else self.type)


class TableFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[tables]]` entry of page.toml."""

    id: str
    title: str
    documents: Literal["request", "response"]


class PageFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """page.toml: which page, when it was read, its tables, its words for datatypes.

    `title` is the heading of the page, `address` where it is published, as far as they are known.
    """

    slug: str
    edition: str
    retrieved: date
    sha256: str
    tables: list[TableFile]
    title: str | None = None
    address: str | None = None
    datatypes: dict[str, TypeFile] = {}


class SourceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One source: a row, a printed example, or another page."""

    table: str | None = None
    row: Annotated[int, Meta(description="write the number of the row")] | None = None
    inferred: str | None = None
    page: str | None = None


Sources = SourceFile | list[SourceFile]


class _FieldsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every relation of members of an object has in relations.toml."""

    id: str
    scope: str
    left: str
    source: Sources
    severity: Severity = "warning"


class DatesFile(_FieldsFile, frozen=True):
    """One `[[dates]]` entry of relations.toml."""

    relation: Literal["same-instant", "same-date", "not-before"]
    right: str


class TimesFile(_FieldsFile, frozen=True, kw_only=True):
    """One `[[times]]` entry of relations.toml: what time of its day a date has."""

    relation: Literal["start-of-day", "end-of-day"]
    severity: Severity = "note"


class ValuesFile(_FieldsFile, frozen=True):
    """One `[[values]]` entry of relations.toml."""

    relation: Literal["equals"]
    right: str
    unset: list[str | int] = []


class NumbersFile(_FieldsFile, frozen=True):
    """One `[[numbers]]` entry of relations.toml."""

    relation: Literal["at-most", "zero-with"]
    right: str
    unset: list[int] = []


class FlagsFile(_FieldsFile, frozen=True):
    """One `[[flags]]` entry of relations.toml: what a flag says where its object is."""

    relation: Literal["says-true"]


FieldsFile = DatesFile | TimesFile | ValuesFile | NumbersFile | FlagsFile


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
    """One `[[filters]]` entry of relations.toml.

    `items` is the array of what is selected, where no `location` shows by what; `one_each` tells
    that each value selects one item at most.
    """

    parameter: str
    source: Sources
    location: str | None = None
    items: str | None = None
    one_each: bool = False
    ignore_case: bool | Sources = False
    separator: str | None = None


class SameFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[same]]` entry of relations.toml: what another page documents, too.

    `here` and `there` are locations of objects, or of parameters (`$request.query.NAME`).
    """

    here: str
    operation: str
    there: str
    source: Sources


class CombinationFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[combination]` of relations.toml: what several filters of one request select together."""

    selects: Literal["all", "any"]
    source: Sources


class CallFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[calls]]` entry of relations.toml: what holds between the answers to several requests.

    `parameter` is the one in which the requests differ, empty where the relation is about none.
    `here` names the entry of `[[same]]` that the relation is about, `identity` the member by whose
    value its things are known; `operation` is the one that the map of an upgrade begins with.
    """

    id: str
    relation: CallWord
    source: Sources
    parameter: str = ""
    here: str = ""
    identity: str = ""
    operation: str = ""
    severity: Severity = "warning"


class VolatileFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[volatile]]` entry of relations.toml: a place that changes with time alone."""

    location: str
    source: Sources


class RelationsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """relations.toml: what holds between fields, request and response, and several calls."""

    dates: list[DatesFile] = []
    times: list[TimesFile] = []
    values: list[ValuesFile] = []
    numbers: list[NumbersFile] = []
    flags: list[FlagsFile] = []
    statuses: list[StatusesFile] = []
    filters: list[FilterFile] = []
    combination: CombinationFile | None = None
    same: list[SameFile] = []
    calls: list[CallFile] = []
    volatile: list[VolatileFile] = []

    @property
    def of_fields(self) -> list[FieldsFile]:
        """The relations of members of an object, of all kinds."""
        return [*self.dates, *self.times, *self.values, *self.numbers, *self.flags]


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
    """One documented response status; without a source of its own it is from this page."""

    content: dict[str, MediaFile] = {}
    headers: dict[str, object] = {}
    source: Sources | None = msgspec.field(name="x-source", default=None)


class RequestBodyFile(msgspec.Struct, frozen=True):
    """The documented body of the request, by media type."""

    content: dict[str, MediaFile] = {}


class ServerVariableFile(msgspec.Struct, frozen=True):
    """A variable in the URL of a server."""

    default: str
    enum: list[str] = []


class ServerFile(msgspec.Struct, frozen=True):
    """A server: the URL before all paths."""

    url: str
    variables: dict[str, ServerVariableFile] = {}


class OpenApiFile(msgspec.Struct, frozen=True):
    """What is read of openapi.yaml at first: its operations are read one by one."""

    openapi: str
    paths: dict[str, dict[str, object]]
    servers: list[object] = []


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
        deep = depth.isdecimal() and len(depth) < _MOST_DIGITS
        if row != str(number) or not deep or not name or mark not in ("", "*"):
            raise Fault(where, f"row {number} is not written as a row", remedy)
        rows.append(Row(number, int(depth), name, datatype, mark == "*"))
    return tuple(rows)


def as_list(sources: Sources) -> list[SourceFile]:
    """Return one source or several as a list."""
    return sources if isinstance(sources, list) else [sources]
