"""Checks that each parameter and member that a contract names is documented, of the right kind."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from asdocumented.contracts.files import ParameterFile
from asdocumented.contracts.keywords import keyword_faults
from asdocumented.contracts.meta import schema_faults
from asdocumented.contracts.model import Node, Presence
from asdocumented.contracts.openapi import OpenApiOperation
from asdocumented.contracts.relation_forms import relation_faults
from asdocumented.errors import Fault
from asdocumented.formats.json_path import Json, mapping
from asdocumented.formats.urls import as_query_value

_IN_PATH = re.compile(r"\{([^{}]*)\}")


def parameter_faults(path: str, operation: OpenApiOperation) -> Iterator[Fault]:
    """Yield parameters that stand twice or not where they should, and schemas that are none."""
    parameters = operation.parameters
    names = [parameter.name for parameter in parameters]
    declared = {parameter.name for parameter in parameters if parameter.place == "path"}
    named = set(_IN_PATH.findall(operation.path))
    for name in sorted(named - declared):
        what = f"{operation.path} has {{{name}}}, which no parameter declares"
        yield Fault(path, what, f"add a parameter with name: {name}, in: path")
    for parameter in parameters:
        where = f"{path}, parameter {parameter.name}"
        if names.count(parameter.name) > 1:
            yield Fault(where, "two parameters have this name", "leave one of them out")
        if parameter.name in declared - named:
            what = f"is in the path, but {operation.path} does not have it"
            yield Fault(where, what, "correct its name, its place or the path")
        for other in parameter.x_mandatory_unless:
            if other not in names:
                yield _unknown(where, other)
        schema = dict(mapping(parameter.schema))
        found = list(schema_faults(where, schema))
        yield from found or keyword_faults(where, schema, parameter=True)


def node_faults(
    path: str, nodes: Iterable[Node], parameters: Sequence[ParameterFile]
) -> Iterator[Fault]:
    """Yield nodes that are bound to what nothing documents or shows, or of another kind."""
    known = {parameter.name: parameter for parameter in parameters}
    for node in nodes:
        where = f"{path}, {node.location}"
        for name, values in _bound(node):
            if name in known:
                yield from _binding_faults(where, known[name], values)
            else:
                yield _unknown(where, name)
        yield from _kind_faults(where, node)
        yield from _member_faults(where, node)


def _bound(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parameters that a node is bound to, and the values on which it depends."""
    if node.presence.rule == "parameter":
        yield node.presence.parameter, (node.presence.equals,)
    case = node.letter_case
    if case is not None:
        yield case.parameter, (case.default, *case.upper, *case.lower, *case.unchanged)


def _unknown(where: str, name: str) -> Fault:
    what = f"bound to the unknown parameter {name!r}"
    return Fault(where, what, "name a parameter of openapi.yaml")


def _binding_faults(where: str, parameter: ParameterFile, values: Iterable[str]) -> Iterator[Fault]:
    """Yield what no request could decide: a header, or a value that the parameter never has."""
    if parameter.place in ("header", "cookie"):
        what = f"bound to the {parameter.place} parameter {parameter.name!r}"
        yield Fault(where, what, "evidence holds no request headers: leave this annotation out")
    listed = _listed_values(mapping(parameter.schema))
    for value in values:
        if listed is not None and value.casefold() not in listed:
            what = f"names {value!r}, which is no value of the parameter {parameter.name!r}"
            yield Fault(where, what, "name one that openapi.yaml lists")


def _listed_values(schema: Mapping[str, Json]) -> set[str] | None:
    items = schema.get("items")
    if isinstance(items, dict):
        return _listed_values(items)
    listed = schema.get("enum", [True, False] if schema.get("type") == "boolean" else None)
    return {as_query_value(one).casefold() for one in listed} if isinstance(listed, list) else None


def _kind_faults(where: str, node: Node) -> Iterator[Fault]:
    """Yield annotations that are about another JSON type than their node has, or about members."""
    annotations = (
        ("x-date", node.date is not None, {"string"}),
        ("x-epoch", node.epoch is not None, {"integer", "number"}),
        ("x-letter-case", node.letter_case is not None, {"string"}),
        ("x-known-values", bool(node.known_values), {"string"}),
        ("x-error-array", node.error_array, {"array"}),
        ("contentMediaType", node.json_text is not None, {"string"}),
    )
    for keyword, is_there, types in annotations:
        if is_there and node.types and not node.types & types:
            what = f"{keyword} stands on a value of the type {node.kinds}, and would judge nothing"
            remedy = f"it is about the type {' or '.join(sorted(types))}: leave it out here"
            yield Fault(where, what, remedy)
    if not node.name and node.presence != Presence():
        what = "x-presence stands on a node without a name, and would judge nothing"
        yield Fault(where, what, "it is about members of an object: leave it out here")


def _member_faults(where: str, node: Node) -> Iterator[Fault]:
    """Yield annotations that are about a member that their node does not document."""
    if node.sensitive is not None and (node.date is not None or node.epoch is not None):
        remedy = "nothing can take its place and be judged the same: leave one of them out"
        yield Fault(where, "x-sensitive stands on a date", remedy)
    named = [("x-identity", node.identity)] if node.identity else []
    for keyword, name in (*named, *(("x-unique", one.member) for one in node.unique)):
        if node.item is None or node.item.fields.get(name) is None:
            what = f"{keyword} names {name!r}, which its items do not document"
            yield Fault(where, what, "name a member of its items")
    if node.unique and not node.identity:
        what = "x-unique stands without x-identity, and cannot tell one item from another"
        yield Fault(where, what, "name the identity, too")
    for relation in node.relations:
        yield from relation_faults(where, node, relation)
