"""`wrong-offset`: a date whose offset is not that of the documented zone at that instant."""

from typing import Any

import pytest

from asdocumented.evidence.interaction import Interaction
from tests.support import Found, as_text, cited, contract, find, interaction, row, tell

PATTERN = "yyyy-MM-dd'T'HH:mm:ssXXX"


def _date(zone: str, pattern: str = PATTERN) -> dict[str, Any]:
    return {"type": "string", "x-date": {"pattern": pattern, "zone": zone}}


ANOTHER = "another offset"
SERVER_ZONE = "follows: the offset of the server's zone"
SERVER = _date("server")
TILL = contract({"till": SERVER})


def _till(text: str, host: str, **changes: Any) -> Interaction:
    return interaction(as_text({"till": text}), url=f"https://{host}/coupons", **changes)


def test_an_offset_of_another_zone_is_an_error_and_found_once() -> None:
    """The cluster answers in UTC; the row, and no other fact, is departed from."""
    assert find(None, TILL, _till("2026-06-11T23:59:59+05:30", "utc.example")) == [
        (
            "error",
            "$.till",
            SERVER_ZONE,
            "another offset",
            "1 of 1",
        )
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    both = contract({"id": {"type": "integer"}, "till": SERVER})
    body = interaction('{"id": 1, "till": "2026-06-11T23:59:59+05:30"}')
    assert cited("wrong-offset", both, body) == [row(2, "till", "String")]


@pytest.mark.parametrize(
    ("host", "text", "zone", "observed"),
    [
        ("india.example", "2026-06-11T23:59:59Z", "Asia/Kolkata", "Z instead of +05:30"),
        (
            "india.example",
            "2026-06-11T23:59:59+00:00",
            "Asia/Kolkata",
            "Z instead of +05:30",
        ),
        (
            "india.example",
            "2026-06-11T23:59:59-05:30",
            "Asia/Kolkata",
            "-05:30 instead of +05:30",
        ),
        (
            "india.example",
            "2026-06-11T23:59:59+05:00",
            "Asia/Kolkata",
            "+05:00 instead of +05:30",
        ),
        ("utc.example", "2026-06-11T23:59:59+00:01", "UTC", "+00:01 instead of Z"),
        ("utc.example", "2026-06-11T23:59:59-11:00", "UTC", "-11:00 instead of Z"),
        ("utc.example", "2026-06-11T23:59:59+23:59", "UTC", "+23:59 instead of Z"),
        (
            "berlin.example",
            "2026-07-01T00:00:00+01:00",
            "Europe/Berlin",
            "+01:00 instead of +02:00",
        ),
        (
            "berlin.example",
            "2026-01-01T00:00:00+02:00",
            "Europe/Berlin",
            "+02:00 instead of +01:00",
        ),
        ("berlin.example", "2026-01-01T00:00:00Z", "Europe/Berlin", "Z instead of +01:00"),
    ],
)
def test_the_offset_of_the_zone_at_that_instant_is_documented(
    host: str, text: str, zone: str, observed: str
) -> None:
    """What is documented follows from the cluster's zone, summer time included."""
    assert tell("wrong-offset", TILL, _till(text, host)) == [
        (
            SERVER_ZONE,
            f"another offset, such as {observed} ({zone})",
            "coupons 2026, response table, row 1 (till)",
        )
    ]


@pytest.mark.parametrize(
    ("host", "text"),
    [
        ("utc.example", "2026-06-11T23:59:59Z"),
        ("utc.example", "2026-06-11T23:59:59+00:00"),
        ("utc.example", "2026-06-11T23:59:59-00:00"),
        ("utc.example", "0001-01-01T00:00:00Z"),
        ("utc.example", "9999-12-31T23:59:59Z"),
        ("india.example", "2026-06-11T23:59:59+05:30"),
        ("india.example", "1970-01-01T05:30:00+05:30"),
        ("india.example", "9999-12-31T23:59:59+05:30"),
        ("berlin.example", "2026-01-01T00:00:00+01:00"),
        ("berlin.example", "2026-07-01T00:00:00+02:00"),
        ("berlin.example", "9999-12-31T23:59:59+01:00"),
        ("BERLIN.example", "2026-07-01T00:00:00+02:00"),
    ],
)
def test_the_offset_of_the_cluster_is_not_found(host: str, text: str) -> None:
    """A date in the cluster's zone is as documented, however zero is written."""
    assert find(None, TILL, _till(text, host)) == []


NEITHER: list[Found] = []
WINTER: list[Found] = [
    (
        "error",
        "$.till",
        SERVER_ZONE,
        "another offset",
        "1 of 1",
    )
]
SUMMER: list[Found] = [
    (
        "error",
        "$.till",
        SERVER_ZONE,
        "another offset",
        "1 of 1",
    )
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-29T01:59:59+01:00", NEITHER),
        ("2026-03-29T02:00:00+01:00", WINTER),
        ("2026-03-29T03:00:00+02:00", NEITHER),
        ("2026-03-29T02:59:59+02:00", SUMMER),
        ("2026-10-25T02:59:59+02:00", NEITHER),
        ("2026-10-25T03:00:00+02:00", SUMMER),
        ("2026-10-25T02:00:00+01:00", NEITHER),
        ("2026-10-25T01:59:59+01:00", WINTER),
    ],
)
def test_summer_time_begins_and_ends_at_an_instant(text: str, expected: list[Found]) -> None:
    """In the European Union the clocks change at 01:00 UTC, forwards and back."""
    assert find("wrong-offset", TILL, _till(text, "berlin.example")) == expected


@pytest.mark.parametrize("host", ["nobody.example", "xutc.example", "utc.example.org", ""])
@pytest.mark.parametrize("offset", ["Z", "+05:30", "-11:00"])
def test_with_an_unknown_zone_nothing_is_found(host: str, offset: str) -> None:
    """Where nobody documents the cluster's zone, any offset may be right."""
    assert find(None, TILL, _till(f"2026-06-11T23:59:59{offset}", host)) == []


@pytest.mark.parametrize("url", ["", "/coupons", "http://[", "https://\ud800/", "utc.example"])
def test_a_url_without_a_known_host_never_raises(url: str) -> None:
    """A request that names no cluster says nothing about the zone."""
    body = interaction('{"till": "2026-06-11T23:59:59+05:30"}', url=url)
    assert find("wrong-offset", TILL, body) == []


@pytest.mark.parametrize("host", ["india.example", "nobody.example"])
@pytest.mark.parametrize(
    ("zone", "text", "documented", "observed"),
    [
        ("UTC", "2026-06-11T23:59:59+05:30", "the offset of UTC", "+05:30 instead of Z"),
        (
            "Europe/Berlin",
            "2026-07-01T00:00:00Z",
            "the offset of Europe/Berlin",
            "Z instead of +02:00",
        ),
        (
            "America/St_Johns",
            "2026-01-01T00:00:00Z",
            "the offset of America/St_Johns",
            "Z instead of -03:30",
        ),
    ],
)
def test_a_zone_that_the_page_names_holds_on_every_cluster(
    host: str, zone: str, text: str, documented: str, observed: str
) -> None:
    """A date that is promised in a zone of its own does not depend on who answers."""
    named = contract({"till": _date(zone)})
    assert tell("wrong-offset", named, _till(text, host)) == [
        (
            documented,
            f"another offset, such as {observed} ({zone})",
            "coupons 2026, response table, row 1 (till)",
        )
    ]


def test_a_date_in_the_zone_that_the_page_names_is_not_found() -> None:
    """The cluster's own zone does not matter to it."""
    named = contract({"till": _date("UTC")})
    assert find(None, named, _till("2026-06-11T23:59:59Z", "india.example")) == []


def test_a_format_in_digits_is_judged_by_its_offset() -> None:
    """`Z` is the right moment under `xxx`, and its spelling is found by `wrong-date-format`."""
    numeric = contract({"till": _date("server", "yyyy-MM-dd'T'HH:mm:ssxxx")})
    assert find("wrong-offset", numeric, _till("2026-06-11T23:59:59Z", "utc.example")) == []
    assert find("wrong-offset", numeric, _till("2026-06-11T23:59:59Z", "india.example")) == [
        (
            "error",
            "$.till",
            SERVER_ZONE,
            "another offset",
            "1 of 1",
        )
    ]


@pytest.mark.parametrize("pattern", ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"])
@pytest.mark.parametrize("zone", ["none", "server", "UTC"])
def test_a_format_without_an_offset_has_none_to_judge(pattern: str, zone: str) -> None:
    """Nothing in the text says where its clock hangs."""
    text = "2026-06-11 23:59:59"[: 10 if pattern == "yyyy-MM-dd" else None]
    assert (
        find("wrong-offset", contract({"till": _date(zone, pattern)}), as_text({"till": text}))
        == []
    )


def test_a_date_in_no_promised_zone_is_not_found() -> None:
    """A standard `date-time` may carry any offset."""
    standard = contract({"till": {"type": "string", "format": "date-time"}})
    assert find(None, standard, _till("2026-06-11T23:59:59+05:30", "utc.example")) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-11T23:59:59",
        "2025-12-16T00:00:00Z+05:30",
        "2026-02-30T00:00:00+05:30",
        "2026-06-11T23:59:59+0530",
        "2026-06-11T23:59:59+24:00",
        "NULL",
        "",
        "\ud800",
        pytest.param("2" * 100_000, id="huge"),
    ],
)
def test_what_names_no_moment_is_left_to_other_checks(text: str) -> None:
    """A text that departs from the format is found there, and only there."""
    assert find("wrong-offset", TILL, _till(text, "utc.example")) == []


@pytest.mark.parametrize("value", ["null", "1765843200000", "1e400", "true", "[]", "{}", "[[1]]"])
def test_what_is_no_text_is_left_to_other_checks(value: str) -> None:
    """Null and other types have checks of their own."""
    assert find("wrong-offset", TILL, f'{{"till": {value}}}') == []


@pytest.mark.parametrize("host", ["utc.example", "india.example", "berlin.example"])
@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+05:30", "9999-12-31T23:59:59-05:00"])
def test_a_date_outside_all_calendars_in_utc_is_not_judged(host: str, text: str) -> None:
    """Before year 1 and after year 9999 there is no instant to ask the zone about."""
    assert find("wrong-offset", TILL, _till(text, host)) == []


def test_an_offset_that_no_format_can_write_is_right_as_far_as_it_is_written() -> None:
    """Before zones, Berlin's clocks were 53 minutes and 28 seconds ahead; `XXX` has no seconds."""
    assert find("wrong-offset", TILL, _till("1800-01-01T00:00:00+00:53", "berlin.example")) == []


def test_each_cluster_is_judged_in_its_own_zone() -> None:
    """The same text is right on one cluster and wrong on another; an unknown zone counts not."""
    text = "2026-06-11T23:59:59+05:30"
    hosts = ["india.example", "utc.example", "nobody.example", "berlin.example"]
    bodies = [_till(text, host, name=host) for host in hosts]
    assert find("wrong-offset", TILL, *bodies) == [
        ("error", "$.till", SERVER_ZONE, ANOTHER, "2 of 3")
    ]


def test_dates_in_items_are_counted() -> None:
    """All dates with a wrong offset are one drift, whichever it is."""
    data = contract({"data": {"type": "array", "items": {"properties": {"till": SERVER}}}})
    offsets = ["+05:30", "Z", "+05:30", "-11:00"]
    body = as_text({"data": [{"till": f"2026-06-11T23:59:59{offset}"} for offset in offsets]})
    assert find("wrong-offset", data, body) == [
        (
            "error",
            "$.data[*].till",
            SERVER_ZONE,
            "another offset",
            "3 of 4",
        ),
    ]


def test_items_and_free_names_are_one_place_each() -> None:
    """Items share the row of their array, and the values of a map that of the map."""
    both = contract(
        {
            "list": {"type": "array", "items": SERVER},
            "map": {"type": "object", "additionalProperties": SERVER},
        }
    )
    wrong, right = "2026-06-11T23:59:59+05:30", "2026-06-11T23:59:59Z"
    body = as_text({"list": [wrong, right, 5, None], "map": {"a": right, "": wrong}})
    assert find("wrong-offset", both, body) == [
        (
            "error",
            "$.list[*]",
            SERVER_ZONE,
            "another offset",
            "1 of 4",
        ),
        (
            "error",
            "$.map[*]",
            SERVER_ZONE,
            "another offset",
            "1 of 2",
        ),
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    wrong, right = "2026-06-11T23:59:59+05:30", "2026-06-11T23:59:59Z"
    bodies = [
        _till(wrong, "utc.example", name="one"),
        _till(right, "utc.example", name="two"),
        _till(wrong, "utc.example", origin="cassette", name="three"),
    ]
    assert find("wrong-offset", TILL, *bodies) == [
        (
            "error",
            "$.till",
            SERVER_ZONE,
            "another offset",
            "1 of 2, 1 of 1",
        )
    ]


@pytest.mark.parametrize(
    ("host", "right", "wrong"),
    [
        ("utc.example", "2026-06-11T23:59:59Z", "2026-06-11T23:59:59+05:30"),
        ("utc.example", "2026-06-11T23:59:59+00:00", "2026-06-11T23:59:59+10:00"),
        ("utc.example", "2026-06-11T23:59:59Z", "1800-06-11T23:59:59+00:01"),
        ("india.example", "2026-06-11T23:59:59+05:30", "2026-06-11T23:59:59-05:30"),
        ("india.example", "2026-06-11T23:59:59+05:30", "1942-06-11T23:59:59+06:30"),
        ("india.example", "2026-06-11T23:59:59+05:30", "1943-06-11T23:59:59+05:30"),
        ("berlin.example", "2026-01-11T23:59:59+01:00", "2026-06-11T23:59:59+01:00"),
        ("berlin.example", "2026-06-11T23:59:59+02:00", "2026-01-11T23:59:59+02:00"),
    ],
)
def test_a_wrong_offset_is_found_after_many_right_ones(host: str, right: str, wrong: str) -> None:
    """The zone decides at each instant, war-time clocks included, whatever came before."""
    bodies = [_till(text, host) for text in (*[right] * 9, wrong, right)]
    found = find("wrong-offset", TILL, *bodies)
    assert [(severity, location, of) for severity, location, *_, of in found] == [
        ("error", "$.till", "1 of 11")
    ]


@pytest.mark.parametrize(
    ("host", "texts"),
    [
        ("utc.example", ["2026-06-11T23:59:59Z", "0001-01-01T00:00:00Z", "1800-01-01T00:00:00Z"]),
        ("india.example", ["2026-06-11T23:59:59+05:30", "9999-12-31T23:59:59+05:30"]),
        ("berlin.example", ["2026-01-11T23:59:59+01:00", "2026-06-11T23:59:59+02:00"]),
    ],
)
def test_a_right_offset_is_not_found_after_many_others(host: str, texts: list[str]) -> None:
    """Dates of all times and seasons may follow each other."""
    assert find("wrong-offset", TILL, *[_till(text, host) for text in texts * 5]) == []


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("dd-MM-yyyy HH:mm:ssXXX", "11-06-2026 23:59:59Z", "11-06-2026 23:59:59+05:30"),
        ("yyyy-MM-dd'T'HH:mmXXX", "2026-06-11T23:59Z", "2026-06-11T23:59+05:30"),
        ("yyyy-MM-ddXXX", "2026-06-11Z", "2026-06-11+05:30"),
    ],
)
def test_every_format_with_an_offset_is_judged(pattern: str, right: str, wrong: str) -> None:
    """Where in the text the offset stands does not matter."""
    dated = contract({"till": _date("server", pattern)})
    bodies = [as_text({"till": text}) for text in (*[right] * 9, wrong)]
    assert find(None, dated, *bodies) == [
        (
            "error",
            "$.till",
            SERVER_ZONE,
            "another offset",
            "1 of 10",
        )
    ]
