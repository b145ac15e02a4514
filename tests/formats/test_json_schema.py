"""Patterns run in an engine of linear time, whatever they are and whatever they look at."""

import pytest

from asdocumented.formats.json_path import Json
from asdocumented.formats.json_schema import Break, Constraints, is_pattern, joined, make_list_gate

SLOW = "^(a+)+$"


@pytest.mark.parametrize("pattern", [SLOW, "^[A-Z0-9]{1,40}$", r"^\p{L}+$"])
def test_a_pattern_without_look_around_is_one(pattern: str) -> None:
    """Also one over which other engines take for ever."""
    assert is_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["(", r"^(?=A)", r"^(?!A)", r"^(a)\1$", r"(?<=a)b", "(a{1,1000}){1,1000}"]
)
def test_what_no_linear_engine_can_do_is_refused(pattern: str) -> None:
    """It would have to go back, or hold too much."""
    assert not is_pattern(pattern)


def test_a_pattern_that_explodes_elsewhere_judges_at_once() -> None:
    """The number of steps is that of the characters; a test that hangs fails by its time-out."""
    judged = Constraints({"type": "string", "pattern": SLOW})
    text = "a" * 50_000 + "!"
    assert [*judged.breaks(text, plain=True)] == [Break((), "pattern", SLOW)]
    assert [*judged.breaks("a" * 50_000, plain=True)] == []


def test_a_value_too_odd_for_the_engine_is_not_judged_by_a_pattern() -> None:
    """By everything else it is."""
    judged = Constraints({"type": "string", "pattern": SLOW, "minLength": 99_999})
    odd = "a" * 50_000 + "\ud800"
    assert [one.keyword for one in judged.breaks(odd, plain=True)] == ["minLength"]


def test_names_and_values_that_are_called_pattern_stay() -> None:
    """Only the keyword is left out."""
    schema: dict[str, Json] = {
        "properties": {"pattern": {"enum": ["\ud800"]}},
        "const": {"pattern": "\ud800x"},
    }
    found = Constraints(schema).breaks({"pattern": "\udfff"}, plain=False)
    assert sorted(one.keyword for one in found) == ["const", "enum"]


@pytest.mark.parametrize(
    ("schemas", "whole"),
    [
        ([{"minLength": 1}, {"pattern": "A"}], {"minLength": 1, "pattern": "A"}),
        ([{"pattern": "A"}, {"pattern": "A"}], {"pattern": "A"}),
        ([{"pattern": "A"}, {"pattern": "B"}], {"pattern": "A", "allOf": [{"pattern": "B"}]}),
        (
            [{"pattern": "A", "allOf": [{"maxLength": 3}]}, {"pattern": "B"}],
            {"pattern": "A", "allOf": [{"pattern": "B"}, {"allOf": [{"maxLength": 3}]}]},
        ),
        (
            [{"not": {"pattern": "^null$"}}, {"not": {"pattern": "^true$"}}],
            {"not": {"pattern": "(?:^null$)|(?:^true$)"}},
        ),
        (
            [{"not": {"pattern": "^null$"}}, {"not": {"const": "A"}}],
            {"not": {"pattern": "^null$"}, "allOf": [{"not": {"const": "A"}}]},
        ),
        ([{"enum": ["A", "null", 7]}, {"not": {"pattern": "^null$"}}], {"enum": ["A"]}),
    ],
)
def test_schemas_are_joined_to_one_that_says_the_same(schemas: list[Json], whole: Json) -> None:
    """Texts that are not taken become one pattern, and listed values are judged beforehand."""
    assert joined([one for one in schemas if isinstance(one, dict)]) == whole


@pytest.mark.parametrize(("value", "passes"), [("A", True), ("ABCD", False), ("B", False)])
def test_no_schema_is_lost_where_several_have_all_of(value: str, *, passes: bool) -> None:
    """One that has `allOf` already keeps it beside those that clash."""
    schemas: list[dict[str, Json]] = [
        {"pattern": "A", "allOf": [{"maxLength": 3}]},
        {"pattern": "^A"},
    ]
    assert make_list_gate([schemas])((value,)) is passes


@pytest.mark.parametrize(
    ("schemas", "value"),
    [
        ([{"type": ["null", "string"]}, {"type": ["null", "string"], "const": None}], "a"),
        ([{"properties": {"a": {}}}, {"additionalProperties": False}], {"a": 1}),
        ([{"items": {"type": "integer"}}, {"prefixItems": [{}]}], ["x"]),
        ([{"if": {"const": 1}}, {"then": False, "if": {"const": 2}}], 2),
        ([{"enum": ["null"]}, {"not": {"pattern": "^null$"}}], "null"),
    ],
)
def test_what_one_of_several_schemas_refuses_is_refused(
    schemas: list[dict[str, Json]], value: Json
) -> None:
    """Keywords that look at each other are not put together."""
    assert not make_list_gate([schemas])((value,))
