"""`invalid-json-text`: a text that should hold JSON and does not."""

import pytest

from tests.support import cited, contract, find, interaction, row

JSON_TEXT = {"type": "string", "contentMediaType": "application/json"}
IDS = contract({"ids": JSON_TEXT})
JSON = "a text that holds JSON"
PRINTED = "follows: a text that holds JSON, as in the printed example"
NOT_JSON = "text that is not JSON"


def test_a_text_that_is_not_json_is_an_error_and_found_once() -> None:
    """A client that parses the text, as it must, raises."""
    assert find(None, IDS, '{"ids": "[-1"}') == [("error", "$.ids", JSON, NOT_JSON, "1 of 1")]


def test_a_text_that_only_the_printed_example_shows_as_json_is_a_warning() -> None:
    """No table says that the text is JSON, so that a client may not parse it."""
    printed = contract(
        {
            "code": {"type": "string"},
            "ids": {"contentMediaType": "application/json", "x-source": {"inferred": "printed"}},
        }
    )
    assert find("invalid-json-text", printed, '{"code": "A", "ids": "[-1"}') == [
        ("warning", "$.ids", PRINTED, NOT_JSON, "1 of 1")
    ]


def test_a_row_whose_json_only_the_printed_example_shows_is_a_warning() -> None:
    """The row lists the field, and only the example shows that its text is JSON."""
    sources = [{"table": "response", "row": 1}, {"inferred": "printed"}]
    printed = contract({"code": {"type": "string"}, "ids": {**JSON_TEXT, "x-source": sources}})
    assert find("invalid-json-text", printed, '{"code": "A", "ids": "[-1"}') == [
        ("warning", "$.ids", PRINTED, NOT_JSON, "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    both = contract({"code": {"type": "string"}, "ids": JSON_TEXT})
    assert cited("invalid-json-text", both, '{"code": "A", "ids": "[-1"}') == [
        row(2, "ids", "String")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "[-1]",
        " [1, 2] ",
        r"{\"dom\": [1]}",
        r"\"text\"",
        "1",
        "-0.5e3",
        "true",
        r"[\"\\ud800\"]",
        r"[\"\\u001b\"]",
        "9" * 5000,
    ],
)
def test_any_json_value_is_not_found(text: str) -> None:
    """Every JSON value is JSON, not only arrays and objects, and of any length."""
    assert find("invalid-json-text", IDS, f'{{"ids": "{text}"}}') == []


@pytest.mark.parametrize(
    "text",
    [
        "[-1",
        "[1,]",
        "{'dom': 1}",
        "{dom: 1}",
        "[1] [2]",
        "01",
        "+1",
        ".5",
        "1.",
        "None",
        "True",
        "1,2",
        "plain",
        "NaN",
        "[NaN]",
        "Infinity",
        "[-Infinity]",
        r"\ufeff[]",
        r"\u001b[31m",
        r"\ud800",
        r"[\"\ttab\"]",
    ],
)
def test_what_a_strict_parser_refuses_is_found(text: str) -> None:
    """What RFC 8259 does not allow is not JSON, even where some languages read it."""
    assert find("invalid-json-text", IDS, f'{{"ids": "{text}"}}') == [
        ("error", "$.ids", JSON, NOT_JSON, "1 of 1")
    ]


@pytest.mark.parametrize("text", ["", " ", r"\n\t"])
def test_an_empty_text_is_named_as_such(text: str) -> None:
    """An empty text is not JSON, and most often stands for no value."""
    assert find("invalid-json-text", IDS, f'{{"ids": "{text}"}}') == [
        ("error", "$.ids", JSON, "empty text", "1 of 1")
    ]


@pytest.mark.parametrize("text", ["NULL", "Null", " NULL "])
def test_a_text_for_no_value_is_left_to_its_own_check(text: str) -> None:
    """The text "NULL" is found by `text-for-null` alone."""
    assert find("invalid-json-text", IDS, f'{{"ids": "{text}"}}') == []
    assert find(None, IDS, f'{{"ids": "{text}"}}') == [
        ("warning", "$.ids", "String", f"the text {text.strip()}", "1 of 1")
    ]


@pytest.mark.parametrize("value", ["null", "1", "[-1]", "{}", "true"])
def test_what_is_no_text_is_left_to_the_checks_of_types(value: str) -> None:
    """JSON that does not stand in a text is of the wrong type, and no invalid JSON text."""
    assert find("invalid-json-text", IDS, f'{{"ids": {value}}}') == []


@pytest.mark.parametrize(
    "schema",
    [{"type": "string"}, {}, {"type": "string", "contentMediaType": "text/plain"}],
)
def test_a_text_that_is_not_documented_as_json_is_not_found(schema: dict[str, str]) -> None:
    """Only `application/json` promises JSON."""
    assert find("invalid-json-text", contract({"ids": schema}), '{"ids": "[-1"}') == []


def test_a_json_text_without_a_datatype_is_judged_all_the_same() -> None:
    """What the page says about the text does not depend on a datatype."""
    untyped = contract({"ids": {"contentMediaType": "application/json"}})
    assert find("invalid-json-text", untyped, '{"ids": "[-1"}') == [
        ("error", "$.ids", JSON, NOT_JSON, "1 of 1")
    ]


def test_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    texts = contract({"texts": {"type": "array", "items": JSON_TEXT}})
    assert find("invalid-json-text", texts, '{"texts": ["[1", "[1]", "]"]}') == [
        ("error", "$.texts[*]", JSON, NOT_JSON, "2 of 3")
    ]


def test_empty_and_other_texts_in_items_are_counted_apart() -> None:
    """An empty text is another drift than a text that is not JSON."""
    data = contract({"data": {"type": "array", "items": {"properties": {"ids": JSON_TEXT}}}})
    body = '{"data": [{"ids": ""}, {"ids": "[1"}, {"ids": "[]"}, {"ids": ""}]}'
    assert find("invalid-json-text", data, body) == [
        ("error", "$.data[*].ids", JSON, "empty text", "2 of 4"),
        ("error", "$.data[*].ids", JSON, NOT_JSON, "1 of 4"),
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"ids": "[1"}', name="one"),
        interaction('{"ids": "[1]"}', name="two"),
        interaction('{"ids": "[1"}', origin="har", name="three"),
    ]
    assert find("invalid-json-text", IDS, *bodies) == [
        ("error", "$.ids", JSON, NOT_JSON, "1 of 2, 1 of 1")
    ]


def test_nested_objects_are_judged() -> None:
    """The text is found however deep it lies."""
    series = contract({"series": {"type": "object", "properties": {"ids": JSON_TEXT}}})
    assert find("invalid-json-text", series, '{"series": {"ids": "[1"}}') == [
        ("error", "$.series.ids", JSON, NOT_JSON, "1 of 1")
    ]


def test_texts_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    fields = contract({"fields": {"type": "object", "additionalProperties": JSON_TEXT}})
    assert find("invalid-json-text", fields, '{"fields": {"a": "[1", "": "]", "b": "[]"}}') == [
        ("error", "$.fields[*]", JSON, NOT_JSON, "2 of 3")
    ]


@pytest.mark.parametrize(
    ("name", "written", "location"),
    [
        ("\x1b[31m", r"\u001b[31m", r'$["\u001b[31m"]'),
        ("\ud800", r"\ud800", r'$["\ud800"]'),
    ],
)
def test_an_odd_name_is_printable_in_the_location(name: str, written: str, location: str) -> None:
    """Neither control characters nor lone surrogates reach a report as they are."""
    assert find("invalid-json-text", contract({name: JSON_TEXT}), f'{{"{written}": "[1"}}') == [
        ("error", location, JSON, NOT_JSON, "1 of 1")
    ]
