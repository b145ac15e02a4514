"""`integer-as-decimal`: a whole number written as a decimal where an integer is documented."""

from typing import Any

import pytest

from tests.support import cited, contract, find, interaction, row

INTEGER = contract({"value": {"type": "integer"}})


@pytest.mark.parametrize(
    "value", ["10.0", "0.0", "-0.0", "-7.000", "1e2", "1E2", "120e-1", "1.5e1", "1e300"]
)
def test_a_whole_number_written_as_a_decimal_is_a_warning(value: str) -> None:
    """Fraction and exponent are decimal notation, even where the number is whole."""
    assert find("integer-as-decimal", INTEGER, f'{{"value": {value}}}') == [
        ("warning", "$.value", "Integer", "decimal", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    long = contract({"name": {}, "id": {"type": "integer", "format": "int64"}})
    assert cited("integer-as-decimal", long, '{"id": 1.0}') == [row(2, "id", "Long")]


@pytest.mark.parametrize("value", ["10", "0", "-1", "10.5", '"10.0"', "true", "null", "[]"])
def test_an_integer_and_what_other_checks_find_is_not_found(value: str) -> None:
    """Integers are as documented, and fractions, text and other types have checks of their own."""
    assert find("integer-as-decimal", INTEGER, f'{{"value": {value}}}') == []


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "number"},
        {"type": ["integer", "number"], "x-source": {"page": "coupons"}},
        {},
        {"type": "string"},
    ],
)
def test_where_no_integer_is_promised_a_decimal_is_not_found(schema: dict[str, Any]) -> None:
    """A number may be a decimal, and a row without a datatype promises no notation."""
    assert find("integer-as-decimal", contract({"value": schema}), '{"value": 10.0}') == []


def test_an_integer_that_may_be_null_is_still_an_integer() -> None:
    """A second documented type that is not a number does not allow decimals."""
    nullable = contract({"value": {"type": ["integer", "null"], "x-source": {"page": "coupons"}}})
    assert find("integer-as-decimal", nullable, '{"value": 10.0}') == [
        ("warning", "$.value", "integer or null", "decimal", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer", "format": "int32"}, "10.0"),
        ({"type": "integer", "format": "int32"}, "3000000000.0"),
        ({"type": "integer", "enum": [10, 20]}, "10.0"),
        ({"type": "integer", "maximum": 10}, "10.0"),
    ],
)
def test_no_other_check_finds_the_decimal(schema: dict[str, Any], value: str) -> None:
    """It is of the documented type, in the list and in the bounds, only written otherwise."""
    assert find(None, contract({"value": schema}), f'{{"value": {value}}}') == [
        ("warning", "$.value", "Integer", "decimal", "1 of 1")
    ]


def test_a_fraction_is_another_type() -> None:
    """A number that is not whole is found by `wrong-type` alone."""
    assert find(None, INTEGER, '{"value": 10.5}') == [
        ("error", "$.value", "Integer", "number", "1 of 1")
    ]


def test_decimals_among_the_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    ids = contract({"ids": {"type": "array", "items": {"type": "integer"}}})
    assert find("integer-as-decimal", ids, '{"ids": [1, 2.0, 3.0]}') == [
        ("warning", "$.ids[*]", "integer", "decimal", "2 of 3")
    ]


def test_decimals_in_nested_objects_are_counted_over_interactions() -> None:
    """One field of several bodies is one place, however deep."""
    nested = contract(
        {"a": {"type": "object", "properties": {"b": {"properties": {"c": {"type": "integer"}}}}}}
    )
    bodies = ['{"a": {"b": {"c": 1.0}}}', '{"a": {"b": {"c": 1}}}', '{"a": {"b": {"c": 2e0}}}']
    assert find("integer-as-decimal", nested, *bodies) == [
        ("warning", "$.a.b.c", "Integer", "decimal", "2 of 3")
    ]


def test_decimals_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    printed = interaction('{"value": 1}', name="printed")
    recorded = interaction('{"value": 1.0}', origin="cassette", name="recorded")
    assert find("integer-as-decimal", INTEGER, printed, recorded) == [
        ("warning", "$.value", "Integer", "decimal", "1 of 1")
    ]


def test_decimals_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    points = contract({"points": {"type": "object", "additionalProperties": {"type": "integer"}}})
    assert find("integer-as-decimal", points, '{"points": {"a": 1.0, "": 2.0, "b": 3}}') == [
        ("warning", "$.points[*]", "integer", "decimal", "2 of 3")
    ]


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[2J", r"\u001b[2J", r'$["\u001b[2J"]'),
        ("\udfff", r"\udfff", r'$["\udfff"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    odd = contract({name: {"type": "integer"}})
    assert find("integer-as-decimal", odd, f'{{"{written}": 1.0}}') == [
        ("warning", location, "Integer", "decimal", "1 of 1")
    ]
