"""`zone-follows-request`: the offset of a date depends on the request."""

from typing import Any

import pytest

from asdocumented.checks.registry import all_checks
from asdocumented.selftest.trials import choose_trials
from tests.calls import answer, related
from tests.selftest.bundled import subject
from tests.support import find

ID = "zone-follows-request"
CONTRACT = related("same-zone")


def coupon(day: str) -> dict[str, Any]:
    return {"code": "A", "day": day}


@pytest.mark.parametrize("day", ["2026-12-31T15:30:00+05:30", "2026-12-31T10:00:00+05:30"])
def test_another_offset_is_a_warning(day: str) -> None:
    """Of the same instant, or with the same wall clock."""
    one = answer("codes=a", coupon("2026-12-31T10:00:00Z"))
    other = answer("owners=1", coupon(day), after=1)
    assert find(ID, CONTRACT, one, other) == [
        (
            "warning",
            "$.data[*].day",
            "follows: the offset of the cluster, whatever is asked for",
            "another offset than in another answer",
            "1 of 1",
        )
    ]


@pytest.mark.parametrize(
    ("query", "day"),
    [
        ("owners=1", "2026-12-31T10:00:00Z"),
        ("owners=1", "2026-06-30T10:00:00+01:00"),
        ("owners=1", "no date"),
        ("codes=a", "2026-12-31T15:30:00+05:30"),
    ],
    ids=["the same", "another date, as in summer", "no date", "the same request"],
)
def test_what_does_not_follow_the_request_is_none(query: str, day: str) -> None:
    """Other checks tell of it, where it is a fault."""
    one = answer("codes=a", coupon("2026-12-31T10:00:00Z"))
    assert find(ID, CONTRACT, one, answer(query, coupon(day), after=1)) == []


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2026-12-31T10:00:00Z", "2026-12-31T13:00:00+03:00"),
        ("9999-12-31T23:59:59Z", "9999-12-31T20:59:59-03:00"),
        ("9999-12-31T23:59:59-14:00", "9999-12-31T20:59:59-17:00"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T03:00:00+17:00"),
    ],
)
def test_selftest_puts_in_the_same_instant_at_another_offset(day: str, moved: str) -> None:
    """Also where the calendar ends before it."""
    asked = subject(CONTRACT, answer("codes=a", coupon(day)))
    checks = [one for one in all_checks() if one.id == ID]
    trials = choose_trials([asked], checks, seed=1)
    assert [moved in str(one.mutant.make()) for one in trials] == [True]
