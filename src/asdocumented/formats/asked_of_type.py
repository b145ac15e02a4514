"""What a JSON Schema asks of the scalars of one JSON type."""

from collections.abc import Callable, Mapping

from asdocumented.formats.json_path import Json, sequence

_OF_TEXTS = frozenset({"pattern", "format", "minLength", "maxLength"})
_OF_NUMBERS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
)
_OF_OTHERS = frozenset(
    {
        *("properties", "required", "additionalProperties", "patternProperties", "propertyNames"),
        *("minProperties", "maxProperties", "dependentRequired", "dependentSchemas"),
        *("items", "prefixItems", "contains", "minContains", "maxContains", "uniqueItems"),
        *("minItems", "maxItems"),
    }
)
"""What is asked of objects and arrays alone."""

_NAMES: Mapping[type, frozenset[str]] = {
    str: frozenset({"string"}),
    int: frozenset({"integer", "number"}),
    float: frozenset({"number"}),
    bool: frozenset({"boolean"}),
    type(None): frozenset({"null"}),
}


def asked_of(schema: Json, kind: type) -> Json:
    """Return a schema that takes the same scalars of one JSON type, without what is of others.

    Args:
        schema: a schema (JSON Schema 2020-12).
        kind: the class of the scalars; `float` stands for whole numbers, too.

    Returns:
        The schema, True where it takes all of them, False where it takes none.

    """
    if not isinstance(schema, dict):
        return schema
    asked: dict[str, Json] = {}
    for keyword, value in schema.items():
        if keyword == "const" and not _is_of(value, kind):
            return False
        reduced = _REDUCED.get(keyword)
        left = reduced(value, kind) if reduced else None
        if left is False:
            return False
        if left is not True and not _is_silent(keyword, kind):
            asked[keyword] = left if reduced else value
    return asked or True


def _is_silent(keyword: str, kind: type) -> bool:
    """Tell whether a keyword asks nothing of any scalar of a type."""
    return (
        keyword.startswith("x-")
        or keyword in _OF_OTHERS
        or (keyword in _OF_TEXTS and kind is not str)
        or (keyword in _OF_NUMBERS and kind not in (int, float))
    )


def _type(value: Json, kind: type) -> Json:
    names = {str(one) for one in (value if isinstance(value, list) else [value])}
    if not names.isdisjoint(_NAMES[kind]):
        return True
    return "integer" if kind is float and "integer" in names else False


def _not(value: Json, kind: type) -> Json:
    refused = asked_of(value, kind)
    return not refused if isinstance(refused, bool) else refused


def _any_of(value: Json, kind: type) -> Json:
    options = [asked_of(one, kind) for one in sequence(value)]
    if any(one is True for one in options):
        return True
    return [one for one in options if one is not False] or False


def _all_of(value: Json, kind: type) -> Json:
    parts = [asked_of(one, kind) for one in sequence(value)]
    if any(one is False for one in parts):
        return False
    return [one for one in parts if one is not True] or True


def _enum(value: Json, kind: type) -> Json:
    listed = [one for one in sequence(value) if _is_of(one, kind)]
    if kind is type(None) or (kind is bool and {*map(str, listed)} == {"True", "False"}):
        return bool(listed)
    return listed or False


def _is_of(value: Json, kind: type) -> bool:
    if kind in (int, float):
        return isinstance(value, int | float) and type(value) is not bool
    return type(value) is kind


_REDUCED: Mapping[str, Callable[[Json, type], Json]] = {
    "type": _type,
    "not": _not,
    "anyOf": _any_of,
    "allOf": _all_of,
    "enum": _enum,
}
"""What a keyword says of one type: True for nothing, False that it takes no value."""
