"""`datatype-spelling`: a datatype that one page spells in two ways."""

from msgspec.structs import replace

from asdocumented.contracts.model import Contract
from tests.support import cited, contract, find, row

ID = "datatype-spelling"
THREE = contract({"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}})


def spelt(*words: str) -> Contract:
    """Return a contract whose rows have these datatypes."""
    (table,) = THREE.tables
    rows = tuple(replace(one, datatype=word) for one, word in zip(table.rows, words, strict=True))
    return replace(THREE, tables=(replace(table, rows=rows),))


def test_the_rarer_spelling_is_a_note() -> None:
    """The usual one is named."""
    assert find(ID, spelt("String", "string", "String")) == [
        ("note", "$.b", "the datatype string", "spelt String in other rows", "")
    ]


def test_its_row_is_cited() -> None:
    """With the datatype as printed."""
    assert cited(ID, spelt("String", "String", "STRING")) == [row(3, "c", "STRING")]


def test_one_spelling_and_no_datatype_are_not_found() -> None:
    """However odd it is."""
    assert find(ID, spelt("sTring", "sTring", "")) == []
