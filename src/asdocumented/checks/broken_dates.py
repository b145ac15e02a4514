"""How a relation between two dates is broken on purpose: the left date is written anew."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from asdocumented.checks.check import Pair
from asdocumented.checks.date_relations import sides
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation, Node
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.dates import Moment
from asdocumented.formats.json_path import Json

_SHIFTS = {
    "same-instant": {"a date two days later": 48, "an instant two hours earlier": -2},
    "same-date": {"a date two days later": 48, "a date two days earlier": -48},
    "not-before": {"a date long before": -24 * 36500},
}
"""For each kind of relation, what breaks it: words, and by how many hours the left date moves."""


def shifts(place: Place, relation: FieldRelation, pair: Pair) -> Iterator[tuple[str, Json]]:
    """Yield left dates that break a relation that holds, each in words and as a value."""
    left, _ = sides(place, relation)
    for words, hours in _SHIFTS[relation.relation].items():
        value = _moved(left, pair.left, timedelta(hours=hours))
        if value is not None:
            yield words, value


def _moved(node: Node, value: Json, by: timedelta) -> Json:
    """Return a date moved by a span of time; None where it cannot be."""
    if node.epoch is not None and isinstance(value, int):
        return value + int(by.total_seconds()) * node.epoch.per_second
    moment = node.date.read(value) if node.date and isinstance(value, str) else None
    if node.date is None or moment is None:
        return None
    return write_date(node.date, _shifted(moment, by), moment.offset)


def _shifted(moment: Moment, by: timedelta) -> datetime:
    try:
        return moment.wall_clock + by
    except OverflowError:
        return moment.wall_clock - by
