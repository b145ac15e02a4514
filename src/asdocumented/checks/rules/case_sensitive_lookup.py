"""A look-up that depends on letter case, where the page says that it does not.

Why it matters: somebody types a code in other letters than it was created in, and it is not
found, or something else is.

Example: `couponCodes=AbC1` finds something, `couponCodes=abc1` finds nothing.
"""

from collections.abc import Iterator

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import Altered, breaks, with_parameter
from asdocumented.checks.call_pairs import compare_neighbours
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.contracts.model import CallRelation, Node
from asdocumented.evidence.interaction import Interaction


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    name = relation.parameter

    def spelled(one: Answer) -> tuple[str, ...] | None:
        return calls.values(one, name) or None

    def folded(one: Answer) -> object:
        return one.without(name), tuple(text.casefold() for text in spelled(one) or ())

    comparison = Comparison(calls.contract.volatile, _decides_letter_case)
    return compare_neighbours(calls, folded, spelled, comparison)


def _decides_letter_case(node: Node | None) -> bool:
    """Tell whether a parameter decides the letter case of a place: it may be that of the request.

    Where a page promises a text as it was created or provided, both are right.
    """
    return node is not None and node.letter_case is not None


def _ask(relation: CallRelation, altered: Altered) -> Interaction | None:
    """Return the answer as that to a request in other letters."""
    texts = altered.spot.subject.parsed.sent.get(relation.parameter, [])
    if len(texts) != 1 or texts[0].swapcase() == texts[0]:
        return None
    return with_parameter(altered.answer, relation.parameter, texts[0].swapcase())


CHECK = Check(
    "case-sensitive-lookup",
    "calls",
    severities=(
        Rating(
            "error",
            "the contract gives the relation this severity",
            "a code that is typed in other letters is not found",
        ),
        Rating(
            "warning",
            "the contract gives the relation no other severity",
            "a code that is typed in other letters has another answer",
        ),
    ),
    calls=CallRule(
        frozenset({"ignores-letter-case"}),
        _compare,
        lambda one: f"the same, in whatever letter case {one.parameter} is typed",
        lambda one: (
            f"no two requests within an hour differ in the letter case of {one.parameter} alone"
        ),
    ),
    grouping="cited row",
    title="The answer depends on the letter case in which a value is typed",
    mend="Ignore letter case in the look-up as {rows} says, or correct the row.",
    mutations=breaks(
        "ignores-letter-case", _ask, "another text where it is asked for in other letters"
    ),
)
