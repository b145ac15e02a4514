"""The part of a schema that no check judges: the schema library does."""

from asdocumented.contracts.annotations import LIBRARY_FORMATS
from asdocumented.contracts.keywords import DESCRIPTIVE
from asdocumented.contracts.schema import Schema, SchemaFile, resolve
from asdocumented.formats.json_path import Json, mapping

_JUDGED_BY_CHECKS = frozenset(
    {"type", "enum", "const", "required", "contentMediaType", "contentSchema", "contentEncoding"}
)
_STRUCTURE = frozenset({"properties", "items", "additionalProperties"})


def residue(file: SchemaFile) -> dict[str, Json] | None:
    """Return the part of a schema that no check here judges, or None where nothing remains."""
    remaining = _residue(file, file.root)
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
