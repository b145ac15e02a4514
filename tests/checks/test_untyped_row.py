"""`untyped-row`: a documented row without a datatype, or a table without any."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, Row, Table
from tests.support import cited, contract, find, interaction, row

HALF = contract({"code": {"type": "string"}, "ownerValidity": {}})
NONE = contract({"code": {}, "ownerValidity": {}})


def page(*tables: Table) -> Contract:
    """Return a contract for a page with these tables; rows lie where their names say."""
    locations = {
        (table.id, line.number): (
            f"$request.query.{line.name}" if table.documents == "request" else f"$.{line.name}",
        )
        for table in tables
        for line in table.rows
    }
    return replace(contract({}), tables=tables, rows=locations)


def table(name: str, *datatypes: str, request: bool = False) -> Table:
    """Return a table whose rows have these datatypes."""
    rows = tuple(
        Row(number, 0, f"{name}{number}", datatype, mandatory=False)
        for number, datatype in enumerate(datatypes, 1)
    )
    return Table(name, f"{name} table", "request" if request else "response", rows)


def test_a_row_without_a_datatype_is_a_note() -> None:
    """A client has to guess the type from examples; no interaction is needed to see that."""
    assert find("untyped-row", HALF) == [
        ("note", "$.ownerValidity", "no datatype", "no datatype", "")
    ]


def test_the_row_is_cited() -> None:
    """The finding cites the row, which has no datatype."""
    assert cited("untyped-row", HALF) == [row(2, "ownerValidity")]


def test_rows_with_datatypes_are_not_found() -> None:
    """A datatype as printed is enough, whatever it says."""
    typed = contract({"code": {"type": "string"}, "id": {"type": "integer", "format": "int64"}})
    assert find("untyped-row", typed) == []


def test_each_row_is_found_by_itself() -> None:
    """Beside a row with a datatype, each row without one is one fact."""
    several = contract({"a": {}, "b": {"type": "string"}, "c": {}, "d": {}})
    assert find("untyped-row", several) == [
        ("note", "$.a", "no datatype", "no datatype", ""),
        ("note", "$.c", "no datatype", "no datatype", ""),
        ("note", "$.d", "no datatype", "no datatype", ""),
    ]
    assert cited("untyped-row", several) == [row(1, "a"), row(3, "c"), row(4, "d")]


def test_a_nested_row_is_found_at_its_place() -> None:
    """The location is that of the documented field."""
    data = contract(
        {"data": {"type": "array", "items": {"properties": {"id": {"type": "integer"}, "x": {}}}}}
    )
    assert find("untyped-row", data) == [("note", "$.data[*].x", "no datatype", "no datatype", "")]


def test_a_table_without_any_datatype_is_one_note() -> None:
    """A table that has no column for datatypes is one fact, found at its title."""
    assert find("untyped-row", NONE) == [
        ("note", "response table", "no datatype", "no datatype in any row", "")
    ]


def test_the_table_is_cited_as_a_whole() -> None:
    """No row of the table is worse than another."""
    assert cited("untyped-row", NONE) == [Citation("coupons", "2026", "response table")]


def test_a_table_of_one_row_without_a_datatype_is_found_as_a_table() -> None:
    """All rows of the table lack one."""
    assert find("untyped-row", contract({"code": {}})) == [
        ("note", "response table", "no datatype", "no datatype in any row", "")
    ]


def test_a_table_without_rows_lacks_nothing() -> None:
    """Where no row is, none is without a datatype."""
    assert find("untyped-row", page(table("empty"))) == []
    assert find("untyped-row", page()) == []


def test_tables_are_judged_one_by_one() -> None:
    """A table without datatypes stays one fact beside tables that have some."""
    several = page(
        table("query", "String", "", request=True),
        table("first", "", ""),
        table("second", "String", "", "Integer"),
        table("third", "String"),
    )
    assert find("untyped-row", several) == [
        ("note", "$.second2", "no datatype", "no datatype", ""),
        ("note", "$request.query.query2", "no datatype", "no datatype", ""),
        ("note", "first table", "no datatype", "no datatype in any row", ""),
    ]


@pytest.mark.parametrize("request_", [True, False])
def test_tables_of_requests_and_of_responses_are_judged_alike(*, request_: bool) -> None:
    """A client has to guess the types of parameters just as well."""
    assert find("untyped-row", page(table("any", "", "", request=request_))) == [
        ("note", "any table", "no datatype", "no datatype in any row", "")
    ]


@pytest.mark.parametrize("body", ['{"ownerValidity": 1}', "{}", "null", "[[7]]", "not JSON"])
def test_interactions_are_no_evidence(body: str) -> None:
    """The page is judged, whatever is answered, and nothing is counted."""
    one, two = interaction(body, name="one"), interaction(body, origin="har", name="two")
    assert find("untyped-row", HALF, one, two) == [
        ("note", "$.ownerValidity", "no datatype", "no datatype", "")
    ]


def test_no_check_of_answers_finds_it() -> None:
    """A row without a datatype is one fact about the page."""
    assert find(None, HALF) == []


def test_a_field_that_only_the_printed_example_shows_has_no_row() -> None:
    """What no table lists cannot lack a datatype."""
    printed = contract({"code": {"type": "string"}, "extra": {"x-source": {"inferred": "one"}}})
    assert find("untyped-row", printed) == []
