"""Refuses schema keywords that nothing would judge, or that refer outside of the folder."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from asdocumented.contracts.annotations import KNOWN_FORMATS
from asdocumented.contracts.extensions import extension_faults
from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, Step, mapping, pointer, sequence
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
DESCRIPTIVE = frozenset(
    {"$schema", "$id", "$comment", "$defs", "title", "description", "examples", "default"}
    | {"deprecated", "readOnly", "writeOnly"}
)
"""Keywords that no value can break."""
OPENAPI_KEYWORDS = frozenset({"discriminator", "example", "externalDocs", "xml"})
"""What OpenAPI 3.1 adds to the schema of a parameter, and nobody judges by."""
_NAMES = frozenset({"properties", "patternProperties", "$defs", "dependentSchemas"})
"""Keywords whose members are names, not keywords."""
_NODES = frozenset({"properties", "items", "additionalProperties"})
"""Keywords whose schemas become nodes."""
_VALUES = frozenset({"enum", "const", "default", "examples", "dependentRequired"})
"""Keywords that hold values, not schemas."""


PROMISE = "x-promise"
"""The annotation that says in words what a schema promises, and which rows do; of any schema."""

Reader: TypeAlias = Literal["nodes", "definitions", "library", "content"]
"""What reads a schema: our nodes, what refers to it, the schema library, or it without the file."""


def promises(root: Json) -> Iterator[tuple[str, Mapping[str, Json]]]:
    """Yield each promise in words (`x-promise`) of a schema file, with its JSON Pointer."""
    for place, schema in _objects(root, _Place((), "nodes")):
        if PROMISE in schema:
            yield pointer((*place.steps, PROMISE)), mapping(schema[PROMISE])


class _Place(NamedTuple):
    """Where an object of a schema file stands, and what judges by it."""

    steps: tuple[Step, ...]
    reader: Reader


def keyword_faults(path: str, root: Json, *, parameter: bool = False) -> Iterator[Fault]:
    """Yield unknown keywords, patterns that are none, lost references, and unchecked formats.

    The schema of a `parameter` may have any format, and the keywords that OpenAPI adds; our
    annotations are not read there.
    """
    for place, schema in _objects(root, _Place((), "nodes")):
        for keyword, what, remedy in (*_faults(root, schema), *_lost(place, schema)):
            if parameter and (keyword == "format" or keyword in OPENAPI_KEYWORDS):
                continue
            yield Fault(f"{path}#{pointer((*place.steps, keyword))}", what, remedy)
        for keyword in (key for key in schema if parameter and key.startswith("x-")):
            for what, remedy in extension_faults(keyword):
                yield Fault(f"{path}#{pointer((*place.steps, keyword))}", what, remedy)


def _objects(
    value: Json, place: _Place, *, names: bool = False
) -> Iterator[tuple[_Place, Mapping[str, Json]]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _objects(item, place._replace(steps=(*place.steps, index)))
    elif isinstance(value, dict):
        if not names:
            yield place, value
        for key, child in value.items():
            if names or not (key in _VALUES or key.startswith("x-")):
                reader = place.reader if names else _reader(place, key, value)
                below = _Place((*place.steps, key), reader)
                yield from _objects(child, below, names=not names and key in _NAMES)


def _reader(above: _Place, keyword: str, schema: Mapping[str, Json]) -> Reader:
    if keyword == "contentSchema" or above.reader == "content":
        return "content"
    if keyword == "$defs":
        return "definitions"
    if keyword in _NODES or (keyword == "oneOf" and not above.steps and branches(schema, schema)):
        return above.reader
    return "library"


def branches(root: Mapping[str, Json], schema: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    """Return the branches of a `oneOf` whose rows are cited, references followed; else none."""
    written = [mapping(one) for one in sequence(schema.get("oneOf"))]
    followed = [_followed(root, one) for one in written]
    return followed if any("x-source" in one for one in followed) else []


def _followed(root: Mapping[str, Json], schema: Mapping[str, Json]) -> Mapping[str, Json]:
    """Return a schema with the reference that it is replaced, as far as one leads somewhere."""
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    target = definition(dict(root), str(schema["$ref"])) if "$ref" in schema else None
    return schema if target is None or "$ref" in target else {**target, **beside}


_NEEDS: Mapping[str, str] = {
    "contentSchema": "contentMediaType",
    "maxContains": "contains",
    "minContains": "contains",
    "then": "if",
    "else": "if",
}
"""Keywords that JSON Schema passes over without another one."""
_PATTERN = (
    "write one without look-around, references and huge repetitions: it is read in linear time"
)


def _faults(root: Json, schema: Mapping[str, Json]) -> Iterator[tuple[str, str, str]]:
    for key in schema:
        if key not in KEYWORDS and not key.startswith("x-"):
            yield key, "no keyword of JSON Schema 2020-12", "correct its name, or leave it out"
    for key, needed in _NEEDS.items():
        if key in schema and needed not in schema:
            yield key, f"{key} says nothing without {needed}", f"write {needed}, or leave it out"
    name, text, reference = (schema.get(key) for key in ("format", "pattern", "$ref"))
    if isinstance(name, str) and name not in KNOWN_FORMATS:
        known = "known formats: " + ", ".join(sorted(KNOWN_FORMATS))
        yield "format", f"nothing checks the format {name!r}", known
    if isinstance(text, str) and not is_pattern(text):
        yield "pattern", f"{text!r} is no regular expression, or too large a one", _PATTERN
    for expression in mapping(schema.get("patternProperties")):
        if not is_pattern(expression):
            yield (
                "patternProperties",
                f"{expression!r} is no regular expression, or too large a one",
                _PATTERN,
            )
    if isinstance(reference, str) and definition(root, reference) is None:
        yield "$ref", f"{reference} leads nowhere", "refer to #/$defs/<name> in this file"


def _lost(place: _Place, schema: Mapping[str, Json]) -> Iterator[tuple[str, str, str]]:
    """Yield the references that the schema library could not follow from where it stands."""
    reference = str(schema.get("$ref", "#/$defs/"))
    if place.reader == "library":
        for keyword in (key for key in schema if key.startswith("x-") and key != PROMISE):
            what = f"{keyword} stands in what is judged as a whole, and would not be read"
            remedy = "annotations are read at properties, items, additionalProperties and the oneOf"
            yield keyword, what, f"{remedy} of the root"
    if place.reader == "content" and "$ref" in schema:
        what = f"{reference} cannot be followed from here"
        yield "$ref", what, "write the content's schema out: it is judged without this file"
    elif place.reader in ("library", "definitions") and not reference.startswith("#/$defs/"):
        what = f"{reference} cannot be followed from here"
        yield "$ref", what, "move what it leads to below $defs, and refer to #/$defs/<name>"
    for keyword in ("$id", "$dynamicRef"):
        if keyword in schema and (place.steps or keyword != "$id"):
            remedy = "leave it out, and refer to #/$defs/<name>"
            yield (
                keyword,
                f"{keyword} changes what references mean, and nothing resolves it",
                remedy,
            )


def definition(root: Json, reference: str) -> Mapping[str, Json] | None:
    """Return the schema at the end of a local reference; None where there is none."""
    target = root
    for step in reference.removeprefix("#/").split("/"):
        target = mapping(target).get(step.replace("~1", "/").replace("~0", "~"))
    return target if reference.startswith("#/") and isinstance(target, dict) else None
