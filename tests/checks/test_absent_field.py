"""`absent-field`: a documented field that the response leaves out."""

from typing import Any

import pytest

from tests.support import THERE, cited, contract, find, interaction, parameter, row

TILL = contract({"code": {"type": "string"}, "validTill": {"type": "string"}})
DATA = contract({"data": {"type": "array", "items": {"properties": {"id": {"type": "integer"}}}}})
SERIES = {"type": "object", "x-presence": {"parameter": "showSeries", "equals": "true"}}


def test_an_absent_field_is_a_note() -> None:
    """A table that lists a field does not promise that every response holds it."""
    assert find("absent-field", TILL, '{"code": "A"}') == [
        ("note", "$.validTill", THERE, "absent", "1 of 1")
    ]


def test_an_absent_field_that_the_page_promises_is_an_error() -> None:
    """Where the page says that the field is always there, a client counts on it."""
    promised = contract({"code": {"type": "string", "x-presence": "promised"}})
    assert find("absent-field", promised, "{}") == [
        ("error", "$.code", "always there", "absent", "1 of 1")
    ]


def test_an_absent_field_that_the_schema_requires_is_an_error() -> None:
    """The standard keyword `required` is a promise, for the names that it lists."""
    entity = contract(
        {
            "entity": {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
            }
        }
    )
    assert find("absent-field", entity, '{"entity": {}}') == [
        ("error", "$.entity.id", "always there", "absent", "1 of 1"),
        ("note", "$.entity.name", THERE, "absent", "1 of 1"),
    ]


def test_no_other_check_finds_a_required_field_absent() -> None:
    """A promise that is not kept is found once, and not as a broken constraint."""
    entity = contract(
        {
            "entity": {
                "type": "object",
                "required": ["id"],
                "minProperties": 0,
                "properties": {"id": {"type": "string", "minLength": 1, "enum": ["A"]}},
            }
        }
    )
    assert find(None, entity, '{"entity": {}}') == [
        ("error", "$.entity.id", "always there", "absent", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field that is not there."""
    assert cited("absent-field", TILL, '{"code": "A"}') == [row(2, "validTill", "String")]


def test_a_field_without_a_datatype_is_absent_all_the_same() -> None:
    """A row documents a name even where it documents no type."""
    assert find("absent-field", contract({"field": {}}), "{}") == [
        ("note", "$.field", THERE, "absent", "1 of 1")
    ]


@pytest.mark.parametrize("value", ["null", '""', '"NULL"', "[]", "{}", "0", "false"])
def test_a_field_with_any_value_is_not_absent(value: str) -> None:
    """A value that says nothing is found by the checks of values."""
    assert find("absent-field", TILL, f'{{"code": "A", "validTill": {value}}}') == []


def test_a_field_with_a_condition_is_not_found() -> None:
    """Where no request shows the condition, absence is no fault."""
    conditional = contract({"field": {"type": "string", "x-presence": "conditional"}})
    assert find(None, conditional, "{}") == []


@pytest.mark.parametrize("query", ["", "?showSeries=false", "?showSeries=true"])
def test_a_field_bound_to_a_parameter_is_left_to_other_checks(query: str) -> None:
    """Whether a field that a parameter asks for is there is judged by the parameter."""
    bound = contract({"series": SERIES}, parameters=[parameter("showSeries")])
    one = interaction("{}", url=f"https://utc.example/coupons{query}")
    assert find("absent-field", bound, one) == []


def test_a_field_that_was_asked_for_in_vain_is_found_once() -> None:
    """An absent field that a parameter asked for is found by `parameter-ignored` alone."""
    bound = contract({"series": SERIES}, parameters=[parameter("showSeries")])
    one = interaction("{}", url="https://utc.example/coupons?showSeries=true")
    assert find(None, bound, one) == [
        ("error", "$.series", "there with showSeries=true", "absent", "1 of 1")
    ]


def test_an_absent_error_array_is_left_to_its_own_check() -> None:
    """An absent array of errors is found by `missing-error-array` alone."""
    errors = contract({"errors": {"type": "array", "x-error-array": True}})
    assert find("absent-field", errors, "{}") == []
    assert find(None, errors, "{}") == [("warning", "$.errors", THERE, "absent", "1 of 1")]


def test_an_absent_error_array_that_the_page_promises_is_found() -> None:
    """A promise that is not kept is an error, and some check must find it, exactly once."""
    errors = contract(
        {"errors": {"type": "array", "x-error-array": True, "x-presence": "promised"}}
    )
    assert find(None, errors, "{}") == [("error", "$.errors", "always there", "absent", "1 of 1")]


@pytest.mark.parametrize("name", ["validtill", "valid_till", "validTil", "ValidTill"])
def test_a_field_under_a_near_name_is_only_misnamed(name: str) -> None:
    """The value is there, so that `misnamed-field` alone finds the name."""
    assert find(None, TILL, f'{{"code": "A", "{name}": "x"}}') == [
        ("error", f"$.{name}", "validTill", "another spelling", "1 of 1")
    ]


def test_a_field_that_only_the_printed_example_shows_is_not_promised() -> None:
    """What no table lists cannot be missing."""
    printed = contract({"code": {"type": "string"}, "extra": {"x-source": {"inferred": "one"}}})
    assert find("absent-field", printed, '{"code": "A"}') == []


def test_a_row_below_an_object_that_only_the_printed_example_shows_counts() -> None:
    """A table may list the members of an object and leave out the object."""
    data = contract(
        {"data": {"x-source": {"inferred": "one"}, "properties": {"id": {"type": "integer"}}}}
    )
    assert find("absent-field", data, '{"data": {}}') == [
        ("note", "$.data.id", THERE, "absent", "1 of 1")
    ]
    assert find("absent-field", data, "{}") == []


def test_the_members_of_an_absent_object_are_not_found() -> None:
    """An absent object is one fact, and what it would hold is no fact of its own."""
    entity = contract({"entity": {"type": "object", "properties": {"id": {"type": "integer"}}}})
    assert find("absent-field", entity, "{}") == [("note", "$.entity", THERE, "absent", "1 of 1")]


@pytest.mark.parametrize("value", ["null", '"text"', "1", "[]", "[null]"])
def test_what_is_no_object_lacks_no_members(value: str) -> None:
    """Another type is found by the checks of types."""
    entity = contract({"entity": {"type": "object", "properties": {"id": {"type": "integer"}}}})
    assert find("absent-field", entity, f'{{"entity": {value}}}') == []


def test_a_field_absent_from_every_item_is_counted_among_the_items() -> None:
    """The field is counted among the objects that could hold it."""
    assert find("absent-field", DATA, '{"data": [{}, {"id": 1}, {}]}') == [
        ("note", "$.data[*].id", THERE, "absent", "2 of 3")
    ]


def test_an_empty_array_lacks_nothing() -> None:
    """Where there is no item, nothing shows what items hold."""
    assert find("absent-field", DATA, '{"data": []}') == []


def test_a_lone_object_for_an_array_is_judged_as_its_item() -> None:
    """The object still meets the rows of the items."""
    assert find("absent-field", DATA, '{"data": {}}') == [
        ("note", "$.data[*].id", THERE, "absent", "1 of 1")
    ]


def test_an_array_as_the_whole_body_is_judged_item_by_item() -> None:
    """Items of a documented object meet the rows of the object."""
    code = contract({"code": {"type": "string"}})
    assert find("absent-field", code, '[{"code": "A"}, {}]') == [
        ("note", "$.code", THERE, "absent", "1 of 2")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"code": "A"}', name="one"),
        interaction('{"code": "A"}', name="two"),
        interaction('{"code": "A", "validTill": "x"}', name="three"),
        interaction('{"code": "A"}', origin="cassette", name="four"),
    ]
    assert find("absent-field", TILL, *bodies) == [
        ("note", "$.validTill", THERE, "absent", "2 of 3, 1 of 1")
    ]


def test_requests_in_different_situations_are_counted_together() -> None:
    """Which cluster answered does not matter to an absent field."""
    utc = interaction("{}", url="https://utc.example/coupons", name="utc")
    india = interaction("{}", url="https://india.example/coupons", name="india")
    assert find("absent-field", contract({"code": {"type": "string"}}), utc, india) == [
        ("note", "$.code", THERE, "absent", "2 of 2")
    ]


def test_objects_under_free_names_are_counted() -> None:
    """All objects of a map are one place."""
    stores = contract(
        {
            "stores": {
                "type": "object",
                "additionalProperties": {"properties": {"id": {"type": "integer"}}},
            }
        }
    )
    assert find("absent-field", stores, '{"stores": {"a": {}, "": {"id": 1}, "c": {}}}') == [
        ("note", "$.stores[*].id", THERE, "absent", "2 of 3")
    ]


def test_a_listed_name_beside_free_names_is_absent() -> None:
    """Free names do not take the place of a listed one."""
    fields: dict[str, Any] = {
        "type": "object",
        "properties": {"id": {"type": "integer"}},
        "additionalProperties": {"type": "string"},
    }
    assert find("absent-field", contract({"map": fields}), '{"map": {"any": "x"}}') == [
        ("note", "$.map.id", THERE, "absent", "1 of 1")
    ]


def test_the_count_holds_however_many_shapes_the_objects_have() -> None:
    """Objects that all differ in their names are counted like objects that are all alike."""
    items = ", ".join(f'{{"n{number}": 1}}' for number in range(3000))
    assert find("absent-field", DATA, f'{{"data": [{items}, {{"id": 1}}]}}') == [
        ("note", "$.data[*].id", THERE, "absent", "3000 of 3001")
    ]


@pytest.mark.parametrize(
    ("body", "status"), [("not JSON", None), ("", None), ("{}", 404), ("{}", 500)]
)
def test_what_documents_no_body_lacks_no_field(body: str, status: int | None) -> None:
    """A body that is not JSON, or that no status documents, cannot show an absence."""
    assert find("absent-field", TILL, interaction(body, status=status)) == []


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("\x1b[31m", r'$["\u001b[31m"]'),
        ("\ud800", r'$["\ud800"]'),
        ('a"b', r'$["a\"b"]'),
        ("valid till", '$["valid till"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    assert find("absent-field", contract({name: {"type": "string"}}), "{}") == [
        ("note", location, THERE, "absent", "1 of 1")
    ]


def test_an_empty_name_does_not_stand_for_a_documented_one() -> None:
    """A body whose only member has an empty name lacks what is documented."""
    assert find("absent-field", contract({"code": {"type": "string"}}), '{"": "A"}') == [
        ("note", "$.code", THERE, "absent", "1 of 1")
    ]
