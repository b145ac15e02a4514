"""A parameter that asks for one field changes something else in the answer, too.

Why it matters: a client that asks for more gets other facts about the same item.

Example: with `showCouponSeries=true` the discount of a coupon is another one than without.
"""

from collections.abc import Iterator

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import Altered, body_of, breaks, with_body, with_parameter
from asdocumented.checks.call_pairs import compare_neighbours
from asdocumented.checks.calls import CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.checks.mutation import replaced, without
from asdocumented.contracts.model import CallRelation, Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import at


def _added(contract: Contract, name: str) -> frozenset[str]:
    """Return the locations that a parameter asks for."""
    return frozenset(
        node.location
        for root in contract.roots
        for node in root.tree()
        if node.presence.rule == "parameter" and node.presence.parameter == name
    )


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    name, contract = relation.parameter, calls.contract
    return compare_neighbours(
        calls,
        lambda one: one.without(name),
        lambda one: one.value(contract, name) or None,
        Comparison(contract.volatile | _added(contract, name)),
    )


def _ask(relation: CallRelation, altered: Altered) -> Interaction | None:
    """Return the answer as that to a request that leaves the field out."""
    name, subject = relation.parameter, altered.spot.subject
    added = _added(subject.contract, name)
    if name not in subject.parsed.sent or altered.spot.node.location.startswith(tuple(added)):
        return None
    body = body_of(altered.answer)
    found = [spot.path for spot in subject.spots if spot.node.location in added]
    for path in found:
        holder = at(body, path[:-1])
        if isinstance(holder, dict):
            body = replaced(body, path[:-1], without(holder, str(path[-1])))
    answer = with_body(altered.answer, body)
    return with_parameter(answer, name, None) if found else None


CHECK = Check(
    "switch-changes-more",
    "calls",
    severities=(
        Rating(
            "warning",
            "two answers differ in more than the field that was asked for",
            "a client that asks for more gets other facts",
        ),
    ),
    calls=CallRule(
        frozenset({"only-adds"}),
        _compare,
        lambda one: f"the same but for what {one.parameter} adds",
        lambda one: f"no two requests within an hour differ in {one.parameter} alone",
    ),
    grouping="cited row",
    title="Asking for a field changes `{name}`",
    mend="Let the parameter of {rows} add its field alone, or say what else it does.",
    mutations=breaks("only-adds", _ask, "another text where a field is not asked for"),
)
