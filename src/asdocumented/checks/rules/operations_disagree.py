"""One thing in the answers of two operations, with other values in one than in the other.

Why it matters: two clients that ask different operations act on different facts, and an upgrade
from one operation to the other changes what a client shows.

Example: `maxRedeem` of a series is 100 on its own page, and -1 where a coupon shows its series.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import body_of
from asdocumented.checks.call_pairs import comparison_of
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.checks.mutation import Mutant, Mutants, Spot, Subject
from asdocumented.contracts.model import CallRelation, Node
from asdocumented.formats.json_path import Json, Step, members, select
from asdocumented.formats.urls import as_query_value

_OTHER_WORD = " otherwise"


class _Thing(NamedTuple):
    """A thing in an answer, and where it lies."""

    answer: Answer
    path: tuple[Step, ...]
    value: Mapping[str, Json]


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    """Hold each thing against the nearest answer of the other operation that has it."""
    other = calls.elsewhere.get(relation.operation)
    if other is None or not relation.here:
        return
    nodes = calls.node(relation.here), other.node(relation.there)
    if nodes[0] is None or nodes[1] is None:
        return
    comparison = Comparison(calls.contract.volatile)
    for thing, known in _neighbours(relation, calls, other):
        both = _in_both(nodes[0], nodes[1], thing.value, known.value, other.contract.volatile)
        compared = comparison_of(comparison, thing.answer, known.answer)
        one, two = (thing.path, both[0]), (known.path, both[1])
        yield Compared(thing.answer, known.answer, tuple(compared.differences(nodes[0], one, two)))


def _neighbours(
    relation: CallRelation, calls: Calls, other: Calls
) -> Iterator[tuple[_Thing, _Thing]]:
    """Yield each thing with one of the other operation that has its identity and came near."""
    there: dict[str, list[_Thing]] = {}
    for name, thing in _things(other.answers, relation.there, relation.identity):
        there.setdefault(name, []).append(thing)
    passed: dict[str, int] = {}
    for name, thing in _things(calls.answers, relation.here, relation.identity):
        known = there.get(name, [])
        first = passed.get(name, 0)
        while first < len(known) - 1 and not thing.answer.is_near(known[first].answer):
            first += 1
        passed[name] = first
        if known and thing.answer.is_near(known[first].answer):
            yield thing, known[first]


def _things(
    answers: Iterable[Answer], location: str, identity: str
) -> Iterator[tuple[str, _Thing]]:
    """Yield the things at a location, each with its identity."""
    for answer in answers:
        for path, value in select(body_of(answer.interaction), members(location)):
            if isinstance(value, dict) and not isinstance(value.get(identity), dict | list | None):
                yield as_query_value(value[identity]), _Thing(answer, path, value)


def _in_both(
    here: Node,
    there: Node,
    one: Mapping[str, Json],
    other: Mapping[str, Json],
    volatile: frozenset[str],
) -> tuple[Json, Json]:
    """Return what both pages document, both answers have, and time alone does not change."""
    left: dict[str, Json] = {}
    right: dict[str, Json] = {}
    for name in one:
        mine, its = here.fields.get(name), there.fields.get(name)
        if mine is None or its is None or its.location in volatile:
            continue
        values = one[name], other.get(name)
        if isinstance(values[0], dict) and isinstance(values[1], dict):
            left[name], right[name] = _in_both(mine, its, values[0], values[1], volatile)
        elif _are_alike(mine, its) and not any(map(_is_left_out, values)):
            left[name], right[name] = values
    return left, right


def _are_alike(one: Node, other: Node) -> bool:
    """Tell whether two places are documented to hold an instant in one form, or none."""
    return one.date == other.date and one.epoch == other.epoch


def _is_left_out(value: Json) -> bool:
    """Tell whether a value is none, or holds what each page documents by itself."""
    if isinstance(value, list):
        return any(isinstance(one, dict | list) for one in value)
    return value is None or isinstance(value, dict)


def _mutations(subject: Subject) -> Mutants:
    """Answer with another value in a thing that another operation answers, too."""
    things = [one for one in subject.contract.calls if one.relation == "same-thing"]
    for relation in things if subject.parsed.interaction.recorded else ():
        for spot in subject.spots:
            if spot.node.location.startswith(f"{relation.here}.") and _may_be_any(spot):
                place = spot.place.documented_location
                make = partial(spot.with_value, f"{spot.value}{_OTHER_WORD}")
                yield Mutant("another text than elsewhere", place, make, relation.id)


def _may_be_any(spot: Spot) -> bool:
    node = spot.node
    bound = node.enum or node.known_values or node.date or node.content_schema is not None
    return isinstance(spot.value, str) and not bound


CHECK = Check(
    "operations-disagree",
    "calls",
    severities=(
        Rating(
            "warning",
            "two operations answer differently of one thing",
            "two clients that ask different operations act on different facts",
        ),
    ),
    calls=CallRule(
        frozenset({"same-thing", "as-upgraded"}),
        _compare,
        lambda one: (
            f"the same as {one.there} of {one.operation}"
            if one.there
            else f"what {one.operation} says, as the map of the upgrade has it"
        ),
        lambda one: f"no answer of {one.operation} within an hour is about the same",
    ),
    grouping="operation",
    title="`{name}` is another value in another operation",
    mend="Answer the same of one thing, as {rows} says, whatever operation is asked.",
    mutations=_mutations,
)
