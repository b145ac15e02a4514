"""What is left to the schema library can be judged by it, or the folder is refused."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import OPEN_NODE, OPEN_POINTER, ROOT_PROPERTIES, change, refusal
from tests.support import contract, find

DEFINED = '"$defs": {"a": {"x-source": {"page": "p"}}}, '
OPEN = OPEN_NODE[:-1]


@pytest.mark.parametrize(
    ("keywords", "place"),
    [
        ('"allOf": [{"$ref": "#/properties/data"}]', "/allOf/0/$ref"),
        ('"not": {"items": {"$ref": "#/properties/data/items"}}', "/not/items/$ref"),
        (
            '"contentMediaType": "application/json", "contentSchema": {"$ref": "#/$defs/a"}',
            "/contentSchema/$ref",
        ),
    ],
)
def test_a_reference_that_the_schema_library_could_not_follow(
    edition: Path, keywords: str, place: str
) -> None:
    """It sees the definitions and what it has to judge, and nothing else of the file."""
    change(edition, "response.schema.json", ROOT_PROPERTIES, f'{DEFINED}"properties": {{"data"')
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN}, {keywords}}}")
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{OPEN_POINTER}{place}"
    assert "cannot be followed from here" in fault.what


@pytest.mark.parametrize("keyword", ["$id", "$dynamicRef"])
def test_a_keyword_that_changes_what_references_mean(edition: Path, keyword: str) -> None:
    """One way to refer is enough: `#/$defs/<name>`."""
    change(edition, "response.schema.json", OPEN_NODE, f'{OPEN}, "{keyword}": "a"}}')
    fault = refusal(edition)
    assert fault.where == f"response.schema.json#{OPEN_POINTER}/{keyword}"
    assert "nothing resolves it" in fault.what


def test_a_schema_that_is_nested_too_deeply(edition: Path) -> None:
    """No page nests so deep, and no library follows it."""
    deep = '{"not": ' * 200 + "true" + "}" * 200
    change(edition, "response.schema.json", OPEN_NODE, f'{OPEN}, "not": {deep}}}')
    fault = refusal(edition)
    assert fault.where == "response.schema.json"
    assert "nested" in fault.what


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999", r'"\ud800"', r'{"\udfff": 1}'])
def test_a_value_that_no_utf_8_json_can_hold(edition: Path, value: str) -> None:
    """No body could have it, and no library holds it."""
    change(edition, "response.schema.json", OPEN_NODE, f'{OPEN}, "enum": [{value}]}}')
    fault = refusal(edition)
    assert fault.where == "response.schema.json"
    assert "surrogate" in fault.what


def test_what_the_nodes_know_counts_as_evaluated() -> None:
    """`unevaluatedProperties` and the like are about what no keyword beside them names."""
    strict = contract(
        {
            "one": {"type": "object", "properties": {"a": {}}, "unevaluatedProperties": False},
            "all": {"type": "array", "items": {"type": "string"}, "unevaluatedItems": False},
        }
    )
    assert find("broken-constraint", strict, '{"one": {"a": 1}, "all": ["x"]}') == []
    assert [found[1] for found in find("broken-constraint", strict, '{"one": {"b": 1}}')] == [
        "$.one"
    ]
