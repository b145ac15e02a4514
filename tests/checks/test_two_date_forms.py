"""`two-date-forms`: dates of one page in different orders of day, month and year."""

from typing import Any

from tests.support import cited, contract, find, row

ID = "two-date-forms"


def date(pattern: str, printed: str = "") -> dict[str, Any]:
    form = {"pattern": pattern, "zone": "none"}
    return {"type": "string", "x-date": {**form, **({"printed": printed} if printed else {})}}


DAY_FIRST = date("dd-MM-yyyy", "DD-MM-YYYY")
YEAR_FIRST = date("yyyy-MM-dd HH:mm:ss", "YYYY-MM-DD HH:MM:SS")


def test_the_rarer_order_is_a_note() -> None:
    """The usual one is named."""
    page = contract({"till": DAY_FIRST, "on": YEAR_FIRST, "at": YEAR_FIRST})
    assert find(ID, page) == [
        ("note", "$.till", "DD-MM-YYYY", "YYYY-MM-DD HH:MM:SS in other rows", "")
    ]
    assert cited(ID, page) == [row(1, "till", "String")]


def test_one_order_is_not_found() -> None:
    """With a time or without, with whatever between."""
    page = contract({"a": date("yyyy-MM-dd"), "b": date("yyyy/MM/dd HH:mm"), "c": YEAR_FIRST})
    assert find(ID, page) == []


def test_one_date_alone_is_not_found() -> None:
    """Nothing is there to differ from."""
    assert find(ID, contract({"a": DAY_FIRST, "b": {"type": "string"}})) == []
