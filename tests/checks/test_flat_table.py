"""`flat-table`: a table that prints side by side what its example nests."""

from msgspec.structs import replace

from asdocumented.contracts.model import Contract
from tests.support import cited, contract, find, row

ID = "flat-table"
NESTED = contract(
    {
        "entity": {
            "type": "object",
            "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
        }
    }
)
WITHIN = contract(
    {
        "data": {
            "x-source": {"page": "coupons"},
            "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
        }
    }
)


def flat(judged_by: Contract) -> Contract:
    """Return a contract whose table prints all rows at one level."""
    (table,) = judged_by.tables
    rows = tuple(replace(one, depth=0) for one in table.rows)
    return replace(judged_by, tables=(replace(table, rows=rows),))


def test_rows_beside_their_parent_are_one_note() -> None:
    """It names the first, and counts the others."""
    assert find(ID, flat(NESTED)) == [
        ("note", "response table", "id beside entity, and 1 more so", "within entity", "")
    ]


def test_the_first_of_them_is_cited() -> None:
    """The parent stands beside it."""
    assert cited(ID, flat(NESTED)) == [row(2, "id", "Integer")]


def test_a_table_that_leaves_out_what_all_rows_lie_in_is_a_note() -> None:
    """No row names it."""
    assert find(ID, flat(WITHIN)) == [
        (
            "note",
            "response table",
            "id at the top",
            "within data, which no row of the table names",
            "",
        )
    ]


def test_a_nested_table_and_one_of_the_top_are_not_found() -> None:
    """Both are as the answer is."""
    assert find(ID, NESTED) == []
    assert find(ID, contract({"id": {"type": "integer"}})) == []
