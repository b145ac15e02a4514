"""Lets a schema judge also where an array stands for an object, or an object for an array."""

from collections.abc import Mapping

from asdocumented.formats.json_path import Json, mapping, pointer

_OF_OBJECTS = frozenset({"properties", "allOf", "if", "required", "dependentRequired"})


def recovered(schema: Mapping[str, Json], place: tuple[str, ...] = ()) -> dict[str, Json]:
    """Return a schema that judges the items of an array where it documents an object.

    Where it documents an array, it judges a lone object as one of its items. Both are what
    `Place.items` and `Place.as_object` do for the checks that look at single values.

    Args:
        schema: what is left for the schema library to judge (`Node.residue`).
        place: the steps to it in the whole schema.

    """
    changed = dict(schema)
    properties = mapping(schema.get("properties"))
    if properties:
        changed["properties"] = {
            name: _below(value, (*place, "properties", name)) for name, value in properties.items()
        }
    for key in ("items", "additionalProperties"):
        if key in schema:
            changed[key] = _below(schema[key], (*place, key))
    here = f"#{pointer(place)}"
    if isinstance(schema.get("items"), dict):
        lone: Json = {"if": {"type": "object"}, "then": {"$ref": f"{here}/items"}}
        written = schema.get("allOf")
        changed["allOf"] = [*(written if isinstance(written, list) else []), lone]
    elif "items" not in schema and schema.keys() & _OF_OBJECTS:
        changed["items"] = {"$ref": here}
    return changed


def _below(schema: Json, place: tuple[str, ...]) -> Json:
    return recovered(schema, place) if isinstance(schema, dict) else schema
