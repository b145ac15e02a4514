"""`undocumented-field`: a field that no table of the page lists."""

import pytest

from tests.support import cited, contract, find, interaction, row

PRINTED = {"x-source": {"inferred": "printed"}}
UNKNOWN = "an unknown field"
ONLY_PRINTED = "a field that only the printed example shows"
COUPON = contract({"code": {"type": "string"}, "storeIdsJson": PRINTED})
ENTITY = contract({"entity": {"type": "object", "properties": {"id": {"type": "integer"}}}})
DATA = contract({"data": {"type": "array", "items": {"properties": {"id": {"type": "integer"}}}}})


def test_a_field_that_nothing_shows_is_a_warning() -> None:
    """Neither a table nor the printed example prepares a client for the field."""
    assert find("undocumented-field", COUPON, '{"code": "A", "ttl": 1}') == [
        ("warning", "$.ttl", "in no row", UNKNOWN, "1 of 1")
    ]


def test_a_field_that_only_the_printed_example_shows_is_a_note() -> None:
    """Where the page's own example prints the field, only the table is incomplete."""
    assert find("undocumented-field", COUPON, '{"code": "A", "storeIdsJson": "[-1]"}') == [
        ("note", "$.storeIdsJson", "in no row", ONLY_PRINTED, "1 of 1")
    ]


def test_a_printed_field_stays_a_note_in_traffic() -> None:
    """The severity follows from what the page shows, and not from where the body came from."""
    recorded = interaction('{"code": "A", "storeIdsJson": "[-1]"}', origin="har")
    assert find("undocumented-field", COUPON, recorded) == [
        ("note", "$.storeIdsJson", "in no row", ONLY_PRINTED, "1 of 1")
    ]


@pytest.mark.parametrize("name", ["ttl", "printed"])
def test_the_row_of_the_object_is_cited(name: str) -> None:
    """No row lists the field, so that the finding cites the row of the object that holds it."""
    entity = contract(
        {
            "entity": {
                "type": "object",
                "properties": {"id": {"type": "integer"}, "printed": PRINTED},
            }
        }
    )
    assert cited("undocumented-field", entity, f'{{"entity": {{"id": 1, "{name}": 1}}}}') == [
        row(1, "entity", "Object")
    ]


def test_documented_fields_are_not_found() -> None:
    """A field with a row is documented, whatever value it has."""
    assert find("undocumented-field", COUPON, '{"code": [null]}') == []


def test_each_unknown_field_is_found_by_itself() -> None:
    """Fields of one object are reported by name."""
    body = '{"code": "A", "b": 1, "a": 1, "storeIdsJson": 1}'
    assert find("undocumented-field", COUPON, body) == [
        ("warning", "$.a", "in no row", UNKNOWN, "1 of 1"),
        ("warning", "$.b", "in no row", UNKNOWN, "1 of 1"),
        ("note", "$.storeIdsJson", "in no row", ONLY_PRINTED, "1 of 1"),
    ]


@pytest.mark.parametrize("value", ["null", '"NULL"', '"true"', "10.0", '{"a": {"b": 1}}', "[{}]"])
def test_nothing_else_is_found_in_an_unknown_field(value: str) -> None:
    """Where nothing is documented, nothing can be wrong but the field's being there."""
    assert find(None, contract({"code": {"type": "string"}}), f'{{"code": "", "x": {value}}}') == [
        ("warning", "$.x", "in no row", UNKNOWN, "1 of 1")
    ]


def test_inside_a_printed_object_without_rows_only_the_object_is_found() -> None:
    """An object that no table lists is one fact, and its members are no facts of their own."""
    blob = contract(
        {
            "code": {"type": "string"},
            "blob": {"x-source": {"inferred": "printed"}, "properties": {"a": PRINTED}},
        }
    )
    assert find("undocumented-field", blob, '{"code": "A", "blob": {"a": 1, "b": 2}}') == [
        ("note", "$.blob", "in no row", ONLY_PRINTED, "1 of 1")
    ]


def test_inside_a_printed_object_with_rows_below_unknown_fields_are_found() -> None:
    """Where tables list members of an object that they leave out, the others are unknown."""
    data = contract(
        {"data": {"x-source": {"inferred": "printed"}, "properties": {"id": {"type": "integer"}}}}
    )
    assert find("undocumented-field", data, '{"data": {"id": 1, "ttl": 2}}') == [
        ("warning", "$.data.ttl", "in no row", UNKNOWN, "1 of 1"),
        ("note", "$.data", "in no row", ONLY_PRINTED, "1 of 1"),
    ]


@pytest.mark.parametrize("schema", [{"type": "object"}, {}, {"type": "array"}])
def test_inside_what_lists_no_members_nothing_is_unknown(schema: dict[str, str]) -> None:
    """An object that the page documents as a whole promises nothing about its members."""
    whole = contract({"custom": schema})
    assert find("undocumented-field", whole, '{"custom": {"a": 1, "b": {"c": 2}}}') == []


@pytest.mark.parametrize("free", [{}, {"type": "string"}, {"properties": {"id": {}}}])
def test_free_names_are_documented(free: dict[str, object]) -> None:
    """A map documents all names at once."""
    fields = contract(
        {"map": {"type": "object", "properties": {"id": {}}, "additionalProperties": free}}
    )
    assert find("undocumented-field", fields, '{"map": {"id": 1, "any": "x", "": "y"}}') == []


def test_members_of_a_combination_are_judged_as_a_whole() -> None:
    """What a branch of `oneOf` lists cannot be told apart from what nothing lists."""
    either = contract(
        {
            "value": {
                "type": "object",
                "properties": {"id": {"type": "integer"}},
                "oneOf": [{"properties": {"a": {}}}],
            }
        }
    )
    assert find("undocumented-field", either, '{"value": {"id": 1, "a": 1}}') == []


def test_a_near_variant_of_an_absent_name_is_only_misnamed() -> None:
    """A field under a wrong name is found by `misnamed-field` alone."""
    warnings = contract({"Warninigs": {"type": "string"}})
    assert find("undocumented-field", warnings, '{"warnings": "x"}') == []
    assert find(None, warnings, '{"warnings": "x"}') == [
        ("error", "$.warnings", "Warninigs", "another spelling", "1 of 1")
    ]


def test_a_near_variant_of_a_present_name_is_unknown() -> None:
    """Where the documented name is there too, the variant is one field more."""
    both = contract({"warnings": {"type": "string"}})
    assert find("undocumented-field", both, '{"warnings": "x", "Warnings": "x"}') == [
        ("warning", "$.Warnings", "in no row", UNKNOWN, "1 of 1")
    ]


def test_items_of_an_array_are_counted() -> None:
    """The field is counted among the objects that could hold it."""
    body = '{"data": [{"id": 1, "ttl": 1}, {"id": 2}, {"id": 3, "ttl": null}]}'
    assert find("undocumented-field", DATA, body) == [
        ("warning", "$.data[*].ttl", "without this member", UNKNOWN, "2 of 3")
    ]


def test_a_lone_object_for_an_array_is_judged_as_its_item() -> None:
    """The object still meets the rows of the items."""
    assert find("undocumented-field", DATA, '{"data": {"id": 1, "ttl": 1}}') == [
        ("warning", "$.data[*].ttl", "without this member", UNKNOWN, "1 of 1")
    ]


def test_an_array_for_an_object_is_judged_item_by_item() -> None:
    """The items still meet the rows of the object."""
    assert find("undocumented-field", ENTITY, '{"entity": [{"id": 1}, {"id": 2, "ttl": 1}]}') == [
        ("warning", "$.entity.ttl", "without this member", UNKNOWN, "1 of 2")
    ]


@pytest.mark.parametrize("value", ['"text"', "null", "1", "[]", "[[1]]"])
def test_what_is_no_object_has_no_unknown_fields(value: str) -> None:
    """Another type is found by the checks of types."""
    assert find("undocumented-field", ENTITY, f'{{"entity": {value}}}') == []


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"code": "A", "ttl": 1}', name="printed"),
        interaction('{"code": "A"}', name="other"),
        interaction('{"code": "A", "ttl": 1}', origin="live", name="live"),
    ]
    assert find("undocumented-field", COUPON, *bodies) == [
        ("warning", "$.ttl", "in no row", UNKNOWN, "1 of 2, 1 of 1")
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
    body = '{"stores": {"a": {"id": 1, "ttl": 1}, "": {"id": 2}, "c": {"id": 3}}}'
    assert find("undocumented-field", stores, body) == [
        ("warning", "$.stores[*].ttl", "without this member", UNKNOWN, "1 of 3")
    ]


def test_items_of_an_error_array_are_left_to_their_own_check() -> None:
    """What an item of an error array must look like is the matter of `malformed-error-item`."""
    errors = contract(
        {
            "errors": {
                "type": "array",
                "x-error-array": True,
                "items": {"properties": {"code": {"type": "integer"}}},
            }
        }
    )
    body = '{"errors": [{"code": 1, "ttl": 2}]}'
    assert find("undocumented-field", errors, body) == []


@pytest.mark.parametrize(
    ("written", "location"),
    [
        ("", '$[""]'),
        (" ", '$[" "]'),
        ("0", '$["0"]'),
        ("*", '$["*"]'),
        ("a.b", '$["a.b"]'),
        (r"a\"b", r'$["a\"b"]'),
        (r"a\\b", r'$["a\\b"]'),
        (r"\u001b[31m", r'$["\u001b[31m"]'),
        (r"\u0000", r'$["\u0000"]'),
        (r"\u007f", r'$["\u007f"]'),
        (r"\ud800", r'$["\ud800"]'),
        (r"x\udc00y", r'$["x\udc00y"]'),
        (r"\u202etxt", r'$["\u202etxt"]'),
        (r"\u00fcber", "$.über"),
    ],
)
def test_an_odd_name_is_printable_in_the_location(written: str, location: str) -> None:
    """Names are quoted where JSONPath asks for it, and escaped where a terminal would obey them."""
    assert find("undocumented-field", COUPON, f'{{"code": "A", "{written}": 1}}') == [
        ("warning", location, "in no row", UNKNOWN, "1 of 1")
    ]
