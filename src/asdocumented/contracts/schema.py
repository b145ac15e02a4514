"""From a contract's JSON Schema to a tree of nodes."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

import msgspec
from msgspec.structs import replace

from asdocumented.contracts import annotations, keywords
from asdocumented.contracts.citations import Citations
from asdocumented.contracts.keywords import definition
from asdocumented.contracts.model import Node
from asdocumented.contracts.relations import ByLocation
from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, RequestLocation, mapping, member, pointer, sequence

Schema: TypeAlias = Mapping[str, Json]
Direction: TypeAlias = Literal["request", "response"]

_COMBINATIONS = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else"})
"""Keywords whose branches are judged as a whole, by the schema library."""


class SchemaFile(msgspec.Struct, frozen=True):
    """One schema of a contract: where it stands, its value, and how its sources are cited.

    `directions` tells whose bodies it documents.
    """

    path: str
    root: Schema
    citations: Citations
    directions: frozenset[Direction] = frozenset({"response"})

    def fault(self, place: str, what: str, remedy: str) -> Fault:
        """Return a fault at a JSON Pointer in this file."""
        return Fault(f"{self.path}#{place}", what, remedy)


class _Spot(msgspec.Struct, frozen=True):
    """Where in the file and in a body the building stands."""

    pointer: str = ""
    location: str = "$"
    name: str = ""
    references: tuple[str, ...] = ()


def build(file: SchemaFile, relations: ByLocation) -> Node:
    """Return the root node of a schema; raise Fault where a node is at fault."""
    location = "$" if "response" in file.directions else str(RequestLocation("body", ""))
    at = _Spot(location=location.removesuffix("."))
    branches = [
        _node(file, relations, branch, replace(at, pointer=place))
        for place, branch in root_branches(file)
    ]
    root = without_branches(file.root) if branches else file.root
    return replace(_node(file, relations, root, at), branches=tuple(branches))


def root_branches(file: SchemaFile) -> list[tuple[str, Schema]]:
    """Return place and schema of the bodies that a root's `oneOf` with rows tells apart."""
    shared = {key: value for key, value in file.root.items() if key == "type"}
    found = keywords.branches(file.root, file.root)
    return [(f"/oneOf/{index}", {**shared, **one}) for index, one in enumerate(found)]


def without_branches(root: Schema) -> Schema:
    """Return a root without what its branches say themselves."""
    return {key: value for key, value in root.items() if key not in ("oneOf", "type")}


class Written(NamedTuple):
    """A node as written: its JSON Pointer, its property name (None for others), and its schema.

    `defined` tells that it stands below `$defs`, where no body has it.
    """

    pointer: str
    name: str | None
    schema: Schema
    defined: bool


def nodes(file: SchemaFile) -> Iterator[Written | Fault]:
    """Yield every node with references followed, and what stands in the way of building it.

    They come in the order of the file.
    """
    stack: list[tuple[_Spot, str | None, Schema, bool]] = [(_Spot(), None, file.root, False)]
    if branches := root_branches(file):
        yield from _beside_branches(file)
        stack = [(_Spot(place), None, branch, False) for place, branch in branches[::-1]]
        stack.append((_Spot(), None, without_branches(file.root), False))
    while stack:
        at, name, written, defined = stack.pop()
        try:
            schema, references = resolve(file, written, at.pointer, at.references)
        except Fault as fault:
            yield fault
            continue
        yield from _faults(file, at.pointer, schema)
        yield Written(at.pointer, name, schema, defined)
        below: list[tuple[_Spot, str | None, Schema, bool]] = []
        for child, value in mapping(schema.get("properties")).items():
            place = f"{at.pointer}/properties{pointer([child])}"
            below.append((_Spot(place, references=references), child, mapping(value), defined))
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                spot = _Spot(f"{at.pointer}/{key}", references=references)
                below.append((spot, None, mapping(schema[key]), defined))
        for child, value in mapping(schema.get("$defs")).items():
            place = f"{at.pointer}/$defs{pointer([child])}"
            below.append((_Spot(place), None, mapping(value), True))
        stack += below[::-1]


def _beside_branches(file: SchemaFile) -> Iterator[Fault]:
    for keyword in without_branches(file.root):
        if keyword not in keywords.DESCRIPTIVE and keyword != "x-source":
            what = f"{keyword} stands beside a oneOf whose branches cite rows"
            yield file.fault(f"/{keyword}", what, "write it into each branch")


def _faults(file: SchemaFile, place: str, schema: Schema) -> Iterator[Fault]:
    for promised in sequence(schema.get("required")):
        if promised not in mapping(schema.get("properties")):
            what = f"requires {promised!r}, which it does not document"
            yield file.fault(f"{place}/required", what, "name one of its properties")
    try:
        annotations.date(schema)
    except annotations.AnnotationError as error:
        yield file.fault(f"{place}/{error.keyword}", error.what, error.remedy)


def _is_open(schema: Schema) -> bool:
    """Tell whether an object may have names that its properties do not list.

    So it may where a combination lists others, names them by a pattern, or refers elsewhere.
    """
    listed = mapping(schema.get("properties")).keys()
    return schema.get("additionalProperties") is True or any(
        "$ref" in part
        or "patternProperties" in part
        or mapping(part.get("properties")).keys() - listed
        for part in _combined(schema)
    )


def _combined(schema: Schema) -> Iterator[Schema]:
    """Yield a schema, and what its combinations say of the same value."""
    stack = [schema]
    while stack:
        part = stack.pop()
        yield part
        for key in _COMBINATIONS & part.keys():
            branches = part[key]
            stack += map(mapping, branches if isinstance(branches, list) else [branches])


def resolve(
    file: SchemaFile, schema: Schema, place: str, seen: tuple[str, ...]
) -> tuple[Schema, tuple[str, ...]]:
    """Replace a local `$ref` by what it leads to; raise Fault where it leads nowhere or back."""
    while "$ref" in schema:
        reference = str(schema["$ref"])
        if reference in seen:
            raise file.fault(place, f"{reference} refers to itself", "write the nesting out")
        target = definition(dict(file.root), reference)
        if target is None:
            raise file.fault(place, f"{reference} leads nowhere", "refer to #/$defs/<name>")
        seen = (*seen, reference)
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema, seen


def _node(file: SchemaFile, relations: ByLocation, written: Schema, at: _Spot) -> Node:
    schema, references = resolve(file, written, at.pointer, at.references)

    def child(key: str, value: Json, segment: str, name: str) -> Node | None:
        if not isinstance(value, dict):
            return None
        below = pointer([name]) if key == "properties" else ""
        spot = _Spot(f"{at.pointer}/{key}{below}", at.location + segment, name, references)
        return _node(file, relations, value, spot)

    fields = {}
    for name, value in mapping(schema.get("properties")).items():
        if field := child("properties", value, member(name), name):
            promised = name in sequence(schema.get("required"))
            presence = annotations.PROMISED if promised else field.presence
            fields[name] = replace(field, presence=presence)
    enum = [schema["const"]] if "const" in schema else schema.get("enum")
    words = schema.get("type", [])
    named = annotations.sources(schema)
    citation, further = annotations.cited(named, file.citations)
    try:
        return Node(
            location=at.location,
            name=at.name,
            citation=citation,
            sources=further,
            rows=annotations.rows(named),
            types=frozenset(str(w) for w in (words if isinstance(words, list) else [words])),
            format=msgspec.convert(schema.get("format"), str | None),
            fields=fields,
            item=child("items", schema.get("items"), "[*]", ""),
            others=child("additionalProperties", schema.get("additionalProperties"), "[*]", ""),
            open=_is_open(schema),
            enum=tuple(enum) if isinstance(enum, list) else None,
            examples=tuple(sequence(schema.get("examples"))),
            known_values=frozenset(str(v) for v in sequence(schema.get("x-known-values"))),
            date=annotations.date(schema),
            date_elsewhere=bool(mapping(schema.get("x-date")).get("elsewhere")),
            epoch=annotations.epoch(schema),
            letter_case=annotations.letter_case(schema),
            presence=annotations.presence(schema),
            error_array=bool(schema.get("x-error-array")),
            identity=msgspec.convert(schema.get("x-identity"), str | None),
            unique=annotations.unique(schema),
            sensitive=annotations.sensitive(schema),
            json_text=annotations.json_text(schema),
            content_schema=mapping(schema.get("contentSchema")) or None,
            relations=tuple(
                one
                for one in relations.fields.get(at.location, ())
                if all(path and path[0] in fields for path in one.paths)
            ),
            statuses=tuple(
                one
                for one in relations.statuses.get(at.location, ())
                if not one.members or not one.members.isdisjoint(fields)
            ),
        )
    except annotations.AnnotationError as error:
        place = f"{at.pointer}/{error.keyword}"
        raise file.fault(place, error.what, error.remedy) from error
