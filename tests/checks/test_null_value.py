"""`null-value`: a null where the page does not say that the field may be null."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.support import cited, contract, find, interaction, row

STRING = contract({"mobile": {"type": "string"}})
SERIES = contract(
    {"series": {"type": "object", "properties": {"id": {"type": "integer", "format": "int64"}}}}
)
ITEMS = contract({"data": {"type": "array", "items": {"properties": {"code": {"type": "string"}}}}})


@pytest.mark.parametrize(
    ("type_", "documented"),
    [
        ("string", "String"),
        ("integer", "Integer"),
        ("number", "Number"),
        ("boolean", "Boolean"),
        ("array", "Array"),
        ("object", "Object"),
    ],
)
def test_a_null_under_a_datatype_is_a_warning(type_: str, documented: str) -> None:
    """A row with a datatype promises a value of that type, and a client need not expect null."""
    assert find("null-value", contract({"field": {"type": type_}}), '{"field": null}') == [
        ("warning", "$.field", documented, "null", "1 of 1")
    ]


def test_a_null_without_a_datatype_is_a_note() -> None:
    """A row without a datatype promises no type, so that the page alone is at fault."""
    assert find("null-value", contract({"field": {}}), '{"field": null}') == [
        ("note", "$.field", "no datatype", "null", "1 of 1")
    ]


def test_a_null_where_the_row_gives_a_number_as_an_example_is_a_warning() -> None:
    """A client that computes with the value fails."""
    value = contract({"value": {"examples": [10, 12.5]}})
    assert find("null-value", value, '{"value": null}') == [
        ("warning", "$.value", "for example 10, 12.5", "null", "1 of 1")
    ]


@pytest.mark.parametrize("example", ["ten", True, None, []])
def test_another_example_promises_no_number(example: Any) -> None:
    """A text that is null is shown as nothing, or as null."""
    value = contract({"value": {"examples": [example]}})
    assert [found[0] for found in find("null-value", value, '{"value": null}')] == ["note"]


@pytest.mark.parametrize(
    ("printed", "severity", "documented"),
    [
        ({"integer", "null"}, "warning", "follows: a number, as in a printed example"),
        ({"number"}, "warning", "follows: a number, as in a printed example"),
        ({"string"}, "note", "no datatype"),
        ({"null"}, "note", "no datatype"),
        (set(), "note", "no datatype"),
    ],
)
def test_a_null_where_a_printed_example_shows_a_number_is_a_warning(
    printed: set[str], severity: str, documented: str
) -> None:
    """The row says nothing, and whoever reads the example computes with a number."""
    value = contract({"value": {}})
    node = value.bodies["200"].fields["value"]
    shown = replace(value, printed={node: frozenset(printed)})
    assert find("null-value", shown, '{"value": null}') == [
        (severity, "$.value", documented, "null", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    assert cited("null-value", SERIES, '{"series": {"id": null}}') == [row(2, "id", "Long")]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["string", "null"], "x-source": {"page": "coupons"}},
        {"enum": ["A", None]},
        {"const": None},
    ],
)
def test_a_documented_null_is_not_found(schema: dict[str, Any]) -> None:
    """Where the contract lists null, by type or by value, a null is as documented."""
    assert find("null-value", contract({"field": schema}), '{"field": null}') == []


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("string", '""'),
        ("string", '"null"'),
        ("integer", "0"),
        ("number", "0.0"),
        ("boolean", "false"),
        ("array", "[]"),
        ("object", "{}"),
        ("string", "0"),
    ],
)
def test_another_value_is_not_null(type_: str, value: str) -> None:
    """Empty, false, zero and the text "null" are values."""
    assert find("null-value", contract({"field": {"type": type_}}), f'{{"field": {value}}}') == []


def test_an_absent_field_is_not_null() -> None:
    """A field that is left out is found by `absent-field`."""
    assert find("null-value", STRING, "{}") == []


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": "string", "enum": ["A"]},
        {"type": "string", "x-known-values": ["A"]},
        {"type": "string", "format": "date-time"},
        {"type": "string", "contentMediaType": "application/json"},
        {"type": "string", "minLength": 8},
        {"type": "string", "x-presence": "promised"},
        {"type": "string", "x-sensitive": "personal"},
    ],
)
def test_no_other_check_finds_the_null(schema: dict[str, Any]) -> None:
    """Type, enum, date, JSON text, constraint and presence say nothing more about a null."""
    assert find(None, contract({"field": schema}), '{"field": null}') == [
        ("warning", "$.field", "String", "null", "1 of 1")
    ]


def test_a_null_for_an_error_array_is_left_to_its_own_check() -> None:
    """A null where the page documents an array of errors is found by `missing-error-array`."""
    errors = contract({"errors": {"type": "array", "x-error-array": True}})
    assert find("null-value", errors, '{"errors": null}') == []
    assert find(None, errors, '{"errors": null}') == [
        ("warning", "$.errors", "Array", "null", "1 of 1")
    ]


def test_what_a_null_object_lacks_is_not_found() -> None:
    """A null has no members that could be absent."""
    assert find(None, SERIES, '{"series": null}') == [
        ("warning", "$.series", "Object", "null", "1 of 1")
    ]


def test_nulls_among_the_items_of_an_array_are_counted() -> None:
    """An item of an array of texts is documented by the row of the array."""
    tags = contract({"tags": {"type": "array", "items": {"type": "string"}}})
    assert find("null-value", tags, '{"tags": [null, "new", null]}') == [
        ("warning", "$.tags[*]", "string", "null", "2 of 3")
    ]


def test_nulls_in_the_items_of_an_array_are_counted() -> None:
    """All items of an array are one place."""
    body = '{"data": [{"code": null}, {"code": "A"}, {"code": null}]}'
    assert find("null-value", ITEMS, body) == [
        ("warning", "$.data[*].code", "String", "null", "2 of 3")
    ]


def test_nulls_are_counted_over_interactions() -> None:
    """One field of several bodies is one place."""
    bodies = ['{"mobile": null}', '{"mobile": "1"}', '{"mobile": null}']
    assert find("null-value", STRING, *bodies) == [
        ("warning", "$.mobile", "String", "null", "2 of 3")
    ]


def test_nulls_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    printed = interaction('{"mobile": null}', origin="example", name="printed")
    other = interaction('{"mobile": "1"}', origin="example", name="other")
    recorded = interaction('{"mobile": null}', origin="har", name="recorded")
    assert find("null-value", STRING, printed, other, recorded) == [
        ("warning", "$.mobile", "String", "null", "1 of 2, 1 of 1")
    ]


def test_nulls_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    fields = contract({"fields": {"type": "object", "additionalProperties": {"type": "string"}}})
    assert find("null-value", fields, '{"fields": {"a": null, "": null, "b": "x"}}') == [
        ("warning", "$.fields[*]", "string", "null", "2 of 3")
    ]


def test_a_null_as_the_whole_body_is_found_at_the_root() -> None:
    """A null in place of the whole body breaks every client, and its fields are not absent."""
    assert find("null-value", STRING, "null") == [("error", "$", "any type", "null", "1 of 1")]
    assert find("absent-field", STRING, "null") == []


def test_a_null_in_an_undocumented_field_is_not_found() -> None:
    """Where nothing is documented, nothing promises a value."""
    assert find("null-value", STRING, '{"mobile": "1", "other": null}') == []


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[31m", r"\u001b[31m", r'$["\u001b[31m"]'),
        ("\ud800", r"\ud800", r'$["\ud800"]'),
        ('a"b', r"a\"b", r'$["a\"b"]'),
        ("valid till", "valid till", '$["valid till"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    odd = contract({name: {"type": "string"}})
    assert find("null-value", odd, f'{{"{written}": null}}') == [
        ("warning", location, "String", "null", "1 of 1")
    ]
