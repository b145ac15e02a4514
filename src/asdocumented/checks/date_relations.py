"""Judges a documented relation between two dates of one object."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from asdocumented.contracts.model import DateRelation, Node
from asdocumented.formats import dates
from asdocumented.formats.json_path import Json

SECOND = timedelta(seconds=1)
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_WORDS = {
    "same-instant": "the same instant as",
    "same-date": "the same date as",
    "not-before": "not before",
}


def describe(relation: DateRelation) -> str:
    """Return what is documented of the left date, in words."""
    return f"{_WORDS[relation.relation]} {relation.right}"


def shown(node: Node, value: Json) -> str:
    """Return a date as a finding shows it: as it came, and a number also as a date and time."""
    moment = _read(node, value) if node.epoch is not None and not isinstance(value, str) else None
    if moment is None:
        return str(value)
    finest = "milliseconds" if moment.wall_clock.microsecond else "seconds"
    return f"{value} ({moment.wall_clock.isoformat(timespec=finest)}Z)"


def gap(
    node: Node, relation: DateRelation, members: Mapping[str, Json], zone: str | None
) -> timedelta | None:
    """Return how far apart two dates that break a relation are; None where only dates differ."""
    if relation.relation == "same-date":
        return None
    instants = []
    for name in (relation.left, relation.right):
        moment = _read(node.fields[name], members.get(name))
        instants.append(_instants(node.fields[name], moment, zone) if moment else [])
    return min((abs(one - other) for one in instants[0] for other in instants[1]), default=None)


def in_words(apart: timedelta) -> str:
    """Return a span of time in its largest fitting unit, rounded down: `1 second`, `36 hours`."""
    seconds = apart.total_seconds()
    unit, size = next((one for one in _UNITS if seconds >= 2 * one[1]), _UNITS[-1])
    count = max(int(seconds // size), 1)
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def holds(
    node: Node, relation: DateRelation, members: Mapping[str, Json], zone: str | None
) -> bool | None:
    """Tell whether a relation holds in an object; None where it cannot be judged.

    It cannot where a date is missing, stands for none, or is not in its documented format.

    `zone` is the IANA id of the answering cluster, None where nobody documents it.
    """
    one = _read(node.fields[relation.left], members.get(relation.left))
    if one is None:
        return None
    other = _read(node.fields[relation.right], members.get(relation.right))
    if other is None:
        return None
    if relation.relation == "same-date":
        return one.wall_clock.date() == other.wall_clock.date()
    lefts = _instants(node.fields[relation.left], one, zone)
    rights = _instants(node.fields[relation.right], other, zone)
    if not lefts or not rights:
        return None
    if one.to_the_second or other.to_the_second:
        lefts, rights = _whole_seconds(lefts), _whole_seconds(rights)
    if relation.relation == "not-before":
        return lefts[-1] >= rights[0]
    return not set(lefts).isdisjoint(rights)


def _read(node: Node, value: Json) -> dates.Moment | None:
    if node.date is not None and isinstance(value, str):
        return node.date.read(value)
    if node.epoch is None or not isinstance(value, int) or isinstance(value, bool):
        return None
    if value == node.epoch.unset:
        return None
    try:
        wall_clock = dates.EPOCH + timedelta(seconds=value / node.epoch.per_second)
    except OverflowError:
        return None
    return dates.Moment(wall_clock, timedelta(), to_the_second=node.epoch.per_second == 1)


def _instants(node: Node, moment: dates.Moment, zone: str | None) -> list[datetime]:
    name = zone if node.date is None or node.date.zone == "server" else node.date.zone
    try:
        return moment.instants(dates.find_zone(name) if name not in (None, "none") else None)
    except OverflowError:
        return []


def _whole_seconds(instants: list[datetime]) -> list[datetime]:
    return [instant.replace(microsecond=0) for instant in instants]
