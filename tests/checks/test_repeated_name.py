"""A name that stands more than once in one object."""

import pytest

from asdocumented.contracts.model import Citation
from tests.support import PAGE, cited, contract, find, interaction, row, tell

COUPONS = contract(
    {
        "code": {"type": "string"},
        "data": {
            "type": "array",
            "items": {"type": "object", "properties": {"id": {"type": "integer"}}},
        },
        "codes": {"type": "object", "additionalProperties": {"type": "integer"}},
    }
)
DIFFERENT = "repeated with different values"
SAME = "repeated with the same value"
UNIQUE = "follows: a name stands once in an object"


def test_of_different_values_one_client_takes_the_first_and_another_the_last() -> None:
    """Both values are shown, and the row of the name is cited."""
    body = '{"code": "A", "code": "B"}'
    assert find("repeated-name", COUPONS, body) == [
        ("warning", "$.code", UNIQUE, DIFFERENT, "1 of 1")
    ]
    assert cited("repeated-name", COUPONS, body) == [row(1, "code", "String")]


def test_the_same_value_twice_is_a_note() -> None:
    """All clients read it alike, but for strict ones."""
    assert find("repeated-name", COUPONS, '{"code": "A", "code": "A"}') == [
        ("note", "$.code", UNIQUE, SAME, "1 of 1")
    ]


@pytest.mark.parametrize(
    ("values", "observed"),
    [
        ("1, 1.0", DIFFERENT),
        ("1, true", DIFFERENT),
        ('1, "1"', DIFFERENT),
        ('null, ""', DIFFERENT),
        ("{}, []", DIFFERENT),
        ('{"id": 1}, {"id": 2}', DIFFERENT),
        ('{"id": 1}, {"id": 1}', SAME),
        ("[1], [1]", SAME),
        ("1, 1, 1", SAME),
        ("1, 2, 1", DIFFERENT),
    ],
)
def test_values_of_any_type_are_compared(values: str, observed: str) -> None:
    """What differs in type differs."""
    body = ", ".join(f'"code": {value}' for value in _split(values))
    found = find("repeated-name", COUPONS, f"{{{body}}}")
    assert [(place, words) for _, place, _, words, _ in found] == [("$.code", observed)]


def _split(values: str) -> list[str]:
    return values.split(", ")


def test_a_place_is_told_once_an_answer() -> None:
    """Among the answers, however many items of an array show it."""
    twice = '{"data": [{"id": 1, "id": 2}, {"id": 3, "id": 4}]}'
    bodies = [twice, twice, '{"data": [{"id": 1}, {"id": 2}]}']
    assert find("repeated-name", COUPONS, *bodies) == [
        ("warning", "$.data[*].id", UNIQUE, DIFFERENT, "2 of 3")
    ]


@pytest.mark.parametrize(
    ("body", "location", "citation"),
    [
        ('{"other": 1, "other": 2}', "$.other", PAGE),
        ('{"codes": {"X1": 1, "X1": 2}}', "$.codes[*]", row(4, "codes", "Object")),
    ],
)
def test_undocumented_and_free_names(body: str, location: str, citation: Citation) -> None:
    """An undocumented name has no row; free names have one place, and are not told."""
    assert [one[1] for one in find("repeated-name", COUPONS, body)] == [location]
    assert cited("repeated-name", COUPONS, body) == [citation]


@pytest.mark.parametrize(
    "body",
    [
        '{"code": "A"}',
        '{"data": [{"id": 1}, {"id": 1}]}',
        '{"code": "A", "Code": "A"}',
        '{"code": "\\"code\\": 1"}',
        '{"code": "a\\u003ab"}',
        "not JSON",
        '{"code": "A", "code": "B"',
    ],
)
def test_what_is_no_repeated_name(body: str) -> None:
    """The same name in another object, in other letters, or inside a text."""
    assert find("repeated-name", COUPONS, body) == []


def test_where_no_body_is_documented_nothing_is_looked_at() -> None:
    """A status without a documented body may answer anything."""
    one = interaction('{"a": 1, "a": 2}', status=404)
    assert find("repeated-name", COUPONS, one) == []


def test_the_wording() -> None:
    """As the report has it."""
    assert tell("repeated-name", COUPONS, '{"code": "A", "code": "B"}') == [
        (UNIQUE, DIFFERENT, "coupons 2026, response table, row 1 (code); RFC 8259, section 4")
    ]
