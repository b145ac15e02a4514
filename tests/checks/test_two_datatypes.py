"""`two-datatypes`: one name with two datatypes in the tables of one page."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Contract, FieldRelation, PrintedExample
from asdocumented.contracts.printed import printed_types
from asdocumented.formats.json_path import Json
from tests.support import PAGE, Found, cited, contract, find, row

ID = "two-datatypes"
INTEGER, LONG = {"type": "integer", "format": "int32"}, {"type": "integer", "format": "int64"}
TWO = contract({"value": INTEGER, "series": {"type": "object", "properties": {"value": LONG}}})
UNTYPED = contract({"id": {}, "owner": {"properties": {"id": {}}}})


def printing(judged_by: Contract, *bodies: Json) -> Contract:
    """Return the contract of a page that prints these bodies."""
    examples = tuple(PrintedExample("one", "", True, 200, one) for one in bodies)  # noqa: FBT003  # has a request
    return replace(judged_by, examples=examples, printed=printed_types(judged_by, examples))


def test_a_second_datatype_is_a_note() -> None:
    """At the later row, with both named."""
    assert find(ID, TWO) == [
        ("note", "$.series.value", "value as Integer", "value as Long, too", "")
    ]


def test_both_rows_are_cited() -> None:
    """The later one first."""
    assert cited(ID, TWO) == [row(3, "value", "Long")]


@pytest.mark.parametrize("other", [INTEGER, {}])
def test_the_same_datatype_or_none_is_not_found(other: dict[str, str]) -> None:
    """A row without a datatype is another check's."""
    nested = {"type": "object", "properties": {"value": other}}
    assert find(ID, contract({"value": INTEGER, "series": nested})) == []


def test_examples_tell_where_no_row_does() -> None:
    """A text here, a number there, under one name."""
    assert find(ID, printing(UNTYPED, {"id": "1", "owner": {"id": 1}})) == [
        ("note", "$.owner.id", "id printed as a text", "id printed as a number, too", "")
    ]


@pytest.mark.parametrize(
    "bodies",
    [
        [{"id": 1, "owner": {"id": 2.5}}],
        [{"id": "1"}],
        [{"id": "1", "owner": {"id": None}}],
        [{"id": "1", "owner": {"id": "x"}}, {"owner": {"id": 1}}],
    ],
)
def test_numbers_nulls_and_mixed_values_are_not_found(bodies: list[Json]) -> None:
    """Two types at one place are another check's."""
    assert find(ID, printing(UNTYPED, *bodies)) == []


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (
            INTEGER,
            [("note", "$.seriesId", "seriesId as Long", "id, which is the same, as Integer", "")],
        ),
        (LONG, []),
        ({}, []),
    ],
)
def test_what_a_relation_says_to_be_the_same_has_one_datatype(
    other: dict[str, str], found: list[Found]
) -> None:
    """Under whatever names."""
    same = FieldRelation("same", "seriesId", "equals", "series.id", "error", PAGE)
    fields = {"seriesId": LONG, "series": {"type": "object", "properties": {"id": other}}}
    assert find(ID, contract(fields, relations={"$": [same]})) == found
