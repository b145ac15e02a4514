"""`unstable-answer`: the same request has two answers."""

import pytest

from asdocumented.evidence.interaction import Interaction
from tests.calls import answer, related
from tests.support import Found, find

ID = "unstable-answer"
CONTRACT = related("same-again")
FIRST = answer("codes=a", {"code": "A", "price": 5, "used": 1, "words": ["x", "y"]})
HOUR = 3600


def told(location: str, observed: str, share: str = "1 of 1") -> list[Found]:
    return [("warning", location, "follows: the same answer to the same request", observed, share)]


def test_another_value_is_a_warning() -> None:
    """A client that asks again acts on other facts."""
    again = answer("codes=a", {"code": "A", "price": 6, "used": 1, "words": ["x", "y"]}, after=1)
    assert find(ID, CONTRACT, FIRST, again) == told(
        "$.data[*].price", "another value than in another answer"
    )


def test_every_repetition_counts() -> None:
    """Of four answers each of the last three has one before it."""
    other = answer("codes=a", {"code": "A", "price": 6}, after=2)
    first = answer("codes=a", {"code": "A", "price": 5})
    assert find(ID, CONTRACT, first, first, other, other) == told(
        "$.data[*].price", "another value than in another answer", "1 of 3"
    )


def test_a_member_that_goes_is_one() -> None:
    """Where it is missing the second time."""
    again = answer("codes=a", {"code": "A", "used": 1, "words": ["x", "y"]}, after=1)
    assert find(ID, CONTRACT, FIRST, again) == told(
        "$.data[*].price", "absent, where another answer has it"
    )


@pytest.mark.parametrize(
    "again",
    [
        answer("codes=a", {"code": "A", "price": 5, "used": 2, "words": ["x", "y"]}, after=1),
        answer("codes=a", {"code": "A", "price": 5, "used": 1, "words": ["y", "x"]}, after=1),
        answer(
            "codes=a", {"code": "A", "price": 6, "used": 1, "words": ["x", "y"]}, after=HOUR + 1
        ),
        answer("codes=a&series=false", {"code": "A", "price": 6}, after=1),
    ],
    ids=["what changes with time", "another order", "later than an hour", "another request"],
)
def test_what_time_explains_or_no_page_forbids_is_none(again: Interaction) -> None:
    """The contract names what changes with time."""
    assert find(ID, CONTRACT, FIRST, again) == []


def test_printed_examples_are_not_held_against_each_other() -> None:
    """Nobody says that they were answered one after the other."""
    printed = [
        answer("codes=a", {"code": "A", "price": price}, origin="example") for price in (5, 6)
    ]
    assert find(ID, CONTRACT, *printed) == []
