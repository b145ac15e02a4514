"""`wrong-date-format`: a text that is not the documented date."""

from typing import Any

import pytest

from asdocumented.formats.dates import date_form
from tests.support import as_text, cited, contract, find, interaction, row, tell

PATTERN = "yyyy-MM-dd'T'HH:mm:ssXXX"
NUMERIC = "yyyy-MM-dd'T'HH:mm:ssxxx"
SERVER = {"type": "string", "x-date": {"pattern": PATTERN, "zone": "server"}}
TILL = contract({"till": SERVER})
WORDS = "like 2026-12-31T23:59:59Z or 2026-12-31T23:59:59+05:30"


def words(pattern: str) -> str:
    """Return a format as a finding shows it where the page does not print it."""
    return date_form(pattern, "none").words


def _date(pattern: str) -> dict[str, Any]:
    return {"type": "string", "x-date": {"pattern": pattern, "zone": "none"}}


def test_an_offset_behind_z_is_an_error_and_found_once() -> None:
    """Two offsets in one text are a fault of the format, not an offset of the wrong zone."""
    assert find(None, TILL, '{"till": "2025-12-16T00:00:00Z+05:30"}') == [
        ("error", "$.till", WORDS, "9999-99-99T99:99:99Z+99:99", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    both = contract({"id": {"type": "integer"}, "till": SERVER})
    assert cited("wrong-date-format", both, '{"id": 1, "till": "16-12-2025"}') == [
        row(2, "till", "String")
    ]


def test_the_format_is_told_as_the_page_prints_it() -> None:
    """A reader finds the words again on the page."""
    printed = {"pattern": "dd-MM-yyyy", "zone": "none", "printed": "DD-MM-YYYY"}
    till = contract({"till": {"type": "string", "x-date": printed}})
    assert tell("wrong-date-format", till, '{"till": "2026-12-31"}') == [
        ("DD-MM-YYYY", "9999-99-99", "coupons 2026, response table, row 1 (till)")
    ]


def test_a_format_that_another_page_has_a_part_in_follows_from_both() -> None:
    """The row says that it is a date, another page how dates are written."""
    sources = [{"table": "response", "row": 1}, {"page": "dates"}]
    fields = {"at": {"type": "string"}, "till": {**SERVER, "x-source": sources}}
    assert tell("wrong-date-format", contract(fields), '{"till": "2026-12-31"}') == [
        (f"follows: {WORDS}", "9999-99-99", "coupons 2026, response table, row 1 (at); dates")
    ]


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("2025-12-16", "9999-99-99"),
        ("16-12-2025", "99-99-9999"),
        ("12/16/2025", "99/99/9999"),
        ("2025-12-16 00:00:00Z", "9999-99-99 99:99:99Z"),
        ("2025-12-16T00:00Z", "9999-99-99T99:99Z"),
        ("2025-12-16T00:00:00.000Z", "9999-99-99T99:99:99.999Z"),
        ("2025-12-16T00:00:00.000", "9999-99-99T99:99:99.999"),
        ("2025-12-16T00:00:00+0530", "9999-99-99T99:99:99+9999"),
        ("2025-12-16T00:00:00+05", "9999-99-99T99:99:99+99"),
        ("2025-12-16T00:00:00 +05:30", "9999-99-99T99:99:99 +99:99"),
        ("2025-12-16T00:00:00ZZ", "9999-99-99T99:99:99ZZ"),
        ("2025-12-16T00:00:00z", "9999-99-99T99:99:99z"),
        (" 2025-12-16T00:00:00Z", " 9999-99-99T99:99:99Z"),
        ("1765843200000", "9999999999999"),
        ("+12025-12-16T00:00:00Z", "+99999-99-99T99:99:99Z"),
    ],
)
def test_the_shape_of_another_date_is_shown(text: str, shape: str) -> None:
    """The digits do not matter to what went wrong, so that one fault is one drift."""
    assert find(None, TILL, as_text({"till": text})) == [
        ("error", "$.till", WORDS, shape, "1 of 1")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "16 Dec 2025",
        "2025-12-16T00:00:00Z\n",
        "2025-12-16T00:00:00Z\x00",
        "2025-12-16T00:00:00\u221205:30",
        "\uff12\uff10\uff12\uff15-12-16T00:00:00Z",
        "\u0662\u0660\u0662\u0665-12-16T00:00:00Z",
        "2025-12-16T00:00:00Z\ud800",
        "\x1b[31m2025-12-16T00:00:00Z",
        pytest.param("2" * 100_000, id="huge"),
        "9" * 41,
    ],
)
def test_a_text_that_is_no_date_is_an_error_and_not_shown(text: str) -> None:
    """Only ASCII digits and marks make a date; any other text, however long, is one drift."""
    assert find(None, TILL, as_text({"till": text})) == [
        ("error", "$.till", WORDS, "another text", "1 of 1")
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_an_empty_text_is_an_error(text: str) -> None:
    """No text is no date."""
    assert find("wrong-date-format", TILL, as_text({"till": text})) == [
        ("error", "$.till", WORDS, "empty text", "1 of 1")
    ]


@pytest.mark.parametrize(
    "day", ["2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-01", "2026-01-00"]
)
@pytest.mark.parametrize("offset", ["Z", "+05:30"])
def test_a_day_that_no_calendar_has_is_an_error_and_found_once(day: str, offset: str) -> None:
    """The text is written as documented, and names no day."""
    assert find(None, TILL, as_text({"till": f"{day}T00:00:00{offset}"})) == [
        ("error", "$.till", WORDS, "a date that no calendar has", "1 of 1")
    ]


TIMES = ["24:00:00Z", "25:00:00Z", "23:60:00Z", "23:59:60Z", "00:00:00+24:00", "00:00:00+05:60"]


@pytest.mark.parametrize("time", TIMES)
def test_a_time_that_no_clock_shows_is_an_error_and_found_once(time: str) -> None:
    """Hours end at 23, minutes and seconds at 59, in the offset too."""
    found = find(None, TILL, as_text({"till": f"2026-01-01T{time}"}))
    assert [(severity, location) for severity, location, *_ in found] == [("error", "$.till")]


@pytest.mark.parametrize("time", TIMES)
def test_a_time_that_no_clock_shows_does_not_look_like_a_right_one(time: str) -> None:
    """A reader must see what is wrong, and the shape alone is the documented one."""
    found = find("wrong-date-format", TILL, as_text({"till": f"2026-01-01T{time}"}))
    shapes = {"9999-99-99T99:99:99Z", "9999-99-99T99:99:99+99:99"}
    assert [observed for *_, observed, _ in found if observed not in shapes] != []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (PATTERN, "2026-06-11T23:59:59Z"),
        (PATTERN, "2026-06-11T23:59:59+00:00"),
        (PATTERN, "2026-06-11T23:59:59+05:30"),
        (PATTERN, "2026-06-11T23:59:59-11:00"),
        (PATTERN, "2024-02-29T00:00:00Z"),
        (PATTERN, "2000-02-29T00:00:00Z"),
        (PATTERN, "0001-01-01T00:00:00Z"),
        (PATTERN, "0001-01-01T00:00:00+05:30"),
        (PATTERN, "9999-12-31T23:59:59Z"),
        (PATTERN, "9999-12-31T23:59:59-05:00"),
        (NUMERIC, "2026-06-11T23:59:59+00:00"),
        (NUMERIC, "2026-06-11T23:59:59+05:30"),
        ("yyyy-MM-dd HH:mm:ss", "2026-06-11 23:59:59"),
        ("yyyy-MM-dd", "2026-06-11"),
        ("dd-MM-yyyy", "11-06-2026"),
        ("dd.MM.yyyy", "11.06.2026"),
        ("HH:mm", "23:59"),
        ("yyyy", "2026"),
    ],
)
def test_a_date_as_documented_is_not_found(pattern: str, text: str) -> None:
    """The format decides, at the edges of the calendar too; the zone is another check's."""
    dated = contract({"till": _date(pattern)})
    assert find("wrong-date-format", dated, as_text({"till": text})) == []


@pytest.mark.parametrize(
    ("pattern", "text", "shape"),
    [
        ("yyyy-MM-dd HH:mm:ss", "2026-06-11 23:59:59Z", "9999-99-99 99:99:99Z"),
        ("yyyy-MM-dd HH:mm:ss", "2026-06-11T23:59:59", "9999-99-99T99:99:99"),
        ("yyyy-MM-dd", "2026-06-11Z", "9999-99-99Z"),
        ("yyyy-MM-dd", "2026-6-11", "9999-9-99"),
        ("dd-MM-yyyy", "2026-06-11", "9999-99-99"),
        ("dd.MM.yyyy", "11-06-2026", "99-99-9999"),
    ],
)
def test_other_patterns_are_judged_letter_by_letter(pattern: str, text: str, shape: str) -> None:
    """An offset is no part of a format without one, and a dot stands for a dot."""
    assert find(None, contract({"till": _date(pattern)}), as_text({"till": text})) == [
        ("error", "$.till", words(pattern), shape, "1 of 1")
    ]


def test_month_and_day_changed_over_are_found_where_the_calendar_shows_it() -> None:
    """A day above 12 cannot be a month; below, nobody can tell."""
    dated = contract({"till": _date("dd-MM-yyyy")})
    bodies = ['{"till": "06-25-2026"}', '{"till": "06-11-2026"}']
    assert find(None, dated, *bodies) == [
        ("error", "$.till", "like 31-12-2026", "a date that no calendar has", "1 of 2")
    ]


def test_z_where_the_page_writes_the_offset_in_digits_is_a_note() -> None:
    """Under a pattern ending in `xxx`, `Z` names the right moment in another spelling."""
    numeric = contract({"till": {**SERVER, "x-date": {"pattern": NUMERIC, "zone": "UTC"}}})
    assert find(None, numeric, '{"till": "2026-06-11T23:59:59Z"}') == [
        ("note", "$.till", "like 2026-12-31T23:59:59+00:00", "Z instead of +00:00", "1 of 1")
    ]


def test_z_on_a_day_that_no_calendar_has_is_one_error() -> None:
    """One text is found once, by what is worse."""
    numeric = contract({"till": _date(NUMERIC)})
    assert find(None, numeric, '{"till": "2026-02-30T00:00:00Z"}') == [
        (
            "error",
            "$.till",
            "like 2026-12-31T23:59:59+00:00",
            "a date that no calendar has",
            "1 of 1",
        )
    ]


@pytest.mark.parametrize("pattern", [PATTERN, NUMERIC])
def test_a_date_without_its_offset_is_left_to_missing_offset(pattern: str) -> None:
    """The text is right but for the offset, and that fact has a check of its own."""
    dated = contract({"till": _date(pattern)})
    assert find("wrong-date-format", dated, '{"till": "2026-06-11T23:59:59"}') == []
    assert find("missing-offset", dated, '{"till": "2026-06-11T23:59:59"}') == [
        ("error", "$.till", words(pattern), "no offset", "1 of 1")
    ]


@pytest.mark.parametrize("text", ["2026-02-30T00:00:00", "2026-06-11T23:59"])
def test_a_text_that_lacks_more_than_its_offset_is_found_here_only(text: str) -> None:
    """`missing-offset` finds what is right but for the offset, and nothing else."""
    found = find(None, TILL, as_text({"till": text}))
    assert found == find("wrong-date-format", TILL, as_text({"till": text}))
    assert [(severity, location) for severity, location, *_ in found] == [("error", "$.till")]


@pytest.mark.parametrize("host", ["utc.example", "india.example", "nobody.example"])
def test_the_cluster_does_not_matter(host: str) -> None:
    """A format holds in every zone, known or not."""
    one = interaction('{"till": "16-12-2025"}', url=f"https://{host}/coupons")
    assert find(None, TILL, one) == [("error", "$.till", WORDS, "99-99-9999", "1 of 1")]


@pytest.mark.parametrize(
    "value", ["null", "1765843200000", "1.5", "1e400", "true", "[]", "{}", "[[1], []]"]
)
def test_what_is_no_text_is_left_to_other_checks(value: str) -> None:
    """Null and other types have checks of their own."""
    assert find("wrong-date-format", TILL, f'{{"till": {value}}}') == []


@pytest.mark.parametrize("text", ["NULL", "null", " Null "])
def test_the_text_null_is_left_to_text_for_null(text: str) -> None:
    """The word says that there is no date, and that fact has a check of its own."""
    assert find("wrong-date-format", TILL, as_text({"till": text})) == []


@pytest.mark.parametrize("schema", [{"type": "string"}, {"type": "string", "format": "uuid"}, {}])
def test_without_a_documented_date_format_nothing_is_found(schema: dict[str, Any]) -> None:
    """A text that happens to look like a date promises none."""
    undated = contract({"till": schema})
    assert find("wrong-date-format", undated, '{"till": "2025-12-16T00:00:00Z+05:30"}') == []


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("date", "2026-06-11"),
        ("date-time", "2026-06-11T23:59:59Z"),
        ("date-time", "2026-06-11T23:59:59.1Z"),
        ("date-time", "2026-06-11T23:59:59.123456789+05:30"),
        ("date-time", "1963-06-19t08:30:06.283185z"),
        ("date-time", "1998-12-31T23:59:60Z"),
        ("date-time", "1998-12-31T15:59:60.123-08:00"),
    ],
)
def test_a_standard_format_allows_what_its_rfc_allows(format_: str, text: str) -> None:
    """JSON Schema's formats are RFC 3339's: fractions, small `t` and `z`, leap seconds."""
    standard = contract({"till": {"type": "string", "format": format_}})
    assert find("wrong-date-format", standard, as_text({"till": text})) == []


@pytest.mark.parametrize(
    ("format_", "text", "pattern", "shape"),
    [
        ("date", "2026-06-11T23:59:59Z", "yyyy-MM-dd", "9999-99-99T99:99:99Z"),
        (
            "date-time",
            "2026-06-11 23:59:59.5",
            "yyyy-MM-dd'T'HH:mm:ss[.S]XXX",
            "9999-99-99 99:99:99.9",
        ),
        (
            "date-time",
            "2026-06-11T23:59:59.Z",
            "yyyy-MM-dd'T'HH:mm:ss[.S]XXX",
            "9999-99-99T99:99:99.Z",
        ),
    ],
)
def test_a_standard_format_is_judged_here_and_nowhere_else(
    format_: str, text: str, pattern: str, shape: str
) -> None:
    """`date` and `date-time` are date formats like those that a page spells out."""
    standard = contract({"till": {"type": "string", "format": format_}})
    assert find(None, standard, as_text({"till": text})) == [
        ("error", "$.till", words(pattern), shape, "1 of 1")
    ]


def test_dates_of_one_shape_are_one_drift() -> None:
    """All days of one wrong format are one disagreement, each other shape another."""
    data = contract({"data": {"type": "array", "items": {"properties": {"till": SERVER}}}})
    days = ["16-12-2025", "17-12-2025", "2026-01-01T00:00:00Z", "soon", "18-12-2025"]
    body = as_text({"data": [{"till": day} for day in days]})
    assert find("wrong-date-format", data, body) == [
        ("error", "$.data[*].till", WORDS, "99-99-9999", "3 of 5"),
        ("error", "$.data[*].till", WORDS, "another text", "1 of 5"),
    ]


def test_a_wrong_date_is_counted_each_time_it_comes() -> None:
    """A text that was found once is found again, and one that passed does not hide it."""
    bodies = ['{"till": "2026-01-01T00:00:00Z"}', *['{"till": "16-12-2025"}'] * 5]
    assert find("wrong-date-format", TILL, *bodies) == [
        ("error", "$.till", WORDS, "99-99-9999", "5 of 6")
    ]


def test_items_that_are_dates_are_one_place() -> None:
    """The items of an array share the row of the array."""
    days = contract({"days": {"type": "array", "items": _date("yyyy-MM-dd")}})
    assert find("wrong-date-format", days, '{"days": ["2026-06-11", "11-06-2026", 5]}') == [
        ("error", "$.days[*]", "like 2026-12-31", "99-99-9999", "1 of 3")
    ]


def test_dates_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    days = contract({"days": {"type": "object", "additionalProperties": _date("yyyy-MM-dd")}})
    assert find("wrong-date-format", days, '{"days": {"a": "x", "": "y", "b": "2026-06-11"}}') == [
        ("error", "$.days[*]", "like 2026-12-31", "another text", "2 of 3")
    ]


def test_a_date_under_another_spelling_of_its_name_is_judged() -> None:
    """What is wrong with the value is another fact than what is wrong with the name."""
    dated = contract({"validTill": SERVER})
    assert find("wrong-date-format", dated, '{"valid_till": "16-12-2025"}') == [
        ("error", "$.valid_till", WORDS, "99-99-9999", "1 of 1")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"till": "16-12-2025"}', name="one"),
        interaction('{"till": "2025-12-16T00:00:00Z"}', name="two"),
        interaction('{"till": "17-12-2025"}', origin="har", name="three"),
    ]
    assert find("wrong-date-format", TILL, *bodies) == [
        ("error", "$.till", WORDS, "99-99-9999", "1 of 2, 1 of 1")
    ]


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (PATTERN, "2026-06-11T23:59:59Z", "2025-12-16T00:00:00Z+05:30"),
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-11T23:59:59Z\n"),
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-11T23:59:59Z\ud800"),
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-11T23:59:59.000Z"),
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-11t23:59:59z"),
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-11T24:00:00Z"),
        (PATTERN, "2026-06-30T23:59:59Z", "2026-06-30T23:59:60Z"),
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-31T23:59:59Z"),
        (PATTERN, "2024-02-29T23:59:59Z", "2025-02-29T23:59:59Z"),
        (PATTERN, "2000-02-29T23:59:59Z", "2100-02-29T23:59:59Z"),
        (PATTERN, "2026-06-11T23:59:59Z", "2026-06-11T23:59:59+24:00"),
        (PATTERN, "2026-06-11T23:59:59Z", "\uff12\uff10\uff12\uff16-06-11T23:59:59Z"),
        (NUMERIC, "2026-06-11T23:59:59+00:00", "2026-06-11T23:59:59+0000"),
        ("yyyy-MM-dd", "2024-02-29", "2026-02-29"),
        ("yyyy-MM-dd", "2026-06-11", "2026-06-11 "),
        ("yyyy-MM-dd", "2026-06-11", "2026-6-11"),
        ("dd-MM-yyyy", "30-06-2026", "31-06-2026"),
        ("dd-MM-yyyy", "29-02-2024", "29-02-2026"),
        ("dd.MM.yyyy", "11.06.2026", "11-06-2026"),
        ("yyyy-MM-dd HH:mm:ss", "2026-06-30 23:59:59", "2026-06-31 23:59:59"),
        ("yyyy-MM-dd HH:mm:ss", "2026-06-30 23:59:59", "2026-06-30T23:59:59"),
        ("HH:mm", "23:59", "24:00"),
        ("MM-dd", "02-28", "02-30"),
    ],
)
def test_a_wrong_date_is_found_after_many_right_ones(pattern: str, right: str, wrong: str) -> None:
    """What came before in the same shape does not matter, and what comes after is judged."""
    dated = contract({"till": _date(pattern)})
    bodies = [as_text({"till": text}) for text in (*[right] * 9, wrong, right)]
    found = find("wrong-date-format", dated, *bodies)
    assert [(severity, location, of) for severity, location, *_, of in found] == [
        ("error", "$.till", "1 of 11")
    ]


def test_a_note_is_found_after_many_right_ones() -> None:
    """`Z` under `xxx` does not hide among dates with digits."""
    numeric = contract({"till": _date(NUMERIC)})
    bodies = ['{"till": "2026-06-11T23:59:59+00:00"}'] * 9
    assert find(None, numeric, *bodies, '{"till": "2026-06-11T23:59:59Z"}') == [
        ("note", "$.till", "like 2026-12-31T23:59:59+00:00", "Z instead of +00:00", "1 of 10")
    ]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (PATTERN, ["2024-02-29T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+23:59"]),
        ("dd-MM-yyyy", ["31-12-2026", "29-02-2024", "01-01-0001"]),
        ("yyyy-MM-dd", ["2026-12-31", "2024-02-29", "0999-01-01"]),
    ],
)
def test_a_right_date_is_not_found_after_many_others(pattern: str, texts: list[str]) -> None:
    """A day that comes seldom is as right as the others."""
    dated = contract({"till": _date(pattern)})
    bodies = [as_text({"till": text}) for text in [*texts, *texts, *texts]]
    assert find("wrong-date-format", dated, *bodies) == []


@pytest.mark.parametrize(
    "other",
    [
        '"\\ud800"',
        pytest.param("9" * 400, id="long"),
        "1e400",
        pytest.param("[" * 300 + "]" * 300, id="deep"),
        pytest.param("[" * 480 + "]" * 480, id="deeper"),
        '{"\\ud800": 1, "": 2}',
    ],
)
def test_what_stands_beside_a_date_never_hides_it_nor_raises(other: str) -> None:
    """A value that the schema library cannot hold leaves the judgement of its neighbours alone."""
    dated = contract({"till": SERVER, "other": {}})
    right = f'{{"till": "2026-06-11T23:59:59Z", "other": {other}}}'
    wrong = f'{{"till": "16-12-2025", "other": {other}}}'
    assert find("wrong-date-format", dated, *[right] * 9, wrong) == [
        ("error", "$.till", WORDS, "99-99-9999", "1 of 10")
    ]


@pytest.mark.parametrize("name", ["", "valid-till", "a/b~c", "$ref", "\u0000", "\ud800", '"'])
def test_a_date_under_an_odd_free_name_is_found_after_many_right_ones(name: str) -> None:
    """Whatever a response calls a field, each of its values is judged, and nothing raises."""
    days = contract({"days": {"type": "object", "additionalProperties": SERVER}})
    texts = [*["2026-06-11T23:59:59Z"] * 9, "16-12-2025"]
    assert find("wrong-date-format", days, *[as_text({"days": {name: t}}) for t in texts]) == [
        ("error", "$.days[*]", WORDS, "99-99-9999", "1 of 10")
    ]
