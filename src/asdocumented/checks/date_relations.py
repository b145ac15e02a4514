"""Judges a documented relation between two dates."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from asdocumented.checks.check import Compare, MembersTest
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation, Node
from asdocumented.formats import dates
from asdocumented.formats.json_path import Json

SECOND = timedelta(seconds=1)
REPEATED_HOUR = timedelta(hours=1)
"""How far apart two clocks of one zone may seem where its summer time ends."""

WORDS = {
    "same-instant": "the same instant as",
    "same-date": "the same date as",
    "not-before": "not before",
}
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
_moment = datetime.fromisoformat
_DAY = "yyyy-MM-dd"
_ISO = "yyyy-MM-dd'T'HH:mm:ssXXX"


def shown(node: Node, value: Json) -> str:
    """Return a date as a finding shows it: as it came, and a number also as a date and time."""
    moment = _read(node, value) if node.epoch is not None and not isinstance(value, str) else None
    if moment is None:
        return str(value)
    finest = "milliseconds" if moment.wall_clock.microsecond else "seconds"
    return f"{value} ({moment.wall_clock.isoformat(timespec=finest)}Z)"


def gap(place: Place, relation: FieldRelation, left: Json, right: Json) -> timedelta | None:
    """Return how far apart two dates that break a relation are; None where only dates differ."""
    one, other = sides(place, relation)
    first, second = _read(one, left), _read(other, right)
    if relation.relation == "same-date" or first is None or second is None:
        return None
    if _is_local(one) and _is_local(other):
        apart = abs(first.wall_clock - second.wall_clock)
        return None if _is_day(one) or _is_day(other) else apart
    zone = place.situation.zone
    instants = _instants(one, first, zone), _instants(other, second, zone)
    return min((abs(a - b) for a in instants[0] for b in instants[1]), default=None)


def in_words(apart: timedelta) -> str:
    """Return a span of time in its largest fitting unit, rounded down: `1 second`, `36 hours`."""
    seconds = apart.total_seconds()
    unit, size = next((one for one in _UNITS if seconds >= 2 * one[1]), _UNITS[-1])
    count = max(int(seconds // size), 1)
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def sides(place: Place, relation: FieldRelation) -> tuple[Node, Node]:
    """Return the nodes of both dates."""
    one, other = (place.node.at(path) for path in relation.paths)
    if one is None or other is None:
        raise ValueError(f"{relation.id} names what {place.location} does not document")
    return one, other


def compare(place: Place, relation: FieldRelation) -> Compare:
    """Return what tells of two dates whether a relation holds.

    It says None where a date is missing, stands for none, or is not in its documented format, and
    where one of them has no offset and nobody documents its zone.
    """
    left, right = sides(place, relation)
    word, zone = relation.relation, place.situation.zone
    local = _is_local(left) and _is_local(right)
    numbered, unset = right.epoch is not None, right.epoch.unset if right.epoch else None

    def holds(one: Json, other: Json) -> bool | None:
        if numbered and other == unset:
            return None
        first = _read(left, one)
        second = None if first is None else _read(right, other)
        if first is None or second is None:
            return None
        if word == "same-date":
            return first.wall_clock.date() == second.wall_clock.date()
        if local:
            return _by_clock(word, first, second, days=_is_day(left) or _is_day(right))
        return _by_instant(
            word,
            _instants(left, first, zone),
            _instants(right, second, zone),
            whole_seconds=first.to_the_second or second.to_the_second,
        )

    return holds


def quick(place: Place, relation: FieldRelation) -> MembersTest | None:
    """Return a test of dates by their texts, which asks `compare` where it cannot tell."""
    one, other = sides(place, relation)
    left, right, exact = one.name, other.name, compare(place, relation)
    patterns = [node.date.pattern if node.date else "" for node in (one, other)]
    if relation.relation == "same-date" and all(word.startswith(_DAY) for word in patterns):
        return _same_ten_characters(left, right, exact)
    if relation.relation == "same-instant" and patterns == ["", _ISO] and one.epoch:
        return _number_of_text(left, right, one.epoch.per_second, exact)
    if relation.relation == "not-before" and patterns == [_ISO, _ISO]:
        return _later_text(left, right, exact)
    return _number_and_text(one, other, exact) if relation.relation == "not-before" else None


def _number_and_text(one: Node, other: Node, exact: Compare) -> MembersTest | None:
    """Return a test of which of two dates is later, where one is a number."""
    left, right = one.name, other.name
    patterns = [node.date.pattern if node.date else "" for node in (one, other)]
    if patterns == [_ISO, ""] and other.epoch:
        return _text_after_number(left, right, other.epoch.per_second, exact)
    if patterns == ["", _ISO] and one.epoch:
        return _number_after_text(left, right, one.epoch.per_second, exact)
    return None


def _same_ten_characters(left: str, right: str, exact: Compare) -> MembersTest:
    def holds(members: Mapping[str, Any]) -> bool | None:
        try:
            if members[left][:10] == members[right][:10]:
                return True
        except TypeError:
            pass
        return exact(members[left], members[right])

    return holds


def _later_text(left: str, right: str, exact: Compare) -> MembersTest:
    def holds(members: Mapping[str, Any]) -> bool | None:
        one, other = members[left], members[right]
        try:
            if one[19:] == other[19:] and one >= other:
                return True
        except TypeError:
            pass
        return exact(one, other)

    return holds


def _text_after_number(left: str, right: str, per_second: int, exact: Compare) -> MembersTest:
    def holds(members: Mapping[str, Any]) -> bool | None:
        one, other = members[left], members[right]
        try:
            if other and _moment(one).timestamp() * per_second >= other:
                return True
        except (TypeError, ValueError, OverflowError):
            pass
        return exact(one, other)

    return holds


def _number_after_text(left: str, right: str, per_second: int, exact: Compare) -> MembersTest:
    def holds(members: Mapping[str, Any]) -> bool | None:
        one, other = members[left], members[right]
        try:
            if one and one >= _moment(other).timestamp() * per_second:
                return True
        except (TypeError, ValueError, OverflowError):
            pass
        return exact(one, other)

    return holds


def _number_of_text(left: str, right: str, per_second: int, exact: Compare) -> MembersTest:
    def holds(members: Mapping[str, Any]) -> bool | None:
        one, other = members[left], members[right]
        try:
            if one == _moment(other).timestamp() * per_second:
                return True
        except (TypeError, ValueError, OverflowError):
            pass
        return exact(one, other)

    return holds


def _by_clock(word: str, one: dates.Moment, other: dates.Moment, *, days: bool) -> bool | None:
    """Compare clocks of one zone that nobody names; of a day and a time only the days."""
    first, second = one.wall_clock, other.wall_clock
    if days:
        first, second = (clock.replace(hour=0, minute=0, second=0) for clock in (first, second))
    if word == "same-instant":
        return first == second
    if first >= second:
        return True
    return None if not days and second - first <= REPEATED_HOUR else False


def _by_instant(
    word: str, lefts: list[datetime], rights: list[datetime], *, whole_seconds: bool
) -> bool | None:
    if not lefts or not rights:
        return None
    if whole_seconds:
        lefts, rights = _whole_seconds(lefts), _whole_seconds(rights)
    if word == "not-before":
        return lefts[-1] >= rights[0]
    return not set(lefts).isdisjoint(rights)


def _is_local(node: Node) -> bool:
    return node.date is not None and node.date.is_local


def _is_day(node: Node) -> bool:
    return node.date is not None and node.date.is_day


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
