"""An answer that depends on the order of identifiers, or on how often one is sent.

Why it matters: two clients that ask for the same items get other ones.

Example: `couponCodes=A1&couponCodes=B2` has another answer than `couponCodes=B2&couponCodes=A1`.
"""

from collections.abc import Iterator

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import Altered, breaks, with_query
from asdocumented.checks.call_pairs import compare_neighbours
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.contracts.model import CallRelation
from asdocumented.evidence.interaction import Interaction


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    name = relation.parameter

    def listed(one: Answer) -> tuple[str, ...] | None:
        return calls.values(one, name) or None

    def asked_for(one: Answer) -> object:
        return one.without(name), frozenset(listed(one) or ())

    return compare_neighbours(calls, asked_for, listed, Comparison(calls.contract.volatile))


def _ask(relation: CallRelation, altered: Altered) -> Interaction | None:
    """Return the answer as that to a request that sends an identifier once more."""
    subject = altered.spot.subject
    if relation.parameter not in subject.parsed.sent:
        return None
    rules = [one for one in subject.contract.filters if one.parameter == relation.parameter]
    separator = next((one.separator for one in rules), None)

    def again(query: list[tuple[str, str]]) -> list[tuple[str, str]]:
        own = [pair for pair in query if pair[0] == relation.parameter]
        rest = [pair for pair in query if pair[0] != relation.parameter]
        if separator is not None:
            texts = [text for _, text in own]
            first = texts[0].partition(separator)[0]
            return [*rest, (relation.parameter, separator.join([*texts, first]))]
        return [*rest, *own, *own[:1]]

    return with_query(altered.answer, again)


CHECK = Check(
    "order-matters",
    "calls",
    severities=(
        Rating(
            "warning",
            "the same identifiers in another order, or repeated, have another answer",
            "two clients that ask for the same items get other ones",
        ),
    ),
    calls=CallRule(
        frozenset({"any-order"}),
        _compare,
        lambda one: f"the same, in whatever order and how often {one.parameter} is sent",
        lambda one: f"no two requests within an hour differ in the order of {one.parameter} alone",
    ),
    grouping="cited row",
    title="The answer depends on the order of identifiers",
    mend="Answer the same identifiers alike, or say in {rows} what their order means.",
    mutations=breaks("any-order", _ask, "another text where an identifier is repeated"),
)
