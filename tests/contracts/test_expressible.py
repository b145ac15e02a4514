"""What pages of other vendors print can be written down: several types, paths, several names."""

from pathlib import Path

import pytest

from asdocumented.contracts.model import Row
from tests.contracts.small_folder import CODE, OPEN_NODE, change, contract, refusal

DATATYPES = "[datatypes]\n"
DATE = '"DateTime/Null" = { type = ["string", "null"] }\n'
NOTE = '"note": {"x-source": {"table": "response", "row": 6}}'


def test_a_datatype_of_several_types(edition: Path) -> None:
    """Its nodes have all of them, in any order, and the row is told as printed."""
    change(edition, "page.toml", DATATYPES, DATATYPES + DATE)
    change(edition, "tables/response.csv", "2,1,code,String,", "2,1,code,DateTime/Null,")
    change(edition, "response.schema.json", CODE, CODE.replace('"string"', '["null", "string"]'))
    item = contract(edition).bodies["200"].fields["data"].item
    assert item is not None
    assert item.fields["code"].types == {"string", "null"}
    assert item.fields["code"].documented == "DateTime/Null"


@pytest.mark.parametrize(
    "written", ['"string"', '["string", "integer"]', '["string", "null", "array"]']
)
def test_another_type_than_those_of_the_datatype(edition: Path, written: str) -> None:
    """Fewer or more than the page says."""
    change(edition, "page.toml", DATATYPES, DATATYPES + DATE)
    change(edition, "tables/response.csv", "2,1,code,String,", "2,1,code,DateTime/Null,")
    change(edition, "response.schema.json", CODE, CODE.replace('"string"', written))
    assert "row 2 documents DateTime/Null: null or string" in refusal(edition).what


@pytest.mark.parametrize("types", ['["string", "nil"]', "[]"])
def test_a_datatype_of_a_type_that_there_is_not(edition: Path, types: str) -> None:
    """Each of them is one of JSON."""
    change(edition, "page.toml", DATATYPES, f"{DATATYPES}Odd = {{ type = {types} }}\n")
    assert "no type of JSON" in refusal(edition).what


def test_null_may_be_added_where_another_page_says_so(edition: Path) -> None:
    """A typed row and a page on null values together; the row alone does not say it."""
    nullable = CODE.replace('"string"', '["string", "null"]')
    change(edition, "response.schema.json", CODE, nullable)
    assert "row 2 documents String" in refusal(edition).what
    row = '{"table": "response", "row": 2}'
    change(edition, "response.schema.json", row, f'[{row}, {{"page": "null-values"}}]')
    item = contract(edition).bodies["200"].fields["data"].item
    assert item is not None
    assert item.fields["code"].types == {"string", "null"}


def test_an_unlisted_datatype_is_told_as_toml_has_it(edition: Path) -> None:
    """The remedy can be copied."""
    change(edition, "tables/response.csv", "2,1,code,String,", "2,1,code,DateTime/Null,")
    assert refusal(edition).remedy.startswith('add "DateTime/Null" = {')


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("code", ("code",)),
        ("data[]", ("data",)),
        ("customer.profiles", ("profiles",)),
        ("data[].id", ("id",)),
        ("data[].tags[]", ("tags",)),
        ("latitude, longitude", ("latitude", "longitude")),
        ("place.latitude,place.longitude", ("latitude", "longitude")),
        (".", (".",)),
    ],
)
def test_names_of_a_row(printed: str, names: tuple[str, ...]) -> None:
    """The last segment of a path, and each of several names."""
    row = Row(1, 0, printed, "String", mandatory=False)
    assert row.each_name == names
    assert row.names == {row.plain_name, *names}


@pytest.mark.parametrize("printed", ["data[].note", "coupon.note", "note[]"])
def test_a_row_printed_as_a_path(edition: Path, printed: str) -> None:
    """It keeps its printed name, and its node has the last one."""
    change(edition, "tables/response.csv", "6,1,note,,", f"6,1,{printed},,")
    found = contract(edition)
    assert found.rows["response", 6] == ("$.data[*].note",)
    assert found.tables[1].rows[5].name == printed


def test_a_node_may_have_the_whole_printed_name(edition: Path) -> None:
    """A name can have a dot or a comma in it."""
    change(edition, "tables/response.csv", "6,1,note,,", '6,1,"a.b, c",,')
    change(edition, "response.schema.json", '"note":', '"a.b, c":')
    assert contract(edition).rows["response", 6] == ('$.data[*]["a.b, c"]',)


def test_a_row_of_several_names(edition: Path) -> None:
    """Each has a node."""
    change(edition, "tables/response.csv", "6,1,note,,", '6,1,"note, shown",,')
    change(edition, "response.schema.json", OPEN_NODE, NOTE.replace("note", "shown", 1))
    assert contract(edition).rows["response", 6] == ("$.data[*].note", "$.data[*].shown")


def test_a_row_of_several_names_without_all_of_their_nodes(edition: Path) -> None:
    """What the row says of the other name would not be judged."""
    change(edition, "tables/response.csv", "6,1,note,,", '6,1,"note, remark, hint",,')
    fault = refusal(edition)
    assert fault.where == "tables/response.csv"
    assert fault.what == "row 6 (note, remark, hint) has no node for remark, hint"


def test_a_name_that_is_no_part_of_the_printed_one(edition: Path) -> None:
    """Only the last segment is the name of a field."""
    change(edition, "tables/response.csv", "6,1,note,,", "6,1,note.text,,")
    assert "'note' but cites row 6, which documents 'note.text'" in refusal(edition).what


def test_a_parameter_of_a_row_of_several_names(edition: Path) -> None:
    """As fields are."""
    change(edition, "tables/query.csv", "1,0,code,String,*", '1,0,"code, offset",String,*')
    old = "          x-source: {table: query, row: 1}\n"
    offset = (
        "        - {name: offset, in: query, required: true, schema: {type: string},"
        " x-source: {table: query, row: 1}}\n"
    )
    assert "no node for offset" in refusal(edition).what
    change(edition, "openapi.yaml", old, old + offset)
    found = contract(edition).rows["query", 1]
    assert found == ("$request.query.code", "$request.query.offset")
