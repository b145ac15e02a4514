"""A plan asks for what the relations between calls need beside its cases."""

from pathlib import Path

import pytest

from asdocumented.contracts.cases import Case
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import CallWord
from asdocumented.live.planning.pairs import make_whole_plan
from asdocumented.live.planning.plan import Plan
from tests.calls import related

SAMPLES = {"codes": ("UPPER1", "lower2"), "ids": ("7", "8")}
ONE = Case("one", "why", (("codes", "{codes}"),))
TWO = Case("two", "why", (("codes", "{codes}"), ("codes", "{codes.2}")))
COMMA = Case("comma", "why", (("owners", "{codes},{codes.2}"),))


def planned(word: CallWord, name: str, *cases: Case, pairs: bool = True) -> Plan:
    edition = EditionFolder(Path("coupons/2026"), related(word, name), cases)
    return make_whole_plan([edition], SAMPLES, pairs=pairs)


def added(word: CallWord, name: str, *cases: Case) -> list[str]:
    """Return the queries that are sent for the relation alone."""
    return [one.path.partition("?")[2] for one in planned(word, name, *cases).requests if one.pair]


@pytest.mark.parametrize(
    ("word", "name", "case", "queries"),
    [
        ("same-as-default", "series", ONE, ["codes=UPPER1&series=false"]),
        ("only-adds", "series", ONE, ["codes=UPPER1&series=true"]),
        ("ignores-letter-case", "codes", ONE, ["codes=upper1"]),
        ("ignores-letter-case", "owners", COMMA, ["owners=upper1,LOWER2"]),
        ("union", "codes", TWO, ["codes=UPPER1", "codes=lower2"]),
        ("union", "owners", COMMA, ["owners=UPPER1", "owners=lower2"]),
        ("any-order", "codes", TWO, ["codes=lower2&codes=UPPER1&codes=lower2"]),
        ("any-order", "owners", COMMA, ["owners=lower2,UPPER1,lower2"]),
        ("any-order", "codes", ONE, ["codes=UPPER1&codes=UPPER1"]),
        ("same-again", "", ONE, ["codes=UPPER1"]),
        (
            "same-but-letter-case",
            "case",
            ONE,
            ["codes=UPPER1&case=UPPER", "codes=UPPER1&case=LOWER", "codes=UPPER1&case=AS_IT_IS"],
        ),
        ("same-zone", "", ONE, []),
        ("union", "codes", ONE, []),
    ],
)
def test_a_relation_gets_the_requests_that_it_needs(
    word: CallWord, name: str, case: Case, queries: list[str]
) -> None:
    """Beside the case that they are made of."""
    assert added(word, name, case) == queries


def test_what_is_planned_already_is_not_sent_again() -> None:
    """The case that needs the fewest further requests is taken."""
    lower = Case("lower", "why", (("codes", "{codes.lower}"), ("case", "LOWER")))
    upper = Case("upper", "why", (("codes", "{codes.lower}"), ("case", "UPPER")))
    assert added("same-but-letter-case", "case", ONE, lower, upper) == [
        "codes=lower2&case=AS_IT_IS"
    ]


def test_a_value_without_letter_case_shows_no_other_one() -> None:
    """Both spellings of a number are the same request."""
    digits = Case("digits", "why", (("codes", "{ids}"),))
    assert added("ignores-letter-case", "codes", digits) == []


def test_a_case_that_finds_nothing_is_no_part_of_a_pair() -> None:
    """Two refusals show no relation."""
    unknown = Case("unknown", "why", (("codes", "NOSUCH"),))
    refused = Case("refused", "why", (("codes", "{codes}"),), credentials="wrong")
    assert added("same-again", "", unknown, refused) == []


def test_each_request_says_for_which_relation_it_is_sent() -> None:
    """So that a plan can tell what the relations cost."""
    (pair,) = [one for one in planned("same-again", "", ONE).requests if one.pair]
    assert (pair.name, pair.pair) == ("coupons/pair-related-1", "related")
    assert pair.why == "the relation related between calls: same-again"


def test_without_pairs_the_cases_alone_are_sent() -> None:
    """Where each request costs too much."""
    plan = planned("same-again", "", ONE, pairs=False)
    assert [one.name for one in plan.requests] == ["coupons/one"]
