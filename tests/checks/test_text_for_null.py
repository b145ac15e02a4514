"""`text-for-null`: the text "NULL" where there is no value."""

from typing import Any

import pytest

from tests.support import cited, contract, find, interaction, row

TEXT = {"type": "string"}
PINCODE = contract({"pincode": TEXT})
DATA = contract({"data": {"type": "array", "items": {"properties": {"city": TEXT}}}})


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
def test_the_text_is_a_warning_under_every_datatype_and_found_once(
    type_: str, documented: str
) -> None:
    """A client takes the word for a value, whatever value is documented."""
    assert find(None, contract({"field": {"type": type_}}), '{"field": "NULL"}') == [
        ("warning", "$.field", documented, "the text NULL", "1 of 1")
    ]


def test_the_text_is_a_warning_without_a_datatype() -> None:
    """A client shows or stores the word also where the row has no datatype."""
    assert find("text-for-null", contract({"field": {}}), '{"field": "NULL"}') == [
        ("warning", "$.field", "no datatype", "the text NULL", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    assert cited("text-for-null", PINCODE, '{"pincode": "NULL"}') == [row(1, "pincode", "String")]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("NULL", "NULL"),
        ("null", "null"),
        ("Null", "Null"),
        (" NULL", "NULL"),
        (" null ", "null"),
        (r"NULL\n", "NULL"),
    ],
)
@pytest.mark.parametrize(("type_", "documented"), [("string", "String"), ("integer", "Integer")])
def test_every_spelling_is_found_and_shown_without_blanks(
    type_: str, documented: str, value: str, word: str
) -> None:
    """Letter case and blanks around the word do not make it a value."""
    assert find(None, contract({"field": {"type": type_}}), f'{{"field": "{value}"}}') == [
        ("warning", "$.field", documented, f"the text {word}", "1 of 1")
    ]


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "nil",
        "None",
        "undefined",
        "NaN",
        "NULLABLE",
        "NUL",
        "N U L L",
        "null,null",
        "(null)",
        r"\u0000",
        r"null\u001b",
        r"null\ud800",
    ],
)
def test_another_text_is_a_value(value: str) -> None:
    """Only the word itself stands for no value."""
    assert find(None, PINCODE, f'{{"pincode": "{value}"}}') == []


@pytest.mark.parametrize("value", ["null", "0", "false", "[]", "{}", "4444"])
def test_what_is_no_text_is_not_found(value: str) -> None:
    """A real null is found by `null-value`, and other types by their own checks."""
    assert find("text-for-null", contract({"field": {}}), f'{{"field": {value}}}') == []


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "enum": ["A", "NULL"]},
        {"type": "string", "const": "NULL"},
        {"type": "string", "x-known-values": ["NULL"]},
    ],
)
def test_a_listed_word_is_a_value(schema: dict[str, Any]) -> None:
    """Where the page lists the word, it is a value like any other."""
    assert find(None, contract({"field": schema}), '{"field": "NULL"}') == []


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "enum": ["A", "B"]},
        {"type": "string", "x-known-values": ["A"]},
        {"type": "string", "format": "date-time"},
        {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
        {"type": "string", "contentMediaType": "application/json"},
        {"type": "string", "x-sensitive": "personal"},
        {
            "type": "string",
            "x-letter-case": {
                "parameter": "case",
                "default": "LOWER",
                "upper": ["UPPER"],
                "lower": ["LOWER"],
            },
        },
    ],
)
def test_no_other_check_takes_the_word_for_a_value(schema: dict[str, Any]) -> None:
    """List, date, JSON text and letter case say nothing about a value that is not there."""
    assert find(None, contract({"field": schema}), '{"field": "NULL"}') == [
        ("warning", "$.field", "String", "the text NULL", "1 of 1")
    ]


def test_a_null_among_the_listed_values_is_not_the_word() -> None:
    """A list that holds null allows a null, and not the text."""
    nullable = contract({"field": {"type": "string", "enum": ["A", None]}})
    assert find(None, nullable, '{"field": "NULL"}') == [
        ("warning", "$.field", "String", "the text NULL", "1 of 1")
    ]


def test_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    tags = contract({"tags": {"type": "array", "items": TEXT}})
    assert find("text-for-null", tags, '{"tags": ["NULL", "new", "NULL"]}') == [
        ("warning", "$.tags[*]", "string", "the text NULL", "2 of 3")
    ]


def test_each_spelling_in_items_is_counted_by_itself() -> None:
    """Two spellings are two drifts, as a client must know both."""
    body = '{"data": [{"city": "NULL"}, {"city": "null"}, {"city": "NULL"}, {"city": "Pune"}]}'
    assert find("text-for-null", DATA, body) == [
        ("warning", "$.data[*].city", "String", "the text NULL", "2 of 4"),
        ("warning", "$.data[*].city", "String", "the text null", "1 of 4"),
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"pincode": "NULL"}', name="one"),
        interaction('{"pincode": "411001"}', name="two"),
        interaction('{"pincode": "NULL"}', origin="har", name="three"),
    ]
    assert find("text-for-null", PINCODE, *bodies) == [
        ("warning", "$.pincode", "String", "the text NULL", "1 of 2, 1 of 1")
    ]


def test_nested_objects_are_judged() -> None:
    """The word is found however deep it lies."""
    store = contract({"store": {"type": "object", "properties": {"city": TEXT}}})
    assert find("text-for-null", store, '{"store": {"city": "NULL"}}') == [
        ("warning", "$.store.city", "String", "the text NULL", "1 of 1")
    ]


def test_texts_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    fields = contract({"fields": {"type": "object", "additionalProperties": TEXT}})
    assert find("text-for-null", fields, '{"fields": {"a": "NULL", "": "NULL", "b": "x"}}') == [
        ("warning", "$.fields[*]", "string", "the text NULL", "2 of 3")
    ]


def test_an_undocumented_field_is_not_judged() -> None:
    """Where nothing is documented, nobody knows what the word stands for."""
    assert find("text-for-null", PINCODE, '{"pincode": "1", "other": "NULL"}') == []


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[31m", r"\u001b[31m", r'$["\u001b[31m"]'),
        ("\ud800", r"\ud800", r'$["\ud800"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    assert find("text-for-null", contract({name: TEXT}), f'{{"{written}": "NULL"}}') == [
        ("warning", location, "String", "the text NULL", "1 of 1")
    ]
