"""Writes what schemas say of scalars by constants and limits as Python, for readings.

Some tie one member of an object to others: the library would be given an object of its own for each
of them; most say only what other members may be where one has a certain value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isfinite
from typing import TypeAlias

from asdocumented.checks.check import Schema
from asdocumented.formats.json_path import Json

Member: TypeAlias = tuple[str, type]
"""What a scalar member is written as, and its type; `float` has also whole numbers."""

MemberOf: TypeAlias = Callable[[str], Member | None]
"""Returns a member of the objects by its name, None where none of them has it."""

_NUMBERS = (int, float)
_LIMITS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
_CONDITION = {"if", "then"}
_ASKED = {"properties", "required"}


class _NotWritten(Exception):  # no error: the library judges it
    """Says more than can be written."""


def condition_of(schema: Schema, member: MemberOf) -> str | None:
    """Return an expression that is true for the objects that satisfy a schema.

    Args:
        schema: of objects (JSON Schema 2020-12).
        member: tells the members; it raises LookupError for those that are no scalars.

    Returns:
        The expression; None where the schema says more than what members may be where others have
        certain values.

    """
    try:
        return " and ".join(f"({term})" for term in _terms(schema, member)) or "True"
    except (_NotWritten, LookupError):
        return None


def value_condition(schema: Mapping[str, Json], written: str, kind: type) -> str | None:
    """Return an expression that is true for the scalars of a type that satisfy a schema.

    Args:
        schema: what is asked of values of that type alone.
        written: what the value is written as.
        kind: its class; `float` stands for whole numbers, too.

    Returns:
        The expression; None where the schema says more than limits and constants.

    """
    try:
        return _every(_of_value(schema, written, kind))
    except _NotWritten:
        return None


def _every(terms: Iterable[str]) -> str:
    return " and ".join(terms) or "True"


def _terms(schema: Mapping[str, Json], member: MemberOf) -> Iterator[str]:
    said = {name: value for name, value in schema.items() if not name.startswith("x-")}
    if said.keys() == {"allOf"}:
        for one in _list(said["allOf"]):
            yield from _terms(_object(one), member)
    elif said.keys() == _CONDITION:
        asked, then = _object(said["if"]), _object(said["then"])
        if asked.keys() != _ASKED or then.keys() != {"properties"}:
            raise _NotWritten
        names, required = _object(asked["properties"]), _list(asked["required"])
        if not names.keys() <= {*required}:
            raise _NotWritten
        if all(member(str(name)) is not None for name in required):
            others = _of_members(_object(then["properties"]), member)
            yield f"not ({_of_members(names, member)}) or ({others})"
    else:
        raise _NotWritten


def _of_members(schemas: Mapping[str, Json], member: MemberOf) -> str:
    terms = [
        term
        for name, schema in schemas.items()
        if (found := member(name)) is not None
        for term in _of_value(_object(schema), *found)
    ]
    return _every(terms)


def _of_value(schema: Mapping[str, Json], written: str, kind: type) -> Iterator[str]:
    """Yield what has to be true of a value."""
    for name, said in schema.items():
        if name in _LIMITS and _is_number(said):
            if kind in _NUMBERS:
                yield f"{written} {_LIMITS[name]} {said!r}"
        elif name == "const":
            yield _equal(said, written, kind)
        elif name == "enum":
            yield _any(_equal(one, written, kind) for one in _list(said))
        elif name == "anyOf":
            yield _any(_every(_of_value(_object(one), written, kind)) for one in _list(said))
        else:
            raise _NotWritten


def _any(terms: Iterable[str]) -> str:
    return f"({' or '.join(terms)})"


def _equal(said: Json, written: str, kind: type) -> str:
    if kind not in (str, bool, *_NUMBERS):
        raise _NotWritten
    of_one_type = _is_number(said) if kind in _NUMBERS else type(said) is kind
    return f"{written} == {said!r}" if of_one_type else "False"


def _is_number(said: Json) -> bool:
    """Tell whether a value is a number that Python reads as it is written, unlike 1e999."""
    return isinstance(said, int | float) and type(said) is not bool and isfinite(said)


def _object(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise _NotWritten
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise _NotWritten
    return value
