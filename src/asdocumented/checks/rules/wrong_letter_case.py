"""A text in another letter case than the request asked for.

Why it matters: a client that compares codes letter by letter does not find its own.

Example: requested `coupon_code_case=LOWER`, answered `WL2ZBJZK`. Digits alone show no case.
"""

from collections.abc import Sequence
from typing import Literal

from asdocumented.checks.check import Check, Findings, Rating, Schema, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.contracts.model import LetterCase, Parameter
from asdocumented.formats.literals import spells_null

ID = "wrong-letter-case"


def _asked_case(place: Place) -> Literal["upper", "lower"] | None:
    """Return the letter case that the request asks for, by its parameter or by default."""
    rule = place.node.letter_case
    if rule is None:
        return None
    value = place.situation.parameter(rule.parameter) or rule.default
    if _is_among(value, rule.upper):
        return "upper"
    return "lower" if _is_among(value, rule.lower) else None


def _condition(rule: LetterCase, parameter: Parameter | None, case: str) -> str:
    """Return by which value a request asks for a letter case, and whether it is the default."""
    default = (parameter.default if parameter else None) or rule.default
    words = rule.upper if case == "upper" else rule.lower
    if _is_among(default, words):
        return f"with {rule.parameter}={default}, the default"
    return f"with {rule.parameter}={words[0]}"


def _is_among(value: str, words: Sequence[str]) -> bool:
    """Tell whether a value is one of these words, in whatever letter case it was sent."""
    return value.casefold() in {word.casefold() for word in words}


def _applies(place: Place, kind: type) -> bool:
    return kind is str and _asked_case(place) is not None


def _holds(place: Place) -> Schema:
    """Return a schema for printable ASCII without the letters of the wrong case."""
    upper = _asked_case(place) == "upper"
    return {"pattern": "^[ -`{-~]*$" if upper else r"^[ -@\[-~]*$"}


def _find(place: Place, text: str) -> Findings:
    case, rule = _asked_case(place), place.node.letter_case
    if case is None or rule is None:
        return
    right = text.upper() if case == "upper" else text.lower()
    if text == right or text.upper() == text.lower() or spells_null(text):
        return
    observed = "upper case" if text.isupper() else "lower case" if text.islower() else "mixed case"
    parameter = place.situation.contract.parameters.get(rule.parameter)
    yield place.finding(
        ID,
        "error",
        observed,
        observed_class=f"{observed} instead of {case} case",
        documented=f"{case} case {_condition(rule, parameter, case)}",
        expectation=place.expectation(),
        citation=parameter.citation if parameter else None,
    )


def _mutations(spot: Spot) -> Mutants:
    """Write a text in another letter case than the request asks for."""
    rule, text = spot.node.letter_case, spot.value
    if rule is None or not isinstance(text, str) or text.upper() == text.lower():
        return
    sent = (spot.place.situation.parameter(rule.parameter) or rule.default).casefold()
    if sent not in {one.casefold() for one in rule.unchanged}:
        yield spot.becomes("the other letter case", text.swapcase())
        first = next(index for index, one in enumerate(text) if one.upper() != one.lower())
        mixed = text[:first] + text[first].swapcase() + text[first + 1 :]
        yield spot.becomes("one letter in the other letter case", mixed)


CHECK = Check(
    ID,
    "letter case",
    severities=(
        Rating(
            "error",
            "a text comes in another letter case than asked for",
            "a client that compares letter by letter does not find its own",
        ),
    ),
    value=ValueRule(_applies, _find, _holds),
    grouping="values",
    picture="spellings",
    title="`{name}` comes in another letter case than asked for",
    mend="Answer in the letter case that {rows} promises.",
    mutations=each_value(_mutations),
)
