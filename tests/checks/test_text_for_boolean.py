"""`text-for-boolean`: the text "true" or "false" where a boolean stands or should stand."""

from typing import Any

import pytest

from tests.support import cited, contract, find, interaction, row

FLAG = {"type": "boolean"}
SUCCESS = contract({"success": FLAG})
DATA = contract({"data": {"type": "array", "items": {"properties": {"ok": FLAG}}}})


@pytest.mark.parametrize(
    "value",
    ["true", "false", "True", "FALSE", "tRuE", " true", "true ", " false ", "  true  ", r"false\n"],
)
def test_a_text_under_boolean_is_an_error_and_found_once(value: str) -> None:
    """In most languages the text "false" is true, and blanks do not change what it says."""
    assert find(None, SUCCESS, f'{{"success": "{value}"}}') == [
        ("error", "$.success", "Boolean", "text", "1 of 1")
    ]


@pytest.mark.parametrize("value", ["true", "false", "False", " true", " false "])
def test_a_text_without_a_datatype_is_a_warning(value: str) -> None:
    """A row without a datatype promises no boolean, so that the page alone is at fault."""
    assert find("text-for-boolean", contract({"success": {}}), f'{{"success": "{value}"}}') == [
        ("warning", "$.success", "no datatype", "text", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    assert cited("text-for-boolean", SUCCESS, '{"success": "true"}') == [
        row(1, "success", "Boolean")
    ]


@pytest.mark.parametrize("value", ["true", "false", "null", "1", "0", "[]", "{}"])
def test_a_boolean_and_other_types_are_not_found(value: str) -> None:
    """A boolean is as documented, and other types have checks of their own."""
    assert find("text-for-boolean", SUCCESS, f'{{"success": {value}}}') == []


@pytest.mark.parametrize("value", ["", "t", "yes", "no", "on", "1", "0", "truth", "falsehood"])
def test_another_text_is_of_another_type(value: str) -> None:
    """What does not spell a boolean is found by `wrong-type` alone."""
    assert find(None, SUCCESS, f'{{"success": "{value}"}}') == [
        ("error", "$.success", "Boolean", "string", "1 of 1")
    ]


def test_a_text_for_no_value_is_left_to_its_own_check() -> None:
    """The text "NULL" under Boolean is found by `text-for-null` alone."""
    assert find(None, SUCCESS, '{"success": "NULL"}') == [
        ("warning", "$.success", "Boolean", "the text NULL", "1 of 1")
    ]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"type": ["boolean", "string"], "x-source": {"page": "coupons"}},
        {"type": "string", "enum": ["true", "false"]},
    ],
)
def test_where_a_text_is_documented_it_is_not_found(schema: dict[str, Any]) -> None:
    """A text that the row documents is a text."""
    assert find(None, contract({"field": schema}), '{"field": "true"}') == []


@pytest.mark.parametrize(
    ("type_", "documented"),
    [("integer", "Integer"), ("number", "Number"), ("array", "Array"), ("object", "Object")],
)
def test_under_another_datatype_it_is_of_the_wrong_type(type_: str, documented: str) -> None:
    """Where no boolean should stand, the text is found by `wrong-type` alone."""
    assert find(None, contract({"field": {"type": type_}}), '{"field": "true"}') == [
        ("error", "$.field", documented, "string", "1 of 1")
    ]


def test_a_boolean_that_may_be_null_is_still_a_boolean() -> None:
    """A second documented type that is not text does not allow text."""
    nullable = contract({"ok": {"type": ["boolean", "null"], "x-source": {"page": "coupons"}}})
    assert find(None, nullable, '{"ok": "true"}') == [
        ("error", "$.ok", "boolean or null", "text", "1 of 1")
    ]


def test_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    flags = contract({"flags": {"type": "array", "items": FLAG}})
    assert find("text-for-boolean", flags, '{"flags": ["true", true, "false"]}') == [
        ("error", "$.flags[*]", "boolean", "text", "2 of 3")
    ]


def test_texts_in_items_are_counted() -> None:
    """Both words count as one drift."""
    body = '{"data": [{"ok": "true"}, {"ok": false}, {"ok": "false"}]}'
    assert find("text-for-boolean", DATA, body) == [
        ("error", "$.data[*].ok", "Boolean", "text", "2 of 3")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"success": "true"}', name="one"),
        interaction('{"success": true}', name="two"),
        interaction('{"success": "true"}', origin="cassette", name="three"),
    ]
    assert find("text-for-boolean", SUCCESS, *bodies) == [
        ("error", "$.success", "Boolean", "text", "1 of 2, 1 of 1")
    ]


def test_nested_objects_are_judged() -> None:
    """The flag is found however deep it lies."""
    status = contract({"status": {"type": "object", "properties": {"success": FLAG}}})
    assert find("text-for-boolean", status, '{"status": {"success": "true"}}') == [
        ("error", "$.status.success", "Boolean", "text", "1 of 1")
    ]


def test_flags_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    flags = contract({"flags": {"type": "object", "additionalProperties": FLAG}})
    assert find("text-for-boolean", flags, '{"flags": {"a": "true", "": "false", "b": true}}') == [
        ("error", "$.flags[*]", "boolean", "text", "2 of 3")
    ]


def test_an_undocumented_field_is_not_judged() -> None:
    """Where nothing is documented, no boolean should stand."""
    assert find("text-for-boolean", SUCCESS, '{"success": true, "other": "true"}') == []


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[31m", r"\u001b[31m", r'$["\u001b[31m"]'),
        ("\ud800", r"\ud800", r'$["\ud800"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    assert find("text-for-boolean", contract({name: FLAG}), f'{{"{written}": "true"}}') == [
        ("error", location, "Boolean", "text", "1 of 1")
    ]
