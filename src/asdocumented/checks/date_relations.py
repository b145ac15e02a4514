"""Judges a documented relation between two dates."""

from datetime import datetime, timedelta

from asdocumented.checks.check import Compare
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
_DAY = "yyyy-MM-dd"
_ISO = "yyyy-MM-dd'T'HH:mm:ssXXX"
_SORTABLE = frozenset({_DAY, _ISO, "yyyy-MM-dd HH:mm:ss"})
"""Formats of a fixed length in which the later of two texts with one offset is the later date."""


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


def inline(place: Place, relation: FieldRelation) -> str | None:
    """Return a test of two dates by their texts as an expression."""
    one, other = sides(place, relation)
    patterns = [node.date.pattern if node.date else "" for node in (one, other)]
    if relation.relation == "same-date":
        return _by_day("==", one, other) if all(map(_begins_with_day, patterns)) else None
    if relation.relation == "same-instant":
        return _number_and_text("==", one, other)
    if patterns[0] == patterns[1] and patterns[0] in _SORTABLE:
        return "{left} >= {right} and {left}[19:] == {right}[19:]"
    return _number_and_text(">=", one, other) or _by_day(">", one, other)


def _begins_with_day(pattern: str) -> bool:
    return pattern.startswith(_DAY)


def _number_and_text(sign: str, one: Node, other: Node) -> str | None:
    """Return a comparison of instants, of which one is a number."""
    left = _as_number("{left}", one, other)
    right = _as_number("{right}", other, one)
    return " or ".join([f"{left} {sign} {right}", *_unset(one, other)]) if left and right else None


def inline_unset(place: Place, relation: FieldRelation) -> str | None:
    """Return an expression that tells that one of two numbers stands for no date."""
    return " or ".join(_unset(*sides(place, relation))) or None


def _unset(one: Node, other: Node) -> list[str]:
    return [
        f"{side} == {node.epoch.unset}"
        for side, node in (("{left}", one), ("{right}", other))
        if node.epoch is not None and node.epoch.unset is not None
    ]


def _as_number(side: str, node: Node, beside: Node) -> str | None:
    """Return a date in the unit of the other one, where that is a number; itself if it is one."""
    if node.date is None and node.epoch is not None:
        return side if beside.date is not None else None
    is_text = node.date is not None and node.date.pattern == _ISO and beside.epoch is not None
    return f"seconds({side}) * {beside.epoch.per_second}" if is_text else None  # type: ignore[union-attr]  # beside is a number


def _by_day(sign: str, one: Node, other: Node) -> str | None:
    """Return a comparison of the days of two dates that are written in one zone."""
    if one.date is None or other.date is None:
        return None
    of_one_zone = one.date.zone == other.date.zone
    if sign != "==" and (not of_one_zone or one.date.has_offset or other.date.has_offset):
        return None
    left, right = _sortable("{left}", one.date), _sortable("{right}", other.date)
    return f"{left} {sign} {right}" if left and right else None


def _sortable(side: str, form: dates.DateForm) -> str | None:
    """Return the day of a date as year, month and day."""
    if form.pattern == "dd-MM-yyyy":
        return f"{side}[6:] + {side}[2:6] + {side}[:2]"
    return f"{side}[:10]" if _begins_with_day(form.pattern) else None


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
