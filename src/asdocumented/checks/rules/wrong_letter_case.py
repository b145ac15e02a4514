"""A text in another letter case than the request asked for.

Why it matters: a client that compares codes letter by letter does not find its own.

Example: requested `coupon_code_case=LOWER`, answered `WL2ZBJZK`. Digits alone show no case.
"""

from typing import Literal

from asdocumented.checks.check import Check, Findings, Schema, ValueRule
from asdocumented.checks.place import Place
from asdocumented.formats.literals import spells_null

ID = "wrong-letter-case"


def _documented_case(place: Place) -> tuple[Literal["upper", "lower"] | None, str]:
    rule = place.node.letter_case
    if rule is None:
        return None, ""
    value = place.situation.parameter(rule.parameter) or rule.default
    folded = value.casefold()
    documented = f"{value} ({rule.parameter})"
    if folded in rule.upper:
        return "upper", documented
    return ("lower" if folded in rule.lower else None), documented


def _applies(place: Place, kind: type) -> bool:
    return kind is str and _documented_case(place)[0] is not None


def _holds(place: Place) -> Schema:
    """Return a schema for printable ASCII without the letters of the wrong case."""
    upper = _documented_case(place)[0] == "upper"
    return {"pattern": "^[ -`{-~]*$" if upper else r"^[ -@\[-~]*$"}


def _find(place: Place, text: str) -> Findings:
    case, documented = _documented_case(place)
    right = text.upper() if case == "upper" else text.lower()
    if text == right or text.upper() == text.lower() or spells_null(text):
        return
    observed = "upper case" if text.isupper() else "lower case" if text.islower() else "mixed case"
    rule = place.node.letter_case
    parameter = place.situation.contract.parameters.get(rule.parameter) if rule else None
    yield place.finding(
        ID,
        "error",
        observed,
        documented=documented,
        expectation=place.expectation(),
        citation=parameter.citation if parameter else None,
    )


CHECK = Check(
    ID,
    "letter case",
    value=ValueRule(_applies, _find, _holds),
    grouping="values",
    title="`{name}` comes in another letter case than asked for",
    mend="Answer in the letter case that {rows} promises.",
)
