"""`unknown-enum-value`: a value that is not among those the page lists."""

from typing import Any

import pytest

from asdocumented.contracts.model import Contract, Parameter
from tests.support import Found, cited, contract, find, interaction, parameter, row, tell

LISTED = "LOWER, UPPER"
UNLISTED = "a value that is not listed"
CASE = {"type": "string", "enum": ["LOWER", "UPPER"]}
CLOSED = contract({"case": CASE})
KIND = contract({"kind": {"type": "string", "x-known-values": ["ABS", "PERC"]}})
URL = "https://utc.example/coupons"


def target_run(**changes: Any) -> Contract:
    """Return a contract with one parameter that has a closed list of values."""
    return contract({}, parameters=[parameter("case", enum=("LOWER", "UPPER"), **changes)])


def test_a_value_outside_a_closed_list_is_an_error() -> None:
    """A client that decides by the value has no branch for it."""
    assert find("unknown-enum-value", CLOSED, '{"case": "Title"}') == [
        ("error", "$.case", LISTED, UNLISTED, "1 of 1")
    ]


def test_a_value_outside_of_examples_is_a_note() -> None:
    """Values that the page names as examples are no closed list."""
    assert find("unknown-enum-value", KIND, '{"kind": "POINTS"}') == [
        ("note", "$.kind", "for example ABS, PERC", UNLISTED, "1 of 1")
    ]


def test_a_value_other_than_the_only_one_is_an_error() -> None:
    """The standard keyword `const` is a closed list of one."""
    version = contract({"v": {"type": "integer", "const": 2}})
    assert find("unknown-enum-value", version, '{"v": 3}') == [
        ("error", "$.v", "2", UNLISTED, "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    both = contract({"code": {"type": "string"}, "case": CASE})
    assert cited("unknown-enum-value", both, '{"code": "A", "case": "Title"}') == [
        row(2, "case", "String")
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (CASE, '"LOWER"'),
        (CASE, '"UPPER"'),
        ({"type": "string", "enum": ["", "A"]}, '""'),
        ({"type": "integer", "enum": [1, 2]}, "2"),
        ({"type": "integer", "enum": [1, 2]}, "2.0"),
        ({"type": "number", "enum": [0.5]}, "0.5"),
        ({"type": "boolean", "const": True}, "true"),
        ({"type": "string", "x-known-values": ["ABS"]}, '"ABS"'),
        ({"type": "string"}, '"anything"'),
        ({}, '"anything"'),
    ],
)
def test_a_listed_value_is_not_found(schema: dict[str, Any], value: str) -> None:
    """A value in the list is as documented, as is any value where there is no list."""
    assert find("unknown-enum-value", contract({"field": schema}), f'{{"field": {value}}}') == []


@pytest.mark.parametrize("value", ["lower", " LOWER", "LOWER ", "", "LOWER,UPPER"])
def test_a_value_is_compared_letter_by_letter(value: str) -> None:
    """A client compares the value as it came, with its case and its blanks."""
    found = find("unknown-enum-value", CLOSED, f'{{"case": "{value}"}}')
    assert [severity for severity, *_ in found] == ["error"]


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (CASE, "null", ("warning", "$.field", "String", "null", "1 of 1")),
        (CASE, '"NULL"', ("warning", "$.field", "String", "the text NULL", "1 of 1")),
        (CASE, "{}", ("error", "$.field", "String", "object", "1 of 1")),
        (CASE, "[]", ("error", "$.field", "String", "array", "1 of 1")),
        (CASE, "1", ("error", "$.field", "String", "integer", "1 of 1")),
        (
            {"type": "integer", "enum": [1, 2]},
            '"1"',
            ("error", "$.field", "Integer", "text", "1 of 1"),
        ),
        (
            {"type": "boolean", "const": True},
            '"true"',
            ("error", "$.field", "Boolean", "text", "1 of 1"),
        ),
    ],
)
def test_a_value_of_another_type_is_found_only_as_such(
    schema: dict[str, Any], value: str, expected: Found
) -> None:
    """No list of values holds another type, so that this tells nothing that the type does not."""
    assert find(None, contract({"field": schema}), f'{{"field": {value}}}') == [expected]


@pytest.mark.parametrize("value", ["1", "true", "null", "[]"])
def test_examples_are_compared_with_text_only(value: str) -> None:
    """Values that the page names as examples are text."""
    assert find("unknown-enum-value", KIND, f'{{"kind": {value}}}') == []


def test_a_listed_null_word_is_a_value_and_its_variants_are_not() -> None:
    """Where the page lists the text NULL, another spelling is unknown, and is found once."""
    listed = contract({"field": {"type": "string", "enum": ["A", "NULL"]}})
    assert find(None, listed, '{"field": "NULL"}') == []
    assert find(None, listed, '{"field": "null"}') == [
        ("error", "$.field", "A, NULL", UNLISTED, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("listed", "value", "documented"),
    [([0, 1], "true", "0, 1"), ([0, 1], "false", "0, 1"), ([True], "1", "true")],
)
def test_a_boolean_is_no_number(listed: list[Any], value: str, documented: str) -> None:
    """JSON tells true from 1, and false from 0, also where the row has no datatype."""
    flags = contract({"flag": {"enum": listed}})
    assert find("unknown-enum-value", flags, f'{{"flag": {value}}}') == [
        ("error", "$.flag", documented, UNLISTED, "1 of 1")
    ]


def test_a_boolean_is_named_as_json_spells_it() -> None:
    """The finding shows the value of the response, and not that of the language of this tool."""
    always = contract({"success": {"type": "boolean", "const": True}})
    assert find("unknown-enum-value", always, '{"success": false}') == [
        ("error", "$.success", "true", UNLISTED, "1 of 1")
    ]


@pytest.mark.parametrize(
    "value",
    [
        '""',
        '"two words"',
        r'"\u001b[31m"',
        r'"\ud800"',
        '"Stra\u00dfe"',
        '"' + "A" * 41 + '"',
        "9" * 400,
        "1e22",
        "1e400",
    ],
)
def test_a_value_that_is_no_short_word_is_not_shown(value: str) -> None:
    """What could be long, personal or unprintable stays out of the finding."""
    either = contract({"field": {"enum": ["A", 1]}})
    assert find("unknown-enum-value", either, f'{{"field": {value}}}') == [
        ("error", "$.field", "A, 1", UNLISTED, "1 of 1")
    ]


@pytest.mark.parametrize("value", ["A" * 40, "a.b-c_d", "42"])
def test_a_short_word_is_shown(value: str) -> None:
    """A word that could stand in a list of values tells which branch is missing."""
    assert tell("unknown-enum-value", CLOSED, f'{{"case": "{value}"}}') == [
        (LISTED, f"{UNLISTED}, such as {value}", "coupons 2026, response table, row 1 (case)")
    ]


def test_a_long_list_is_cut_short() -> None:
    """A reader finds the rest on the page."""
    many = contract({"case": {"type": "string", "enum": [f"V{number}" for number in range(20)]}})
    ((documented, _, _),) = tell("unknown-enum-value", many, '{"case": "x"}')
    assert documented == "V0, V1, V2, V3, V4, V5, V6, V7, V8, V9, V10, V11 and 8 more"


@pytest.mark.parametrize("why", ["personal", "secret"])
def test_a_sensitive_value_is_not_shown(why: str) -> None:
    """A finding is part of every report, and holds no personal data."""
    hidden = contract({"mobile": {"type": "string", "x-known-values": ["A"], "x-sensitive": why}})
    assert tell("unknown-enum-value", hidden, '{"mobile": "919999999999"}') == [
        ("for example A", UNLISTED, "coupons 2026, response table, row 1 (mobile)")
    ]


def test_unknown_values_are_counted_together() -> None:
    """Items of an array are one place, and what no list holds is one drift, with samples."""
    cases = contract({"cases": {"type": "array", "items": CASE}})
    assert find("unknown-enum-value", cases, '{"cases": ["Title", "LOWER", "Title", "Camel"]}') == [
        ("error", "$.cases[*]", LISTED, UNLISTED, "3 of 4")
    ]


def test_values_that_are_not_shown_are_counted_together() -> None:
    """What is not told apart in the finding is one drift."""
    data = contract({"data": {"type": "array", "items": {"properties": {"case": CASE}}}})
    body = '{"data": [{"case": "a b"}, {"case": "LOWER"}, {"case": "c d"}]}'
    assert find("unknown-enum-value", data, body) == [
        ("error", "$.data[*].case", LISTED, UNLISTED, "2 of 3")
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"case": "Title"}', name="one"),
        interaction('{"case": "LOWER"}', name="two"),
        interaction('{"case": "Title"}', origin="har", name="three"),
    ]
    assert find("unknown-enum-value", CLOSED, *bodies) == [
        ("error", "$.case", LISTED, UNLISTED, "1 of 2, 1 of 1")
    ]


def test_values_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    cases = contract({"cases": {"type": "object", "additionalProperties": CASE}})
    body = '{"cases": {"a": "Title", "": "Title", "b": "LOWER"}}'
    assert find("unknown-enum-value", cases, body) == [
        ("error", "$.cases[*]", LISTED, UNLISTED, "2 of 3")
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
    assert find("unknown-enum-value", contract({name: CASE}), f'{{"{written}": "Title"}}') == [
        ("error", location, LISTED, UNLISTED, "1 of 1")
    ]


def test_a_request_with_a_value_outside_the_list_is_a_warning() -> None:
    """The sender of the request is at fault, and the answer to it may tell little."""
    one = interaction("{}", url=f"{URL}?case=Title")
    assert find("unknown-enum-value", target_run(), one) == [
        ("warning", "$request.query.case", LISTED, UNLISTED, "1 of 1")
    ]


def test_the_row_of_the_parameter_is_cited() -> None:
    """The finding cites the row of the parameter."""
    documented: Parameter = parameter("case", enum=("LOWER", "UPPER"))
    one = interaction("{}", url=f"{URL}?case=Title")
    assert cited("unknown-enum-value", contract({}, parameters=[documented]), one) == [
        documented.citation
    ]


@pytest.mark.parametrize("query", ["", "?case=LOWER", "?case=lower", "?Case=Title", "?other=Title"])
def test_a_request_with_a_listed_value_or_none_is_not_found(query: str) -> None:
    """Servers read values in either case, and a parameter that is not sent has no value."""
    assert find("unknown-enum-value", target_run(), interaction("{}", url=URL + query)) == []


def test_a_parameter_without_a_list_takes_any_value() -> None:
    """Where the page lists no values, none is unknown."""
    free = contract({}, parameters=[parameter("case")])
    assert find("unknown-enum-value", free, interaction("{}", url=f"{URL}?case=Title")) == []


def test_a_request_that_no_page_prints_is_no_evidence() -> None:
    """An inferred request was made up, so that nothing in it is judged."""
    one = interaction("{}", url=f"{URL}?case=Title", inferred=True)
    assert find("unknown-enum-value", target_run(), one) == []


def test_a_sensitive_parameter_is_not_shown() -> None:
    """A value that may be personal stays out of the finding."""
    one = interaction("{}", url=f"{URL}?case=919999999999")
    assert find("unknown-enum-value", target_run(sensitive="personal"), one) == [
        ("warning", "$request.query.case", LISTED, UNLISTED, "1 of 1")
    ]


@pytest.mark.parametrize("value", ["two%20words", "%1b%5b31m", "%ff", ""])
def test_an_odd_value_of_a_parameter_is_not_shown(value: str) -> None:
    """What could be long, personal or unprintable stays out of the finding."""
    one = interaction("{}", url=f"{URL}?case={value}")
    assert find("unknown-enum-value", target_run(), one) == [
        ("warning", "$request.query.case", LISTED, UNLISTED, "1 of 1")
    ]


def test_requests_are_counted_among_interactions() -> None:
    """A parameter is counted among all requests, by origin."""
    requests = [
        interaction("{}", url=f"{URL}?case=Title", name="one"),
        interaction("{}", url=URL, name="two"),
        interaction("{}", url=f"{URL}?case=Title", name="three"),
        interaction("{}", url=f"{URL}?case=Title", origin="live", name="four"),
    ]
    assert find("unknown-enum-value", target_run(), *requests) == [
        ("warning", "$request.query.case", LISTED, UNLISTED, "2 of 3, 1 of 1")
    ]
