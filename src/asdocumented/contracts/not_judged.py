"""What a contract promises and nothing here judges: each promise with the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from asdocumented.contracts import schema
from asdocumented.contracts.annotations import KNOWN_FORMATS
from asdocumented.contracts.bodies import REQUEST, DocumentedBody
from asdocumented.contracts.files import ParameterFile, RelationsFile
from asdocumented.contracts.model import Node, NotJudged, Parameter, Table
from asdocumented.contracts.openapi import OpenApiOperation
from asdocumented.contracts.schema import SchemaFile
from asdocumented.errors import Fault
from asdocumented.formats.json_path import located, members

_HEADERS = "evidence holds no request headers"
_FREE_NAMES = "names that the page does not list lie on the way to it"
_READ_STYLES = frozenset({"", "form", "spaceDelimited", "pipeDelimited", "simple"})


class Promises(msgspec.Struct, frozen=True):
    """All that a contract promises: its files, and the nodes that were made of them."""

    operation: OpenApiOperation
    bodies: Sequence[DocumentedBody]
    tables: Sequence[Table]
    schemas: Mapping[str, SchemaFile]
    roots: Mapping[str, Node]
    relations: RelationsFile


def list_not_judged(promises: Promises, parameters: Iterable[Parameter]) -> tuple[NotJudged, ...]:
    """Return what nothing judges, each promise once."""
    return tuple(dict.fromkeys((*_promises(promises), *_limits(parameters))))


def _limits(parameters: Iterable[Parameter]) -> Iterator[NotJudged]:
    for one in parameters:
        is_read = one.place in ("query", "path")
        if is_read and one.has_pseudonyms and (one.limits or one.listed or one.list_limits):
            why = "recordings hold pseudonyms of its values"
            yield NotJudged(f"the limits of the parameter {one.name}", why)


def _promises(promises: Promises) -> Iterator[NotJudged]:
    names = dict.fromkeys(one.file for one in promises.bodies if one.judged and one.file)
    judged = {name: promises.roots[name] for name in names}
    yield from _bodies(promises, judged.keys())
    for status, response in promises.operation.responses.items():
        for name in response.headers:
            why = "evidence holds no response header but Content-Type"
            yield NotJudged(f"the header {name} of {status}", why)
    for parameter in promises.operation.parameters:
        yield from _parameter(parameter)
    for root in judged.values():
        yield from _nodes(root, promises.relations)
    for name in judged:
        yield from _keywords(name, promises.schemas[name])
    yield from _relations(promises.relations, list(judged.values()))


def _bodies(promises: Promises, judged: AbstractSet[str]) -> Iterator[NotJudged]:
    seen = {row for name in judged for node in promises.roots[name].tree() for row in node.rows}
    for body in promises.bodies:
        if body.judged:
            continue
        rows = set[tuple[str, int]]()
        if body.file is not None:
            rows = {row for node in promises.roots[body.file].tree() for row in node.rows} - seen
        listed = "".join(f" ({text})" for text in _row_texts(promises.tables, rows))
        if body.status == REQUEST:
            what, why = f"the body of the request{listed}", "evidence holds no request bodies"
        else:
            what = f"the body of {body.status} as {body.media_type}{listed}"
            why = "only JSON is judged by its rows"
        yield NotJudged(what, why)


def _row_texts(tables: Sequence[Table], rows: AbstractSet[tuple[str, int]]) -> Iterator[str]:
    for table in tables:
        numbers = sorted(number for one, number in rows if one == table.id)
        if numbers:
            word = "row" if len(numbers) == 1 else "rows"
            yield f"{table.title}, {word} {', '.join(map(str, numbers))}"


def _parameter(parameter: ParameterFile) -> Iterator[NotJudged]:
    name = parameter.name
    if parameter.place in ("header", "cookie"):
        yield NotJudged(f"the {parameter.place} parameter {name}", _HEADERS)
        return
    if parameter.schema.get("type") == "object" or parameter.style not in _READ_STYLES:
        yield NotJudged(f"the values of the parameter {name}", "no object is read from a URL")
    form = _value_schema(parameter).get("format")
    if isinstance(form, str) and form not in KNOWN_FORMATS:
        yield NotJudged(f"the format {form} of the parameter {name}", "nothing checks it")


def _value_schema(parameter: ParameterFile) -> Mapping[str, object]:
    items = parameter.schema.get("items")
    return items if isinstance(items, dict) else parameter.schema


def _nodes(root: Node, relations: RelationsFile) -> Iterator[NotJudged]:
    compared = {
        one.scope + located(members(path))[1:]
        for one in relations.dates
        for path in (one.left, one.right)
    }
    for node in root.tree():
        if node.epoch is not None and node.location not in compared:
            yield NotJudged(f"the instant at {node.location}", "no relation compares it")
        if node.presence.rule == "conditional":
            why = "it depends on a condition that no request shows"
            yield NotJudged(f"the presence of {node.location}", why)
        if node.letter_case is not None and node.letter_case.unchanged:
            words = " or ".join(node.letter_case.unchanged)
            what = f"the letter case of {node.location} with {node.letter_case.parameter}={words}"
            why = "only answers to samples that are named as they were created can show it"
            yield NotJudged(what, why)
        for relation in node.relations:
            if relation.relation in ("same-instant", "not-before"):
                sides = [node.at(path) for path in relation.paths]
                local = [one for one in sides if one and one.date and one.date.is_local]
                if len(local) == 1:
                    why = "a date without offset and zone is no instant"
                    yield NotJudged(f"the relation {relation.id}", why)


def _keywords(name: str, file: SchemaFile) -> Iterator[NotJudged]:
    for node in schema.nodes(file):
        if isinstance(node, Fault) or node.defined:
            continue
        if "contentEncoding" in node.schema:
            yield NotJudged(f"contentEncoding at {name}#{node.pointer}", "no text is decoded")
        kind = node.schema.get("contentMediaType", "application/json")
        if kind != "application/json":
            what = f"contentMediaType {kind} at {name}#{node.pointer}"
            yield NotJudged(what, "only JSON in texts is judged")


def _relations(relations: RelationsFile, roots: Sequence[Node]) -> Iterator[NotJudged]:
    free = {location for root in roots for location in _below_free_names(root)}
    for status in relations.statuses:
        if not (status.success or status.code or status.items):
            yield NotJudged(f"the relation {status.id}", "it names no success and no code")
        elif status.scope in free:
            yield NotJudged(f"the relation {status.id}", _FREE_NAMES)
    several = [one.parameter for one in relations.filters]
    if len(several) > 1 and relations.combination is None:
        what = f"what {', '.join(several[:-1])} and {several[-1]} select together"
        yield NotJudged(what, "no row says whether an item has to match all of them, or one")
    for one in relations.filters:
        if one.location is None:
            why = "the response does not show what it selects by"
            yield NotJudged(f"the effect of the parameter {one.parameter}", why)
        elif one.location in free:
            yield NotJudged(f"the effect of the parameter {one.parameter}", _FREE_NAMES)


def _below_free_names(node: Node, *, free: bool = False) -> Iterator[str]:
    """Yield the locations that lie below a map's free names."""
    if free:
        yield node.location
    for child in (*node.fields.values(), node.item):
        if child is not None:
            yield from _below_free_names(child, free=free)
    if node.others is not None:
        yield from _below_free_names(node.others, free=True)
