"""`contradictory-flag`: a flag that denies what the object around it is about."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, FieldRelation, Severity
from tests.support import as_text, contract, find

RULE = Citation("coupons", "2026", "response table", 1, "redemption", "Object")
REDEEMED = FieldRelation("redeemed", "redeemed", "says-true", "", "error", RULE)
WORDS = ("follows: true where redemption is there", "false, though redemption is there")


def _found(flag: Any, relation: FieldRelation = REDEEMED) -> list[tuple[str, ...]]:
    redemption = {"type": "object", "properties": {"redeemed": {}, "id": {"type": "integer"}}}
    judged_by = contract({"redemption": redemption}, relations={"$.redemption": [relation]})
    body = as_text({"redemption": {"redeemed": flag, "id": 7}})
    return [*find("contradictory-flag", judged_by, body)]


@pytest.mark.parametrize("flag", [False, "false", "False", " FALSE "])
def test_a_flag_that_says_false_is_found(flag: Any) -> None:
    """As a boolean, and as a word in any letter case."""
    assert _found(flag) == [("error", "$.redemption.redeemed", *WORDS, "1 of 1")]


@pytest.mark.parametrize("flag", [True, "true", "True", "no", "", None, 0, 1, [], {}, "0"])
def test_a_flag_that_says_true_or_nothing_is_left_alone(flag: Any) -> None:
    """What is no flag has checks of its own."""
    assert _found(flag) == []


def test_an_object_without_the_flag_is_left_alone() -> None:
    """So is an answer without the object."""
    redemption = {"type": "object", "properties": {"redeemed": {"type": "boolean"}}}
    judged_by = contract({"redemption": redemption}, relations={"$.redemption": [REDEEMED]})
    assert find("contradictory-flag", judged_by, "{}", '{"redemption": {}}') == []


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_the_contract_says_how_grave_it_is(severity: Severity) -> None:
    """A relation has a severity of its own."""
    assert [one[0] for one in _found("false", replace(REDEEMED, severity=severity))] == [severity]
