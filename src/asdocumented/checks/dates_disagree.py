"""Two dates of one object that contradict a relation between them.

Why it matters: two clients that read different fields of one answer act on different days.

Example: `fixedExpiryDate` is a day after `validTillDate`.
"""

from collections.abc import Callable
from datetime import timedelta

from asdocumented import dates
from asdocumented.checks import Check, Findings, ValueRule
from asdocumented.location import Json, member
from asdocumented.model import DateRelation
from asdocumented.place import Place

ID = "dates-disagree"
_WORDS = {
    "same-instant": "the same instant as",
    "same-date": "the same date as",
    "not-before": "not before",
}


def _applies(place: Place, kind: type) -> bool:
    return kind is dict and bool(place.node.dates)


def _passes(place: Place) -> Callable[[dict[str, Json]], bool]:
    relations = place.node.dates
    return lambda members: all(_holds(place, relation, members) for relation in relations)


def _find(place: Place, members: dict[str, Json]) -> Findings:
    for relation in place.node.dates:
        if not _holds(place, relation, members):
            yield place.finding(
                ID,
                relation.severity,
                _observed(relation),
                documented=describe(relation),
                citation=relation.citation,
                below=member(relation.left),
                path=(relation.left,),
            )


def describe(relation: DateRelation) -> str:
    """Return what is documented of the left date, in words."""
    return f"{_WORDS[relation.relation]} {relation.right}"


def _holds(place: Place, relation: DateRelation, members: dict[str, Json]) -> bool:
    """Tell whether the relation holds, or cannot be judged because a date is missing or wrong."""
    left, right = members.get(relation.left), members.get(relation.right)
    if relation.relation == "same-date" and isinstance(left, str) and isinstance(right, str):
        if left[:10] == right[:10]:
            return True
    one, other = (_read(place, relation.left, left), _read(place, relation.right, right))
    if one is None or other is None:
        return True
    if relation.relation == "same-date":
        return one.wall_clock.date() == other.wall_clock.date()
    difference = _difference(place, one, other)
    if difference is None:
        return True
    return difference >= timedelta() if relation.relation == "not-before" else not difference


def _difference(place: Place, one: dates.Moment, other: dates.Moment) -> timedelta | None:
    zone = dates.find_zone(place.situation.zone) if place.situation.zone else None
    try:
        instants = one.instant(zone), other.instant(zone)
    except OverflowError:
        return None
    if instants[0] is None or instants[1] is None:
        return None
    return instants[0] - instants[1]


def _observed(relation: DateRelation) -> str:
    if relation.relation == "not-before":
        return f"before {relation.right}"
    return "another date" if relation.relation == "same-date" else "another instant"


def _read(place: Place, name: str, value: Json) -> dates.Moment | None:
    node = place.node.fields.get(name)
    if node is None:
        return None
    if node.date is not None and isinstance(value, str):
        return node.date.read(value)
    if node.epoch is not None and isinstance(value, int) and not isinstance(value, bool):
        if value == node.epoch.unset:
            return None
        try:
            wall_clock = dates.EPOCH + timedelta(seconds=value / node.epoch.per_second)
        except OverflowError:
            return None
        return dates.Moment(wall_clock, timedelta(), "Z")
    return None


CHECK = Check(ID, "time", value=ValueRule(_applies, _find, _passes))
