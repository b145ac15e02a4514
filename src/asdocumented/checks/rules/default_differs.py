"""A parameter that is sent with its default has another answer than one that is left out.

Why it matters: a client that leaves out what the page says is the default gets something else.

Example: `showCouponSeries=false` has another answer than no `showCouponSeries` at all.
"""

from collections.abc import Iterator

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import Altered, breaks, with_parameter
from asdocumented.checks.call_pairs import compare_neighbours
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.contracts.model import CallRelation
from asdocumented.evidence.interaction import Interaction


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    name, contract = relation.parameter, calls.contract
    default = contract.parameter_value(name, {}) or ""

    def sent(one: Answer) -> str | None:
        if name not in one.sent:
            return "left out"
        return "sent" if one.value(contract, name) == default.casefold() else None

    return compare_neighbours(
        calls, lambda one: one.without(name), sent, Comparison(contract.volatile)
    )


def _ask(relation: CallRelation, altered: Altered) -> Interaction | None:
    """Return the answer as that to a request with the default, or without it."""
    name, parsed = relation.parameter, altered.spot.subject.parsed
    default = parsed.situation.contract.parameter_value(name, {}) or ""
    if name not in parsed.sent:
        return with_parameter(altered.answer, name, default)
    sent = parsed.sent[name][-1].casefold()
    return with_parameter(altered.answer, name, None) if sent == default.casefold() else None


CHECK = Check(
    "default-differs",
    "calls",
    severities=(
        Rating(
            "warning",
            "a documented default is not what a request without the parameter gets",
            "a client that leaves the parameter out gets other data",
        ),
    ),
    calls=CallRule(
        frozenset({"same-as-default"}),
        _compare,
        lambda one: f"the same without {one.parameter} as with its default",
        lambda one: (
            f"no two requests within an hour differ in the default of {one.parameter} being sent"
        ),
    ),
    grouping="cited row",
    title="A parameter that is left out is not at its default",
    mend="Let a request without the parameter be answered by the default of {rows}.",
    mutations=breaks("same-as-default", _ask, "another text where the default is sent"),
)
