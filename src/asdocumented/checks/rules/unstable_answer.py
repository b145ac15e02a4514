"""Two answers to the same request that differ in what time does not explain.

Why it matters: a client that asks again, or whose request is sent twice, acts on other facts.

Example: asked twice for one code, `discountValue` is 10 the first time and 15 the second.
"""

from collections.abc import Iterator

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import Altered, breaks
from asdocumented.checks.call_pairs import compare_neighbours
from asdocumented.checks.calls import CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.contracts.model import CallRelation
from asdocumented.evidence.interaction import Interaction


def _compare(_: CallRelation, calls: Calls) -> Iterator[Compared]:
    return compare_neighbours(
        calls, lambda one: one.without(), id, Comparison(calls.contract.volatile)
    )


def _ask(_: CallRelation, altered: Altered) -> Interaction:
    """Return the answer as that to the same request."""
    return altered.answer


CHECK = Check(
    "unstable-answer",
    "calls",
    severities=(
        Rating(
            "warning",
            "the same request has two answers within an hour",
            "a client that asks again acts on other facts",
        ),
    ),
    calls=CallRule(
        frozenset({"same-again"}),
        _compare,
        lambda _: "the same answer to the same request",
        lambda _: "no request was sent twice within an hour",
    ),
    grouping="operation",
    title="The same request has two answers",
    mend="Answer the same request alike, or name in {rows} what changes with time.",
    mutations=breaks("same-again", _ask, "another text where it is asked for again"),
)
