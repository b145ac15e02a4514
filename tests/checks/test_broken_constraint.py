"""`broken-constraint`: a value that breaks another constraint of the schema."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.support import THERE, Found, as_text, cited, contract, find, interaction, row

CODE = {"type": "string", "minLength": 4}
COUPON = contract({"code": CODE})
FORM, EMAIL, TWICE = "a text of the documented form", "the format email", "no item twice"
MEMBERS = "at least 1 members"
SHORT = ("follows: at least 4 characters", "too short")
ONE_OF = ("follows: one of the documented forms", "none of them, or more than one")
ANY_OF = ("follows: one of the documented forms", "none of them")
CONTAINS = ("follows: an item of the documented form", "no such item")
NOT = ("follows: a form that is not excluded", "an excluded form")
DATA = contract({"data": {"type": "array", "items": {"properties": {"code": CODE}}}})


@pytest.mark.parametrize(
    ("schema", "good", "bad", "promised", "observed"),
    [
        ({"type": "string", "minLength": 2}, '"AB"', '"A"', "at least 2 characters", "too short"),
        ({"type": "string", "maxLength": 2}, '"AB"', '"ABC"', "at most 2 characters", "too long"),
        ({"type": "string", "pattern": "^A"}, '"AB"', '"B"', FORM, "another form"),
        ({"type": "string", "format": "email"}, '"a@b.example"', '"a"', EMAIL, "another format"),
        ({"type": "integer", "minimum": 1}, "1", "0", "at least 1", "too small"),
        ({"type": "integer", "maximum": 9}, "9", "10", "at most 9", "too large"),
        ({"type": "number", "exclusiveMinimum": 0}, "0.1", "0.0", "more than 0", "too small"),
        ({"type": "number", "exclusiveMaximum": 1}, "0.9", "1", "less than 1", "too large"),
        ({"type": "integer", "multipleOf": 5}, "10", "11", "a multiple of 5", "no multiple"),
        ({"type": "array", "minItems": 1}, "[1]", "[]", "at least 1 items", "too few items"),
        ({"type": "array", "maxItems": 1}, "[1]", "[1, 2]", "at most 1 items", "too many items"),
        ({"type": "array", "uniqueItems": True}, "[1, 2]", "[1, 1]", TWICE, "an item twice"),
        ({"type": "object", "minProperties": 1}, '{"a": 1}', "{}", MEMBERS, "too few members"),
    ],
)
def test_a_broken_constraint_is_an_error_and_found_once(
    schema: dict[str, Any], good: str, bad: str, promised: str, observed: str
) -> None:
    """The bound is told in words, and a value just inside it is as documented."""
    field = contract({"field": schema})
    assert find(None, field, f'{{"field": {good}}}') == []
    assert find(None, field, f'{{"field": {bad}}}') == [
        ("error", "$.field", f"follows: {promised}", observed, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, ONE_OF),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, ANY_OF),
        ({"not": {"type": "boolean"}}, NOT),
    ],
)
def test_a_combination_is_judged_as_a_whole(schema: dict[str, Any], told: tuple[str, str]) -> None:
    """Which branch was meant cannot be told, so that one finding stands for all of them."""
    either = contract({"id": schema})
    assert find("broken-constraint", either, '{"id": "x"}', '{"id": true}') == [
        ("error", "$.id", *told, "1 of 2")
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
    assert find("broken-constraint", entity, body) == [("error", location, *SHORT, "1 of 1")]


def test_the_row_is_cited() -> None:
    """The finding cites the row of the field."""
    assert cited("broken-constraint", DATA, '{"data": [{"code": "A"}]}') == [
        row(2, "code", "String")
    ]


def test_two_broken_constraints_of_one_value_are_two_findings() -> None:
    """Each bound is documented by itself."""
    code = contract({"code": {"type": "string", "minLength": 4, "pattern": "^A"}})
    assert sorted(find("broken-constraint", code, '{"code": "B"}')) == [
        ("error", "$.code", f"follows: {FORM}", "another form", "1 of 1"),
        ("error", "$.code", *SHORT, "1 of 1"),
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
        (CODE, "{}", ("note", "$.field", THERE, "absent", "1 of 1")),
        (
            {"type": "integer", "minimum": 100},
            '{"field": "42"}',
            ("error", "$.field", "Integer", "text", "1 of 1"),
        ),
        (
            {"type": "string", "minLength": 1, "enum": ["A"]},
            '{"field": "B"}',
            ("error", "$.field", "A", "a value that is not listed", "1 of 1"),
        ),
        (
            {"type": "integer", "format": "int64", "minimum": 0},
            '{"field": 9223372036854775808}',
            ("error", "$.field", "Long", "too large for 64 bits", "1 of 1"),
        ),
        (
            {"type": "string", "minLength": 1, "contentMediaType": "application/json"},
            '{"field": "[1"}',
            ("error", "$.field", "a text that holds JSON", "text that is not JSON", "1 of 1"),
        ),
        (
            {"type": "string", "minLength": 1, "x-presence": "promised"},
            "{}",
            ("error", "$.field", "always there", "absent", "1 of 1"),
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
    assert find("broken-constraint", two, good, bad) == [("error", "$.code", *SHORT, "1 of 2")]


def test_items_of_an_array_are_counted() -> None:
    """All items of an array are one place, documented by the row of the array."""
    codes = contract({"codes": {"type": "array", "items": CODE}})
    assert find("broken-constraint", codes, '{"codes": ["A", "ABCD", "B"]}') == [
        ("error", "$.codes[*]", *SHORT, "2 of 3")
    ]


def test_fields_of_items_are_counted() -> None:
    """One field of all items is one place."""
    body = '{"data": [{"code": "A"}, {"code": "ABCD"}, {"code": "B"}, {}]}'
    assert find("broken-constraint", DATA, body) == [("error", "$.data[*].code", *SHORT, "2 of 3")]


def test_every_broken_value_is_counted() -> None:
    """A drift says in how many places it was seen, however many there are."""
    codes = contract({"codes": {"type": "array", "items": CODE}, "name": CODE})
    body = as_text({"codes": ["A"] * 300, "name": "B"})
    assert find("broken-constraint", codes, body) == [
        ("error", "$.codes[*]", *SHORT, "300 of 300"),
        ("error", "$.name", *SHORT, "1 of 1"),
    ]


def test_interactions_are_counted_by_origin() -> None:
    """Printed and recorded bodies are counted apart."""
    bodies = [
        interaction('{"code": "A"}', name="one"),
        interaction('{"code": "ABCD"}', name="two"),
        interaction('{"code": "A"}', origin="live", name="three"),
    ]
    assert find("broken-constraint", COUPON, *bodies) == [
        ("error", "$.code", *SHORT, "1 of 2, 1 of 1")
    ]


def test_values_under_free_names_are_one_place() -> None:
    """The members of a map share the documentation of the map's values."""
    fields = contract({"fields": {"type": "object", "additionalProperties": CODE}})
    assert find("broken-constraint", fields, '{"fields": {"a": "A", "b": "B", "c": "ABCD"}}') == [
        ("error", "$.fields[*]", *SHORT, "2 of 3")
    ]


def test_an_empty_name_is_a_free_name_like_any_other() -> None:
    """The location is that of the member with the empty name, and not of the map."""
    fields = contract({"fields": {"type": "object", "additionalProperties": CODE}})
    assert find("broken-constraint", fields, '{"fields": {"": "A", "c": "ABCD"}}') == [
        ("error", "$.fields[*]", *SHORT, "1 of 2")
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
        ("error", "$.series.code", *SHORT, "1 of 1")
    ]


@pytest.mark.parametrize("value", [r"\ud800", r"\udfff\ud800", r"ABC\ud800"])
@pytest.mark.parametrize("schema", [CODE, {"type": "string", "pattern": "^[^A]*$"}])
def test_a_lone_surrogate_is_judged_and_never_raises(schema: dict[str, Any], value: str) -> None:
    """It is one character that breaks bounds like any other; no pattern is judged on it."""
    broken = "ABC" not in value and "pattern" not in schema
    found = find("broken-constraint", contract({"code": schema}), f'{{"code": "{value}"}}')
    assert [(severity, location) for severity, location, *_ in found] == (
        [("error", "$.code")] if broken else []
    )


def test_a_lone_surrogate_elsewhere_does_not_hide_a_broken_constraint() -> None:
    """What one value holds does not matter to the judgement of another."""
    assert find("broken-constraint", COUPON, r'{"\ud800": "\ud800", "code": "A"}') == [
        ("error", "$.code", *SHORT, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"contains": {"type": "integer"}}, CONTAINS),
        ({"anyOf": [{"maxItems": 1}]}, ANY_OF),
    ],
)
def test_deep_nesting_is_judged_and_never_raises(
    schema: dict[str, Any], told: tuple[str, str]
) -> None:
    """A body that could be read can be judged."""
    deep = "[" * 400 + "]" * 400
    nested = contract({"field": {"type": "array", **schema}})
    assert find("broken-constraint", nested, f'{{"field": [{deep}, {deep}]}}') == [
        ("error", "$.field", *told, "1 of 1")
    ]


def test_what_is_nested_too_deeply_to_compare_is_a_warning() -> None:
    """What cannot be judged is said, not passed over."""
    deep = "[" * 400 + "]" * 400
    unique = contract({"field": {"type": "array", "uniqueItems": True}})
    assert find("broken-constraint", unique, f'{{"field": [{deep}, {deep}]}}') == [
        ("warning", "$", "follows: the documented shape", "nested too deeply to judge", "1 of 1")
    ]


@pytest.mark.parametrize("value", ["9" * 400, "1e300", "1e400"])
def test_a_huge_number_breaks_its_bound(value: str) -> None:
    """No number is too large to be compared."""
    price = contract({"price": {"type": "number", "maximum": 10}})
    assert find("broken-constraint", price, f'{{"price": {value}}}') == [
        ("error", "$.price", "follows: at most 10", "too large", "1 of 1")
    ]


def test_an_escape_character_in_a_name_is_printable_in_the_location() -> None:
    """No control character reaches a report as it is."""
    odd = contract({"\x1b[31m": CODE})
    assert find("broken-constraint", odd, r'{"\u001b[31m": "A"}') == [
        ("error", r'$["\u001b[31m"]', *SHORT, "1 of 1")
    ]


PERCENTAGE = {
    "x-promise": {
        "words": "0 to 100 where kind is PERC",
        "severity": "warning",
        "source": [{"table": "response", "row": 3}, {"table": "response", "row": 2}],
    },
    "if": {"properties": {"kind": {"const": "PERC"}}, "required": ["kind"]},
    "then": {"properties": {"amount": {"minimum": 0, "maximum": 100}}},
}
PROMISED = contract(
    {
        "entity": {
            "type": "object",
            "properties": {"kind": {"type": "string"}, "amount": {"type": "integer"}},
            "allOf": [PERCENTAGE],
        }
    }
)
BROKEN = '{"kind": "PERC", "amount": 101}'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'{{"entity": {BROKEN}}}', id="as-documented"),
        pytest.param(f'{{"entity": [{BROKEN}]}}', id="an-array-for-the-object"),
    ],
)
def test_a_promise_is_told_in_its_words_with_its_rows(body: str) -> None:
    """With the severity that the contract gives it, also where an array stands for the object."""
    assert find("broken-constraint", PROMISED, body) == [
        (
            "warning",
            "$.entity.amount",
            "follows: 0 to 100 where kind is PERC",
            "too large",
            "1 of 1",
        )
    ]
    assert cited("broken-constraint", PROMISED, body) == [row(3, "amount", "Integer")]


@pytest.mark.parametrize("body", ['{"entity": {"kind": "ABS", "amount": 101}}', '{"entity": {}}'])
def test_a_promise_with_a_condition_holds_where_the_condition_does_not(body: str) -> None:
    """An amount of money may be larger."""
    assert find("broken-constraint", PROMISED, body) == []


def test_a_lone_object_is_judged_as_an_item() -> None:
    """As the checks of single values judge it; the location is that of the documentation."""
    assert find("broken-constraint", DATA, '{"data": {"code": "A"}}') == [
        ("error", "$.data[*].code", *SHORT, "1 of 1")
    ]


def test_a_promise_of_odd_values_has_its_words_too() -> None:
    """Where a number beyond a float stands in the body, the slower library judges it."""
    body = f'{{"entity": {BROKEN}, "odd": 1e999}}'
    assert find("broken-constraint", PROMISED, body) == [
        (
            "warning",
            "$.entity.amount",
            "follows: 0 to 100 where kind is PERC",
            "too large",
            "1 of 1",
        )
    ]
