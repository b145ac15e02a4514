"""Files read within a limit of size, each refused with its place where it is at fault."""

import json
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json

T = TypeVar("T")

_LIMIT = 64 * 2**20


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
