"""A schema is reduced to what it asks of the scalars of one JSON type."""

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from asdocumented.formats.asked_of_type import asked_of
from asdocumented.formats.json_path import Json

NULL = type(None)


@pytest.mark.parametrize(
    ("schema", "kind", "asked"),
    [
        ({"pattern": "^a", "minimum": 1, "x-promise": 3}, str, {"pattern": "^a"}),
        ({"pattern": "^a", "minimum": 1}, int, {"minimum": 1}),
        ({"not": {"type": "string", "pattern": "^1"}}, int, True),
        ({"not": {"type": "string", "pattern": "^1"}}, str, {"not": {"pattern": "^1"}}),
        ({"not": {"type": ["string", "integer"]}}, int, False),
        ({"type": "integer"}, int, True),
        ({"type": "integer"}, float, {"type": "integer"}),
        ({"type": "integer"}, str, False),
        ({"enum": [700, "700", None]}, int, {"enum": [700]}),
        ({"enum": [700, "700", None]}, NULL, True),
        ({"enum": [700, "700", None]}, bool, False),
        ({"enum": [True, False, 1]}, bool, True),
        ({"const": 1}, bool, False),
        ({"anyOf": [{"enum": [True]}, {"type": "string"}]}, str, True),
        ({"anyOf": [{"enum": [True]}, {"type": "string"}]}, bool, {"anyOf": [{"enum": [True]}]}),
        ({"allOf": [{"minLength": 1}, {"minimum": 2}]}, int, {"allOf": [{"minimum": 2}]}),
        ({"properties": {"a": False}, "required": ["a"]}, str, True),
        ({"if": {"minimum": 1}, "then": False}, int, {"if": {"minimum": 1}, "then": False}),
        ({}, str, True),
        (False, str, False),
    ],
)
def test_what_is_asked_of_one_type(schema: Json, kind: type, asked: Json) -> None:
    """What concerns other types is left out, True is nothing at all, False takes no value."""
    assert asked_of(schema, kind) == asked


SCALARS = st.none() | st.booleans() | st.sampled_from(["", "a", "1"]) | st.integers(-2, 2)
NUMBERS = st.integers(-2, 2) | st.sampled_from([-0.5, 1.0, 1.5])
VALUES: dict[type, st.SearchStrategy[Any]] = {
    str: st.sampled_from(["", "a", "1", "ab"]),
    int: st.integers(-3, 3),
    float: NUMBERS,
    bool: st.booleans(),
    NULL: st.none(),
}
TYPES = st.sampled_from(["string", "integer", "number", "boolean", "null", "object", "array"])
LEAVES: st.SearchStrategy[Any] = st.booleans() | st.fixed_dictionaries(
    {},
    optional={
        "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
        "enum": st.lists(SCALARS | st.floats(-2, 2), min_size=1, max_size=4),
        "const": SCALARS,
        "pattern": st.sampled_from(["^a", "1$"]),
        "maxLength": st.integers(0, 2),
        "minimum": NUMBERS,
        "exclusiveMaximum": NUMBERS,
        "required": st.just(["a"]),
        "x-promise": st.integers(),
    },
)
SCHEMAS: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda below: st.fixed_dictionaries(
        {},
        optional={
            "not": below,
            "anyOf": st.lists(below, min_size=1, max_size=3),
            "allOf": st.lists(below, min_size=1, max_size=3),
            "if": below,
            "then": below,
            "minimum": NUMBERS,
        },
    ),
    max_leaves=6,
)


@given(schema=SCHEMAS, kind=st.sampled_from([*VALUES]), data=st.data())
def test_the_same_values_are_taken(schema: Json, kind: type, data: st.DataObject) -> None:
    """By the whole schema, and by what is left of it."""
    value = data.draw(VALUES[kind])
    left: Any = asked_of(schema, kind)
    whole: Any = schema
    assert Draft202012Validator(left).is_valid(value) == Draft202012Validator(whole).is_valid(value)
