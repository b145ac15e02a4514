"""Values that break a constraint of a schema, each in one respect."""

import pytest

from asdocumented.checks.broken_schema import Broken, broken_values
from asdocumented.formats.json_path import Json


@pytest.mark.parametrize(
    ("schema", "value", "broken"),
    [
        ({"minimum": 1}, 5, [("a number that breaks minimum", (), 0)]),
        ({"exclusiveMaximum": 9}, 5, [("a number that breaks exclusiveMaximum", (), 9)]),
        ({"minLength": 2}, "abc", [("a text that is too short", (), "a")]),
        ({"maxLength": 3}, "abc", [("a text that is too long", (), "abcx")]),
        ({"pattern": "^[a-z]+$"}, "abc", [("a text that breaks pattern", (), "§ §")]),
        ({"uniqueItems": True}, [1], [("an item twice", (), [1, 1])]),
        ({"allOf": [{"properties": {"a": {"maximum": 3}}}]}, {"a": 1}, [
            ("a number that breaks maximum", ("a",), 4),
        ]),
        ({"minimum": 1}, "text", []),
        ({"description": "nothing to break"}, 5, []),
        (None, 5, []),
    ],
)  # fmt: skip
def test_a_constraint_is_broken(schema: Json, value: Json, broken: list[Broken]) -> None:
    """By the nearest value that does."""
    assert list(broken_values(schema, value)) == broken


RULE: Json = {
    "if": {"properties": {"kind": {"const": "share"}}, "required": ["kind"]},
    "then": {"properties": {"value": {"maximum": 100}, "single": {"const": True}}},
}


def test_what_a_condition_promises_is_broken_where_it_holds() -> None:
    """Each member that `then` is about, alone."""
    assert list(broken_values(RULE, {"kind": "share", "value": 7, "single": True})) == [
        ("a number that breaks maximum", ("value",), 101),
        ("another value than the only ones", ("single",), False),
    ]
    assert list(broken_values(RULE, {"kind": "sum", "value": 7})) == []
