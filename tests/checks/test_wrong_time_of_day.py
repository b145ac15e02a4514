"""`wrong-time-of-day`: a date that stands for its whole day, at another time than its edge."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, FieldRelation, Severity
from tests.support import as_text, contract, find, find_worded

RULE = Citation("coupons", "2026", "response table", 1, "till", "String")
ENDS = FieldRelation("ends", "till", "end-of-day", "", "note", RULE)
BEGINS = FieldRelation("begins", "till", "start-of-day", "", "note", RULE)
LAST = ("follows: the last second of a day", "not the last second of a day")
FIRST = ("follows: the first second of a day", "not the first second of a day")
ISO = "yyyy-MM-dd'T'HH:mm:ssXXX"


def _till(relation: FieldRelation, pattern: str = ISO) -> Contract:
    date = {"type": "string", "x-date": {"pattern": pattern, "zone": "none"}}
    return contract({"till": date}, relations={"$": [relation]})


@pytest.mark.parametrize(
    ("relation", "text", "words"),
    [
        (ENDS, "2026-06-11T18:00:00Z", LAST),
        (ENDS, "2026-06-11T00:00:00Z", LAST),
        (ENDS, "2026-06-11T23:59:00+05:30", LAST),
        (BEGINS, "2026-06-11T23:59:59Z", FIRST),
        (BEGINS, "2026-06-11T05:30:00+05:30", FIRST),
    ],
)
def test_another_time_is_a_note(relation: FieldRelation, text: str, words: tuple[str, str]) -> None:
    """The clock is that of the text, whatever its offset is."""
    found = find("wrong-time-of-day", _till(relation), as_text({"till": text}))
    assert found == [("note", "$.till", *words, "1 of 1")]


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        (ENDS, "2026-06-11T23:59:59Z"),
        (ENDS, "2026-06-11T23:59:59-05:00"),
        (BEGINS, "2026-06-11T00:00:00Z"),
        (BEGINS, "2026-06-11T00:00:00+14:00"),
        (ENDS, "2026-02-30T18:00:00Z"),
        (ENDS, "11.06.2026"),
        (ENDS, None),
        (ENDS, 7),
    ],
)
def test_the_edge_of_a_day_and_what_is_no_date_are_left_alone(
    relation: FieldRelation, text: Any
) -> None:
    """What is no date in the documented format has a check of its own."""
    assert find("wrong-time-of-day", _till(relation), as_text({"till": text})) == []


def test_dates_of_another_format_are_judged() -> None:
    """A format with another order than ISO 8601."""
    other = _till(ENDS, "dd-MM-yyyy HH:mm:ss")
    bodies = [as_text({"till": f"11-06-2026 {clock}"}) for clock in ("23:59:59", "18:00:00")]
    assert find("wrong-time-of-day", other, *bodies) == [("note", "$.till", *LAST, "1 of 2")]


def test_the_date_is_told_as_it_came() -> None:
    """After others that were passed at once."""
    times = ["23:59:59", "23:59:59", "17:30:00"]
    bodies = [as_text({"till": f"2026-06-11T{time}Z"}) for time in times]
    (found,) = find_worded("wrong-time-of-day", _till(ENDS), *bodies)
    assert found[3:] == (f"{LAST[1]}, such as 2026-06-11T17:30:00Z", "1 of 3")


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_the_contract_says_how_grave_it_is(severity: Severity) -> None:
    """A relation has a severity of its own."""
    judged_by = _till(replace(ENDS, severity=severity))
    body = as_text({"till": "2026-06-11T18:00:00Z"})
    assert [one[0] for one in find("wrong-time-of-day", judged_by, body)] == [severity]
