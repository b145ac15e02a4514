"""The keys that the objects of openapi.yaml may have; any other one is a fault."""

from collections.abc import Iterator, Mapping

from asdocumented.contracts.extensions import extension_faults
from asdocumented.contracts.keywords import DESCRIPTIVE, OPENAPI_KEYWORDS
from asdocumented.errors import suggestion
from asdocumented.formats.json_path import Json, mapping

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_ROOT = frozenset(
    {"openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components"}
    | {"security", "tags", "externalDocs"}
)
_INFO = frozenset(
    {"title", "summary", "description", "termsOfService", "contact", "license", "version"}
)
_COMPONENTS = frozenset(
    {"schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links"}
    | {"securitySchemes", "callbacks", "pathItems"}
)
PATH = frozenset({*METHODS, "summary", "description", "servers", "parameters"})
OPERATION = frozenset(
    {"tags", "summary", "description", "externalDocs", "operationId", "parameters", "requestBody"}
    | {"responses", "callbacks", "deprecated", "security", "servers"}
)
RESPONSE = frozenset({"description", "headers", "content", "links"})
REQUEST_BODY = frozenset({"description", "content", "required"})
MEDIA = frozenset({"schema", "example", "examples", "encoding"})
SERVER = frozenset({"url", "description", "variables"})
_REFERENCE = DESCRIPTIVE | OPENAPI_KEYWORDS | {"$ref"}

SOURCE = "x-source"
_Unknown = tuple[str, str]
"""What is wrong with a key, and what to do."""


def document_faults(document: Mapping[str, Json]) -> Iterator[tuple[str, _Unknown]]:
    """Yield what is wrong with the keys of a document's outermost objects, with the place."""
    components = mapping(document.get("components"))
    for place, value, known in (
        ("the outermost object", document, _ROOT),
        ("info", mapping(document.get("info")), _INFO),
        ("components", components, _COMPONENTS),
    ):
        for one in unknown_keys(value, known):
            yield place, one


def unknown_keys(
    value: Mapping[str, Json], known: frozenset[str], *extensions: str
) -> Iterator[_Unknown]:
    """Yield what is wrong with each key that OpenAPI does not know, and each extension of ours.

    `extensions` are those that are read here. Those of other tools may stand anywhere.
    """
    for key in value:
        if key.startswith("x-"):
            if key not in extensions:
                yield from extension_faults(key)
        elif key not in known:
            names = ", ".join(sorted(known))
            yield f"unknown key {key!r}", f"{suggestion(key, known)}known: {names}"


def reference_faults(schema: Mapping[str, Json]) -> Iterator[_Unknown]:
    """Yield each keyword beside the `$ref` to a schema file, which alone is read."""
    for key in schema:
        if key not in _REFERENCE:
            yield f"{key} stands beside $ref, and would not be read", "write it into the file"
