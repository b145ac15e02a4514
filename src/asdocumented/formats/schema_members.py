"""Which members of a value a JSON Schema looks at."""

from collections.abc import Iterator, Mapping

from asdocumented.formats.json_path import Json, mapping, sequence

_SCHEMAS = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "items"})
_LISTED = frozenset({"enum", "const"})
_OF_SCALARS = frozenset(
    {
        *("type", "pattern", "format", "minLength", "maxLength", "multipleOf", "$defs"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"),
    }
)
"""What needs no look at the members of an object; definitions count where they are referred to."""


def member_paths(schema: Mapping[str, Json]) -> set[tuple[str, ...]] | None:
    """Return the paths of the members that decide whether a value is valid; None for any.

    An array is no step of a path: its items are looked at. Without all other members, and with
    as many items in its arrays, a value is as valid as it was.
    """
    try:
        return set(_paths(dict(schema)))
    except _AnyMemberError:
        return None


class _AnyMemberError(Exception):
    """A keyword may look at any member."""


def _paths(schema: Json) -> Iterator[tuple[str, ...]]:
    for keyword, value in mapping(schema).items():
        if keyword == "properties":
            for name, below in mapping(value).items():
                yield (name,)
                yield from ((name, *path) for path in _paths(below))
        elif keyword == "required":
            yield from ((str(name),) for name in sequence(value))
        elif keyword in _SCHEMAS:
            for below in value if isinstance(value, list) else [value]:
                yield from _paths(below)
        elif not _is_of_scalars(keyword, value):
            raise _AnyMemberError


def _is_of_scalars(keyword: str, value: Json) -> bool:
    if keyword in _LISTED:
        values = value if isinstance(value, list) else [value]
        return not any(isinstance(one, list | dict) for one in values)
    return keyword in _OF_SCALARS or keyword.startswith("x-")
