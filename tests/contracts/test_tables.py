"""A documented table is refused unless it is well formed and the schema agrees with it."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import CODE, ITEM, change, refusal


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("row,depth,name,datatype,mark", "row,depth,name,type,mark", 1, "header"),
        ("row,depth,name,datatype,mark\n", "", 1, "header"),
        ("3,1,validTill", "4,1,validTill", 4, "row 3"),
        ("3,1,validTill", "03,1,validTill", 4, "row 3"),
        ("1,0,data[],Array,", "0,0,data[],Array,", 2, "row 1"),
        ("3,1,validTill,String,", "3,1,validTill,String", 4, "4 columns instead of 5"),
        ("3,1,validTill,String,", "3,1,valid,Till,String,", 4, "6 columns instead of 5"),
        ("3,1,validTill,String,", "3,1,validTill,String,x", 4, "row 3"),
        ("3,1,validTill,String,", "3,-1,validTill,String,", 4, "row 3"),
        ("3,1,validTill,String,", f"3,{'9' * 5000},validTill,String,", 4, "row 3"),
        ("3,1,validTill,String,", "3,1,,String,", 4, "row 3"),
    ],
)
def test_a_table(edition: Path, old: str, new: str, line: int, what: str) -> None:
    """A table has the five columns, rows numbered from 1, and no mark but `*`."""
    change(edition, "tables/response.csv", old, new)
    fault = refusal(edition)
    assert fault.where == f"tables/response.csv:{line}"
    assert what in fault.what


def test_an_empty_table_file(edition: Path) -> None:
    """An empty file has not even the header of a table."""
    (edition / "tables/response.csv").write_text("", encoding="utf-8")
    fault = refusal(edition)
    assert (fault.where, fault.what) == ("tables/response.csv:1", "not the header of a table")


def test_a_row_without_a_node(edition: Path) -> None:
    """Every documented row of a response has a node, or nothing would judge it."""
    change(edition, "tables/response.csv", "6,1,note,,\n", "6,1,note,,\n7,1,extra,,\n")
    fault = refusal(edition)
    assert fault.where == "tables/response.csv"
    assert "row 7 (extra) has no node" in fault.what


def test_a_row_without_a_parameter(edition: Path) -> None:
    """Every documented row of a request has a parameter."""
    change(edition, "tables/query.csv", "1,0,code,String,*\n", "1,0,code,String,*\n2,0,id,,\n")
    fault = refusal(edition)
    assert fault.where == "tables/query.csv"
    assert "row 2 (id)" in fault.what


@pytest.mark.parametrize(
    ("old", "new", "name", "what"),
    [
        (CODE, CODE.replace('"string"', '"integer"'), "code", "'integer', but row 2"),
        (CODE, CODE.replace('"string"', '["string", "null"]'), "code", "row 2 documents String"),
        (CODE, CODE.replace('"type": "string", ', ""), "code", "row 2 documents String: string"),
        ('"format": "int32"', '"format": "int64"', "value", "row 5 documents Integer"),
        ('"format": "int32",', "", "value", "row 5 documents Integer: integer (int32)"),
        (
            '"note": {',
            '"note": {"type": "string", ',
            "note",
            "a type, but row 6 (note) has no datatype",
        ),
    ],
)
def test_a_type_that_differs_from_the_row(
    edition: Path, old: str, new: str, name: str, what: str
) -> None:
    """The schema says what the table says, even where evidence disagrees."""
    change(edition, "response.schema.json", old, new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{ITEM}/properties/{name}"
    assert what in fault.what


def test_a_datatype_word_that_is_not_listed(edition: Path) -> None:
    """What a word of a datatype column promises stands in page.toml."""
    change(edition, "tables/response.csv", "5,1,value,Integer,", "5,1,value,Long,")
    fault = refusal(edition)
    assert fault.where == "page.toml"
    assert "'Long'" in fault.what
    assert "[datatypes]" in fault.remedy
