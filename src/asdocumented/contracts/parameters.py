"""From a parameter of openapi.yaml to the parameter of a contract."""

from collections.abc import Mapping

from asdocumented.contracts.citations import Citations
from asdocumented.contracts.files import ParameterFile, as_list
from asdocumented.contracts.keywords import DESCRIPTIVE, KEYWORDS
from asdocumented.contracts.model import Filter, Parameter
from asdocumented.formats.json_path import Json, mapping, sequence
from asdocumented.formats.urls import as_query_value

_RANGES: Mapping[str, Mapping[str, Json]] = {
    "int32": {"minimum": -(2**31), "maximum": 2**31 - 1},
    "int64": {"minimum": -(2**63), "maximum": 2**63 - 1},
}
_SEPARATORS = {"pipeDelimited": "|", "spaceDelimited": " "}
_WITHOUT_COMMAS = frozenset({"integer", "number", "boolean"})


def make_parameter(
    file: ParameterFile, citations: Citations, rule: Filter | None, *, selects_sensitive: bool
) -> Parameter:
    """Return a parameter; `rule` is the filter that it is, if any.

    `selects_sensitive` tells that the response shows something sensitive that it selects by.
    """
    schema = mapping(file.schema)
    is_list = schema.get("type") == "array"
    value = mapping(schema.get("items")) if is_list else schema
    default, listed = schema.get("default"), _listed(value)
    types = types_of(schema)
    return Parameter(
        name=file.name,
        place=file.place,
        citation=citations.of_all(as_list(file.source)),
        required=file.required,
        mandatory_unless=tuple(file.x_mandatory_unless),
        default=None if default is None else as_query_value(default),
        enum=None if is_list else listed,
        sensitive=file.x_sensitive,
        types=types,
        limits=_limits(value),
        listed=listed if is_list else None,
        list_limits=_limits({**schema, "items": True}) if is_list else {},
        separator=_separator(file, types, rule) if is_list else None,
        selects_sensitive=selects_sensitive,
    )


def types_of(schema: Mapping[str, object]) -> frozenset[str]:
    """Return the JSON types of one value of a parameter: of an array, those of its items."""
    items, words = schema.get("items"), schema.get("type")
    if isinstance(items, Mapping):
        return types_of(items)
    return frozenset(str(word) for word in (words if isinstance(words, list) else [words]) if word)


def _listed(schema: Mapping[str, Json]) -> tuple[str, ...] | None:
    return tuple(as_query_value(value) for value in sequence(schema.get("enum"))) or None


def _limits(schema: Mapping[str, Json]) -> dict[str, Json]:
    """Return what a schema says of a value beside its type and the values that are listed."""
    kept = KEYWORDS - DESCRIPTIVE - {"type", "enum", "items", "format"}
    limits = {key: value for key, value in schema.items() if key in kept}
    form = schema.get("format")
    if isinstance(form, str):
        limits = {**_RANGES.get(form, {"format": form}), **limits}
    return limits


def _separator(file: ParameterFile, types: frozenset[str], rule: Filter | None) -> str | None:
    """Return what stands between the values of one text; None where a text is one value."""
    if rule is not None and rule.separator is not None:
        return rule.separator
    if file.style in _SEPARATORS:
        return _SEPARATORS[file.style]
    exploded = file.explode if file.explode is not None else file.place == "query"
    return "," if not exploded or (types and types <= _WITHOUT_COMMAS) else None
