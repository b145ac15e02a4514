"""`dates-disagree`: two dates of one object that contradict a relation between them."""

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, FieldRelation, Severity
from asdocumented.evidence.interaction import Interaction
from tests.support import Found, as_text, cited, contract, find, interaction, row, tell

PATTERN = "yyyy-MM-dd'T'HH:mm:ssXXX"
INSTANT = ("follows: the same instant as right", "another instant than right")
DATE = ("follows: the same date as right", "another date than right")
ORDER = ("follows: not before right", "before right")
RULE = Citation("expiry-dates", "2026")
FOUND: list[Found] = [
    (
        "warning",
        "$.left",
        "follows: the same instant as right",
        "another instant than right",
        "1 of 1",
    )
]
A_SECOND: list[Found] = [
    (
        "note",
        "$.left",
        "follows: the same instant as right",
        "another instant than right, by a second at most",
        "1 of 1",
    )
]
NEITHER: list[Found] = []


def _date(pattern: str = PATTERN, zone: str = "server") -> dict[str, Any]:
    return {"type": "string", "x-date": {"pattern": pattern, "zone": zone}}


def _epoch(unit: str = "ms", **unset: int) -> dict[str, Any]:
    return {"type": "integer", "x-epoch": {"unit": unit, **unset}}


ISO = _date()
DAY = _date("yyyy-MM-dd", "none")
MS = _epoch("ms", unset=0)
SECONDS = _epoch("s")

SAME_INSTANT = FieldRelation("expiry", "left", "same-instant", "right", "warning", RULE)
SAME_DATE = FieldRelation("day", "left", "same-date", "right", "warning", RULE)
NOT_BEFORE = FieldRelation("order", "left", "not-before", "right", "warning", RULE)


def _pair(
    relation: FieldRelation, left: Mapping[str, Any] = ISO, right: Mapping[str, Any] = ISO
) -> Contract:
    return contract({"left": left, "right": right}, relations={"$": [relation]})


def _body(left: Any, right: Any, host: str = "utc.example", **changes: Any) -> Interaction:
    text = as_text({"left": left, "right": right})
    return interaction(text, url=f"https://{host}/coupons", **changes)


def test_another_instant_is_found_once_at_the_left_date() -> None:
    """Two clients that read different fields act on different days, and no other fact is wrong."""
    body = _body("2026-06-12T00:00:00Z", "2026-06-11T00:00:00Z")
    assert find(None, _pair(SAME_INSTANT), body) == FOUND


def test_another_date_is_found() -> None:
    """Fields that promise the same day name two."""
    body = _body("2026-06-12T00:00:00Z", "2026-06-11T00:00:00Z")
    assert find(None, _pair(SAME_DATE), body) == [
        (
            "warning",
            "$.left",
            "follows: the same date as right",
            "another date than right",
            "1 of 1",
        )
    ]


def test_a_date_before_the_other_is_found() -> None:
    """What was used was created before."""
    body = _body("2026-06-11T23:59:58Z", "2026-06-12T00:00:00Z")
    assert find(None, _pair(NOT_BEFORE), body) == [("warning", "$.left", *ORDER, "1 of 1")]


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_a_second_is_a_note_whatever_the_contract_says(severity: Severity) -> None:
    """Two clocks, or two roundings of one: no client acts on another day."""
    relation = replace(NOT_BEFORE, severity=severity)
    body = _body("2026-06-11T23:59:59Z", "2026-06-12T00:00:00Z")
    assert find("dates-disagree", _pair(relation), body) == [
        ("note", "$.left", ORDER[0], "before right, by a second at most", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("contract", "left", "right", "told"),
    [
        (
            _pair(NOT_BEFORE),
            "2026-06-11T23:59:59Z",
            "2026-06-12T00:00:00Z",
            (
                "before right, by a second at most, such as "
                "2026-06-11T23:59:59Z and 2026-06-12T00:00:00Z (1 second)"
            ),
        ),
        (
            _pair(NOT_BEFORE),
            "2026-06-11T00:00:00Z",
            "2026-06-14T12:00:00Z",
            "before right, such as 2026-06-11T00:00:00Z and 2026-06-14T12:00:00Z (3 days)",
        ),
        (
            _pair(NOT_BEFORE),
            "2026-06-11T00:00:00+05:30",
            "2026-06-11T00:00:00Z",
            "before right, such as 2026-06-11T00:00:00+05:30 and 2026-06-11T00:00:00Z (5 hours)",
        ),
        (
            _pair(SAME_INSTANT, MS),
            1781222400500,
            "2026-06-11T00:00:00Z",
            (
                "another instant than right, such as "
                "1781222400500 (2026-06-12T00:00:00.500Z) and 2026-06-11T00:00:00Z (24 hours)"
            ),
        ),
        (
            _pair(SAME_DATE, ISO, _date("dd-MM-yyyy", "none")),
            "2026-06-11T23:59:59Z",
            "12-06-2026",
            "another date than right, such as 2026-06-11T23:59:59Z and 12-06-2026",
        ),
    ],
)
def test_both_dates_are_told_as_they_came(
    contract: Contract, left: str | int, right: str, told: str
) -> None:
    """Whoever reads it need not look the values up; a number is told as a date, too."""
    found = tell("dates-disagree", contract, _body(left, right))
    assert [observed for _, observed, _ in found] == [told]


def test_all_rows_and_pages_of_the_relation_are_cited() -> None:
    """The relation follows from the rows of both dates, or from what another page says of them."""
    relation = replace(SAME_DATE, sources=(row(2, "right", "String"), Citation("expiry", "")))
    body = _body("2026-06-12T00:00:00Z", "2026-06-11T00:00:00Z")
    assert [cites for *_, cites in tell("dates-disagree", _pair(relation), body)] == [
        "expiry-dates 2026; coupons 2026, response table, row 2 (right); expiry"
    ]


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_the_contract_says_how_grave_it_is(severity: Severity) -> None:
    """A relation has a severity of its own."""
    relation = FieldRelation("expiry", "left", "same-instant", "right", severity, RULE)
    body = _body("2026-06-12T00:00:00Z", "2026-06-11T00:00:00Z")
    assert find("dates-disagree", _pair(relation), body) == [
        (
            severity,
            "$.left",
            "follows: the same instant as right",
            "another instant than right",
            "1 of 1",
        )
    ]


def test_the_source_of_the_relation_is_cited() -> None:
    """What is departed from is the relation, not the row of one of its fields."""
    body = _body("2026-06-12T00:00:00Z", "2026-06-11T00:00:00Z")
    assert cited("dates-disagree", _pair(SAME_INSTANT), body) == [RULE]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-06-11T00:00:00Z", "2026-06-11T00:00:00Z"),
        ("2026-06-11T00:00:00Z", "2026-06-11T00:00:00+00:00"),
        ("2026-06-11T00:00:00Z", "2026-06-11T05:30:00+05:30"),
        ("2026-06-11T00:00:00Z", "2026-06-10T19:00:00-05:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T05:30:00+05:30"),
        ("9999-12-31T23:59:59Z", "9999-12-31T18:59:59-05:00"),
    ],
)
def test_one_instant_in_two_offsets_is_the_same(left: str, right: str) -> None:
    """Offsets are reckoned with, and have checks of their own."""
    assert find("dates-disagree", _pair(SAME_INSTANT), _body(left, right)) == []
    assert find("dates-disagree", _pair(NOT_BEFORE), _body(left, right)) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-06-11T00:00:02Z", "2026-06-11T00:00:00Z"),
        ("2026-06-11T00:00:00Z", "2026-06-11T00:00:00+05:30"),
        ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    ],
)
def test_two_seconds_or_an_offset_make_another_instant(left: str, right: str) -> None:
    """The same wall clock in two zones shows two instants."""
    assert find("dates-disagree", _pair(SAME_INSTANT), _body(left, right)) == FOUND
    assert find("dates-disagree", _pair(NOT_BEFORE), _body(right, right)) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2026-06-11T00:00:00Z", "2026-06-11T00:00:00Z", []),
        ("2026-06-11T00:00:01Z", "2026-06-11T00:00:00Z", []),
        ("2026-06-11T05:30:00+05:30", "2026-06-11T00:00:00Z", []),
        ("2026-06-11T05:29:58+05:30", "2026-06-11T00:00:00Z", ["before right"]),
        ("2026-06-11T01:00:00Z", "2026-06-11T00:00:00-05:00", ["before right"]),
    ],
)
def test_not_before_allows_the_same_instant(left: str, right: str, expected: list[str]) -> None:
    """Instants are compared, and not the texts."""
    found = find("dates-disagree", _pair(NOT_BEFORE), _body(left, right))
    assert [observed for *_, observed, _ in found] == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2026-06-11T00:00:00Z", "2026-06-11T23:59:59Z"),
        ("2026-06-11T00:00:00Z", "2026-06-11T00:00:00+05:30"),
        ("2026-06-11T23:59:59-11:00", "2026-06-11T00:00:00+14:00"),
        ("0001-01-01T00:00:00+05:30", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59-05:00", "9999-12-31T00:00:00Z"),
    ],
)
def test_the_same_date_is_compared_as_printed(left: str, right: str) -> None:
    """Time and offset do not matter to the calendar date that a client reads."""
    assert find("dates-disagree", _pair(SAME_DATE), _body(left, right)) == []


def test_a_date_is_compared_with_a_date_and_time() -> None:
    """Two formats of one day name the same date."""
    both = _pair(SAME_DATE, ISO, _date("dd-MM-yyyy", "none"))
    bodies = [
        _body("2026-06-11T23:59:59Z", "11-06-2026"),
        _body("2026-06-11T23:59:59Z", "12-06-2026"),
    ]
    assert find(None, both, *bodies) == [
        (
            "warning",
            "$.left",
            "follows: the same date as right",
            "another date than right",
            "1 of 2",
        )
    ]


@pytest.mark.parametrize(
    ("left", "number", "expected"),
    [
        (MS, 1781136000000, NEITHER),
        (MS, 1781222400000, FOUND),
        (MS, 1781136001001, FOUND),
        (MS, -1, FOUND),
        (SECONDS, 1781136000, NEITHER),
        (SECONDS, 1781136002, FOUND),
        (SECONDS, 1781136000000, NEITHER),
    ],
)
def test_an_instant_as_a_number_is_compared(
    left: Mapping[str, Any], number: int, expected: list[Found]
) -> None:
    """Numbers count from 1970 in UTC; one beyond the calendar (ms for s) names no date."""
    body = _body(number, "2026-06-11T00:00:00Z")
    assert find("dates-disagree", _pair(SAME_INSTANT, left), body) == expected


def test_two_numbers_are_compared() -> None:
    """The units are reckoned with."""
    both = _pair(SAME_INSTANT, MS, SECONDS)
    assert find("dates-disagree", both, _body(1781136000000, 1781136000)) == []
    assert find("dates-disagree", both, _body(1781136002000, 1781136000)) == FOUND


@pytest.mark.parametrize("host", ["utc.example", "india.example", "nobody.example"])
def test_a_number_and_an_offset_need_no_zone(host: str) -> None:
    """Both name their instant wherever the answer comes from."""
    both = _pair(SAME_INSTANT, MS)
    assert (
        find("dates-disagree", both, _body(1781136000000, "2026-06-11T05:30:00+05:30", host)) == []
    )
    assert (
        find("dates-disagree", both, _body(1781136000000, "2026-06-11T00:00:00+05:30", host))
        == FOUND
    )


@pytest.mark.parametrize("relation", [SAME_INSTANT, SAME_DATE, NOT_BEFORE])
def test_the_number_that_stands_for_no_date_is_not_compared(relation: FieldRelation) -> None:
    """Where the contract names an unset value, it is no day in 1970."""
    assert find(None, _pair(relation, MS), _body(0, "2026-06-11T00:00:00Z")) == []


def test_zero_is_a_date_where_the_contract_names_no_unset_value() -> None:
    """Without `unset`, 0 is the first instant of 1970."""
    assert (
        find("dates-disagree", _pair(SAME_INSTANT, SECONDS), _body(0, "1970-01-01T00:00:00Z")) == []
    )
    assert (
        find("dates-disagree", _pair(SAME_INSTANT, SECONDS), _body(0, "2026-06-11T00:00:00Z"))
        == FOUND
    )


@pytest.mark.parametrize(
    ("relation", "left", "right"),
    [
        (SAME_INSTANT, 1781222399999, "2026-06-11T23:59:59Z"),
        (NOT_BEFORE, 1781222399000, "2026-06-11T23:59:59Z"),
    ],
)
def test_a_text_to_the_second_names_the_whole_second(
    relation: FieldRelation, left: int, right: str
) -> None:
    """The last millisecond of a day is printed as 23:59:59, and nothing is contradicted."""
    assert find("dates-disagree", _pair(relation, MS), _body(left, right)) == []


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2026-06-11T00:00:00.5Z", 1781136000500, NEITHER),
        ("2026-06-11T00:00:00.500Z", 1781136000500, NEITHER),
        ("2026-06-11T00:00:00.25Z", 1781136000500, A_SECOND),
    ],
)
def test_fractions_of_a_second_are_compared(left: str, right: int, expected: list[Found]) -> None:
    """A format with fractions names its instant by them."""
    both = _pair(SAME_INSTANT, {"type": "string", "format": "date-time"}, MS)
    assert find("dates-disagree", both, _body(left, right)) == expected


LOCAL = _date("yyyy-MM-dd HH:mm:ss", "server")


@pytest.mark.parametrize(
    ("host", "left", "expected"),
    [
        ("utc.example", "2026-06-11 00:00:00", NEITHER),
        ("utc.example", "2026-06-11 05:30:00", FOUND),
        ("india.example", "2026-06-11 05:30:00", NEITHER),
        ("india.example", "2026-06-11 00:00:00", FOUND),
        ("berlin.example", "2026-06-11 02:00:00", NEITHER),
        ("berlin.example", "2026-06-11 01:00:00", FOUND),
        ("nobody.example", "2026-06-11 02:00:00", NEITHER),
        ("nobody.example", "2026-06-19 01:00:00", NEITHER),
    ],
)
def test_a_wall_clock_is_read_in_the_zone_of_the_cluster(
    host: str, left: str, expected: list[Found]
) -> None:
    """Without an offset the zone decides, and in an unknown zone nobody can tell."""
    both = _pair(SAME_INSTANT, LOCAL)
    assert find("dates-disagree", both, _body(left, "2026-06-11T00:00:00Z", host)) == expected


@pytest.mark.parametrize("host", ["utc.example", "india.example", "nobody.example"])
def test_a_wall_clock_is_read_in_the_zone_that_the_page_names(host: str) -> None:
    """A date that is promised in a zone of its own does not depend on who answers."""
    both = _pair(SAME_INSTANT, _date("yyyy-MM-dd HH:mm:ss", "Asia/Kolkata"))
    right = "2026-06-11T00:00:00Z"
    assert find("dates-disagree", both, _body("2026-06-11 05:30:00", right, host)) == []
    assert find("dates-disagree", both, _body("2026-06-11 00:00:00", right, host)) == FOUND


@pytest.mark.parametrize("right", ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"])
def test_a_wall_clock_that_is_shown_twice_contradicts_neither_instant(right: str) -> None:
    """When summer time ends, half past two comes twice, and no offset says which one is meant."""
    both = _pair(SAME_INSTANT, LOCAL)
    body = _body("2026-10-25 02:30:00", right, "berlin.example")
    assert find("dates-disagree", both, body) == []


@pytest.mark.parametrize("relation", [SAME_INSTANT, SAME_DATE, NOT_BEFORE])
@pytest.mark.parametrize(
    "left",
    [
        "2026-06-10T00:00:00",
        "2025-12-16T00:00:00Z+05:30",
        "2026-02-30T00:00:00Z",
        "NULL",
        "",
        "\ud800",
        pytest.param("2" * 100_000, id="huge"),
        None,
        True,
        1781136000000,
        1.5,
        [],
        ["2026-06-10T00:00:00Z"],
        {},
        [[{}]],
    ],
)
def test_what_names_no_moment_is_left_to_other_checks(relation: FieldRelation, left: Any) -> None:
    """A missing or wrong date contradicts nothing, on either side."""
    assert find("dates-disagree", _pair(relation), _body(left, "2026-06-11T00:00:00Z")) == []
    assert find("dates-disagree", _pair(relation), _body("2026-06-11T00:00:00Z", left)) == []


@pytest.mark.parametrize("unit", ["ms", "s"])
@pytest.mark.parametrize(
    "number",
    [
        "9" * 18,
        "-" + "9" * 18,
        pytest.param("9" * 400, id="long"),
        pytest.param("-" + "9" * 4000, id="longer"),
        "1e400",
        "-1e400",
        "1e18",
        "true",
    ],
)
def test_a_number_beyond_the_calendar_names_no_date_and_never_raises(
    unit: str, number: str
) -> None:
    """There is no day so far away to disagree with."""
    text = f'{{"left": {number}, "right": "2026-06-11T00:00:00Z"}}'
    for relation in (SAME_INSTANT, SAME_DATE, NOT_BEFORE):
        assert find("dates-disagree", _pair(relation, _epoch(unit)), text) == []


@pytest.mark.parametrize("host", ["utc.example", "india.example", "berlin.example"])
@pytest.mark.parametrize("relation", [SAME_INSTANT, NOT_BEFORE])
@pytest.mark.parametrize("edge", ["0001-01-01T00:00:00+05:30", "9999-12-31T23:59:59-05:00"])
def test_a_date_outside_all_calendars_in_utc_never_raises(
    host: str, relation: FieldRelation, edge: str
) -> None:
    """Before year 1 and after year 9999 there is no instant to compare."""
    assert find("dates-disagree", _pair(relation), _body(edge, "2026-06-11T00:00:00Z", host)) == []


@pytest.mark.parametrize("text", ["null", "[]", "{}", "5", '"text"', '{"right": "2026-06-11"}'])
def test_an_odd_body_never_raises(text: str) -> None:
    """Without two dates in one object there is nothing to compare."""
    assert find("dates-disagree", _pair(SAME_INSTANT), text) == []


def test_a_boolean_before_does_not_hide_a_date_after() -> None:
    """A true is not the number 1, which is an instant in 1970."""
    both = _pair(SAME_INSTANT, SECONDS)
    bodies = [
        '{"left": true, "right": "2026-06-11T00:00:00Z"}',
        '{"left": 1, "right": "2026-06-11T00:00:00Z"}',
    ]
    assert find("dates-disagree", both, *bodies) == [
        (
            "warning",
            "$.left",
            "follows: the same instant as right",
            "another instant than right",
            "1 of 2",
        )
    ]


def test_every_relation_of_an_object_is_judged() -> None:
    """Two relations of one pair are two facts."""
    both = contract({"left": ISO, "right": ISO}, relations={"$": [SAME_DATE, NOT_BEFORE]})
    assert find(None, both, _body("2026-06-10T00:00:00Z", "2026-06-11T00:00:00Z")) == [
        ("warning", "$.left", *ORDER, "1 of 1"),
        (
            "warning",
            "$.left",
            "follows: the same date as right",
            "another date than right",
            "1 of 1",
        ),
    ]


def test_items_of_an_array_are_compared_each_with_itself() -> None:
    """The dates of one item say nothing about those of another."""
    data = contract(
        {"data": {"type": "array", "items": {"properties": {"left": ISO, "right": ISO}}}},
        relations={"$.data[*]": [SAME_DATE]},
    )
    days = [(11, 11), (12, 12), (11, 12), (13, 12)]
    items = [
        {"left": f"2026-06-{left}T00:00:00Z", "right": f"2026-06-{right}T00:00:00Z"}
        for left, right in days
    ]
    assert find(None, data, as_text({"data": items})) == [
        (
            "warning",
            "$.data[*].left",
            "follows: the same date as right",
            "another date than right",
            "2 of 4",
        )
    ]


def test_a_lone_object_for_an_array_is_compared_as_its_item() -> None:
    """Documented array, answered as one object: the object still holds both dates."""
    data = contract(
        {"data": {"type": "array", "items": {"properties": {"left": ISO, "right": ISO}}}},
        relations={"$.data[*]": [SAME_DATE]},
    )
    lone = {"left": "2026-06-12T00:00:00Z", "right": "2026-06-11T00:00:00Z"}
    assert find("dates-disagree", data, as_text({"data": lone})) == [
        ("warning", "$.data[*].left", *DATE, "1 of 1")
    ]


def test_an_array_for_an_object_is_compared_item_by_item() -> None:
    """Documented object, answered as an array: each item holds both dates."""
    entity = contract(
        {"entity": {"type": "object", "properties": {"left": ISO, "right": ISO}}},
        relations={"$.entity": [SAME_DATE]},
    )
    item = {"left": "2026-06-12T00:00:00Z", "right": "2026-06-11T00:00:00Z"}
    assert find("dates-disagree", entity, as_text({"entity": [item, {}]})) == [
        ("warning", "$.entity.left", *DATE, "1 of 1")
    ]


def test_dates_of_two_objects_are_not_compared() -> None:
    """A relation holds within one object."""
    entity = contract(
        {"entity": {"type": "object", "properties": {"left": ISO, "right": ISO}}, "right": ISO},
        relations={"$.entity": [SAME_DATE]},
    )
    body = {"entity": {"left": "2026-06-12T00:00:00Z"}, "right": "2026-06-11T00:00:00Z"}
    assert find("dates-disagree", entity, as_text(body)) == []


def test_without_a_relation_dates_may_differ() -> None:
    """Only what the contract relates can disagree."""
    both = contract({"left": ISO, "right": DAY})
    assert find(None, both, _body("2026-06-12T00:00:00Z", "2026-06-11")) == []


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        _body("2026-06-12T00:00:00Z", "2026-06-11T00:00:00Z", name="one"),
        _body("2026-06-11T00:00:00Z", "2026-06-11T00:00:00Z", name="two"),
        _body("2026-06-13T00:00:00Z", "2026-06-11T00:00:00Z", origin="har", name="three"),
    ]
    assert find("dates-disagree", _pair(SAME_DATE), *bodies) == [
        (
            "warning",
            "$.left",
            "follows: the same date as right",
            "another date than right",
            "1 of 2, 1 of 1",
        )
    ]


MINUTES = _date("yyyy-MM-dd'T'HH:mmXXX")
BLANK = _date("yyyy-MM-dd HH:mm:ssXXX")
BACKWARDS = _date("dd-MM-yyyy HH:mm:ssXXX")


@pytest.mark.parametrize(
    ("left", "right", "left_text", "right_text"),
    [
        (MINUTES, MINUTES, "2026-01-01T00:00+05:00", "2026-01-01T00:00+01:00"),
        (ISO, BLANK, "2026-01-01T00:00:00Z", "2026-01-01 23:00:00Z"),
        (BACKWARDS, BACKWARDS, "31-12-2025 00:00:00Z", "01-01-2026 00:00:00Z"),
        (ISO, BACKWARDS, "2025-12-31T00:00:00Z", "01-01-2026 00:00:00Z"),
    ],
)
def test_a_text_that_sorts_behind_the_other_may_name_an_earlier_instant(
    left: Mapping[str, Any], right: Mapping[str, Any], left_text: str, right_text: str
) -> None:
    """Instants are compared in every format, and not the texts."""
    body = _body(left_text, right_text)
    assert find("dates-disagree", _pair(NOT_BEFORE, left, right), body) == [
        ("warning", "$.left", *ORDER, "1 of 1")
    ]


def test_dates_that_disagree_are_found_after_many_that_agree() -> None:
    """What came before in the same shape does not matter."""
    agreeing = _body("2026-06-11T00:00:00Z", "2026-06-11T00:00:00Z")
    differing = _body("2026-06-12T00:00:00Z", "2026-06-11T00:00:00Z")
    bodies = [agreeing] * 9 + [differing, agreeing]
    for relation in (SAME_INSTANT, SAME_DATE):
        found = find("dates-disagree", _pair(relation), *bodies)
        assert [of for *_, of in found] == ["1 of 11"]


UNZONED = _date("yyyy-MM-dd HH:mm:ss", "none")
UNZONED_DAY = _date("dd-MM-yyyy", "none")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2026-06-12 00:00:00", "2026-06-11 00:00:00", []),
        ("2026-06-11 00:00:00", "2026-06-11 00:00:00", []),
        ("2026-06-10 00:00:00", "2026-06-11 00:00:00", ["before right"]),
        ("2026-06-11 10:00:00", "2026-06-11 11:00:01", ["before right"]),
        ("2026-10-25 02:10:00", "2026-10-25 02:50:00", []),
        ("2026-06-11 10:00:00", "2026-06-11 11:00:00", []),
        ("2026-06-11", "2026-06-12 00:00:00", []),
    ],
)
def test_two_clocks_without_offset_are_of_one_zone(
    left: str, right: str, expected: list[str]
) -> None:
    """Both come from one server; an hour may come twice where its summer time ends."""
    found = find("dates-disagree", _pair(NOT_BEFORE, UNZONED, UNZONED), _body(left, right))
    assert [one[3] for one in found] == expected


@pytest.mark.parametrize(
    ("relation", "left", "right", "expected"),
    [
        (NOT_BEFORE, "11-06-2026", "2026-06-11 18:00:00", []),
        (NOT_BEFORE, "11-06-2026", "2026-06-12 00:00:00", ["before right"]),
        (NOT_BEFORE, "12-06-2026", "2026-06-11 18:00:00", []),
        (SAME_INSTANT, "11-06-2026", "2026-06-11 18:00:00", []),
        (SAME_INSTANT, "11-06-2026", "2026-06-12 18:00:00", ["another instant than right"]),
    ],
)
def test_a_day_and_a_clock_are_compared_as_days(
    relation: FieldRelation, left: str, right: str, expected: list[str]
) -> None:
    """A day lasts until its end, so nothing of the same day is before or after it."""
    found = find("dates-disagree", _pair(relation, UNZONED_DAY, UNZONED), _body(left, right))
    assert [one[3] for one in found] == expected


def test_a_clock_and_an_instant_cannot_be_compared() -> None:
    """Nobody says in which zone the clock is."""
    body = _body("2026-06-10 00:00:00", "2026-06-11T00:00:00Z")
    assert find("dates-disagree", _pair(NOT_BEFORE, UNZONED, ISO), body) == []


def test_dates_of_two_objects_are_compared() -> None:
    """What was redeemed was issued before; items in an array stand for the object."""
    redemption = {"type": "object", "properties": {"on": UNZONED}}
    order = FieldRelation("order", "redemption.on", "not-before", "issued", "warning", RULE)
    judged_by = contract({"issued": UNZONED, "redemption": redemption}, relations={"$": [order]})
    early, late = {"on": "2026-06-10 00:00:00"}, {"on": "2026-06-12 00:00:00"}
    issued = "2026-06-11 00:00:00"
    bodies = [
        as_text({"issued": issued, "redemption": one})
        for one in (early, late, [late, early], [], None, {})
    ]
    assert find("dates-disagree", judged_by, *bodies) == [
        ("warning", "$.redemption.on", "follows: not before issued", "before issued", "2 of 4")
    ]


@pytest.mark.parametrize(
    ("left", "right", "good", "bad"),
    [
        (ISO, MS, ("2026-06-11T00:00:00Z", 1781136000000), ("2026-06-10T00:00:00Z", 1781136000000)),
        (MS, ISO, (1781136000000, "2026-06-11T00:00:00Z"), (1781136000000, "2026-06-12T00:00:00Z")),
        (ISO, ISO, ("2026-06-11T00:00:00Z",) * 2, ("2026-06-10T00:00:00Z", "2026-06-11T00:00:00Z")),
        (
            ISO,
            SECONDS,
            ("2026-06-11T05:30:00+05:30", 1781136000),
            ("2026-06-11T05:29:00+05:30", 1781136000),
        ),
    ],
)
def test_a_bad_body_is_found_after_good_ones(
    left: Mapping[str, Any], right: Mapping[str, Any], good: Any, bad: Any
) -> None:
    """Texts are compared as they are once a body has decided the relation."""
    odd = [
        _body("x", "y"),
        _body(None, None),
        _body(0, 0),
        _body([], "x"),
        _body(left=True, right=good[1]),
    ]
    bodies = [_body(*good), *odd, _body(*bad), *odd, _body(*good), _body(*bad)]
    found = find("dates-disagree", _pair(NOT_BEFORE, left, right), *bodies)
    assert [(one[1], one[3]) for one in found] == [("$.left", "before right")]
