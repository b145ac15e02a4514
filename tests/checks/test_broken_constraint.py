"""`broken-constraint`: a value that breaks another constraint of the schema."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support import Found, as_text, cited, contract, find, interaction, row

CODE = {"type": "string", "minLength": 4}
COUPON = contract({"code": CODE})
DATA = contract({"data": {"type": "array", "items": {"properties": {"code": CODE}}}})


@pytest.mark.parametrize(
    ("schema", "good", "bad", "documented", "keyword"),
    [
        ({"type": "string", "minLength": 2}, '"AB"', '"A"', "String", "minLength"),
        ({"type": "string", "maxLength": 2}, '"AB"', '"ABC"', "String", "maxLength"),
        ({"type": "string", "pattern": "^A"}, '"AB"', '"B"', "String", "pattern"),
        ({"type": "string", "format": "email"}, '"a@b.example"', '"a"', "String", "format"),
        ({"type": "integer", "minimum": 1}, "1", "0", "Integer", "minimum"),
        ({"type": "integer", "maximum": 9}, "9", "10", "Integer", "maximum"),
        ({"type": "number", "exclusiveMinimum": 0}, "0.1", "0.0", "Number", "exclusiveMinimum"),
        ({"type": "number", "exclusiveMaximum": 1}, "0.9", "1", "Number", "exclusiveMaximum"),
        ({"type": "integer", "multipleOf": 5}, "10", "11", "Integer", "multipleOf"),
        ({"type": "array", "minItems": 1}, "[1]", "[]", "Array", "minItems"),
        ({"type": "array", "maxItems": 1}, "[1]", "[1, 2]", "Array", "maxItems"),
        ({"type": "array", "uniqueItems": True}, "[1, 2]", "[1, 1]", "Array", "uniqueItems"),
        ({"type": "object", "minProperties": 1}, '{"a": 1}', "{}", "Object", "minProperties"),
    ],
)
def test_a_broken_constraint_is_an_error_and_found_once(
    schema: dict[str, Any], good: str, bad: str, documented: str, keyword: str
) -> None:
    """The keyword is named, and a value just inside the bounds is as documented."""
    field = contract({"field": schema})
    assert find(None, field, f'{{"field": {good}}}') == []
    assert find(None, field, f'{{"field": {bad}}}') == [
        ("error", "$.field", documented, f"breaks {keyword}", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("schema", "keyword"),
    [
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, "oneOf"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "anyOf"),
        ({"not": {"type": "boolean"}}, "not"),
    ],
)
def test_a_combination_is_judged_as_a_whole(schema: dict[str, Any], keyword: str) -> None:
    """Which branch was meant cannot be told, so that the keyword stands for all of them."""
    either = contract({"id": schema})
    assert find("broken-constraint", either, '{"id": "x"}', '{"id": true}') == [
        ("error", "$.id", "no datatype", f"breaks {keyword}", "1 of 2")
    ]


@pytest.mark.parametrize(
    ("branch", "value", "location"),
    [
        ({"properties": {"a": CODE}}, '{"a": "x"}', "$.entity.a"),
        ({"properties": {"a": {"properties": {"b": CODE}}}}, '{"a": {"b": "x"}}', "$.entity.a.b"),
    ],
)
def test_what_only_a_combination_lists_cites_the_row_above(
    branch: dict[str, Any], value: str, location: str
) -> None:
    """The location is that of the value, however deep, and the row is the nearest above it."""
    entity = contract({"entity": {"type": "object", "allOf": [branch]}})
    body = f'{{"entity": {value}}}'
    assert cited("broken-constraint", entity, body) == [row(1, "entity", "Object")]
    assert find("broken-constraint", entity, body) == [
        ("error", location, "Object", "breaks minLength", "1 of 1")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    assert cited("broken-constraint", DATA, '{"data": [{"code": "A"}]}') == [
        row(2, "code", "String")
    ]


def test_two_broken_constraints_of_one_value_are_two_findings() -> None:
    """Each bound is documented by itself."""
    code = contract({"code": {"type": "string", "minLength": 4, "pattern": "^A"}})
    assert sorted(find("broken-constraint", code, '{"code": "B"}')) == [
        ("error", "$.code", "String", "breaks minLength", "1 of 1"),
        ("error", "$.code", "String", "breaks pattern", "1 of 1"),
    ]


@pytest.mark.parametrize("schema", [{"type": "string"}, {}, {"type": "string", "title": "Code"}])
def test_without_a_constraint_nothing_is_broken(schema: dict[str, Any]) -> None:
    """Types and descriptions are no bounds."""
    assert find("broken-constraint", contract({"code": schema}), '{"code": ""}') == []


@pytest.mark.parametrize(
    ("schema", "body", "expected"),
    [
        (CODE, '{"field": 1}', ("error", "$.field", "String", "integer", "1 of 1")),
        (CODE, '{"field": null}', ("warning", "$.field", "String", "null", "1 of 1")),
        (CODE, "{}", ("note", "$.field", "String", "absent", "1 of 1")),
        (
            {"type": "integer", "minimum": 100},
            '{"field": "42"}',
            ("error", "$.field", "Integer", "text", "1 of 1"),
        ),
        (
            {"type": "string", "minLength": 1, "enum": ["A"]},
            '{"field": "B"}',
            ("error", "$.field", "String", "B", "1 of 1"),
        ),
        (
            {"type": "integer", "format": "int64", "minimum": 0},
            '{"field": 9223372036854775808}',
            ("error", "$.field", "Long", "beyond int64", "1 of 1"),
        ),
        (
            {"type": "string", "minLength": 1, "contentMediaType": "application/json"},
            '{"field": "[1"}',
            ("error", "$.field", "String", "text that is not JSON", "1 of 1"),
        ),
        (
            {"type": "string", "minLength": 1, "x-presence": "promised"},
            "{}",
            ("error", "$.field", "String", "absent", "1 of 1"),
        ),
    ],
)
def test_what_other_checks_judge_is_no_constraint(
    schema: dict[str, Any], body: str, expected: Found
) -> None:
    """Type, null, presence, list, range and JSON text have checks of their own."""
    assert find(None, contract({"field": schema}), body) == [expected]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 8},
        {"type": "string", "pattern": "^[0-9]+$"},
        {"type": "string", "format": "email"},
    ],
)
def test_a_text_for_no_value_is_left_to_its_own_check(schema: dict[str, Any]) -> None:
    """The text "NULL" is no value that could break a bound, and is found once."""
    assert find(None, contract({"field": schema}), '{"field": "NULL"}') == [
        ("warning", "$.field", "String", "the text NULL", "1 of 1")
    ]


def test_a_date_is_left_to_the_checks_of_dates() -> None:
    """A standard date format is judged by `wrong-date-format` alone."""
    date = contract({"date": {"type": "string", "format": "date", "minLength": 1}})
    assert find("broken-constraint", date, '{"date": "2026-02-30"}') == []


@pytest.mark.parametrize(
    ("body", "status"), [("not JSON", None), ("", None), ('{"code": "A"}', 404), ("[1e", 200)]
)
def test_what_documents_no_body_breaks_nothing(body: str, status: int | None) -> None:
    """A body that is not JSON, or that no status documents, is found by the transport checks."""
    assert find("broken-constraint", COUPON, interaction(body, status=status)) == []


def test_a_status_whose_schema_has_no_bounds_breaks_nothing() -> None:
    """Each documented status is judged by its own schema."""
    other = contract({"code": {"type": "string"}}).bodies["200"]
    two = replace(COUPON, bodies={**COUPON.bodies, "404": other})
    good = interaction('{"code": "A"}', status=404, name="404")
    bad = interaction('{"code": "A"}', status=200, name="200")
    assert find("broken-constraint", two, good) == []
    assert find("broken-constraint", two, good, bad) == [
        ("error", "$.code", "String", "breaks minLength", "1 of 2")
    ]


def test_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    codes = contract({"codes": {"type": "array", "items": CODE}})
    assert find("broken-constraint", codes, '{"codes": ["A", "ABCD", "B"]}') == [
        ("error", "$.codes[*]", "string", "breaks minLength", "2 of 3")
    ]


def test_fields_of_items_are_counted() -> None:
    """One field of all items is one place."""
    body = '{"data": [{"code": "A"}, {"code": "ABCD"}, {"code": "B"}, {}]}'
    assert find("broken-constraint", DATA, body) == [
        ("error", "$.data[*].code", "String", "breaks minLength", "2 of 3")
    ]


def test_every_broken_value_is_counted() -> None:
    """A drift says in how many places it was seen, however many there are."""
    codes = contract({"codes": {"type": "array", "items": CODE}, "name": CODE})
    body = as_text({"codes": ["A"] * 300, "name": "B"})
    assert find("broken-constraint", codes, body) == [
        ("error", "$.codes[*]", "string", "breaks minLength", "300 of 300"),
        ("error", "$.name", "String", "breaks minLength", "1 of 1"),
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"code": "A"}', name="one"),
        interaction('{"code": "ABCD"}', name="two"),
        interaction('{"code": "A"}', origin="live", name="three"),
    ]
    assert find("broken-constraint", COUPON, *bodies) == [
        ("error", "$.code", "String", "breaks minLength", "1 of 2, 1 of 1")
    ]


def test_values_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    fields = contract({"fields": {"type": "object", "additionalProperties": CODE}})
    assert find("broken-constraint", fields, '{"fields": {"a": "A", "b": "B", "c": "ABCD"}}') == [
        ("error", "$.fields[*]", "string", "breaks minLength", "2 of 3")
    ]


def test_an_empty_name_is_a_free_name_like_any_other() -> None:
    """The location is that of the member with the empty name, and not of the map."""
    fields = contract({"fields": {"type": "object", "additionalProperties": CODE}})
    assert find("broken-constraint", fields, '{"fields": {"": "A", "c": "ABCD"}}') == [
        ("error", "$.fields[*]", "string", "breaks minLength", "1 of 2")
    ]


def test_a_listed_name_beside_free_names_has_bounds_of_its_own() -> None:
    """What holds for free names does not hold for a name with a row."""
    fields = contract(
        {
            "fields": {
                "type": "object",
                "properties": {"id": {"type": "string"}},
                "additionalProperties": CODE,
            }
        }
    )
    assert find("broken-constraint", fields, '{"fields": {"id": "A", "any": "ABCD"}}') == []


def test_nested_objects_are_judged() -> None:
    """The value is found however deep it lies."""
    series = contract({"series": {"type": "object", "properties": {"code": CODE}}})
    assert find("broken-constraint", series, '{"series": {"code": "A"}}') == [
        ("error", "$.series.code", "String", "breaks minLength", "1 of 1")
    ]


@pytest.mark.parametrize("value", [r"\ud800", r"\udfff\ud800", r"ABC\ud800"])
@pytest.mark.parametrize("schema", [CODE, {"type": "string", "pattern": "^[^A]*$"}])
def test_a_lone_surrogate_is_judged_and_never_raises(schema: dict[str, Any], value: str) -> None:
    """A lone surrogate is one character that breaks bounds like any other."""
    broken = ("ABC" in value) == ("pattern" in schema)
    found = find("broken-constraint", contract({"code": schema}), f'{{"code": "{value}"}}')
    assert [(severity, location) for severity, location, *_ in found] == (
        [("error", "$.code")] if broken else []
    )


def test_a_lone_surrogate_elsewhere_does_not_hide_a_broken_constraint() -> None:
    """What one value holds does not matter to the judgement of another."""
    assert find("broken-constraint", COUPON, r'{"\ud800": "\ud800", "code": "A"}') == [
        ("error", "$.code", "String", "breaks minLength", "1 of 1")
    ]


@pytest.mark.parametrize(
    ("schema", "keyword"),
    [
        ({"contains": {"type": "integer"}}, "contains"),
        ({"anyOf": [{"maxItems": 1}]}, "anyOf"),
    ],
)
def test_deep_nesting_is_judged_and_never_raises(schema: dict[str, Any], keyword: str) -> None:
    """A body that could be read can be judged."""
    deep = "[" * 400 + "]" * 400
    nested = contract({"field": {"type": "array", **schema}})
    assert find("broken-constraint", nested, f'{{"field": [{deep}, {deep}]}}') == [
        ("error", "$.field", "Array", f"breaks {keyword}", "1 of 1")
    ]


def test_what_is_nested_too_deeply_to_compare_is_a_warning() -> None:
    """What cannot be judged is said, not passed over."""
    deep = "[" * 400 + "]" * 400
    unique = contract({"field": {"type": "array", "uniqueItems": True}})
    assert find("broken-constraint", unique, f'{{"field": [{deep}, {deep}]}}') == [
        ("warning", "$", "any type", "nested too deeply to judge", "1 of 1")
    ]


@pytest.mark.parametrize("value", ["9" * 400, "1e300", "1e400"])
def test_a_huge_number_breaks_its_bound(value: str) -> None:
    """No number is too large to be compared."""
    price = contract({"price": {"type": "number", "maximum": 10}})
    assert find("broken-constraint", price, f'{{"price": {value}}}') == [
        ("error", "$.price", "Number", "breaks maximum", "1 of 1")
    ]


def test_an_escape_character_in_a_name_is_printable_in_the_location() -> None:
    """No control character reaches a report as it is."""
    odd = contract({"\x1b[31m": CODE})
    assert find("broken-constraint", odd, r'{"\u001b[31m": "A"}') == [
        ("error", r'$["\u001b[31m"]', "String", "breaks minLength", "1 of 1")
    ]
