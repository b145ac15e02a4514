"""Keywords that would pass silently, or reach out, wherever in a schema they stand."""

from collections.abc import Iterator, Mapping

from asdocumented.contracts.annotations import KNOWN_FORMATS
from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, Step, mapping, pointer
from asdocumented.formats.json_schema import is_pattern

KEYWORDS = frozenset(
    {"$schema", "$id", "$ref", "$defs", "$comment", "$anchor", "$vocabulary"}
    | {"$dynamicRef", "$dynamicAnchor", "title", "description", "default", "deprecated"}
    | {"readOnly", "writeOnly", "examples", "type", "enum", "const", "format", "required"}
    | {"multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength"}
    | {"minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxContains"}
    | {"minContains", "maxProperties", "minProperties", "dependentRequired", "prefixItems"}
    | {"items", "contains", "additionalProperties", "properties", "patternProperties"}
    | {"dependentSchemas", "propertyNames", "if", "then", "else", "allOf", "anyOf", "oneOf"}
    | {"not", "unevaluatedItems", "unevaluatedProperties", "contentEncoding"}
    | {"contentMediaType", "contentSchema"}
)
_NAMES = frozenset({"properties", "patternProperties", "$defs", "dependentSchemas"})
"""Keywords whose members are names, not keywords."""
_VALUES = frozenset({"enum", "const", "default", "examples", "dependentRequired"})
"""Keywords that hold values, not schemas."""


def check_keywords(path: str, root: Json) -> None:
    """Raise Fault at an unchecked format, a pattern that is none, or a reference that is lost."""
    for steps, schema in _objects(root, ()):
        for keyword, what, remedy in _faults(root, schema):
            raise Fault(f"{path}#{pointer((*steps, keyword))}", what, remedy)


def _objects(
    value: Json, steps: tuple[Step, ...], *, names: bool = False
) -> Iterator[tuple[tuple[Step, ...], Mapping[str, Json]]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _objects(item, (*steps, index))
    elif isinstance(value, dict):
        if not names:
            yield steps, value
        for key, child in value.items():
            if names or not (key in _VALUES or key.startswith("x-")):
                yield from _objects(child, (*steps, key), names=not names and key in _NAMES)


def _faults(root: Json, schema: Mapping[str, Json]) -> Iterator[tuple[str, str, str]]:
    unknown = [key for key in schema if key not in KEYWORDS and not key.startswith("x-")]
    if unknown:
        yield unknown[0], "no keyword of JSON Schema 2020-12", "correct its name, or leave it out"
    name, text, reference = (schema.get(key) for key in ("format", "pattern", "$ref"))
    if isinstance(name, str) and name not in KNOWN_FORMATS:
        known = "known formats: " + ", ".join(sorted(KNOWN_FORMATS))
        yield "format", f"nothing checks the format {name!r}", known
    if isinstance(text, str) and not is_pattern(text):
        yield "pattern", f"{text!r} is no regular expression", "correct the pattern"
    for expression in mapping(schema.get("patternProperties")):
        if not is_pattern(expression):
            remedy = "correct the pattern"
            yield "patternProperties", f"{expression!r} is no regular expression", remedy
    if isinstance(reference, str) and definition(root, reference) is None:
        yield "$ref", f"{reference} leads nowhere", "refer to #/$defs/<name> in this file"


def definition(root: Json, reference: str) -> Mapping[str, Json] | None:
    """Return the schema at the end of a local reference; None where there is none."""
    target = root
    for step in reference.removeprefix("#/").split("/"):
        target = mapping(target).get(step.replace("~1", "/").replace("~0", "~"))
    return target if reference.startswith("#/") and isinstance(target, dict) else None
