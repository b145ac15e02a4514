"""A parameter that decides letter case alone changes something else, too.

Why it matters: a client that asks for codes in another letter case gets other items, or other
facts about them.

Example: with `coupon_code_case=LOWER` each code comes twice, with `UPPER` once.
"""

from collections.abc import Iterator

from asdocumented.checks.call_differences import Comparison
from asdocumented.checks.call_mutation import Altered, body_of, breaks, with_body, with_parameter
from asdocumented.checks.call_pairs import compare_neighbours
from asdocumented.checks.calls import CallRule, Calls, Compared
from asdocumented.checks.check import Check, Rating
from asdocumented.checks.mutation import replaced
from asdocumented.contracts.model import CallRelation, Node
from asdocumented.evidence.interaction import Interaction


def _compare(relation: CallRelation, calls: Calls) -> Iterator[Compared]:
    name, contract = relation.parameter, calls.contract

    def ignores_case(node: Node | None) -> bool:
        case = node.letter_case if node is not None else None
        return case is not None and case.parameter == name

    return compare_neighbours(
        calls,
        lambda one: one.without(name),
        lambda one: one.value(contract, name) or None,
        Comparison(contract.volatile, ignores_case),
    )


def _ask(relation: CallRelation, altered: Altered) -> Interaction | None:
    """Return the answer as that to a request for the other letter case."""
    subject = altered.spot.subject
    cased = [
        spot
        for spot in subject.spots
        if isinstance(spot.value, str)
        and spot.node.letter_case is not None
        and spot.node.letter_case.parameter == relation.parameter
    ]
    case = next((spot.node.letter_case for spot in cased), None)
    if case is None or not (case.upper and case.lower):
        return None
    now = subject.parsed.situation.parameter(relation.parameter)
    upper = now is not None and now.casefold() in {one.casefold() for one in case.upper}
    body = body_of(altered.answer)
    for spot in cased:
        text = str(spot.value)
        body = replaced(body, spot.path, text.lower() if upper else text.upper())
    asked = (case.lower if upper else case.upper)[0]
    answer = with_body(altered.answer, body)
    return with_parameter(answer, relation.parameter, asked)


CHECK = Check(
    "letter-case-does-more",
    "calls",
    severities=(
        Rating(
            "warning",
            "two answers differ in more than the letter case that was asked for",
            "a client that changes the letter case gets other data",
        ),
    ),
    calls=CallRule(
        frozenset({"same-but-letter-case"}),
        _compare,
        lambda one: f"the same but for letter case, whatever {one.parameter} is",
        lambda one: f"no two requests within an hour differ in {one.parameter} alone",
    ),
    grouping="cited row",
    title="Another letter case of `{name}` changes more than that",
    mend="Let the parameter of {rows} change letter case alone, or say what else it does.",
    mutations=breaks("same-but-letter-case", _ask, "another text with another letter case"),
)
