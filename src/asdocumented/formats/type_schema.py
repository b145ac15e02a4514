"""JSON Schemas of what we write, made of the types that it is written from."""

from inspect import cleandoc

import msgspec


def schema_of(root: type[msgspec.Struct], name: str, title: str) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a type and of all that it is made of.

    Args:
        root: the type of the whole document.
        name: the last part of the schema's id.
        title: says what the document is.

    """
    made = msgspec.json.schema_components([root], ref_template="#/$defs/{name}")
    (whole,), parts = msgspec.json.decode(msgspec.json.encode(made))  # a default may be a tuple
    for part in parts.values():
        if "description" in part:
            part["description"] = cleandoc(part["description"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:asdocumented:{name}",
        "title": title,
        **whole,
        "$defs": parts,
    }
