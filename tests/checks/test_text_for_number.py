"""`text-for-number`: a number written as text where a number is documented."""

from typing import Any

import pytest

from tests.support import cited, contract, find, interaction, row

INTEGER = {"type": "integer"}
VALUE = contract({"value": INTEGER})
DATA = contract({"data": {"type": "array", "items": {"properties": {"id": INTEGER}}}})


@pytest.mark.parametrize(
    "value",
    ["42", "0", "-1", "007", "1.5", "-0.25", "10.0", " 42", "42 ", r"\t42\n", "9" * 5000],
)
@pytest.mark.parametrize(("type_", "documented"), [("integer", "Integer"), ("number", "Number")])
def test_a_number_as_text_is_an_error_and_found_once(
    type_: str, documented: str, value: str
) -> None:
    """A typed client refuses the text, whatever number it spells, and blanks do not matter."""
    assert find(None, contract({"value": {"type": type_}}), f'{{"value": "{value}"}}') == [
        ("error", "$.value", documented, "text", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    series = contract({"code": {"type": "string"}, "id": {"type": "integer", "format": "int64"}})
    assert cited("text-for-number", series, '{"code": "A", "id": "42"}') == [row(2, "id", "Long")]


@pytest.mark.parametrize("value", ["42", "-1.5", "1e2", "null", "true", "[]", "{}"])
def test_a_number_and_other_types_are_not_found(value: str) -> None:
    """A number is no text, and other types have checks of their own."""
    assert find("text-for-number", VALUE, f'{{"value": {value}}}') == []


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "ten",
        "-",
        ".",
        "-.",
        "1.2.3",
        "--1",
        "1-2",
        "1 000",
        "1,000",
        "0x1f",
        "NaN",
        r"\uff11\uff12",
        r"\u00b2",
        r"4\u001b2",
        r"4\ud8002",
    ],
)
def test_another_text_is_of_another_type(value: str) -> None:
    """What does not spell a number is found by `wrong-type` alone."""
    assert find(None, VALUE, f'{{"value": "{value}"}}') == [
        ("error", "$.value", "Integer", "string", "1 of 1")
    ]


def test_a_text_for_no_value_is_left_to_its_own_check() -> None:
    """The text "NULL" under Integer is found by `text-for-null` alone."""
    assert find(None, VALUE, '{"value": "NULL"}') == [
        ("warning", "$.value", "Integer", "the text NULL", "1 of 1")
    ]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": ["integer", "string"], "x-source": {"page": "coupons"}},
        {"type": "string", "enum": ["42"]},
    ],
)
def test_where_a_text_is_documented_it_is_not_found(schema: dict[str, Any]) -> None:
    """A text that the row documents is a text."""
    assert find(None, contract({"field": schema}), '{"field": "42"}') == []


def test_without_a_datatype_it_is_not_found() -> None:
    """A row without a datatype promises no number, and digits may be a code."""
    assert find("text-for-number", contract({"field": {}}), '{"field": "42"}') == []


@pytest.mark.parametrize(
    ("type_", "documented"), [("boolean", "Boolean"), ("array", "Array"), ("object", "Object")]
)
def test_under_another_datatype_it_is_of_the_wrong_type(type_: str, documented: str) -> None:
    """Where no number is documented, the text is found by `wrong-type` alone."""
    assert find(None, contract({"field": {"type": type_}}), '{"field": "42"}') == [
        ("error", "$.field", documented, "string", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer", "format": "int32"}, "3000000000"),
        ({"type": "integer", "minimum": 100}, "42"),
        ({"type": "integer", "enum": [42]}, "42"),
        ({"type": "integer", "enum": [1]}, "42"),
    ],
)
def test_range_bounds_and_lists_do_not_count_for_a_text(schema: dict[str, Any], value: str) -> None:
    """The text is one fact, and the number that it spells is no fact of its own."""
    assert find(None, contract({"value": schema}), f'{{"value": "{value}"}}') == [
        ("error", "$.value", "Integer", "text", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("other", "documented"), [("null", "integer or null"), ("boolean", "boolean or integer")]
)
def test_a_second_documented_type_that_is_no_text_does_not_allow_text(
    other: str, documented: str
) -> None:
    """A number as text is found once, by this check, beside whichever other type."""
    two = contract({"value": {"type": [other, "integer"], "x-source": {"page": "coupons"}}})
    assert find(None, two, '{"value": "42"}') == [
        ("error", "$.value", documented, "text", "1 of 1")
    ]


def test_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    ids = contract({"ids": {"type": "array", "items": INTEGER}})
    assert find("text-for-number", ids, '{"ids": ["1", 2, "3.5"]}') == [
        ("error", "$.ids[*]", "integer", "text", "2 of 3")
    ]


def test_texts_in_items_are_counted() -> None:
    """One field of all items is one place."""
    assert find("text-for-number", DATA, '{"data": [{"id": "1"}, {"id": 2}, {"id": "3"}]}') == [
        ("error", "$.data[*].id", "Integer", "text", "2 of 3")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"value": "1"}', name="one"),
        interaction('{"value": 1}', name="two"),
        interaction('{"value": "1"}', origin="live", name="three"),
    ]
    assert find("text-for-number", VALUE, *bodies) == [
        ("error", "$.value", "Integer", "text", "1 of 2, 1 of 1")
    ]


def test_nested_objects_are_judged() -> None:
    """The number is found however deep it lies."""
    series = contract({"series": {"type": "object", "properties": {"id": INTEGER}}})
    assert find("text-for-number", series, '{"series": {"id": "42"}}') == [
        ("error", "$.series.id", "Integer", "text", "1 of 1")
    ]


def test_numbers_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    points = contract({"points": {"type": "object", "additionalProperties": INTEGER}})
    assert find("text-for-number", points, '{"points": {"a": "1", "": "2", "b": 3}}') == [
        ("error", "$.points[*]", "integer", "text", "2 of 3")
    ]


def test_an_undocumented_field_is_not_judged() -> None:
    """Where nothing is documented, no number is."""
    assert find("text-for-number", VALUE, '{"value": 1, "other": "1"}') == []


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[31m", r"\u001b[31m", r'$["\u001b[31m"]'),
        ("\ud800", r"\ud800", r'$["\ud800"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    assert find("text-for-number", contract({name: INTEGER}), f'{{"{written}": "1"}}') == [
        ("error", location, "Integer", "text", "1 of 1")
    ]
