"""`depth-jump`: a row that is printed more than one level below the row before it."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Contract
from tests.support import cited, contract, find, row

ID = "depth-jump"
TWO = contract({"a": {"type": "string"}, "b": {"type": "string"}})


def at(first: int, second: int) -> Contract:
    """Return a contract whose two rows are printed at these levels."""
    (table,) = TWO.tables
    rows = (replace(table.rows[0], depth=first), replace(table.rows[1], depth=second))
    return replace(TWO, tables=(replace(table, rows=rows),))


def test_a_level_that_is_left_out_is_a_note() -> None:
    """Nothing tells what lies between."""
    assert find(ID, at(0, 2)) == [("note", "$.b", "b at level 2", "right below level 0", "")]


def test_the_deeper_row_is_cited() -> None:
    """The row before it stands beside it."""
    assert cited(ID, at(1, 3)) == [row(2, "b", "String")]


@pytest.mark.parametrize("depths", [(0, 0), (0, 1), (3, 0), (2, 2), (2, 3)])
def test_one_level_down_or_any_number_up_is_not_found(depths: tuple[int, int]) -> None:
    """As nesting goes."""
    assert find(ID, at(*depths)) == []
