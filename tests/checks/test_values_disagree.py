"""`values-disagree`: two values of one answer that should be equal and are not."""

from typing import Any

import pytest
from msgspec.structs import replace

from asdocumented.checks.field_relations import pairs
from asdocumented.contracts.model import Citation, Contract, FieldRelation, Severity
from asdocumented.formats.json_path import Json
from tests.support import Found, as_text, contract, find, tell

RULE = Citation("coupons", "2026", "response table", 1, "seriesId", "Integer")
INTEGER = {"type": "integer"}
TEXT = {"type": "string"}
SAME = FieldRelation("series-id", "seriesId", "equals", "series.id", "warning", RULE)
FOUND: list[Found] = [
    (
        "warning",
        "$.seriesId",
        "follows: the same as series.id",
        "another value than series.id",
        "1 of 1",
    )
]


def _series(kind: dict[str, Any] = INTEGER, relation: FieldRelation = SAME) -> Contract:
    series = {"type": "object", "properties": {"id": kind}}
    return contract({"seriesId": kind, "series": series}, relations={"$": [relation]})


def test_a_member_is_compared_with_one_of_another_object() -> None:
    """The coupon names a series, and another one stands beside it."""
    body = as_text({"seriesId": 7, "series": {"id": 8}})
    assert find(None, _series(), body) == FOUND


def test_items_in_an_array_stand_for_the_object() -> None:
    """A server that puts the object into an array is judged the same, and told of the array."""
    body = as_text({"seriesId": 7, "series": [{"id": 7}, {"id": 8}]})
    assert find("values-disagree", _series(), body) == FOUND


@pytest.mark.parametrize("series", [[], [[]], [{"id": 7}], [[{"id": 7}]], None, 7, [7, None], {}])
def test_an_array_without_another_value_shows_nothing(series: Any) -> None:
    """Nothing that is there contradicts."""
    body = as_text({"seriesId": 7, "series": series})
    assert find("values-disagree", _series(), body) == []


def test_the_left_side_may_lie_deeper() -> None:
    """It is told where it stands, counted among the values there."""
    turned = FieldRelation("id", "series.id", "equals", "seriesId", "error", RULE)
    body = as_text({"seriesId": 7, "series": [{"id": 8}, {"id": 7}]})
    assert find("values-disagree", _series(INTEGER, turned), body) == [
        (
            "error",
            "$.series.id",
            "follows: the same as seriesId",
            "another value than seriesId",
            "1 of 2",
        )
    ]


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        (INTEGER, 7, 7),
        (INTEGER, 7, 7.0),
        (INTEGER, 7, None),
        (INTEGER, 7, "8"),
        (INTEGER, 7, True),
        (TEXT, "a", "a"),
        (TEXT, "a", {}),
        (TEXT, "", ""),
    ],
)
def test_equal_values_and_those_of_another_type_are_left_alone(
    kind: dict[str, Any], left: Any, right: Any
) -> None:
    """A value of a wrong type has a check of its own."""
    body = as_text({"seriesId": left, "series": {"id": right}})
    assert find("values-disagree", _series(kind), body) == []


@pytest.mark.parametrize(("left", "right"), [("a", "b"), ("a", "A"), ("", "a")])
def test_texts_are_compared_as_they_are(left: str, right: str) -> None:
    """Another letter case is another text."""
    body = as_text({"seriesId": left, "series": {"id": right}})
    assert find("values-disagree", _series(TEXT), body) == FOUND


@pytest.mark.parametrize(("left", "right"), [(-1, 7), (7, -1)])
def test_a_value_that_stands_for_none_is_not_compared(left: int, right: int) -> None:
    """Where the contract names it; where it does not, it is a value."""
    body = as_text({"seriesId": left, "series": {"id": right}})
    assert find("values-disagree", _series(INTEGER, replace(SAME, unset=(-1,))), body) == []
    assert find("values-disagree", _series(), body) == FOUND


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_the_contract_says_how_grave_it_is(severity: Severity) -> None:
    """A relation has a severity of its own."""
    body = as_text({"seriesId": 7, "series": {"id": 8}})
    judged_by = _series(INTEGER, replace(SAME, severity=severity))
    assert [one[0] for one in find("values-disagree", judged_by, body)] == [severity]


def test_all_rows_of_the_relation_are_cited_and_no_value_is_told() -> None:
    """A value may be one that recordings replace; the sample shows it."""
    further = Citation("coupons", "2026", "response table", 3, "id", "Integer")
    body = as_text({"seriesId": 7, "series": {"id": 8}})
    assert tell("values-disagree", _series(INTEGER, replace(SAME, sources=(further,))), body) == [
        (
            "follows: the same as series.id",
            "another value than series.id",
            "coupons 2026, response table, rows 1 (seriesId), 3 (id)",
        )
    ]


def test_every_body_is_judged_after_the_first() -> None:
    """Many good ones are passed at once, and a bad one among them is found; so are two faults."""
    fields = {"a": INTEGER, "b": TEXT, "series": {"properties": {"a": INTEGER, "b": TEXT}}}
    both = contract(
        fields,
        relations={
            "$": [
                FieldRelation("a", "a", "equals", "series.a", "warning", RULE),
                FieldRelation("b", "b", "equals", "series.b", "warning", RULE),
            ]
        },
    )
    good = as_text({"a": 1, "b": "x", "series": {"a": 1, "b": "x"}})
    bad = as_text({"a": 1, "b": "x", "series": {"a": 1, "b": "y"}})
    worse = as_text({"a": 1, "b": "x", "series": {"a": 2, "b": "y"}})
    lacking = as_text({"a": 1, "b": "x", "series": {"b": "y"}})
    found = find("values-disagree", both, *[good] * 6, bad, good, worse, lacking, good)
    assert [(one[1], one[4]) for one in found] == [("$.a", "1 of 11"), ("$.b", "3 of 11")]


def test_of_two_arrays_only_so_many_items_are_compared() -> None:
    """The cost is linear, however long the arrays are that stand for objects."""
    relation = FieldRelation("id", "left.id", "equals", "right.id", "warning", RULE)
    items: list[Json] = [{"id": index} for index in range(1000)]
    assert sum(1 for _ in pairs(relation, {"left": items, "right": items})) == 64_000
