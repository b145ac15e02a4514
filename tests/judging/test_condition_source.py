"""Conditions between scalar members become Python expressions that mean the same."""

from collections.abc import Mapping
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from asdocumented.formats.json_path import Json
from asdocumented.judging.condition_source import Member, condition_of, value_condition

KINDS: Mapping[str, type] = {"flag": bool, "kind": str, "count": int, "rate": float}
WRITTEN: Mapping[str, Member | None] = {
    "absent": None,
    **{name: (f"o[{name!r}]", kind) for name, kind in KINDS.items()},
}


def when(name: str, value: Json, then: Json) -> dict[str, Json]:
    """Return the schema: where a member has a value, others are such."""
    asked: Json = {"properties": {name: {"const": value}}, "required": [name]}
    return {"if": asked, "then": {"properties": then}}


def test_a_condition_is_written() -> None:
    """Several of them are joined, and what is said for people is left out."""
    first = {**when("kind", "PERC", {"rate": {"minimum": 0, "maximum": 100}}), "x-promise": 1}
    second = when("flag", value=False, then={"count": {"const": 1}})
    assert condition_of({"allOf": [first, second]}, WRITTEN.__getitem__) == (
        "(not (o['kind'] == 'PERC') or (o['rate'] >= 0 and o['rate'] <= 100))"
        " and (not (o['flag'] == False) or (o['count'] == 1))"
    )


@pytest.mark.parametrize(
    "schema",
    [
        when("nested", 1, {"count": {"minimum": 0}}),
        when("kind", "A", {"kind": {"pattern": "^A$"}}),
        {"if": {"properties": {"kind": {"const": "A"}}}, "then": {"properties": {}}},
        {"if": {"required": ["kind"]}, "then": {"required": ["count"]}},
        {"oneOf": [{"required": ["kind"]}]},
        {"allOf": [{"minProperties": 1}]},
        when("kind", "A", {"count": {"maximum": float("inf")}}),
    ],
)
def test_what_is_not_written(schema: dict[str, Json]) -> None:
    """What says more, or tells of a member that is no scalar: the library judges it."""
    assert condition_of(schema, WRITTEN.__getitem__) is None


NUMBERS = st.integers(-3, 3) | st.sampled_from([-1.5, 0.0, 1.0, 2.5])
VALUES = {"flag": st.booleans(), "kind": st.sampled_from("AB"), "count": st.integers(-3, 3)}
LIMITS = st.dictionaries(
    st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), NUMBERS
)
NAMES = st.sampled_from([*WRITTEN])
CONSTANTS = st.booleans() | st.sampled_from(["A", "1"]) | NUMBERS
SAID: st.SearchStrategy[Any] = LIMITS | CONSTANTS.map(lambda value: {"const": value})
SCHEMAS = st.builds(when, NAMES, CONSTANTS, st.dictionaries(NAMES, SAID))


@given(
    schemas=st.lists(SCHEMAS, min_size=1, max_size=3),
    value=st.fixed_dictionaries({**VALUES, "rate": NUMBERS}),
)
def test_an_expression_is_true_where_the_schema_holds(
    schemas: list[dict[str, Json]], value: dict[str, Json]
) -> None:
    """For whatever constants and limits, also of another type than the member has."""
    schema: dict[str, Json] = {"allOf": [*schemas]}
    condition = condition_of(schema, WRITTEN.__getitem__)
    assert condition is not None
    assert eval(condition, {"o": value}) == Draft202012Validator(schema).is_valid(value)  # noqa: S307  # what is tested


OF_VALUES: dict[type, st.SearchStrategy[Any]] = {
    int: st.integers(-3, 3),
    float: NUMBERS,
    bool: st.booleans(),
}
LISTED = st.lists(CONSTANTS, min_size=1, max_size=3).map(lambda values: {"enum": values})
ALTERNATIVES = st.lists(SAID | LISTED, min_size=1, max_size=3).map(lambda some: {"anyOf": some})


@given(schema=SAID | LISTED | ALTERNATIVES, kind=st.sampled_from([*OF_VALUES]), data=st.data())
def test_what_is_asked_of_a_number_or_boolean_is_written(
    schema: dict[str, Json], kind: type, data: st.DataObject
) -> None:
    """Limits, constants, lists of those, and alternatives."""
    value = data.draw(OF_VALUES[kind])
    condition = value_condition(schema, "value", kind)
    assert condition is not None
    assert eval(condition, {"value": value}) == Draft202012Validator(schema).is_valid(value)  # noqa: S307  # what is tested


def test_a_pattern_is_not_written() -> None:
    """The library judges it."""
    assert value_condition({"anyOf": [{"pattern": "^A"}]}, "value", int) is None
