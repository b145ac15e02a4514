"""How a relation between two dates is broken on purpose: the left date is written anew."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from asdocumented.checks.date_relations import holds
from asdocumented.contracts.model import DateRelation, Node
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.dates import Moment
from asdocumented.formats.json_path import Json

_SHIFTS = {
    "same-instant": {"a date two days later": 48, "an instant two hours earlier": -2},
    "same-date": {"a date two days later": 48, "a date two days earlier": -48},
    "not-before": {"a date long before": -24 * 36500},
}
"""For each kind of relation, what breaks it: words, and by how many hours the left date moves."""


def breaks(
    node: Node, relation: DateRelation, members: Mapping[str, Json], zone: str | None
) -> Iterator[tuple[str, str, Json]]:
    """Yield what breaks a relation that holds: in words, the member to change, and its value."""
    if not holds(node, relation, members, zone):
        return
    left = node.fields[relation.left]
    for words, hours in _SHIFTS[relation.relation].items():
        value = _moved(left, members[relation.left], timedelta(hours=hours))
        if value is not None:
            yield words, relation.left, value


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
