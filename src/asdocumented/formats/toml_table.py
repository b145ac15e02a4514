"""TOML tables checked against the structs that describe them; no message shows a value.

A struct's annotations (`msgspec.Meta`) hold patterns, bounds and descriptions. The JSON Schema that
a table is validated by is generated from them, and a description is the remedy of a fault.
"""

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from asdocumented.errors import Fault, choice
from asdocumented.formats.json_path import Json, Step, mapping, sequence

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

Schema: TypeAlias = dict[str, Json]
Steps: TypeAlias = tuple[Step, ...]

UNREADABLE = "a value is nested too deeply, or too large a number"

_VALUES_OF_CREDENTIALS = re.compile(
    "(access_)?token|(api_?)?key|client_id|(client_)?secret|authori[sz]ation|bearer|credentials?"
    "|login|pass(wd|word|phrase)?|pwd|user(_?name)?",
)
_NAMES_ONLY = (
    "write the NAME of an environment variable under auth, such as "
    'username_env = "DEMO_USERNAME" and password_env = "DEMO_PASSWORD"'
)
_WHAT = {
    "anyOf": "not the type that belongs here",
    "enum": "not one of the texts that can stand here",
    "exclusiveMinimum": "too small",
    "maxItems": "too long",
    "maxLength": "too long",
    "maxProperties": "too many keys",
    "maximum": "too large",
    "minItems": "empty",
    "minLength": "empty",
    "minProperties": "empty",
    "minimum": "too small",
    "pattern": "not written as it has to be",
    "type": "not the type that belongs here",
}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_KEY = 80


def where(file: str, path: Steps) -> str:
    """Return a place in a file: `asdocumented.toml, targets.demo.base_url`."""
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path)
    return f"{file}, {dotted.removeprefix('.')}" if path else file


def schema_of(kind: type) -> Schema:
    """Return the JSON Schema of a struct, without references; null stands nowhere in TOML."""
    (whole,), parts = msgspec.json.schema_components([kind], ref_template="{name}")
    return _inlined(whole, parts)


def check_table(values: object, schema: Schema, file: str, path: Steps) -> None:
    """Raise Fault at the outermost place where a table breaks a schema; `path` is the table's."""
    try:
        errors = [*_validator_class()(schema).iter_errors(values)]  # type: ignore[arg-type]  # TOML has dates, too
    except (RecursionError, ValueError):
        raise Fault(where(file, path), UNREADABLE, "simplify it") from None
    if errors:
        outermost = min(map(_inside_union, errors), key=lambda one: len(one.absolute_path))
        raise _fault(outermost, file, (*path, *outermost.absolute_path))


def names_a_credential(key: str) -> bool:
    """Tell whether a key asks for the value of a credential, which belongs in no file."""
    return _VALUES_OF_CREDENTIALS.fullmatch(key.casefold().replace("-", "_")) is not None


def credential_fault(place: str) -> Fault:
    """Return the fault of a credential's value in a file."""
    return Fault(place, "the value of a credential does not belong in a file", _NAMES_ONLY)


def _inlined(schema: Mapping[str, Json], parts: Mapping[str, Mapping[str, Json]]) -> Schema:
    """Return a schema with all that it refers to, `type` first and `required` last."""
    found = {**schema}
    if isinstance(reference := found.pop("$ref", None), str):
        described = {"description": "", "title": "", **parts[reference]}
        del described["description"], described["title"]
        found = {**described, **found}
    branches = [mapping(one) for one in sequence(found.pop("anyOf", None))]
    branches = [one for one in branches if one.get("type") != "null"]
    if len(branches) == 1:
        found = {**branches[0], **found}
        return _inlined(found, parts)
    if branches:
        found["anyOf"] = [_inlined(one, parts) for one in branches]
    if "enum" in found:
        found = {"type": "string", **found}
    for keyword in ("items", "additionalProperties", "propertyNames"):
        if isinstance(below := found.get(keyword), dict):
            found[keyword] = _inlined(below, parts)
    if isinstance(properties := found.get("properties"), dict):
        found["properties"] = {
            name: _inlined(mapping(below), parts) for name, below in properties.items()
        }
    if required := found.pop("required", None):
        found["required"] = required
    return found


@cache
def _validator_class() -> "type[Validator]":
    """Return the validator; a whole number is an int here, and a number is finite."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    kinds = {"integer": _is_integer, "number": _is_number}
    types = Draft202012Validator.TYPE_CHECKER.redefine_many(kinds)
    strict: type[Validator] = extend(Draft202012Validator, type_checker=types)  # type: ignore[no-untyped-call]  # their stub
    return strict


def _is_integer(_: object, value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(_: object, value: object) -> bool:
    return _is_integer(_, value) or (isinstance(value, float) and math.isfinite(value))


def _inside_union(error: "ValidationError") -> "ValidationError":
    """Return the error inside the branch of a union that takes the value's type, if one does."""
    while error.validator == "anyOf":
        branches = [[*errors] for _, errors in groupby(error.context or (), key=_branch)]
        fitting = [one for one in branches if not any(map(_is_another_type, one))]
        if not fitting:
            return error
        error = min(fitting[0], key=lambda one: len(one.absolute_path))
    return error


def _branch(error: "ValidationError") -> object:
    return error.relative_schema_path[0]


def _is_another_type(error: "ValidationError") -> bool:
    return error.validator == "type" and not error.relative_path


def _fault(error: "ValidationError", file: str, path: Steps) -> Fault:
    """Return the fault that a schema error is; its own message would show the value."""
    schema = mapping(error.schema)
    remedy = str(schema.get("description", "correct it"))
    if error.validator == "additionalProperties":
        names = [*mapping(schema.get("properties"))]
        name = next(str(name) for name in mapping(error.instance) if name not in names)
        return _unknown_key(name, names, where(file, (*path, name)))
    if [*error.relative_schema_path][-2:-1] == ["propertyNames"]:
        place = where(file, (*path, str(error.instance)))
        if names_a_credential(str(error.instance)):
            return credential_fault(place)
        return Fault(place, "not a name that can stand here", remedy)
    if error.validator == "required":
        missing = (str(name) for name in sequence(error.validator_value))
        name = next(name for name in missing if name not in mapping(error.instance))
        return Fault(where(file, path), f"{name} is missing", f"add {name}")
    what = _WHAT.get(str(error.validator), "not what belongs here")
    if error.validator == "enum" and len(sequence(error.validator_value)) == 1:
        what = "not the text that can stand here"
    return Fault(where(file, path), what, remedy)


def _unknown_key(name: str, names: list[str], place: str) -> Fault:
    if names_a_credential(name):
        return credential_fault(place)
    return Fault(place, "no such key", choice(name, names))


def _key(name: str) -> str:
    shown = name if len(name) <= _LONGEST_KEY else f"{name[:_LONGEST_KEY]}..."
    return shown if _BARE_KEY.fullmatch(shown) else json.dumps(shown)
