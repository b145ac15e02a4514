"""`missing-offset`: a date and time without the documented offset."""

from typing import Any

import pytest

from asdocumented.formats.dates import date_form
from tests.support import as_text, cited, contract, find, interaction, row

PATTERN = "yyyy-MM-dd'T'HH:mm:ssXXX"
SERVER = {"type": "string", "x-date": {"pattern": PATTERN, "zone": "server"}}
TILL = contract({"till": SERVER})
WORDS = "like 2026-12-31T23:59:59Z or 2026-12-31T23:59:59+05:30"


def _date(pattern: str, zone: str = "none") -> dict[str, Any]:
    return {"type": "string", "x-date": {"pattern": pattern, "zone": zone}}


def test_a_date_without_its_offset_is_an_error_and_found_once() -> None:
    """A client takes the time for its own zone; nothing else is wrong with the text."""
    assert find(None, TILL, '{"till": "2026-06-11T23:59:59"}') == [
        ("error", "$.till", WORDS, "no offset", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    both = contract({"id": {"type": "integer"}, "till": SERVER})
    assert cited("missing-offset", both, '{"id": 1, "till": "2026-06-11T23:59:59"}') == [
        row(2, "till", "String")
    ]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("yyyy-MM-dd'T'HH:mm:ssXXX", "2024-02-29T00:00:00"),
        ("yyyy-MM-dd'T'HH:mm:ssXXX", "0001-01-01T00:00:00"),
        ("yyyy-MM-dd'T'HH:mm:ssXXX", "9999-12-31T23:59:59"),
        ("yyyy-MM-dd'T'HH:mm:ssxxx", "2026-06-11T23:59:59"),
        ("yyyy-MM-dd HH:mm:ssXXX", "2026-06-11 23:59:59"),
        ("yyyy-MM-dd'T'HH:mmXXX", "2026-06-11T23:59"),
        ("yyyy-MM-ddXXX", "2026-06-11"),
        ("dd-MM-yyyyXXX", "11-06-2026"),
        ("yyyy-MM-dd'T'HH:mm:ss[.S]XXX", "2026-06-11T23:59:59"),
        ("yyyy-MM-dd'T'HH:mm:ss[.S]XXX", "2026-06-11T23:59:59.123"),
    ],
)
def test_every_format_with_an_offset_promises_it(pattern: str, text: str) -> None:
    """The pattern says what is missing, with and without a time."""
    assert find(None, contract({"till": _date(pattern)}), as_text({"till": text})) == [
        ("error", "$.till", date_form(pattern, "none").words, "no offset", "1 of 1")
    ]


def test_the_standard_format_promises_an_offset() -> None:
    """RFC 3339 has no `date-time` without an offset."""
    standard = contract({"till": {"type": "string", "format": "date-time"}})
    assert find(None, standard, '{"till": "2026-06-11T23:59:59"}') == [
        ("error", "$.till", WORDS, "no offset", "1 of 1")
    ]


@pytest.mark.parametrize("zone", ["server", "UTC", "Asia/Kolkata", "none"])
@pytest.mark.parametrize("host", ["utc.example", "india.example", "nobody.example"])
def test_the_zone_does_not_matter(zone: str, host: str) -> None:
    """The offset is missing in every zone, known or not."""
    one = interaction('{"till": "2026-06-11T23:59:59"}', url=f"https://{host}/coupons")
    assert find(None, contract({"till": _date(PATTERN, zone)}), one) == [
        ("error", "$.till", WORDS, "no offset", "1 of 1")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-11T23:59:59Z",
        "2026-06-11T23:59:59+00:00",
        "2026-06-11T23:59:59-00:00",
        "2026-06-11T23:59:59+05:30",
        "2026-06-11T23:59:59-11:00",
    ],
)
def test_any_offset_is_not_missing(text: str) -> None:
    """Whether the offset is the right one is asked by `wrong-offset`."""
    assert find("missing-offset", TILL, as_text({"till": text})) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-11T23:59:59+0530",
        "2026-06-11T23:59:59+05",
        "2026-06-11T23:59:59 ",
        "2026-06-11T23:59:59 UTC",
        "2026-06-11T23:59:59z",
        "2025-12-16T00:00:00Z+05:30",
        "2026-06-11 23:59:59",
        "2026-06-11T23:59",
        "2026-06-11",
        "2026-02-30T00:00:00",
        "2026-06-11T24:00:00",
        "2026-06-11T23:59:59.000",
        "",
        "tomorrow",
        "-",
        "\ud800",
        pytest.param("2" * 100_000, id="huge"),
    ],
)
def test_what_is_wrong_in_another_way_is_left_to_wrong_date_format(text: str) -> None:
    """One text is found once: here where it is right but for the offset."""
    found = find(None, TILL, as_text({"till": text}))
    assert find("missing-offset", TILL, as_text({"till": text})) == []
    assert found == find("wrong-date-format", TILL, as_text({"till": text}))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("yyyy-MM-dd HH:mm:ss", "2026-06-11 23:59:59"),
        ("yyyy-MM-dd", "2026-06-11"),
        ("dd-MM-yyyy", "11-06-2026"),
    ],
)
def test_a_format_without_an_offset_promises_none(pattern: str, text: str) -> None:
    """Nothing is missing where nothing is documented."""
    assert find(None, contract({"till": _date(pattern)}), as_text({"till": text})) == []


@pytest.mark.parametrize("schema", [{"type": "string"}, {}])
def test_without_a_documented_date_format_nothing_is_missing(schema: dict[str, Any]) -> None:
    """A text that happens to look like a date promises no offset."""
    undated = contract({"till": schema})
    assert find("missing-offset", undated, '{"till": "2026-06-11T23:59:59"}') == []


@pytest.mark.parametrize(
    "value", ["null", "20260611235959", "1.5", "false", "[]", "{}", '["2026-06-11T23:59:59"]']
)
def test_what_is_no_text_is_left_to_other_checks(value: str) -> None:
    """Null and other types have checks of their own."""
    assert find("missing-offset", TILL, f'{{"till": {value}}}') == []


@pytest.mark.parametrize("text", ["NULL", "null", " Null "])
def test_the_text_null_is_left_to_text_for_null(text: str) -> None:
    """The word says that there is no date."""
    assert find("missing-offset", TILL, as_text({"till": text})) == []


def test_dates_in_items_are_counted() -> None:
    """All days without an offset are one drift."""
    data = contract({"data": {"type": "array", "items": {"properties": {"till": SERVER}}}})
    days = ["2026-06-11T23:59:59", "2026-06-12T23:59:59", "2026-06-11T23:59:59Z", "soon"]
    body = as_text({"data": [{"till": day} for day in days]})
    assert find("missing-offset", data, body) == [
        ("error", "$.data[*].till", WORDS, "no offset", "2 of 4")
    ]


def test_items_that_are_dates_are_one_place() -> None:
    """The items of an array share the row of the array."""
    days = contract({"days": {"type": "array", "items": SERVER}})
    assert find("missing-offset", days, '{"days": ["2026-06-11T23:59:59", null, 5, []]}') == [
        ("error", "$.days[*]", WORDS, "no offset", "1 of 4")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"till": "2026-06-11T23:59:59"}', name="one"),
        interaction('{"till": "2026-06-11T23:59:59Z"}', name="two"),
        interaction('{"till": "2026-06-12T23:59:59"}', origin="live", name="three"),
    ]
    assert find("missing-offset", TILL, *bodies) == [
        ("error", "$.till", WORDS, "no offset", "1 of 2, 1 of 1")
    ]


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-11T23:59:59"),
        (PATTERN, "2026-06-11T23:59:59+05:30", "9999-12-31T23:59:59"),
        ("yyyy-MM-dd'T'HH:mm:ssxxx", "2026-06-11T23:59:59+00:00", "2026-06-11T23:59:59"),
        ("yyyy-MM-dd'T'HH:mm:ss[.S]XXX", "2026-06-11T23:59:59.5Z", "2026-06-11T23:59:59.5"),
        ("yyyy-MM-dd HH:mm:ssXXX", "2026-06-11 23:59:59Z", "2026-06-11 23:59:59"),
        ("yyyy-MM-dd'T'HH:mmXXX", "2026-06-11T23:59Z", "2026-06-11T23:59"),
    ],
)
def test_a_missing_offset_is_found_after_many_right_dates(
    pattern: str, right: str, wrong: str
) -> None:
    """What came before in the same shape does not matter."""
    dated = contract({"till": _date(pattern)})
    bodies = [as_text({"till": text}) for text in (*[right] * 9, wrong, right)]
    assert find(None, dated, *bodies) == [
        ("error", "$.till", date_form(pattern, "none").words, "no offset", "1 of 11")
    ]


def test_a_missing_offset_is_counted_each_time_it_comes() -> None:
    """A field that drifted once is judged in every body that follows."""
    wrong, right = '{"till": "2026-06-11T23:59:59"}', '{"till": "2026-06-11T23:59:59Z"}'
    assert find("missing-offset", TILL, *[wrong, right] * 9) == [
        ("error", "$.till", WORDS, "no offset", "9 of 18")
    ]
