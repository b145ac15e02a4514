"""`unrequested-field`: a field bound to a parameter, answered without the parameter."""

from typing import Any

import pytest

from tests.support import cited, contract, find, interaction, parameter, row

URL = "https://utc.example/coupons"
PRESENCE = {"parameter": "showSeries", "equals": "true"}
SERIES: dict[str, Any] = {"type": "object", "x-presence": PRESENCE}
BOUND = contract(
    {"id": {"type": "integer"}, "series": SERIES},
    parameters=[parameter("page"), parameter("showSeries", default="false")],
)
BY_DEFAULT = contract({"series": SERIES}, parameters=[parameter("showSeries", default="true")])
DATA = contract(
    {"data": {"type": "array", "items": {"properties": {"series": SERIES}}}},
    parameters=[parameter("showSeries")],
)
BODY = '{"id": 1, "series": {}}'


def test_a_field_without_its_parameter_is_a_warning() -> None:
    """A client that takes the field for a sign of its request draws a wrong conclusion."""
    assert find("unrequested-field", BOUND, BODY) == [
        ("warning", "$.series", "follows: there only with showSeries=true", "present", "1 of 1")
    ]


def test_the_row_of_the_parameter_is_cited() -> None:
    """It is the parameter's row that binds the field."""
    assert cited("unrequested-field", BOUND, BODY) == [parameter("showSeries").citation]


def test_the_row_of_the_field_is_cited_where_the_parameter_has_none() -> None:
    """A parameter that no table lists may still be named where the field is documented."""
    unlisted = contract({"id": {"type": "integer"}, "series": SERIES})
    assert cited("unrequested-field", unlisted, BODY) == [row(2, "series", "Object")]


def test_no_other_check_finds_it() -> None:
    """A field that is documented, well-formed and not asked for is found once."""
    assert find(None, BOUND, BODY) == [
        ("warning", "$.series", "follows: there only with showSeries=true", "present", "1 of 1")
    ]


@pytest.mark.parametrize(
    "query",
    ["showSeries=false", "showSeries=FALSE", "showSeries=", "showSeries=1", "showseries=true"],
)
def test_another_value_does_not_ask_for_the_field(query: str) -> None:
    """Only the documented value of the documented parameter asks for the field."""
    one = interaction(BODY, url=f"{URL}?{query}")
    assert find("unrequested-field", BOUND, one) == [
        ("warning", "$.series", "follows: there only with showSeries=true", "present", "1 of 1")
    ]


@pytest.mark.parametrize("value", ["true", "TRUE", "True", "%74rue"])
def test_a_field_that_was_asked_for_is_not_found(value: str) -> None:
    """Letter case and the encoding of an address do not change what is asked for."""
    one = interaction(BODY, url=f"{URL}?page=2&showSeries={value}")
    assert find(None, BOUND, one) == []


def test_a_default_asks_for_the_field() -> None:
    """A parameter that is not sent has its documented default."""
    assert find("unrequested-field", BY_DEFAULT, '{"series": {}}') == []


def test_a_value_that_is_sent_takes_the_place_of_the_default() -> None:
    """Who sends another value does not ask for the field."""
    one = interaction('{"series": {}}', url=f"{URL}?showSeries=false")
    assert find("unrequested-field", BY_DEFAULT, one) == [
        ("warning", "$.series", "follows: there only with showSeries=true", "present", "1 of 1")
    ]


def test_without_a_documented_default_nothing_asks_for_the_field() -> None:
    """A parameter that is neither sent nor has a default asks for nothing."""
    silent = contract({"series": SERIES}, parameters=[parameter("showSeries")])
    assert find("unrequested-field", silent, '{"series": {}}') == [
        ("warning", "$.series", "follows: there only with showSeries=true", "present", "1 of 1")
    ]


@pytest.mark.parametrize("query", ["", "?showSeries=true", "?showSeries=false"])
def test_an_absent_field_is_left_to_other_checks(query: str) -> None:
    """A field that is not there was not answered without being asked for."""
    one = interaction('{"id": 1}', url=f"{URL}{query}")
    assert find("unrequested-field", BOUND, one) == []


@pytest.mark.parametrize("presence", [None, "promised", "conditional"])
def test_a_field_that_no_parameter_decides_is_not_found(presence: str | None) -> None:
    """Only a field that the page binds to a parameter needs to be asked for."""
    bound = {} if presence is None else {"x-presence": presence}
    free = contract({"series": {"type": "object", **bound}}, parameters=[parameter("showSeries")])
    assert find("unrequested-field", free, '{"series": {}}') == []


@pytest.mark.parametrize("value", ["[]", '"x"', "7", "1.5", "false", '{"a": {"b": [null]}}'])
def test_the_field_counts_whatever_it_holds(value: str) -> None:
    """What the field holds is judged by the checks of values."""
    assert find("unrequested-field", BOUND, f'{{"id": 1, "series": {value}}}') == [
        ("warning", "$.series", "follows: there only with showSeries=true", "present", "1 of 1")
    ]


def test_fields_of_items_are_counted_among_the_items() -> None:
    """The field is counted among the objects that could hold it."""
    assert find("unrequested-field", DATA, '{"data": [{"series": {}}, {}, {"series": {}}]}') == [
        (
            "warning",
            "$.data[*].series",
            "follows: there only with showSeries=true",
            "present",
            "2 of 3",
        )
    ]


def test_each_field_is_found_by_itself() -> None:
    """One parameter may decide over several fields, and others over others."""
    series: dict[str, Any] = {"type": "string", "x-presence": PRESENCE}
    owner = {"type": "string", "x-presence": {"parameter": "owner", "equals": "full"}}
    several = contract(
        {"a": series, "b": owner, "c": series},
        parameters=[parameter("owner"), parameter("showSeries")],
    )
    one = interaction('{"a": "x", "b": "y", "c": "z"}', url=f"{URL}?owner=short")
    assert find("unrequested-field", several, one) == [
        ("warning", "$.a", "follows: there only with showSeries=true", "present", "1 of 1"),
        ("warning", "$.b", "follows: there only with owner=full", "present", "1 of 1"),
        ("warning", "$.c", "follows: there only with showSeries=true", "present", "1 of 1"),
    ]


def test_a_field_below_a_field_is_found_by_itself() -> None:
    """Both were answered without being asked for."""
    nested = {"type": "object", "x-presence": PRESENCE, "properties": {"inner": SERIES}}
    both = contract({"outer": nested}, parameters=[parameter("showSeries")])
    assert find("unrequested-field", both, '{"outer": {"inner": {}}}') == [
        ("warning", "$.outer", "follows: there only with showSeries=true", "present", "1 of 1"),
        (
            "warning",
            "$.outer.inner",
            "follows: there only with showSeries=true",
            "present",
            "1 of 1",
        ),
    ]


def test_an_inferred_request_is_no_evidence() -> None:
    """Nobody knows whether the request that is not printed asked for the field."""
    assert find(None, BOUND, interaction(BODY, inferred=True)) == []


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded objects are counted apart, where nobody asked for the field."""
    bodies = [
        interaction(BODY, name="one"),
        interaction(BODY, url=f"{URL}?showSeries=true", name="two"),
        interaction('{"id": 1}', name="three"),
        interaction(BODY, origin="har", name="four"),
    ]
    assert find("unrequested-field", BOUND, *bodies) == [
        (
            "warning",
            "$.series",
            "follows: there only with showSeries=true",
            "present",
            "1 of 2, 1 of 1",
        )
    ]


def test_the_count_holds_however_many_requests_differ() -> None:
    """Requests that all differ in their parameters are counted like requests that are alike."""
    bodies = [interaction(BODY, url=f"{URL}?{number}=x") for number in range(1100)]
    assert find("unrequested-field", BOUND, *bodies) == [
        (
            "warning",
            "$.series",
            "follows: there only with showSeries=true",
            "present",
            "1100 of 1100",
        )
    ]


@pytest.mark.parametrize("body", ["null", "7", '"series"', "[]", '["series"]', "[[7]]", "{}"])
def test_a_body_without_the_field_answers_nothing_unasked(body: str) -> None:
    """A body of another shape holds no documented field."""
    assert find("unrequested-field", BOUND, body) == []


@pytest.mark.parametrize(("body", "status"), [("not JSON", None), (BODY, 404), (BODY, 500)])
def test_what_documents_no_body_holds_no_documented_field(body: str, status: int | None) -> None:
    """A body that is not JSON, or that no status documents, is not judged."""
    assert find("unrequested-field", BOUND, interaction(body, status=status)) == []
