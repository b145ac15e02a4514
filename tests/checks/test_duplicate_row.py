"""`duplicate-row`: a name that one table lists again at the same depth under the same parent."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, Contract, Row, Table
from tests.support import cited, contract, find, interaction, row, tell

UNCLEAR = "nothing tells which place each is about"


def page(*rows: tuple[int, str]) -> Contract:
    """Return a contract for a page whose only table has these rows, by depth and name.

    Each row lies at a place of its own, named after its number.
    """
    return pages(rows)


def pages(*tables: tuple[tuple[int, str], ...]) -> Contract:
    """Return a contract for a page with these tables."""
    built = tuple(
        Table(
            f"response-{number}",
            "response table" if number == 1 else f"response table {number}",
            "response",
            tuple(
                Row(line, depth, name, "String", mandatory=False)
                for line, (depth, name) in enumerate(rows, 1)
            ),
        )
        for number, rows in enumerate(tables, 1)
    )
    locations = {
        (table.id, line.number): (f"$.at{line.number}",) for table in built for line in table.rows
    }
    return replace(contract({}), tables=built, rows=locations)


def test_a_name_that_is_listed_again_is_a_note() -> None:
    """Nothing tells a client which place each of the rows documents."""
    assert find("duplicate-row", page((0, "value"), (0, "id"), (0, "value"))) == [
        ("note", "$.at3", "two rows named value", UNCLEAR, "")
    ]


def test_the_later_row_is_cited() -> None:
    """The first row is named in the finding, the later one is cited."""
    assert cited("duplicate-row", page((0, "value"), (0, "id"), (0, "value"))) == [
        row(3, "value", "String")
    ]


def test_every_further_row_is_found() -> None:
    """Each row after the first is one finding, and names the first."""
    assert find("duplicate-row", page((0, "value"), (0, "value"), (0, "id"), (0, "value"))) == [
        ("note", "$.at2", "two rows named value", UNCLEAR, ""),
        ("note", "$.at4", "two rows named value", UNCLEAR, ""),
    ]


def test_each_name_is_found_by_itself() -> None:
    """Two names that are listed twice are two facts."""
    assert find("duplicate-row", page((0, "a"), (0, "b"), (0, "b"), (0, "a"))) == [
        ("note", "$.at3", "two rows named b", UNCLEAR, ""),
        ("note", "$.at4", "two rows named a", UNCLEAR, ""),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ((0, "a"),),
        ((0, "a"), (0, "b"), (0, "c")),
        ((0, "value"), (0, "Value"), (0, "VALUE")),
        ((0, "value"), (0, "values")),
    ],
)
def test_different_names_are_not_found(rows: tuple[tuple[int, str], ...]) -> None:
    """Letter case makes another name."""
    assert find("duplicate-row", page(*rows)) == []


@pytest.mark.parametrize(
    "rows",
    [
        ((0, "a"), (1, "id"), (0, "b"), (1, "id")),
        ((0, "id"), (0, "a"), (1, "id")),
        ((0, "a"), (1, "a"), (2, "a")),
        ((0, "a"), (1, "b"), (2, "id"), (1, "c"), (2, "id"), (1, "id")),
        ((1, "a"), (2, "id"), (1, "b"), (2, "id")),
    ],
)
def test_a_name_under_another_parent_is_not_found(rows: tuple[tuple[int, str], ...]) -> None:
    """The nesting tells a client which place each of the rows documents."""
    assert find("duplicate-row", page(*rows)) == []


@pytest.mark.parametrize(
    ("rows", "location", "first"),
    [
        (((0, "a"), (1, "id"), (1, "x"), (1, "id")), "$.at4", 2),
        (((0, "a"), (1, "id"), (1, "x"), (2, "id"), (1, "id")), "$.at5", 2),
        (((0, "id"), (0, "a"), (1, "id"), (0, "id")), "$.at4", 1),
        (((1, "id"), (1, "a"), (1, "id")), "$.at3", 1),
        (((0, "a"), (1, "b"), (2, "id"), (2, "id"), (1, "c")), "$.at4", 3),
    ],
)
def test_a_name_under_the_same_parent_is_found_at_any_depth(
    rows: tuple[tuple[int, str], ...], location: str, first: int
) -> None:
    """What stands between the two rows does not matter."""
    assert find("duplicate-row", page(*rows)) == [
        ("note", location, "two rows named id", UNCLEAR, "")
    ]
    ((_, _, cites),) = tell("duplicate-row", page(*rows))
    assert cites.endswith(f", {first} (id)")


@pytest.mark.parametrize(
    "rows",
    [
        ((0, "a"), (2, "id"), (1, "id")),
        ((2, "id"), (0, "id")),
        ((3, "id"), (2, "id"), (1, "id"), (0, "id")),
        ((0, "a"), (3, "id"), (2, "id")),
    ],
)
def test_a_name_at_another_depth_is_not_found(rows: tuple[tuple[int, str], ...]) -> None:
    """A table may skip a depth; rows at different depths document different places."""
    assert find("duplicate-row", page(*rows)) == []


def test_children_of_a_parent_that_is_listed_twice_are_not_found() -> None:
    """The two parents are the fact, and each has children of its own."""
    assert find("duplicate-row", page((0, "a"), (1, "id"), (0, "a"), (1, "id"))) == [
        ("note", "$.at3", "two rows named a", UNCLEAR, "")
    ]


def test_a_name_in_another_table_is_not_found() -> None:
    """Tables document different things, or the same thing at different statuses."""
    assert find("duplicate-row", pages(((0, "id"),), ((0, "id"),))) == []


def test_tables_are_judged_one_by_one() -> None:
    """The citation tells which of the tables lists the name twice."""
    both = pages(((0, "id"), (0, "x")), ((0, "x"), (0, "id"), (0, "x")))
    assert find("duplicate-row", both) == [("note", "$.at3", "two rows named x", UNCLEAR, "")]
    assert cited("duplicate-row", both) == [
        Citation("coupons", "2026", "response table 2", 3, "x", "String")
    ]


@pytest.mark.parametrize(("first", "second"), [("list[]", "list"), ("list", "list[]")])
def test_the_mark_of_an_array_makes_no_other_name(first: str, second: str) -> None:
    """A field has one name, with or without the brackets that some tables print."""
    assert find("duplicate-row", page((0, first), (0, second))) == [
        ("note", "$.at2", "two rows named list", UNCLEAR, "")
    ]


@pytest.mark.parametrize("body", ['{"value": 1}', "{}", "null", "[[7]]", "not JSON"])
def test_interactions_are_no_evidence(body: str) -> None:
    """The page is judged, whatever is answered, and nothing is counted."""
    one, two = interaction(body, name="one"), interaction(body, origin="har", name="two")
    assert find("duplicate-row", page((0, "value"), (0, "value")), one, two) == [
        ("note", "$.at2", "two rows named value", UNCLEAR, "")
    ]


def test_no_check_of_answers_finds_it() -> None:
    """A name that is listed twice is one fact about the page."""
    assert find(None, page((0, "value"), (0, "value"))) == []
