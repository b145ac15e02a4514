"""A schema with keywords that are wrong, unknown or never judged is refused; the rest is read."""

from pathlib import Path

import pytest

from tests.contracts.small_folder import (
    OPEN_NODE,
    OPEN_POINTER,
    change,
    contract,
    open_node,
    refusal,
)


def test_a_schema_that_is_no_json(edition: Path) -> None:
    """Invalid JSON is named with its line and column."""
    change(edition, "response.schema.json", '"type": "array",', '"type": "array",,')
    fault = refusal(edition)
    assert fault.where == "response.schema.json:6:23"
    assert "invalid JSON" in fault.what


@pytest.mark.parametrize(
    ("keyword", "value", "place"),
    [
        ("type", '"strnig"', "/type"),
        ("type", '["string", "strnig"]', "/type"),
        ("required", '"code"', "/required"),
        ("properties", "[]", "/properties"),
        ("minLength", "-1", "/minLength"),
        ("enum", '"A"', "/enum"),
        ("items", '[{"type": "string"}]', "/items"),
        ("allOf", "[]", "/allOf"),
        ("$ref", "7", "/$ref"),
    ],
)
def test_a_schema_that_2020_12_does_not_allow(
    edition: Path, keyword: str, value: str, place: str
) -> None:
    """The schema is valid under JSON Schema 2020-12; the keyword at fault is named."""
    new = f'"shown": {{"x-source": {{"inferred": "1-found"}}, "{keyword}": {value}}}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    fault = refusal(edition)
    assert fault.where.startswith(f"response.schema.json#{OPEN_POINTER}{place}")
    assert "invalid schema" in fault.what


def test_a_pattern_that_is_no_regular_expression(edition: Path) -> None:
    """A `pattern` that nothing can match against is refused before any body is judged."""
    new = '"shown": {"x-source": {"inferred": "1-found"}, "pattern": "("}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    assert refusal(edition).where.startswith(f"response.schema.json#{OPEN_POINTER}")


def test_a_schema_that_is_no_object(edition: Path) -> None:
    """A schema file holds an object, whose root cites its source."""
    (edition / "response.schema.json").write_text("[]", encoding="utf-8")
    assert refusal(edition).where.startswith("response.schema.json")


@pytest.mark.parametrize("branch", ["", "anyOf"])
def test_a_format_that_nothing_checks(edition: Path, branch: str) -> None:
    """A format without a checker would be silently without effect."""
    rule = '"format": "colour"'
    rule = f'"{branch}": [{{{rule}}}]' if branch else rule
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {rule}}}")
    fault = refusal(edition)
    assert fault.where.startswith(f"response.schema.json#{OPEN_POINTER}/{branch or 'format'}")
    assert "colour" in fault.what


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + ', "nullabel": true}', "no keyword"),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1]
            + ', "properties": {"default": {"format": "bogus", "x-source": {"page": "p"}}}}',
            "nothing checks the format 'bogus'",
        ),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + r', "pattern": "^(?=A)[AB]+$"}',
            "no regular expression",
        ),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "x-identity": "code"}',
            "which its items do not document",
        ),
        ("relations.toml", 'left = "validTill"', 'left = "code"', "has no x-date or x-epoch"),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "required": ["nope"]}',
            "requires 'nope'",
        ),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "contentSchema": {"type": "object"}}',
            "contentSchema says nothing without contentMediaType",
        ),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "allOf": [{"then": {"minimum": 1}}]}',
            "then says nothing without if",
        ),
        (
            "response.schema.json",
            OPEN_NODE,
            OPEN_NODE[:-1] + ', "minContains": 2}',
            "minContains says nothing without contains",
        ),
    ],
    ids=[
        "keyword",
        "name of a keyword",
        "pattern that looks around",
        "identity",
        "no date",
        "promise",
        "content without its type",
        "branch without condition",
        "bound without what it counts",
    ],
)
def test_what_would_never_be_judged_is_refused(
    edition: Path, file: str, old: str, new: str, what: str
) -> None:
    """A misspelt keyword, or an annotation about nothing, does not pass silently."""
    change(edition, file, old, new)
    assert what in refusal(edition).what


def test_const_is_a_list_of_one_value(edition: Path) -> None:
    """A standard `const` allows one value."""
    change(edition, "response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + ', "const": "A"}')
    assert open_node(edition).enum == ("A",)


def test_several_types(edition: Path) -> None:
    """A standard list of types allows each of them."""
    types = ', "type": ["string", "null"]}'
    change(edition, "response.schema.json", OPEN_NODE, OPEN_NODE[:-1] + types)
    assert open_node(edition).types == {"string", "null"}


@pytest.mark.parametrize(
    ("source", "known"),
    [('{"page": "p"}', "documented"), ('{"inferred": "1-found"}', "inferred")],
)
def test_json_in_a_string(edition: Path, source: str, known: str) -> None:
    """Text that holds JSON has the standard keywords, and its content needs no citation."""
    content = '"contentMediaType": "application/json", "contentSchema": {"type": "array"}'
    new = f'"shown": {{"type": "string", "x-source": {source}, {content}}}'
    change(edition, "response.schema.json", OPEN_NODE, new)
    assert open_node(edition).json_text == known


@pytest.mark.parametrize(
    "keywords",
    [
        '"allOf": [{"minLength": 1}, {"maxLength": 3}]',
        '"anyOf": [{"type": "string"}, {"type": "integer"}]',
        '"oneOf": [{"const": "A"}, {"const": "B"}]',
        '"not": {"type": "null"}',
        '"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"minimum": 0}',
        '"patternProperties": {"^x-": {"type": "string"}}',
        '"pattern": "^[A-Z]+$"',
        '"minimum": 0, "multipleOf": 5',
        '"prefixItems": [{"type": "string"}], "contains": {"type": "integer"}',
        '"dependentRequired": {"a": ["b"]}, "propertyNames": {"maxLength": 9}',
        '"format": "email"',
    ],
)
def test_combinations_and_constraints_are_kept_for_the_schema_library(
    edition: Path, keywords: str
) -> None:
    """What no check of ours judges is judged as a whole, and needs no citation of its own."""
    change(edition, "response.schema.json", OPEN_NODE, f"{OPEN_NODE[:-1]}, {keywords}}}")
    kept = contract(edition).bodies["200"].residue
    assert kept is not None
    for name in ("properties", "data", "items", "properties", "shown"):
        below = kept[name]
        assert isinstance(below, dict)
        kept = below
    assert [f'"{keyword}"' in keywords for keyword in kept] == [True] * len(kept)
    assert kept
