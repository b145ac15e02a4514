"""Checks that a relation of members is about members of its kind, in the object nearest to them."""

from collections.abc import Iterator

from asdocumented.contracts.model import FieldRelation, Node, RelationWord
from asdocumented.errors import Fault
from asdocumented.formats.json_path import member

_NUMBERS = frozenset({"integer", "number"})
_FLAGS = frozenset({"boolean", "string"})
_DATE = "date: it has no x-date or x-epoch"
_TIME = "date and time: it has no x-date to the second"
_NEEDS: dict[RelationWord, str] = {
    "same-instant": _DATE,
    "same-date": _DATE,
    "not-before": _DATE,
    "start-of-day": _TIME,
    "end-of-day": _TIME,
    "equals": "single value",
    "at-most": "number",
    "zero-with": "number",
    "says-true": "flag: a boolean or a text",
}


def relation_faults(where: str, scope: Node, relation: FieldRelation) -> Iterator[Fault]:
    """Yield what is at fault in the form of a relation, whose members the scope documents."""
    paths = relation.paths
    nodes = [(path, scope.at(path)) for path in paths]
    for path, node in nodes:
        text = ".".join(path)
        if node is not None and not _fits(relation.relation, node):
            what = f"{relation.id} compares {text!r}, which is no {_NEEDS[relation.relation]}"
            yield Fault(where, what, "annotate it, or drop this")
        if node is not None and node.sensitive is not None:
            what = f"{relation.id} compares {text!r}, which is x-sensitive"
            yield Fault(where, what, "recordings hold pseudonyms of its values: drop this")
    if len(paths) > 1 and paths[0] == paths[1]:
        what = f"{relation.id} compares {relation.left!r} with itself"
        yield Fault(where, what, "name another member, or drop this")
    elif len(paths) > 1 and paths[0][0] == paths[1][0]:
        nearest = member(paths[0][0])
        what = f"{relation.id} compares two members of {paths[0][0]!r}"
        yield Fault(where, what, f"let its scope be {scope.location}{nearest}")
    if relation.relation == "zero-with" and 0 in relation.unset:
        what = f"{relation.id} leaves 0 out, which is what it is about"
        yield Fault(where, what, "name other values under unset")


def _fits(word: RelationWord, node: Node) -> bool:
    """Tell whether a relation can judge a member of this kind."""
    single = not node.fields and node.item is None and node.others is None
    if word in ("same-instant", "same-date", "not-before"):
        return node.date is not None or node.epoch is not None
    if word in ("start-of-day", "end-of-day"):
        return node.date is not None and all(one in node.date.pattern for one in ("HH", "mm", "ss"))
    if word in ("at-most", "zero-with"):
        return single and (not node.types or bool(node.types & _NUMBERS))
    if word == "says-true":
        return single and (not node.types or bool(node.types & _FLAGS))
    return single and not node.types & {"object", "array"}
