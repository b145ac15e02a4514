"""One date of one item in two offsets, which depend on the request.

Why it matters: a client that asks in two ways reads two times of day for one moment. The page ties
the zone to the cluster, and no parameter chooses it.

Example: `validTill` ends in `Z` where it is asked for by code, and in `+05:30` by id.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from asdocumented.checks.call_differences import Difference, offset_differences
from asdocumented.checks.call_mutation import with_query
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Spot, Subject
from asdocumented.contracts.model import CallRelation, Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.json_path import Json

_SHIFT = timedelta(hours=3)


def _compare(_: CallRelation, calls: Calls) -> Iterator[Compared]:
    """Hold each item against the same item in the answer before."""
    before: dict[tuple[str, int], Answer] = {}
    for answer in calls.answers:
        items = calls.items(answer)
        for key in items.found if items is not None else ():
            other = before.get(key)
            if other is not None and other.sent != answer.sent and answer.is_near(other):
                yield Compared(answer, other, tuple(_differences(calls, key, answer, other)))
            before[key] = answer


def _differences(
    calls: Calls, key: tuple[str, int], answer: Answer, other: Answer
) -> Iterator[Difference]:
    one, two = calls.items(answer), calls.items(other)
    if one is not None and two is not None and key in two.found:
        pair = one.found[key], two.found[key]
        yield from offset_differences(one.node, *pair, calls.contract.volatile)


def _mutations(subject: Subject) -> Mutants:
    """Answer one date of an item at another offset to a request that repeats an identifier."""
    interaction, contract = subject.parsed.interaction, subject.contract
    relations = [one for one in contract.calls if one.relation == "same-zone"]
    filters = {one.parameter for one in contract.filters} & subject.parsed.sent.keys()
    if interaction.recorded is None or not relations or not filters:
        return
    for spot in subject.spots:
        text = _elsewhere(spot.node, spot.value)
        if text is not None and spot.node.location not in contract.volatile:
            place = spot.place.documented_location
            make = partial(_asked_again, spot, text, min(filters))
            yield Mutant("another offset of one instant", place, make, relations[0].id)


def _asked_again(spot: Spot, text: str, name: str) -> Interaction:
    def again(query: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [*query, *[pair for pair in query if pair[0] == name][:1]]

    return with_query(spot.with_value(text), again)


def _elsewhere(node: Node, value: Json) -> str | None:
    """Return the same instant at another offset."""
    form = node.date
    moment = form.read(value) if form is not None and isinstance(value, str) else None
    if form is None or moment is None or moment.offset is None:
        return None
    try:
        return write_date(form, moment.wall_clock + _SHIFT, moment.offset + _SHIFT)
    except OverflowError:  # the last hours of the calendar
        return write_date(form, moment.wall_clock - _SHIFT, moment.offset - _SHIFT)


CHECK = Check(
    "zone-follows-request",
    "calls",
    severities=(
        Rating(
            "warning",
            "the offset of a date depends on the request",
            "a client reads two times of day for one moment",
        ),
    ),
    calls=CallRule(
        frozenset({"same-zone"}),
        _compare,
        lambda _: "the offset of the cluster, whatever is asked for",
        lambda _: "no item came in the answers to two different requests within an hour",
    ),
    grouping="operation",
    title="The offset of `{name}` depends on the request",
    mend="Answer in the zone of the cluster, as {rows} says, whatever is asked for.",
    mutations=_mutations,
)
