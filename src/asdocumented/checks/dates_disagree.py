"""Two dates of one object that contradict a relation between them.

Why it matters: two clients that read different fields of one answer act on different days.

Example: `fixedExpiryDate` is a day after `validTillDate`.
"""

from datetime import timedelta
from functools import lru_cache

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
_OBSERVED = {
    "same-instant": "another instant",
    "same-date": "another date",
    "not-before": "before {}",
}


def _applies(place: Place, kind: type) -> bool:
    return kind is dict and bool(place.node.dates)


def _find(place: Place, members: dict[str, Json]) -> Findings:
    for relation, plain in _relations(place):
        left, right = members.get(relation.left), members.get(relation.right)
        if plain and isinstance(left, str) and isinstance(right, str):
            if left[:10] == right[:10] and relation.relation == "same-date":
                continue
            if left[19:] == right[19:] and left >= right and relation.relation == "not-before":
                continue
        if not _holds(place, relation, left, right):
            yield place.finding(
                ID,
                relation.severity,
                _OBSERVED[relation.relation].format(relation.right),
                documented=describe(relation),
                citation=relation.citation,
                below=member(relation.left),
                path=(relation.left,),
            )


@lru_cache(maxsize=1024)
def _relations(place: Place) -> tuple[tuple[DateRelation, bool], ...]:
    """Return the relations, and whether both dates begin with the year: then texts compare."""
    fields = place.node.fields
    found = []
    for relation in place.node.dates:
        forms = (fields[name].date for name in (relation.left, relation.right))
        plain = all(form is not None and form.pattern.startswith("yyyy-MM-dd") for form in forms)
        found.append((relation, plain))
    return tuple(found)


def describe(relation: DateRelation) -> str:
    """Return what is documented of the left date, in words."""
    return f"{_WORDS[relation.relation]} {relation.right}"


def _holds(place: Place, relation: DateRelation, left: Json, right: Json) -> bool:
    """Tell whether the relation holds, or cannot be judged because a date is missing or wrong."""
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
        return dates.Moment(wall_clock, timedelta())
    return None


CHECK = Check(ID, "time", value=ValueRule(_applies, _find))
