"""One thing in the answers of two operations, with other values in one than in the other.

Why it matters: two clients that ask different operations act on different facts, and an upgrade
from one operation to the other changes what a client shows.

Example: `maxRedeem` of a series is 100 on its own page, and -1 where a coupon shows its series.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import Altered, body_of, breaks
from asdocumented.checks.call_pairs import comparison_of
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.contracts.model import CallRelation, Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import Json, Step, members, select
from asdocumented.formats.urls import as_query_value


class _Thing(NamedTuple):
    """A thing in an answer, and where it lies."""

    answer: Answer
    path: tuple[Step, ...]
    value: Mapping[str, Json]
    identity: str

    @property
    def key(self) -> Hashable:
        """What things that may be compared have in common; without a time, the file as well."""
        one = self.answer.interaction
        return self.identity, "" if one.recorded else one.name.rpartition("#")[0]

    def is_long_before(self, other: "_Thing") -> bool:
        """Tell whether time may explain why a later thing is another one."""
        when, now = (one.answer.interaction.recorded for one in (self, other))
        return bool(when and now and when < now) and not self.answer.is_near(other.answer)


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    """Hold each thing against an answer of the other operation that has it and came near."""
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
    there: dict[Hashable, list[_Thing]] = {}
    for thing in _things(other.answers, relation.there, relation.identity):
        there.setdefault(thing.key, []).append(thing)
    if not there:
        return
    passed: dict[Hashable, int] = {}
    for thing in _things(calls.answers, relation.here, relation.identity):
        known = there.get(thing.key, [])
        first = passed.get(thing.key, 0)
        while first < len(known) - 1 and known[first].is_long_before(thing):
            first += 1
        passed[thing.key] = first
        if known and thing.answer.is_near(known[first].answer):
            yield thing, known[first]


def _things(answers: Iterable[Answer], location: str, identity: str) -> Iterator[_Thing]:
    """Yield the things at a location that have an identity, in the order of time."""
    for answer in answers:
        for path, value in select(body_of(answer.interaction), members(location)):
            if isinstance(value, dict) and not isinstance(value.get(identity), dict | list | None):
                yield _Thing(answer, path, value, as_query_value(value[identity]))


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


def _ask(relation: CallRelation, altered: Altered) -> Interaction | None:
    """Return an altered answer of a thing that another operation answers, too."""
    inside = altered.spot.node.location.startswith(f"{relation.here}.")
    return altered.answer if inside else None


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
    mutations=breaks("same-thing", _ask, "another text than elsewhere"),
)
