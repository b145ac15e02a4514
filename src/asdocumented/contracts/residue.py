"""The part of a schema that no check judges: the schema library does."""

from collections.abc import Iterator

from msgspec.structs import replace

from asdocumented.contracts import annotations, keywords
from asdocumented.contracts.annotations import LIBRARY_FORMATS
from asdocumented.contracts.keywords import DESCRIPTIVE
from asdocumented.contracts.model import Node, Promise
from asdocumented.contracts.schema import Schema, SchemaFile, resolve, root_branches
from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, mapping

_JUDGED_BY_CHECKS = frozenset(
    {"type", "enum", "const", "required", "contentMediaType", "contentSchema", "contentEncoding"}
)
_VALUES = frozenset({"enum", "const", "default", "examples"})
_STRUCTURE = frozenset({"properties", "items", "additionalProperties"})


def with_residue(file: SchemaFile, root: Node) -> Node:
    """Return the root of a file, or its branches, with what no check here judges of it."""
    schemas = [schema for _, schema in root_branches(file)]
    if not schemas:
        return _with(root, file, file.root)
    branches = zip(root.branches, schemas, strict=True)
    return replace(root, branches=tuple(_with(node, file, schema) for node, schema in branches))


def promise_faults(file: SchemaFile) -> Iterator[Fault]:
    """Yield each promise in words that cites a row which is not there."""
    for place, value in keywords.promises(dict(file.root)):
        try:
            annotations.promise(value, file.citations)
        except annotations.AnnotationError as error:
            yield file.fault(f"{place}/{error.keyword}", error.what, error.remedy)


def _with(node: Node, file: SchemaFile, schema: Schema) -> Node:
    promises: list[Promise] = []
    remaining = _numbered(residue(file, schema) or {}, promises, file)
    return replace(node, residue=mapping(remaining) or None, promises=tuple(promises))


def _numbered(value: Json, promises: list[Promise], file: SchemaFile) -> Json:
    """Return a schema with a number for each promise in words, and gather those."""
    if isinstance(value, list):
        return [_numbered(one, promises, file) for one in value]
    if not isinstance(value, dict):
        return value
    numbered: dict[str, Json] = {}
    for key, below in value.items():
        if key == keywords.PROMISE and isinstance(below, dict) and "words" in below:
            numbered[key] = len(promises)
            promises.append(annotations.promise(below, file.citations))
        else:
            numbered[key] = below if key in _VALUES else _numbered(below, promises, file)
    return numbered


def residue(file: SchemaFile, schema: Schema) -> dict[str, Json] | None:
    """Return the part of a schema that no check here judges, or None where nothing remains."""
    remaining = _residue(file, schema)
    if remaining and "$defs" in file.root:
        remaining["$defs"] = file.root["$defs"]
    return remaining or None


def _residue(file: SchemaFile, written: Schema) -> dict[str, Json]:
    schema, _ = resolve(file, written, "", ())
    kept: dict[str, Json] = {
        key: value for key, value in schema.items() if _is_left_over(key, value)
    }
    for key in ("items", "additionalProperties"):
        child = schema.get(key)
        if isinstance(child, dict) and (remaining := _residue(file, child)):
            kept[key] = remaining
    properties: dict[str, Json] = {}
    for name, field in mapping(schema.get("properties")).items():
        remaining = _residue(file, mapping(field))
        if remaining or kept.keys() & {"additionalProperties", "unevaluatedProperties"}:
            properties[name] = remaining
    if properties:
        kept["properties"] = properties
    if kept and keywords.PROMISE in schema:
        kept[keywords.PROMISE] = schema[keywords.PROMISE]
    if "unevaluatedItems" in kept and "items" in schema:
        kept.setdefault("items", True)
    return kept


def _is_left_over(key: str, value: Json) -> bool:
    if key == "format":
        return value in LIBRARY_FORMATS
    return not (key in _JUDGED_BY_CHECKS | DESCRIPTIVE | _STRUCTURE or key.startswith("x-"))
