"""The part of a schema that no check judges: the schema library does."""

from dataclasses import replace

from asdocumented.contracts.annotations import LIBRARY_FORMATS
from asdocumented.contracts.keywords import DESCRIPTIVE
from asdocumented.contracts.model import Node
from asdocumented.contracts.schema import Schema, SchemaFile, resolve, root_branches
from asdocumented.formats.json_path import Json, mapping

_JUDGED_BY_CHECKS = frozenset(
    {"type", "enum", "const", "required", "contentMediaType", "contentSchema", "contentEncoding"}
)
_STRUCTURE = frozenset({"properties", "items", "additionalProperties"})


def with_residue(file: SchemaFile, root: Node) -> Node:
    """Return the root of a file, or its branches, with what no check here judges of it."""
    schemas = [schema for _, schema in root_branches(file)]
    if not schemas:
        return replace(root, residue=residue(file, file.root))
    branches = [
        replace(node, residue=residue(file, schema))
        for node, schema in zip(root.branches, schemas, strict=True)
    ]
    return replace(root, branches=tuple(branches))


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
    if "unevaluatedItems" in kept and "items" in schema:
        kept.setdefault("items", True)
    return kept


def _is_left_over(key: str, value: Json) -> bool:
    if key == "format":
        return value in LIBRARY_FORMATS
    return not (key in _JUDGED_BY_CHECKS | DESCRIPTIVE | _STRUCTURE or key.startswith("x-"))
