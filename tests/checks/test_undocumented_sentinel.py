"""`undocumented-sentinel`: a printed value that stands for none, and no row says so."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Contract, PrintedExample
from tests.support import cited, contract, find, row

ID = "undocumented-sentinel"
INTEGER = {"type": "integer", "format": "int64"}
EPOCH = {**INTEGER, "x-epoch": {"unit": "ms", "unset": 0}}
DATE = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}}
TEXT = {"type": "string"}


def printing(name: str, field: dict[str, Any], *values: Any) -> Contract:
    """Return the contract of a page that prints these values of one field."""
    bodies = [{name: value} for value in values]
    examples = tuple(PrintedExample("one", "", True, 200, one) for one in bodies)  # noqa: FBT003  # has a request
    return replace(contract({name: field}), examples=examples)


@pytest.mark.parametrize(
    ("name", "field", "value", "shown"),
    [
        ("campaignId", INTEGER, -1, "-1"),
        ("latestTime", EPOCH, 0, "0"),
        ("maxBill", INTEGER, 2**53 - 1, "9007199254740991"),
        ("discountUpto", INTEGER, 0, "0"),
        ("code", TEXT, "NO_VALUE", "NO_VALUE"),
        ("stores", TEXT, "[-1]", "[-1]"),
        ("from", DATE, "1970-01-01", "1970-01-01"),
    ],
)
def test_a_value_that_stands_for_none_is_a_note(
    name: str, field: dict[str, Any], value: Any, shown: str
) -> None:
    """A client takes it for a value."""
    assert find(ID, printing(name, field, value)) == [
        (
            "note",
            f"$.{name}",
            f"{name}, and no word of what this value means",
            f"{shown} printed",
            "",
        )
    ]


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("count", INTEGER, 0),
        ("campaignId", INTEGER, -2),
        ("campaignId", INTEGER, 2**53 - 1),
        ("minBill", INTEGER, 0),
        ("latestTime", EPOCH, 1778284800000),
        ("code", TEXT, "NOVEL"),
        ("code", TEXT, ""),
        ("flag", {"type": "boolean"}, False),
        ("from", TEXT, "1970-01-01"),
    ],
)
def test_what_may_be_a_value_is_not_found(name: str, field: dict[str, Any], value: Any) -> None:
    """Zero of a count is a count."""
    assert find(ID, printing(name, field, value)) == []


def test_a_field_is_told_once_with_its_row() -> None:
    """However often it is printed."""
    page = printing("campaignId", INTEGER, -1, 5, -1)
    assert cited(ID, page) == [row(1, "campaignId", "Long")]
