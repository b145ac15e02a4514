"""What a contract cites or names is there, or the contract is refused."""

from pathlib import Path
from typing import Any

import pytest

from asdocumented.contracts.citations import Citations
from asdocumented.contracts.model import Citation, Row, Table
from asdocumented.contracts.relations import ByLocation
from asdocumented.contracts.schema import SchemaFile, build
from tests.contracts.small_folder import (
    ITEM,
    OPEN_NODE,
    OPEN_POINTER,
    ROOT_PROPERTIES,
    change,
    refusal,
)


@pytest.mark.parametrize(
    "source",
    [
        "{}",
        "[]",
        '"1-found"',
        '{"table": "response"}',
        '{"row": 6}',
        '{"table": "response", "row": 0}',
        '{"inferred": "1-found", "page": "objects"}',
        '{"page": "objects", "section": 2}',
    ],
)
def test_a_source_of_no_known_kind(edition: Path, source: str) -> None:
    """A source is a row, a printed example or a page, and nothing else."""
    change(edition, "response.schema.json", OPEN_NODE, f'"shown": {{"x-source": {source}}}')
    assert refusal(edition).where.startswith(f"response.schema.json#{OPEN_POINTER}/x-source")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"x-source": {"inferred": "1-found"},', "", ""),
        ('{"x-source": {"table": "response", "row": 6}}', "{}", f"{ITEM}/properties/note"),
        ('"x-source": {"page": "objects"},', "", ITEM),
        (OPEN_NODE, OPEN_NODE[:-1] + ', "items": {}}', OPEN_POINTER + "/items"),
        (
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "additionalProperties": {"type": "string"}}',
            OPEN_POINTER + "/additionalProperties",
        ),
        (ROOT_PROPERTIES, '"$defs": {"a": {}}, "properties": {"data"', "/$defs/a"),
    ],
    ids=["root", "property", "items", "items below", "additionalProperties", "definition"],
)
def test_a_node_without_a_citation(edition: Path, old: str, new: str, place: str) -> None:
    """Every node, the root too, cites its source."""
    change(edition, "response.schema.json", old, new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{place}"
    assert "no citation" in fault.what


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ('{"table": "response-2", "row": 6}', "response-2 row 6"),
        ('{"table": "response", "row": 7}', "response row 7"),
        ('{"table": "response", "row": 1}', "'note' but cites row 1, which documents 'data'"),
        ('{"inferred": "2-lost"}', "no example '2-lost'"),
        ('[{"table": "response", "row": 6}, {"table": "response", "row": 7}]', "response row 7"),
        ('[{"table": "response", "row": 6}, {"inferred": "2-lost"}]', "no example '2-lost'"),
    ],
)
def test_a_citation_that_leads_nowhere(edition: Path, new: str, what: str) -> None:
    """A node cites transcribed rows of its own name, and printed examples that are there."""
    change(edition, "response.schema.json", '{"table": "response", "row": 6}', new)
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{ITEM}/properties/note"
    assert what in fault.what


@pytest.mark.parametrize(
    ("changed", "where", "what"),
    [
        (
            (
                "relations.toml",
                'source = { table = "response", row = 3 }',
                'source = { table = "response", row = 99 }',
            ),
            "relations.toml, valid-after-creation",
            "not transcribed",
        ),
        (
            (
                "relations.toml",
                'parameter = "code"',
                'parameter = "code"\nignore_case = { table = "query", row = 9 }',
            ),
            "relations.toml, code",
            "cites query row 9, which is not transcribed",
        ),
        (
            ("relations.toml", 'parameter = "code"', 'parameter = "codes"'),
            "relations.toml, codes",
            "no such parameter",
        ),
        (
            ("relations.toml", 'id = "overall"', 'id = "overall"\nsuccess = "nothing.there"'),
            "relations.toml, overall",
            "no node at $.data.nothing.there",
        ),
        (
            (
                "response.schema.json",
                '"shown": {',
                '"shown": {"x-presence": {"parameter": "lost", "equals": "1"}, ',
            ),
            ", $.data[*].shown",
            "unknown parameter 'lost'",
        ),
        (
            ("page.toml", 'id = "query"', 'id = "response"'),
            "page.toml",
            "two tables have the id 'response'",
        ),
        (
            (
                "tables/response.csv",
                "row,depth,name,datatype,mark",
                "row,depth,name,datatype,mark," + "x" * 131_073,
            ),
            "tables/response.csv",
            "not a table",
        ),
    ],
    ids=["row", "letter case", "filter", "status", "presence", "table", "csv"],
)
def test_what_is_named_must_be_there(
    edition: Path, changed: tuple[str, str, str], where: str, what: str
) -> None:
    """Rows, parameters, locations and tables that something names are documented."""
    change(edition, *changed)
    fault = refusal(edition)
    assert fault.where.endswith(where)
    assert what in fault.what


def test_a_node_knows_all_its_rows_and_pages() -> None:
    """The first row is cited; further rows and other pages stand beside it, each once."""
    table = Table(
        "t", "response table", "response", (Row(1, 0, "till", "String", mandatory=False),)
    )
    other = Table("u", "old table", "response", (Row(1, 0, "till", "", mandatory=False),))
    sources = [
        {"page": "dates"},
        {"table": "t", "row": 1},
        {"inferred": "1-found"},
        {"table": "u", "row": 1},
        {"page": "dates"},
    ]
    till = {"x-source": sources}
    schema: dict[str, Any] = {"x-source": {"page": "coupons"}, "properties": {"till": till}}
    file = SchemaFile("a.json", schema, Citations("coupons", "2026", {"t": table, "u": other}))
    node = build(file, ByLocation({}, {})).fields["till"]
    assert node.citation == Citation("coupons", "2026", "response table", 1, "till", "String")
    assert node.sources == (
        Citation("coupons", "2026", "old table", 1, "till", None),
        Citation("dates", ""),
    )
