"""Values that break a constraint of JSON Schema, made of values that keep it."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from asdocumented.formats.json_path import Json, Step, mapping, sequence
from asdocumented.formats.json_schema import Constraints

Broken: TypeAlias = tuple[str, tuple[Step, ...], Json]
"""What was done, in words; the path below the value; and what stands there instead."""

_LONGEST = 10_000
_OF_NUMBERS: Mapping[str, Callable[[int], Json]] = {
    "minimum": lambda limit: limit - 1,
    "exclusiveMinimum": lambda limit: limit,
    "maximum": lambda limit: limit + 1,
    "exclusiveMaximum": lambda limit: limit,
}


def broken_values(schema: Json, value: Json) -> Iterator[Broken]:
    """Yield values that break one constraint each; members that others allow are changed alone.

    Of `if` and `then`, the members that `then` is about are changed where the value keeps `if`.
    What yields nothing here is a combination that no single change breaks for certain.
    """
    if not isinstance(schema, dict):
        return
    for words, changed in _broken_here(schema, value):
        if _breaks(schema, changed):
            yield words, (), changed
    for part in _applying(schema, value):
        yield from _broken_members(part, value)


def _broken_here(schema: Mapping[str, Json], value: Json) -> Iterator[tuple[str, Json]]:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    for keyword, limit in schema.items():
        if number and keyword in _OF_NUMBERS and isinstance(limit, int):
            yield f"a number that breaks {keyword}", _OF_NUMBERS[keyword](limit)
        elif isinstance(value, str) and isinstance(limit, int) and limit <= _LONGEST:
            if keyword == "minLength" and limit > 0:
                yield "a text that is too short", value[: limit - 1]
            elif keyword == "maxLength":
                yield "a text that is too long", value.ljust(limit + 1, "x")
        elif isinstance(value, str) and keyword in ("pattern", "format"):
            yield f"a text that breaks {keyword}", "\u00a7 \u00a7"
        elif isinstance(value, list) and keyword == "uniqueItems" and value:
            yield "an item twice", [*value, value[0]]


def _applying(schema: Mapping[str, Json], value: Json) -> Iterator[Mapping[str, Json]]:
    """Yield the parts of a schema that hold of a value beside its own keywords."""
    for part in sequence(schema.get("allOf")):
        if isinstance(part, dict):
            yield part
            yield from _applying(part, value)
    if "if" in schema:
        branch = "else" if _breaks(mapping(schema["if"]), value) else "then"
        yield mapping(schema.get(branch))


def _broken_members(schema: Mapping[str, Json], value: Json) -> Iterator[Broken]:
    for name, below in mapping(schema.get("properties")).items():
        if isinstance(value, dict) and name in value and isinstance(below, dict):
            for words, path, changed in broken_values(below, value[name]):
                yield words, (name, *path), changed
            for changed in _unlisted(below, value[name]):
                if _breaks(below, changed):
                    yield "another value than the only ones", (name,), changed


def _unlisted(schema: Mapping[str, Json], value: Json) -> Iterator[Json]:
    """Yield a value of the same type that is not among the only ones."""
    if not schema.keys() & {"const", "enum", "not"}:
        return
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 7_000_001
    elif isinstance(value, str):
        yield f"{value}UNLISTED"


def _breaks(schema: Mapping[str, Json], value: Json) -> bool:
    return next(Constraints(schema).breaks(value, plain=True), None) is not None
