"""`mixed-offsets`: two offsets in one response of a cluster that answers in one zone."""

from typing import Any

import pytest

from asdocumented.evidence.interaction import Interaction
from tests.support import as_text, cited, contract, find, interaction, row, tell

PATTERN = "yyyy-MM-dd'T'HH:mm:ssXXX"
NOBODY = "nobody.example"
ONE_ZONE = "follows: all dates of one response in one zone"


def _date(zone: str = "server", pattern: str = PATTERN) -> dict[str, Any]:
    return {"type": "string", "x-date": {"pattern": pattern, "zone": zone}}


SERVER = _date()
TWO = contract({"till": SERVER, "created": SERVER})
THREE = contract({"one": SERVER, "two": SERVER, "three": SERVER})
DATA = contract({"data": {"type": "array", "items": {"properties": {"till": SERVER}}}})


def _body(value: Any, host: str = NOBODY, **changes: Any) -> Interaction:
    return interaction(as_text(value), url=f"https://{host}/coupons", **changes)


def _two(till: str, created: str, host: str = NOBODY, **changes: Any) -> Interaction:
    return _body({"till": till, "created": created}, host, **changes)


def test_two_offsets_are_a_warning_and_found_once() -> None:
    """In an unknown zone nobody can say which one is wrong, only that both cannot be right."""
    mixed = _two("2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30")
    assert find(None, TWO, mixed) == [("warning", "$.created", ONE_ZONE, "two offsets", "1 of 1")]


def test_both_dates_are_told() -> None:
    """Whoever reads it sees which two dates cannot be of one zone."""
    mixed = _two("2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30")
    assert tell("mixed-offsets", TWO, mixed) == [
        (
            ONE_ZONE,
            "two offsets, such as 2026-06-11T23:59:59+05:30 beside 2026-06-11T23:59:59Z at $.till",
            "coupons 2026, response table, row 2 (created)",
        )
    ]


def test_the_row_of_the_date_that_departs_from_the_first_is_cited() -> None:
    """The finding cites the row of the second field."""
    mixed = _two("2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30")
    assert cited("mixed-offsets", TWO, mixed) == [row(2, "created", "String")]


@pytest.mark.parametrize(
    ("host", "first", "second"),
    [
        (NOBODY, "+05:30", "Z"),
        (NOBODY, "+05:30", "-05:30"),
        (NOBODY, "Z", "+01:01"),
        (NOBODY, "Z", "-01:01"),
        (NOBODY, "+05:30", "+06:31"),
        ("utc.example", "Z", "+05:30"),
        ("utc.example", "Z", "+01:00"),
        ("utc.example", "+01:00", "Z"),
        ("india.example", "+05:30", "Z"),
        ("india.example", "+05:30", "+06:30"),
        ("india.example", "+01:00", "-08:00"),
        ("berlin.example", "+01:00", "Z"),
    ],
)
def test_any_two_offsets_are_found(host: str, first: str, second: str) -> None:
    """Whether one of them is the documented one does not matter, in a known zone either."""
    mixed = _two(f"2026-01-11T00:00:00{first}", f"2026-01-11T00:00:00{second}", host)
    assert find("mixed-offsets", TWO, mixed) == [
        ("warning", "$.created", ONE_ZONE, "two offsets", "1 of 1")
    ]


def test_the_offsets_are_named_as_they_are_printed() -> None:
    """In summer Berlin prints `+02:00`, and no date of the response has `+01:00`."""
    mixed = _two("2026-07-01T00:00:00+02:00", "2026-07-01T00:00:00+05:30", "berlin.example")
    assert find("mixed-offsets", TWO, mixed) == [
        ("warning", "$.created", ONE_ZONE, "two offsets", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("host", "till", "created"),
    [
        ("berlin.example", "2026-01-01T00:00:00+01:00", "2026-07-01T00:00:00+02:00"),
        ("berlin.example", "2026-10-25T02:59:59+02:00", "2026-10-25T02:00:00+01:00"),
        (NOBODY, "2026-01-01T00:00:00+01:00", "2026-07-01T00:00:00+02:00"),
        (NOBODY, "2026-01-01T00:00:00Z", "2026-07-01T00:00:00+01:00"),
        (NOBODY, "2026-01-01T00:00:00-05:00", "2026-07-01T00:00:00-04:00"),
        (NOBODY, "2026-01-01T00:00:00+10:30", "2026-07-01T00:00:00+11:00"),
        (NOBODY, "2026-07-01T00:00:00+06:30", "2026-07-01T00:00:00+05:30"),
    ],
)
def test_winter_and_summer_time_of_one_zone_are_no_mixture(
    host: str, till: str, created: str
) -> None:
    """In an unknown zone a difference of at most an hour could be summer time."""
    assert find(None, TWO, _two(till, created, host)) == []


def test_three_offsets_of_an_unknown_zone_are_compared_with_each_other() -> None:
    """Two dates that are two hours apart are no summer time, whatever date comes first."""
    day = "2026-01-01T00:00:00"
    dates = {"one": f"{day}Z", "two": f"{day}+01:00", "three": f"{day}-01:00"}
    assert find("mixed-offsets", THREE, _body(dates)) == [
        ("warning", "$.three", ONE_ZONE, "two offsets", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("till", "created"),
    [
        ("2026-06-11T23:59:59Z", "2026-06-12T00:00:00Z"),
        ("2026-06-11T23:59:59Z", "2026-06-11T23:59:59+00:00"),
        ("2026-06-11T23:59:59+00:00", "2026-06-11T23:59:59-00:00"),
        ("2026-06-11T23:59:59+05:30", "2026-06-12T00:00:00+05:30"),
    ],
)
@pytest.mark.parametrize("host", [NOBODY, "utc.example", "india.example"])
def test_one_offset_is_no_mixture(host: str, till: str, created: str) -> None:
    """However zero is written, and whether or not the offset is the documented one."""
    assert find("mixed-offsets", TWO, _two(till, created, host)) == []


def test_one_response_is_found_once() -> None:
    """However many dates differ, the response mixes, and one place shows it."""
    day = "2026-01-01T00:00:00"
    dates = {"one": f"{day}Z", "two": f"{day}+05:30", "three": f"{day}-08:00"}
    assert find("mixed-offsets", THREE, _body(dates)) == [
        ("warning", "$.two", ONE_ZONE, "two offsets", "1 of 1")
    ]


def test_items_of_one_array_are_compared_and_counted() -> None:
    """One finding stands among all values of its place."""
    days = [f"2026-01-01T00:00:00{offset}" for offset in ("Z", "Z", "+05:30", "+05:30", "Z")]
    assert find("mixed-offsets", DATA, _body({"data": [{"till": day} for day in days]})) == [
        ("warning", "$.data[*].till", ONE_ZONE, "two offsets", "1 of 5")
    ]


def test_dates_at_different_depths_are_compared() -> None:
    """One response is one answer of one cluster."""
    deep = contract(
        {
            "created": SERVER,
            "data": {
                "type": "array",
                "items": {
                    "properties": {"series": {"type": "object", "properties": {"till": SERVER}}}
                },
            },
        }
    )
    body = {
        "data": [{"series": {"till": "2026-01-01T00:00:00+05:30"}}],
        "created": "2026-01-01T00:00:00Z",
    }
    assert find(None, deep, _body(body)) == [
        ("warning", "$.data[*].series.till", ONE_ZONE, "two offsets", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("pattern", "till", "created"),
    [
        ("yyyy-MM-dd'T'HH:mmXXX", "2026-01-01T00:00+05:00", "2026-01-01T00:00+01:00"),
        ("yyyy-MM-ddXXX", "2026-01-01+05:00", "2026-01-01+01:00"),
        ("HH:mmXXX", "23:59+05:00", "23:59+01:00"),
        (
            "yyyy-MM-dd'T'HH:mm:ss[.S]XXX",
            "2026-01-01T00:00:00.5+05:00",
            "2026-01-01T00:00:00.5+01:00",
        ),
    ],
)
def test_every_format_with_an_offset_is_compared(pattern: str, till: str, created: str) -> None:
    """Where in the text the offset stands does not matter."""
    two = contract({"till": _date(pattern=pattern), "created": _date(pattern=pattern)})
    assert find(None, two, _two(till, created)) == [
        ("warning", "$.created", ONE_ZONE, "two offsets", "1 of 1")
    ]


def test_dates_that_are_items_are_compared() -> None:
    """An array of dates holds dates of the same response."""
    dates = contract({"dates": {"type": "array", "items": SERVER}})
    body = _body({"dates": ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00+05:30"]})
    assert find("mixed-offsets", dates, body) == [
        ("warning", "$.dates[*]", ONE_ZONE, "two offsets", "1 of 2")
    ]


def test_dates_under_free_names_are_compared() -> None:
    """The values of a map are dates of the same response."""
    dates = contract({"dates": {"type": "object", "additionalProperties": SERVER}})
    body = _body({"dates": {"a": "2026-01-01T00:00:00Z", "": "2026-01-01T00:00:00+05:30"}})
    assert find("mixed-offsets", dates, body) == [
        ("warning", "$.dates[*]", ONE_ZONE, "two offsets", "1 of 2")
    ]


def test_dates_in_objects_under_free_names_are_compared() -> None:
    """The objects of a map hold dates of the same response."""
    stores = contract(
        {"stores": {"type": "object", "additionalProperties": {"properties": {"till": SERVER}}}}
    )
    till = [{"till": f"2026-01-01T00:00:00{offset}"} for offset in ("Z", "+05:30")]
    assert find("mixed-offsets", stores, _body({"stores": {"a": till[0], "b": till[1]}})) == [
        ("warning", "$.stores[*].till", ONE_ZONE, "two offsets", "1 of 2")
    ]


def test_dates_below_a_name_that_is_no_shorthand_are_compared() -> None:
    """A hyphen or a dot in a name does not hide what lies below it."""
    odd = contract(
        {
            "coupon-data": {"type": "object", "properties": {"till": SERVER}},
            "coupon.data": {"type": "object", "properties": {"till": SERVER}},
        }
    )
    body = {
        "coupon-data": {"till": "2026-01-01T00:00:00Z"},
        "coupon.data": {"till": "2026-01-01T00:00:00+05:30"},
    }
    assert find("mixed-offsets", odd, _body(body)) == [
        ("warning", '$["coupon.data"].till', ONE_ZONE, "two offsets", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("fields", "value", "location"),
    [
        (
            {"data": {"type": "array", "items": {"properties": {"a": SERVER, "b": SERVER}}}},
            {"data": {"a": "2026-01-01T00:00:00Z", "b": "2026-01-01T00:00:00+05:30"}},
            "$.data[*].b",
        ),
        (
            {"entity": {"type": "object", "properties": {"a": SERVER, "b": SERVER}}},
            {"entity": [{"a": "2026-01-01T00:00:00Z", "b": "2026-01-01T00:00:00+05:30"}]},
            "$.entity.b",
        ),
    ],
)
def test_an_array_for_an_object_or_the_reverse_is_located_as_it_was_answered(
    fields: dict[str, Any], value: Any, location: str
) -> None:
    """The dates still meet their rows, where they lie in the body."""
    assert find("mixed-offsets", contract(fields), _body(value)) == [
        ("warning", location, ONE_ZONE, "two offsets", "1 of 1")
    ]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "none"])
def test_a_date_in_a_promised_zone_of_its_own_is_not_compared(zone: str) -> None:
    """A page that names another zone for one field promises two offsets."""
    two = contract({"till": _date(zone), "created": SERVER})
    mixed = _two("2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30")
    assert find("mixed-offsets", two, mixed) == []


@pytest.mark.parametrize(
    "created",
    [
        "2026-06-11T23:59:59",
        "2025-12-16T00:00:00Z+05:30",
        "2026-02-30T00:00:00+05:30",
        "2026-06-11T23:59:59+0530",
        "NULL",
        "",
        "\ud800",
        pytest.param("2" * 100_000, id="huge"),
    ],
)
def test_what_names_no_moment_is_left_to_other_checks(created: str) -> None:
    """A text that departs from the format has no offset to compare."""
    assert find("mixed-offsets", TWO, _two("2026-06-11T23:59:59Z", created)) == []
    assert find("mixed-offsets", TWO, _two(created, "2026-06-11T23:59:59+05:30")) == []


def test_a_text_that_names_no_moment_does_not_hide_a_mixture() -> None:
    """The dates before and after it are compared all the same."""
    dates = {"one": "soon", "two": "2026-01-01T00:00:00Z", "three": "2026-01-01T00:00:00+05:30"}
    assert find("mixed-offsets", THREE, _body(dates)) == [
        ("warning", "$.three", ONE_ZONE, "two offsets", "1 of 1")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        "{}",
        '"2026-06-11T23:59:59+05:30"',
        "5",
        '{"till": null, "created": "2026-06-11T23:59:59+05:30"}',
        '{"till": 1765843200000, "created": "2026-06-11T23:59:59+05:30"}',
        '{"till": ["2026-06-11T23:59:59Z"], "created": "2026-06-11T23:59:59+05:30"}',
        '{"till": {"till": "2026-06-11T23:59:59Z"}, "created": "2026-06-11T23:59:59+05:30"}',
        '{"created": "2026-06-11T23:59:59+05:30"}',
    ],
)
def test_an_odd_body_is_no_mixture_and_never_raises(text: str) -> None:
    """Only dates as text are compared, where there are two."""
    assert find("mixed-offsets", TWO, interaction(text, url="https://nobody.example/")) == []


@pytest.mark.parametrize(
    "value", ["null", "5", '"text"', "{}", "[]", "[[], [[{}]]]", "[null, 5, true]"]
)
def test_odd_items_never_raise(value: str) -> None:
    """What is no array of objects holds no dates."""
    assert find("mixed-offsets", DATA, f'{{"data": {value}}}') == []


def test_deep_nesting_never_raises() -> None:
    """What could be read can be judged, and nothing is found in what could not."""
    found = [
        find("mixed-offsets", DATA, f'{{"data": {"[" * depth}{"]" * depth}}}')
        for depth in (100, *range(800, 1000), 5_000, 20_000)
    ]
    assert not any(found)


@pytest.mark.parametrize("text", ["", "<html>", '{"till": "2026-06-11T23:59:59Z", "crea'])
def test_a_body_that_is_not_json_holds_no_dates(text: str) -> None:
    """What cannot be read is found by `unreadable-body`."""
    assert find("mixed-offsets", TWO, text) == []


def test_a_status_without_a_documented_body_is_not_judged() -> None:
    """Nobody says that the members of an error body are dates."""
    mixed = _two("2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30", status=404)
    assert find("mixed-offsets", TWO, mixed) == []


def test_undocumented_dates_are_not_compared() -> None:
    """A field without a date format promises nothing about its offset."""
    one = contract({"till": SERVER, "created": {"type": "string"}})
    mixed = _two("2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30")
    assert find("mixed-offsets", one, mixed) == []


@pytest.mark.parametrize("host", [NOBODY, "utc.example", "india.example", "berlin.example"])
def test_the_edges_of_the_calendar_are_compared_and_never_raise(host: str) -> None:
    """An offset can be read where no instant can be reckoned."""
    mixed = _two("0001-01-01T00:00:00+05:30", "9999-12-31T23:59:59-05:00", host)
    assert find("mixed-offsets", TWO, mixed) == [
        ("warning", "$.created", ONE_ZONE, "two offsets", "1 of 1")
    ]


def test_two_responses_with_one_offset_each_are_no_mixture() -> None:
    """Each response is compared with itself alone."""
    bodies = [
        _two("2026-06-11T23:59:59Z", "2026-06-12T23:59:59Z"),
        _two("2026-06-11T23:59:59+05:30", "2026-06-12T23:59:59+05:30"),
    ]
    assert find("mixed-offsets", TWO, *bodies) == []


def test_responses_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart, one finding a response."""
    utc, india = "2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30"
    bodies = [
        _two(utc, india, name="one"),
        _two(utc, utc, name="two"),
        _two(utc, india, name="three"),
        _two(utc, india, origin="live", name="four"),
    ]
    assert find("mixed-offsets", TWO, *bodies) == [
        ("warning", "$.created", ONE_ZONE, "two offsets", "2 of 3, 1 of 1")
    ]
