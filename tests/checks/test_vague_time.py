"""`vague-time`: a time whose row does not tell its unit, its format or its zone."""

from typing import Any

import pytest

from tests.support import cited, contract, find, row

ID = "vague-time"
LOCAL = {"pattern": "yyyy-MM-dd HH:mm:ss", "zone": "none", "printed": "YYYY-MM-DD HH:MM:SS"}
SERVER = {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}
NUMBER = {"type": "integer", "format": "int64"}


@pytest.mark.parametrize(
    ("name", "field", "documented", "observed"),
    [
        ("issued_on", {"x-date": LOCAL}, "YYYY-MM-DD HH:MM:SS", "no zone"),
        (
            "createdOn",
            {"x-date": {**SERVER, "elsewhere": True}},
            "createdOn, a time",
            "no format and no zone in its row",
        ),
        ("startTime", NUMBER, "startTime, a number", "no unit"),
        ("expiry_date", NUMBER, "expiry_date, a number", "no unit"),
    ],
)
def test_what_a_row_leaves_open_is_a_note(
    name: str, field: dict[str, Any], documented: str, observed: str
) -> None:
    """Whether another page tells it or none."""
    page = contract({name: field})
    assert find(ID, page) == [("note", f"$.{name}", documented, observed, "")]
    assert [one.name for one in cited(ID, page)] == [name]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("createdOn", {"x-date": SERVER}),
        ("day", {"x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}}),
        ("startTime", {**NUMBER, "x-epoch": {"unit": "ms"}}),
        ("validDays", NUMBER),
        ("startTime", {"type": "string"}),
        ("lifetime", NUMBER),
    ],
)
def test_what_tells_all_of_it_or_is_no_time_is_not_found(name: str, field: dict[str, Any]) -> None:
    """A day has no zone; a text without a format is no time of which anybody knows."""
    assert find(ID, contract({name: field})) == []


def test_the_row_is_cited() -> None:
    """It should tell."""
    assert cited(ID, contract({"startTime": NUMBER})) == [row(1, "startTime", "Long")]
