"""`wrong-epoch-unit`: an instant as a number in another unit than the documented one."""

from typing import Any

import pytest

from tests.support import as_text, contract, find, find_worded

SECONDS = ("seconds instead of milliseconds", "milliseconds since 1970")
MILLISECONDS = ("milliseconds instead of seconds", "seconds since 1970")


def _find(unit: str, value: Any, **unset: int) -> list[tuple[str, ...]]:
    epoch = {"type": "integer", "format": "int64", "x-epoch": {"unit": unit, **unset}}
    return [*find("wrong-epoch-unit", contract({"last": epoch}), as_text({"last": value}))]


@pytest.mark.parametrize("number", [946_684_800, 1_750_933_819, 4_102_444_799])
def test_seconds_under_milliseconds_are_found(number: int) -> None:
    """Read as documented, they lie in the first weeks of 1970."""
    assert _find("ms", number) == [("error", "$.last", SECONDS[1], SECONDS[0], "1 of 1")]


@pytest.mark.parametrize("number", [946_684_800_000, 1_750_933_819_000, 4_102_444_799_999])
def test_milliseconds_under_seconds_are_found(number: int) -> None:
    """Read as documented, they lie tens of thousands of years ahead."""
    assert _find("s", number) == [("error", "$.last", MILLISECONDS[1], MILLISECONDS[0], "1 of 1")]


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("ms", 1_750_933_819_000),
        ("ms", 0),
        ("ms", -1),
        ("ms", 946_684_799),
        ("ms", 4_102_444_800),
        ("ms", -1_750_933_819),
        ("ms", 1_750_933_819.0),
        ("ms", "1750933819"),
        ("ms", True),
        ("ms", None),
        ("s", 1_750_933_819),
        ("s", 0),
        ("s", 946_684_799_999),
        ("s", 4_102_444_800_000),
    ],
)
def test_other_numbers_are_left_alone(unit: str, value: Any) -> None:
    """Only what is a day from 2000 to 2100 in the other unit is told; types have other checks."""
    assert _find(unit, value) == []


def test_the_number_that_stands_for_no_date_is_none() -> None:
    """Where the contract names it, whatever it is."""
    assert _find("ms", 999_999_999, unset=999_999_999) == []


def test_one_in_seconds_is_found_among_many() -> None:
    """Those in milliseconds are passed at once."""
    judged_by = contract({"last": {"type": "integer", "x-epoch": {"unit": "ms"}}})
    right = as_text({"last": 1_750_933_819_000})
    (found,) = find_worded(
        "wrong-epoch-unit", judged_by, *[right] * 6, as_text({"last": 1_750_933_819}), right
    )
    assert found[3:] == ("seconds instead of milliseconds, such as 1750933819", "1 of 8")
