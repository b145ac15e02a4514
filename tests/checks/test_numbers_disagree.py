"""`numbers-disagree`: two numbers of one answer that cannot both be right."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, FieldRelation, Severity
from tests.support import as_text, contract, find

RULE = Citation("coupons", "2026", "response table", 1, "issued", "Integer")
NUMBER = {"type": "number"}
AT_MOST = FieldRelation("maximum", "issued", "at-most", "maximum", "warning", RULE, unset=(-1,))
ZERO = FieldRelation("last", "last", "zero-with", "issued", "warning", RULE, unset=(-1,))
MORE = ("warning", "$.issued", "follows: at most maximum", "more than maximum", "1 of 1")


def _numbers(*relations: FieldRelation) -> Contract:
    fields = {"issued": NUMBER, "maximum": NUMBER, "last": NUMBER}
    return contract(fields, relations={"$": relations})


def _found(body: dict[str, Any], *relations: FieldRelation) -> list[tuple[str, ...]]:
    return [*find("numbers-disagree", _numbers(*relations), as_text(body))]


@pytest.mark.parametrize(("issued", "maximum"), [(6, 5), (5.5, 5), (1, 0), (2**53 + 1, 2**53)])
def test_more_than_the_maximum_is_found(issued: float, maximum: float) -> None:
    """A client that reckons what is left gets less than nothing."""
    assert _found({"issued": issued, "maximum": maximum}, AT_MOST) == [MORE]


@pytest.mark.parametrize(
    ("issued", "maximum"),
    [(5, 5), (4, 5), (0, 0), (5, -1), (-1, 5), (5, 5.0), (6, "5"), (6, None), (True, 0), (6, [])],
)
def test_what_is_within_or_no_number_is_left_alone(issued: Any, maximum: Any) -> None:
    """-1 stands for no maximum, for the contract says so; texts have a check of their own."""
    assert _found({"issued": issued, "maximum": maximum}, AT_MOST) == []


def test_a_sentinel_that_the_contract_does_not_name_is_a_number() -> None:
    """What stands for no number is data, and no guess."""
    assert _found({"issued": 5, "maximum": -1}, replace(AT_MOST, unset=())) == [MORE]


@pytest.mark.parametrize(
    ("last", "issued", "observed"),
    [
        (0, 3, "0 where issued is not"),
        (1750933819000, 0, "not 0 where issued is"),
        (0.0, 1, "0 where issued is not"),
    ],
)
def test_zero_without_zero_is_found(last: float, issued: int, observed: str) -> None:
    """A time of the latest issue where nothing was issued, or none where something was."""
    assert _found({"last": last, "issued": issued}, ZERO) == [
        ("warning", "$.last", "follows: 0 exactly if issued is", observed, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("last", "issued"), [(0, 0), (7, 3), (0, -1), (-1, 3), (0, None), (0, "3"), (False, 3)]
)
def test_zero_with_zero_and_numbers_with_numbers_are_right(last: Any, issued: Any) -> None:
    """So is what stands for no number."""
    assert _found({"last": last, "issued": issued}, ZERO) == []


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_the_contract_says_how_grave_it_is(severity: Severity) -> None:
    """A relation has a severity of its own."""
    found = _found({"issued": 6, "maximum": 5}, replace(AT_MOST, severity=severity))
    assert found == [(severity, *MORE[1:])]


def test_a_bad_body_is_found_among_many_good_ones() -> None:
    """Good bodies are passed at once; those with a sentinel between them change nothing."""
    relations = (AT_MOST, ZERO, replace(AT_MOST, id="other", left="last"))
    good = as_text({"issued": 3, "maximum": 5, "last": 4})
    unlimited = as_text({"issued": 3, "maximum": -1, "last": 4})
    bad = as_text({"issued": 3, "maximum": 5, "last": 6})
    text = as_text({"issued": 3, "maximum": 5, "last": "6"})
    bodies = [good, unlimited, *[good] * 6, bad, text, unlimited, good, bad]
    assert find("numbers-disagree", _numbers(*relations), *bodies) == [
        ("warning", "$.last", "follows: at most maximum", "more than maximum", "2 of 13")
    ]
