"""A local `$ref` is resolved; one that leads nowhere, or back to itself, is refused."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import (
    CODE,
    OPEN_NODE,
    OPEN_POINTER,
    ROOT_PROPERTIES,
    change,
    contract,
    open_node,
    refusal,
)


@pytest.mark.parametrize(
    ("definitions", "node"),
    [
        ("{}", '{"$ref": "#/$defs/lost"}'),
        ("{}", '{"$ref": "other.json"}'),
        ("{}", '{"$ref": "https://example.com/other.json"}'),
        ("{}", '{"anyOf": [{"$ref": "#/$defs/lost"}], "x-source": {"page": "p"}}'),
        ("{}", '{"anyOf": [{"$ref": "http://127.0.0.1:9/x"}], "x-source": {"page": "p"}}'),
        (
            '{"a": {"x-source": {"page": "p"}, "properties": {"a": {"$ref": "#/$defs/a"}}}}',
            '{"$ref": "#/$defs/a"}',
        ),
        ('{"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}', '{"$ref": "#/$defs/a"}'),
        ("{}", '{"$ref": "#"}'),
    ],
    ids=["nowhere", "file", "remote", "in a branch", "remote branch", "nested", "circle", "root"],
)
def test_a_reference_that_leads_nowhere_or_back(edition: Path, definitions: str, node: str) -> None:
    """References are local and end: an endless one has no locations, a lost one no rule."""
    change(edition, "response.schema.json", OPEN_NODE, f'"shown": {node}')
    change(
        edition,
        "response.schema.json",
        ROOT_PROPERTIES,
        f'"$defs": {definitions}, "properties": {{"data"',
    )
    fault = refusal(edition)
    assert fault.where.startswith(f"response.schema.json#{OPEN_POINTER}")


@pytest.mark.parametrize(
    ("definition", "what"),
    [
        ('{"type": "integer", "x-source": {"table": "response", "row": 2}}', "row 2"),
        (
            (
                '{"type": "string", "x-source": [{"table": "response", "row": 2},'
                ' {"table": "response", "row": 3}]}'
            ),
            "validTill",
        ),
    ],
    ids=["type", "name"],
)
def test_a_reference_does_not_hide_what_differs_from_the_row(
    edition: Path, definition: str, what: str
) -> None:
    """A property by `$ref` has the name and type of the row that it cites, as any other."""
    change(edition, "response.schema.json", CODE, '"code": {"$ref": "#/$defs/code"}')
    change(
        edition,
        "response.schema.json",
        ROOT_PROPERTIES,
        f'"$defs": {{"code": {definition}}}, "properties": {{"data"',
    )
    change(edition, "response.schema.json", OPEN_NODE, '"shown": {"x-source": {"page": "p"}}')
    fault = refusal(edition)
    assert fault.where.startswith("response.schema.json#")
    assert what in fault.what


def test_definitions_are_resolved(edition: Path) -> None:
    """A local `$ref` stands for what it leads to, and nodes may share it."""
    definition = '{"type": "object", "x-source": {"page": "p"}, "properties": {"id": ID}}'
    identity = '{"type": "integer", "x-source": {"inferred": "1-found"}}'
    new = f'"$defs": {{"a": {definition.replace("ID", identity)}}}, "properties": {{"data"'
    change(edition, "response.schema.json", ROOT_PROPERTIES, new)
    change(edition, "response.schema.json", OPEN_NODE, '"shown": {"$ref": "#/$defs/a"}')
    node = open_node(edition)
    assert node.types == {"object"}
    assert (node.location, *node.fields) == ("$.data[*].shown", "id")
    assert node.fields["id"].location == "$.data[*].shown.id"


def test_a_reference_may_stand_beside_its_own_citation(edition: Path) -> None:
    """In JSON Schema 2020-12 keywords beside a `$ref` count too, so a row may cite itself."""
    new = '"$defs": {"text": {"type": "string", "x-source": {"page": "p"}}}, "properties": {"data"'
    change(edition, "response.schema.json", ROOT_PROPERTIES, new)
    change(
        edition,
        "response.schema.json",
        CODE,
        '"code": {"$ref": "#/$defs/text", "x-source": {"table": "response", "row": 2}}',
    )
    item = contract(edition).bodies["200"].fields["data"].item
    assert item is not None
    code = item.fields["code"]
    assert code.types == {"string"}
    assert code.rows == (("response", 2),)
