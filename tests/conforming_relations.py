"""Lets the relations between the members of a made answer hold."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, tzinfo

from asdocumented.checks.mutation import replaced
from asdocumented.contracts.model import FieldRelation, Node
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.dates import find_zone
from asdocumented.formats.json_path import Json, select

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RANGES = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
TIMES = {"start-of-day": time(0, 0, 0), "end-of-day": time(23, 59, 59)}


def settled(node: Node, value: Json, zone: tzinfo) -> Json:
    """Return a body in which the relations between members hold."""
    if isinstance(value, list):
        return [settled(node.item or node, one, zone) for one in value]
    if not isinstance(value, dict):
        return value
    members: Json = {
        name: settled(node.fields[name], one, zone) if name in node.fields else one
        for name, one in value.items()
    }
    for relation in node.relations:
        members = _related(node, relation, members, zone)
    return members


def number(node: Node, instant: datetime) -> Json:
    """Return an instant as a number, or what stands for none where it does not fit."""
    assert node.epoch is not None
    found = int((instant - EPOCH).total_seconds()) * node.epoch.per_second
    least, most = RANGES[node.format or "int64"]
    return found if least <= found <= most else node.epoch.unset


def _related(node: Node, relation: FieldRelation, members: Json, zone: tzinfo) -> Json:
    """Return an object whose members keep a relation, where it has them."""
    found = [next(select(members, path), None) for path in relation.paths]
    values = [one[1] for one in found if one is not None]
    if len(values) < len(relation.paths) or any(one in relation.unset for one in values):
        return members
    mend = MENDED.get(relation.relation)
    if mend is None:
        return members
    nodes = [one for path in relation.paths if (one := node.at(path)) is not None]
    changed = mend(relation, nodes, values, zone)
    for path, old, new in zip(relation.paths, values, changed, strict=True):
        if new is not old:
            members = replaced(members, path, new)
    return members


def _times(
    relation: FieldRelation, nodes: list[Node], values: list[Json], zone: tzinfo
) -> list[Json]:
    form = nodes[0].date
    moment = form.read(values[0]) if form and isinstance(values[0], str) else None
    if form is None or moment is None:
        return values
    clock = datetime.combine(moment.wall_clock, TIMES[relation.relation])
    here = zone if form.zone == "server" else find_zone(form.zone)
    return [write_date(form, clock, clock.replace(tzinfo=here).utcoffset())]


def _instants(_: FieldRelation, nodes: list[Node], values: list[Json], zone: tzinfo) -> list[Json]:
    """Write the left number anew from the right text."""
    form = nodes[1].date
    moment = form.read(values[1]) if form and isinstance(values[1], str) else None
    if nodes[0].epoch is None or moment is None:
        return values
    return [number(nodes[0], moment.instants(zone)[0]), values[1]]


def _equals(_: FieldRelation, __: list[Node], values: list[Json], ___: tzinfo) -> list[Json]:
    """Write one of them twice: of two numbers that nearer to 0, which fits any limit."""
    one, other = values
    if isinstance(one, int) and isinstance(other, int):
        one = min(one, other, key=abs)
    return [one, one]


def _at_most(_: FieldRelation, nodes: list[Node], values: list[Json], __: tzinfo) -> list[Json]:
    one, other = values
    least, most = RANGES[nodes[0].format or "int64"]
    if not isinstance(one, int) or not isinstance(other, int) or one <= other:
        return values
    low = min(max(other, least), most)
    return [low, max(one, low)]


def _zero_with(_: FieldRelation, __: list[Node], values: list[Json], ___: tzinfo) -> list[Json]:
    one, other = values
    return values if (one == 0) == (other == 0) else [one, 0 if one == 0 else 1]


def _true(_: FieldRelation, __: list[Node], values: list[Json], ___: tzinfo) -> list[Json]:
    return [True] if isinstance(values[0], bool) else values


MENDED: Mapping[str, Callable[[FieldRelation, list[Node], list[Json], tzinfo], list[Json]]] = {
    "same-instant": _instants,
    "start-of-day": _times,
    "end-of-day": _times,
    "equals": _equals,
    "at-most": _at_most,
    "zero-with": _zero_with,
    "says-true": _true,
}
"""For each relation, what makes its values keep it; dates with one are all of one instant."""
