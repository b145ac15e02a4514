"""`parameter-ignored`: a request parameter without the documented effect on the response."""

from typing import Any, Literal

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, Filter
from tests.support import cited, contract, find, interaction, parameter, row

URL = "https://utc.example/coupons"
SERIES: dict[str, Any] = {
    "type": "object",
    "x-presence": {"parameter": "showSeries", "equals": "true"},
}
BOUND = contract(
    {"id": {"type": "integer"}, "series": SERIES},
    parameters=[parameter("page"), parameter("showSeries", default="false")],
)
BY_DEFAULT = contract({"series": SERIES}, parameters=[parameter("showSeries", default="true")])
DATA_BOUND = contract(
    {"data": {"type": "array", "items": {"properties": {"series": SERIES}}}},
    parameters=[parameter("showSeries")],
)
CODE_ROW = Citation("coupons", "2026", "query parameter table", 2, "codes", "String")
ID_ROW = Citation("coupons", "2026", "query parameter table", 3, "ids", "Integer")
BY_CODE = Filter("codes", "$.data[*].code", ignore_case=False, separator=None, citation=CODE_ROW)
ANY_CASE = Filter("codes", "$.data[*].code", ignore_case=True, separator=None, citation=CODE_ROW)
SEVERAL = Filter("codes", "$.data[*].code", ignore_case=False, separator=",", citation=CODE_ROW)
BY_ID = Filter("ids", "$.data[*].id", ignore_case=False, separator=None, citation=ID_ROW)
BY_OWNER = Filter("owners", None, ignore_case=False, separator=None, citation=row(4, "owners"))


def data(*filters: Filter) -> Contract:
    """Return a contract for an array of coupons, selected by these filters."""
    item = {"properties": {"code": {"type": "string"}, "id": {"type": "integer"}}}
    return contract(
        {"data": {"type": "array", "items": item}},
        parameters=[parameter("codes"), parameter("ids"), parameter("owners"), parameter("page")],
        filters=filters,
    )


CODES = data(BY_CODE)
ENTITY = contract(
    {"entity": {"type": "object", "properties": {"id": {"type": "integer"}}}},
    parameters=[parameter("ids")],
    filters=[Filter("ids", "$.entity.id", ignore_case=False, separator=None, citation=ID_ROW)],
)


def test_a_field_that_was_asked_for_in_vain_is_an_error() -> None:
    """A field that the page binds to a parameter is promised with it."""
    one = interaction('{"id": 1}', url=f"{URL}?showSeries=true")
    assert find("parameter-ignored", BOUND, one) == [
        ("error", "$.series", "there with showSeries=true", "absent", "1 of 1")
    ]


def test_the_row_of_the_parameter_is_cited() -> None:
    """It is the parameter's row that promises the field."""
    one = interaction('{"id": 1}', url=f"{URL}?showSeries=true")
    assert cited("parameter-ignored", BOUND, one) == [parameter("showSeries").citation]


def test_no_other_check_finds_the_absent_field() -> None:
    """A field that was asked for in vain is not an absent field besides."""
    one = interaction('{"id": 1}', url=f"{URL}?showSeries=true")
    assert find(None, BOUND, one) == [
        ("error", "$.series", "there with showSeries=true", "absent", "1 of 1")
    ]


@pytest.mark.parametrize("query", ["", "?showSeries=false", "?showSeries=", "?showSeries=1"])
def test_a_field_that_was_not_asked_for_may_be_absent(query: str) -> None:
    """Only the documented value asks for the field."""
    one = interaction('{"id": 1}', url=f"{URL}{query}")
    assert find(None, BOUND, one) == []


@pytest.mark.parametrize("value", ["TRUE", "True", "%74rue"])
def test_a_value_in_another_spelling_asks_for_the_field_too(value: str) -> None:
    """Letter case and the encoding of an address do not change what is asked for."""
    one = interaction('{"id": 1}', url=f"{URL}?showSeries={value}")
    assert find("parameter-ignored", BOUND, one) == [
        ("error", "$.series", "there with showSeries=true", "absent", "1 of 1")
    ]


def test_a_default_asks_for_the_field() -> None:
    """A parameter that is not sent has its documented default."""
    assert find("parameter-ignored", BY_DEFAULT, "{}") == [
        ("error", "$.series", "there with showSeries=true", "absent", "1 of 1")
    ]


def test_a_value_that_is_sent_takes_the_place_of_the_default() -> None:
    """Who sends another value does not ask for the field."""
    one = interaction("{}", url=f"{URL}?showSeries=false")
    assert find("parameter-ignored", BY_DEFAULT, one) == []


@pytest.mark.parametrize("value", ["{}", "null", "[]", '"x"', "7", '"NULL"'])
def test_a_field_that_is_there_is_not_absent(value: str) -> None:
    """What the field holds is judged by the checks of values."""
    one = interaction(f'{{"id": 1, "series": {value}}}', url=f"{URL}?showSeries=true")
    assert find("parameter-ignored", BOUND, one) == []


def test_a_field_under_a_near_name_is_only_misnamed() -> None:
    """The field is there, so that `misnamed-field` alone finds the name."""
    one = interaction('{"id": 1, "Series": {}}', url=f"{URL}?showSeries=true")
    assert find(None, BOUND, one) == [("error", "$.Series", "series", "another spelling", "1 of 1")]


def test_a_field_absent_from_items_is_counted_among_the_items() -> None:
    """The field is counted among the objects that could hold it."""
    one = interaction('{"data": [{}, {"series": {}}, {}]}', url=f"{URL}?showSeries=true")
    assert find("parameter-ignored", DATA_BOUND, one) == [
        ("error", "$.data[*].series", "there with showSeries=true", "absent", "2 of 3")
    ]


@pytest.mark.parametrize("body", ['{"data": []}', '{"data": null}', '{"data": 7}', "{}", "null"])
def test_where_no_object_could_hold_the_field_it_is_not_absent(body: str) -> None:
    """An empty answer leaves nothing out."""
    one = interaction(body, url=f"{URL}?showSeries=true")
    assert find("parameter-ignored", DATA_BOUND, one) == []


def test_requests_are_counted_by_origin_whatever_they_ask_for() -> None:
    """The field is counted among the objects of answers to requests that asked for it."""
    bodies = [
        interaction('{"id": 1}', url=f"{URL}?showSeries=true", name="one"),
        interaction('{"id": 1}', url=f"{URL}?showSeries=true&page=2", name="two"),
        interaction('{"id": 1}', name="three"),
        interaction('{"id": 1}', url=f"{URL}?showSeries=true", origin="live", name="four"),
    ]
    assert find("parameter-ignored", BOUND, *bodies) == [
        ("error", "$.series", "there with showSeries=true", "absent", "2 of 2, 1 of 1")
    ]


def test_an_inferred_request_asks_for_no_field() -> None:
    """What a request holds that no page prints is never judged, its defaults included."""
    one = interaction('{"id": 1}', url=f"{URL}?showSeries=true", inferred=True)
    assert find(None, BOUND, one) == []
    assert find(None, BY_DEFAULT, interaction("{}", inferred=True)) == []


def test_an_item_that_nobody_asked_for_is_an_error() -> None:
    """The client gets other data than it asked for, and no error tells it so."""
    one = interaction('{"data": [{"code": "B", "id": 1}]}', url=f"{URL}?codes=A")
    assert find("parameter-ignored", CODES, one) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "1 of 1")
    ]


def test_the_row_of_the_filter_is_cited() -> None:
    """The finding cites the row that says what the parameter selects by."""
    one = interaction('{"data": [{"code": "B", "id": 1}]}', url=f"{URL}?codes=A")
    assert cited("parameter-ignored", CODES, one) == [CODE_ROW]


def test_no_other_check_finds_the_item() -> None:
    """A well-formed item that nobody asked for is found once."""
    one = interaction('{"data": [{"code": "B", "id": 1}]}', url=f"{URL}?codes=A")
    assert find(None, CODES, one) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("codes=A", '[{"code": "A"}]'),
        ("codes=A&codes=B", '[{"code": "B"}, {"code": "A"}, {"code": "B"}]'),
        ("codes=A&codes=B", '[{"code": "A"}]'),
        ("codes=A%20B", '[{"code": "A B"}]'),
        ("codes=A+B", '[{"code": "A B"}]'),
        ("codes=%C3%BC", '[{"code": "\\u00fc"}]'),
        ("codes=A", "[]"),
        ("page=2", '[{"code": "B"}]'),
        ("", '[{"code": "B"}]'),
    ],
)
def test_items_that_were_asked_for_are_not_found(query: str, items: str) -> None:
    """Less than what was asked for is no other data, and without a filter all is asked for."""
    one = interaction(f'{{"data": {items}}}', url=f"{URL}?{query}")
    assert find("parameter-ignored", CODES, one) == []


@pytest.mark.parametrize(("asked", "answered"), [("abc", "ABC"), ("ABC", "abc"), ("aB", "Ab")])
def test_letter_case_counts_unless_the_filter_ignores_it(asked: str, answered: str) -> None:
    """Whether `a` asks for `A` is documented with the parameter."""
    one = interaction(f'{{"data": [{{"code": "{answered}"}}]}}', url=f"{URL}?codes={asked}")
    assert find("parameter-ignored", data(ANY_CASE), one) == []
    assert find("parameter-ignored", CODES, one) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "1 of 1")
    ]


@pytest.mark.parametrize("value", ["A,B", "A, B", "B,A,C", " B , A", "A%2CB", "A,B&codes=C"])
def test_one_value_holds_several_where_a_separator_is_documented(value: str) -> None:
    """The parts of a value are asked for one by one, blanks aside."""
    one = interaction('{"data": [{"code": "A"}, {"code": "B"}]}', url=f"{URL}?codes={value}")
    assert find("parameter-ignored", data(SEVERAL), one) == []


def test_an_item_that_is_none_of_several_is_found() -> None:
    """A part of a part was not asked for."""
    one = interaction('{"data": [{"code": "A"}, {"code": "A,B"}]}', url=f"{URL}?codes=A,B")
    assert find("parameter-ignored", data(SEVERAL), one) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "1 of 2")
    ]


def test_what_a_comma_joins_may_be_one_value_or_several() -> None:
    """That the server reads several where no row says so is told of the parameter."""
    one = interaction(
        '{"data": [{"code": "A,B"}, {"code": "A"}, {"code": "C"}]}', url=f"{URL}?codes=A,B"
    )
    assert find("parameter-ignored", CODES, one) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "1 of 3")
    ]


@pytest.mark.parametrize(
    "item",
    ['{"code": "A", "id": 8}', '{"code": "B", "id": 7}', '{"code": "A", "id": 7}', '{"id": 7}'],
)
def test_an_item_may_match_any_of_the_parameters(item: str) -> None:
    """Whether two parameters widen or narrow each other is not documented."""
    one = interaction(f'{{"data": [{item}]}}', url=f"{URL}?codes=A&ids=7")
    assert find("parameter-ignored", data(BY_CODE, BY_ID), one) == []


def test_an_item_that_matches_none_of_the_parameters_is_found_once() -> None:
    """The item is one fact, and the first parameter's row is cited."""
    one = interaction('{"data": [{"code": "B", "id": 8}]}', url=f"{URL}?ids=7&codes=A")
    both = data(BY_CODE, BY_ID)
    assert find("parameter-ignored", both, one) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "1 of 1")
    ]
    assert cited("parameter-ignored", both, one) == [CODE_ROW]


def test_a_filter_that_is_not_used_selects_nothing() -> None:
    """Only parameters in the request are compared, even if others are documented before."""
    one = interaction('{"data": [{"code": "B", "id": 8}]}', url=f"{URL}?ids=7")
    assert find("parameter-ignored", data(BY_OWNER, BY_CODE, BY_ID), one) == [
        ("error", "$.data[*].id", "follows: only what ids asks for", "something else", "1 of 1")
    ]


@pytest.mark.parametrize(
    "query", ["owners=1", "owners=1&codes=A", "codes=A&owners=", "ids=7&owners=1"]
)
def test_a_used_filter_that_the_response_does_not_show_hides_the_others(query: str) -> None:
    """An item may have been selected by what nobody can see."""
    one = interaction('{"data": [{"code": "B", "id": 8}]}', url=f"{URL}?{query}")
    assert find("parameter-ignored", data(BY_CODE, BY_ID, BY_OWNER), one) == []


@pytest.mark.parametrize("value", ["7", "7.0", '"7"', "7e0"])
def test_a_number_is_asked_for_however_it_is_written(value: str) -> None:
    """A decimal, or text for a number, is found by a check of its own and is the same number."""
    one = interaction(f'{{"data": [{{"id": {value}}}]}}', url=f"{URL}?ids=7")
    assert find("parameter-ignored", data(BY_ID), one) == []


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_boolean_is_asked_for_as_json_spells_it(value: str) -> None:
    """`active=true` asks for `true`."""
    flagged = contract(
        {"data": {"type": "array", "items": {"properties": {"active": {"type": "boolean"}}}}},
        parameters=[parameter("active")],
        filters=[
            Filter("active", "$.data[*].active", ignore_case=False, separator=None, citation=ID_ROW)
        ],
    )
    one = interaction(f'{{"data": [{{"active": {value}}}]}}', url=f"{URL}?active={value}")
    assert find("parameter-ignored", flagged, one) == []


@pytest.mark.parametrize("value", ["8", "70", "-7", "7.5", '"7a"', "99999999999999999999"])
def test_another_number_is_found(value: str) -> None:
    """Numbers are the same or not, without tolerance."""
    one = interaction(f'{{"data": [{{"id": {value}}}]}}', url=f"{URL}?ids=7")
    assert find("parameter-ignored", data(BY_ID), one) == [
        ("error", "$.data[*].id", "follows: only what ids asks for", "something else", "1 of 1")
    ]


@pytest.mark.parametrize("item", ["{}", '{"code": null}'])
def test_an_item_that_does_not_show_the_member_is_left_to_other_checks(item: str) -> None:
    """Where an absent or null member hides what was selected, the item may be the right one."""
    one = interaction(f'{{"data": [{item}]}}', url=f"{URL}?codes=A")
    assert find("parameter-ignored", CODES, one) == []


@pytest.mark.parametrize("items", ["null", "7", '"B"', "[null]", "[7]", '["B"]', "[[]]", "[[7]]"])
def test_what_is_no_item_matches_nothing_and_is_not_found(items: str) -> None:
    """Values of another type are found by the checks of types."""
    one = interaction(f'{{"data": {items}}}', url=f"{URL}?codes=A")
    assert find("parameter-ignored", CODES, one) == []


@pytest.mark.parametrize("body", ["null", "7", '"B"', "[]", "{}", "[[7]]", "[null]", "1e400"])
def test_a_body_of_another_shape_answers_nothing(body: str) -> None:
    """Where no item is, none is the wrong one."""
    one = interaction(body, url=f"{URL}?codes=A")
    assert find("parameter-ignored", CODES, one) == []


def test_a_deeply_nested_body_is_judged_without_raising() -> None:
    """However deep lists are nested, they are no items."""
    found = [
        find(
            "parameter-ignored",
            CODES,
            interaction(f'{{"data": {"[" * depth}{"]" * depth}}}', url=f"{URL}?codes=A"),
        )
        for depth in (10, *range(700, 1000), 5000, 100_000)
    ]
    assert [one for one in found if one] == []


def test_a_deeply_nested_member_is_judged_without_raising() -> None:
    """A list is no code, however deep it is nested."""
    observed = {
        found[3]
        for depth in (10, *range(700, 1000), 5000, 100_000)
        for found in find(
            "parameter-ignored",
            CODES,
            interaction(
                f'{{"data": [{{"code": {"[" * depth}{"]" * depth}}}]}}', url=f"{URL}?codes=A"
            ),
        )
    }
    assert observed == {"something else"}


def test_items_are_counted() -> None:
    """An item is counted among all items."""
    body = '{"data": [{"code": "B"}, {"code": "A"}, {"code": "C"}]}'
    assert find("parameter-ignored", CODES, interaction(body, url=f"{URL}?codes=A")) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "2 of 3")
    ]


def test_items_are_counted_over_interactions_by_origin() -> None:
    """Items of printed and recorded bodies are counted apart."""
    two = '{"data": [{"code": "A"}, {"code": "B"}]}'
    bodies = [
        interaction(two, url=f"{URL}?codes=A", name="one"),
        interaction(two, url=f"{URL}?codes=A&codes=B", name="two"),
        interaction(two, url=f"{URL}?codes=C", origin="har", name="three"),
    ]
    assert find("parameter-ignored", CODES, *bodies) == [
        (
            "error",
            "$.data[*].code",
            "follows: only what codes asks for",
            "something else",
            "1 of 4, 2 of 2",
        )
    ]


def test_a_single_entity_is_compared_too() -> None:
    """What is answered may be one object and no array."""
    one = interaction('{"entity": {"id": 8}}', url=f"{URL}?ids=7")
    assert find("parameter-ignored", ENTITY, one) == [
        ("error", "$.entity.id", "follows: only what ids asks for", "something else", "1 of 1")
    ]
    same = interaction('{"entity": {"id": 7}}', url=f"{URL}?ids=7")
    assert find("parameter-ignored", ENTITY, same) == []


def test_an_array_for_an_object_is_compared_item_by_item() -> None:
    """Documented Object, answered as an array: its items are compared and counted."""
    one = interaction('{"entity": [{"id": 8}, {"id": 7}, {"id": 9}]}', url=f"{URL}?ids=7")
    assert find("parameter-ignored", ENTITY, one) == [
        ("error", "$.entity.id", "follows: only what ids asks for", "something else", "2 of 3")
    ]


def test_a_lone_object_for_an_array_is_compared() -> None:
    """Documented Array, answered as one object: the object is compared as its item."""
    one = interaction('{"data": {"code": "B"}}', url=f"{URL}?codes=A")
    assert find("parameter-ignored", CODES, one) == [
        ("error", "$.data[*].code", "follows: only what codes asks for", "something else", "1 of 1")
    ]


def test_an_inferred_request_selects_nothing() -> None:
    """What a request holds that no page prints is never judged."""
    one = interaction('{"data": [{"code": "B"}]}', url=f"{URL}?codes=A", inferred=True)
    assert find("parameter-ignored", CODES, one) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [("not JSON", None), ("", 200), ('{"data": [{"code": "B"}]}', 404), ("{}", 500)],
)
def test_what_documents_no_body_is_not_compared(body: str, status: int | None) -> None:
    """A body that is not JSON, or that no status documents, is no answer to compare."""
    one = interaction(body, url=f"{URL}?codes=A", status=status)
    assert find("parameter-ignored", CODES, one) == []


OWNED: dict[str, Any] = {
    "data": {"items": {"properties": {"code": {}, "owner": {"properties": {"id": {}}}}}},
}
OWNER = Filter("owners", "$.data[*].owner.id", ignore_case=False, separator=None, citation=ID_ROW)


@pytest.mark.parametrize(
    ("query", "owner", "found"),
    [("owners=7", 7, 0), ("owners=7", 8, 1), ("owners=7&owners=8", 8, 0)],
)
def test_what_shows_the_selection_may_lie_deeper(query: str, owner: int, found: int) -> None:
    """In an object of the item."""
    judged_by = contract(OWNED, parameters=[parameter("owners")], filters=[OWNER])
    one = interaction(f'{{"data": [{{"owner": {{"id": {owner}}}}}]}}', url=f"{URL}?{query}")
    told = ("error", "$.data[*].owner.id", "follows: only what owners asks for")
    assert (
        find("parameter-ignored", judged_by, one) == [(*told, "something else", "1 of 1")] * found
    )


@pytest.mark.parametrize(
    ("combination", "found"), [("all", ["$.data[*].owner.id"]), ("any", []), (None, [])]
)
def test_an_item_matches_all_filters_where_a_row_says_so(
    combination: Literal["all", "any"] | None, found: list[str]
) -> None:
    """Without such a row one is enough."""
    judged_by = replace(
        contract(
            OWNED,
            parameters=[parameter("codes"), parameter("owners")],
            filters=[BY_CODE, OWNER],
        ),
        combination=combination,
    )
    one = interaction(
        '{"data": [{"code": "A", "owner": {"id": 8}}]}', url=f"{URL}?codes=A&owners=7"
    )
    assert [told[1] for told in find("parameter-ignored", judged_by, one)] == found


def test_a_filter_without_a_location_hides_no_other_where_all_have_to_match() -> None:
    """An item that does not match one of them is wrong, whatever the other selects by."""
    unshown = Filter("stores", None, ignore_case=False, separator=None, citation=ID_ROW)
    judged_by = replace(
        contract(
            OWNED,
            parameters=[parameter("codes"), parameter("stores")],
            filters=[BY_CODE, unshown],
        ),
        combination="all",
    )
    one = interaction('{"data": [{"code": "B"}]}', url=f"{URL}?codes=A&stores=1")
    assert [told[1] for told in find("parameter-ignored", judged_by, one)] == ["$.data[*].code"]
