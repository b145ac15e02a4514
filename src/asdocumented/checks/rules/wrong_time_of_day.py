"""A date and time that is not at the start or end of its day, where it stands for the whole day.

Why it matters: to one client an offer ends with the day, to another some hours before. It is a
note, for a time may have been set by hand.

Example: `validTillDateTime` is `2026-06-11T18:00:00Z`.
"""

from collections.abc import Iterator
from datetime import time

from asdocumented.checks.check import (
    Broken,
    Check,
    Compare,
    Pair,
    Rating,
    RelationRule,
)
from asdocumented.checks.field_relations import breaks
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.json_path import Json

ID = "wrong-time-of-day"
_CLOCK = "yyyy-MM-dd'T'HH:mm:ss"
_TIMES = {"start-of-day": time(0, 0, 0), "end-of-day": time(23, 59, 59)}
_WORDS = {"start-of-day": "the first second of a day", "end-of-day": "the last second of a day"}


def _compare(place: Place, relation: FieldRelation) -> Compare:
    node = place.node.at(relation.paths[0])
    form = node.date if node else None
    wanted = _TIMES[relation.relation]

    def is_there(value: Json, _: Json) -> bool | None:
        moment = form.read(value) if form and isinstance(value, str) else None
        return None if moment is None else moment.wall_clock.time().replace(microsecond=0) == wanted

    return is_there


def _inline(place: Place, relation: FieldRelation) -> str | None:
    node = place.node.at(relation.paths[0])
    if node is None or node.date is None or not node.date.pattern.startswith(_CLOCK):
        return None
    return f"{{left}}[11:19] == '{_TIMES[relation.relation].isoformat()}'"


def _tell(_: Place, relation: FieldRelation, pair: Pair) -> Broken:
    words = _WORDS[relation.relation]
    return Broken(f"not {words}", words, str(pair.left))


RULE = RelationRule(ID, frozenset({"start-of-day", "end-of-day"}), _compare, _tell, _inline)


def _others(place: Place, relation: FieldRelation, pair: Pair) -> Iterator[tuple[str, Json]]:
    node = place.node.at(relation.paths[0])
    moment = (
        node.date.read(pair.left) if node and node.date and isinstance(pair.left, str) else None
    )
    if node is not None and node.date is not None and moment is not None:
        evening = moment.wall_clock.replace(hour=18, minute=0, second=0)
        yield "a time in the evening", write_date(node.date, evening, moment.offset)


def _mutations(spot: Spot) -> Mutants:
    """Give a date that stands for its whole day a time in the evening."""
    return breaks(RULE, spot, _others)


CHECK = Check(
    ID,
    "time",
    severities=(
        Rating(
            "error",
            "the contract gives the relation this severity",
            "a client that reads the day acts after the time",
        ),
        Rating(
            "warning",
            "the contract gives the relation this severity",
            "a client that reads the day may act after the time",
        ),
        Rating(
            "note",
            "the contract gives the relation no other severity",
            "a time may have been set by hand, which the page does not say here",
        ),
    ),
    relation=RULE,
    title="`{name}` has a time that is {observed}",
    mend="Say in {rows} that the time of a day may be another one.",
    mutations=each_value(_mutations),
)
