"""A map file that is not written as one is refused, by its reader and by its JSON Schema alike."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from asdocumented.comparing.upgrade_files import read_upgrade
from asdocumented.errors import Fault
from tests.comparing.small_upgrade import MAP, small_map
from tests.support import CONTRACTS

UNTIL = 'from_source = { table = "response", row = 3 }\n'
VALUES = 'values = { true = "ABS", false = "PERC" }'
SECTIONS = "there are: from, to, items, steps, example, mapped, lost, added, remarks"
SCHEMA = json.loads(
    (files("asdocumented") / "schemas" / "upgrade-map.schema.json").read_text(encoding="utf-8")
)


def validator() -> jsonschema.Draft202012Validator:
    """Return what validates map files in an editor."""
    return jsonschema.Draft202012Validator(SCHEMA)


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ("[[added]]", "[[ded]]", "ded: no such key", f"did you mean added? {SECTIONS}"),
        ("[to]", "[too]", "too: no such key", f"did you mean to? {SECTIONS}"),
        ('operation = "old"\n', "", "from: operation is missing", "add operation"),
        (
            'edition = "1"',
            "edition = 1",
            "from.edition: not the type that belongs here",
            'name an edition of it as a text, such as "2026"',
        ),
        ('[items]\nfrom = "$.list[*]"', "[items]", "items: from is missing", "add from"),
        ('rule = "same-day"\n', "", "mapped[3]: rule is missing", "add rule"),
        (
            'rule = "same-day"',
            "rule = 3",
            "mapped[3].rule: not the type that belongs here",
            "choose one of: same, same-ignoring-case, same-number",
        ),
        (
            'from = "$.list[*].until"',
            'from = "until"',
            "mapped[3].from: not written as it has to be",
            'write a location such as "$.data[*].code" or "$request.query.id"',
        ),
        (
            'to = "$.data[*].validUntil"',
            "to = 3",
            "mapped[3].to: not the type that belongs here",
            "write one location, or a list of them",
        ),
        (
            'to = "$.data[*].validUntil"',
            "to = []",
            "mapped[3].to: empty",
            "name what it became, or list it as lost",
        ),
        (
            UNTIL,
            'from_source = "response 3"\n',
            "mapped[3].from_source: not the type that belongs here",
            'write { table = "query", row = 1 }',
        ),
        (
            UNTIL,
            'from_source = { table = "response", row = "3" }\n',
            "mapped[3].from_source.row: not the type that belongs here",
            "write the number of the row",
        ),
        (
            UNTIL,
            'from_source = { table = "response", row = 3, col = 4 }\n',
            "mapped[3].from_source.col: no such key",
            "there are: table, row, inferred, page",
        ),
        (
            UNTIL,
            "from_source = {}\n",
            "mapped[3]: a source is a row of a table, a printed example, or another page",
            'write one of them, such as { table = "query", row = 1 }',
        ),
        (
            UNTIL,
            'from_source = { table = "response", row = 3, page = "x" }\n',
            "mapped[3]: a source is a row of a table, a printed example, or another page",
            'write one of them, such as { table = "query", row = 1 }',
        ),
        (
            UNTIL,
            'from_source = { table = "response" }\n',
            "mapped[3]: a source has no row",
            "name the row, too",
        ),
        (
            UNTIL,
            "from_source = { row = 3 }\n",
            "mapped[3]: a source has no table",
            "name the table, too",
        ),
        (
            'elsewhere = { page = "owners" }',
            'elsewhere = { page = "" }',
            "lost[0]: a source is empty",
            "name its table and row, example or page",
        ),
        (
            VALUES,
            "values = { true = 1 }",
            "mapped[4].values.true: not the type that belongs here",
            "write a text",
        ),
        (
            'kept = ["true"]',
            'kept = "true"',
            "mapped[5].kept: not the type that belongs here",
            'write a list of texts, such as ["700"]',
        ),
        ('instead = "no person in any answer"', "", "lost[0]: instead is missing", "add instead"),
        (
            'instead = "no person in any answer"',
            'instead = ""',
            "lost[0].instead: empty",
            "write a text",
        ),
        (
            'note = "a text for people"',
            'not = "a text for people"',
            "added[0].not: no such key",
            "did you mean note? there are: to, note, needs, to_source",
        ),
        ('subject = "limits"', "", "remarks[0]: subject is missing", "add subject"),
        ('text = "Repeat the parameter."', "text = 1", "steps[0].text: not the type", "write a te"),
        (
            '[example.from]\nrequest = "/old?codes=A"',
            "[example.from]",
            "example.from: request is missing",
            "add request",
        ),
    ],
)
def test_a_fault_of_form_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, what: str, remedy: str
) -> None:
    """And with what to write instead; an editor with the schema refuses it, too."""
    assert MAP.count(old) == 1, old
    text = MAP.replace(old, new)
    with pytest.raises(Fault) as raised:
        small_map(tmp_path, text)
    told = str(raised.value)
    assert what in told
    assert remedy in told
    assert not validator().is_valid(tomllib.loads(text))


def test_the_faults_of_all_entries_are_told_at_once(tmp_path: Path) -> None:
    """Each with its own place."""
    text = MAP.replace('rule = "same"', "rule = 1").replace("note", "not").replace("[to]", "[too]")
    with pytest.raises(Fault) as raised:
        small_map(tmp_path, text)
    places = [fault.where.rpartition(", ")[2] for fault in raised.value.each]
    assert places == ["mapped[1].rule", "added[0].not", "too"]


@pytest.mark.parametrize(
    ("text", "what"),
    [(b"from", "invalid TOML: "), (b"\xff", "not UTF-8 at byte 0"), (b"", "from is missing")],
)
def test_what_is_no_map_at_all_is_refused(tmp_path: Path, text: bytes, what: str) -> None:
    """No TOML, no text, nothing."""
    path = tmp_path / "old--new.toml"
    path.write_bytes(text)
    with pytest.raises(Fault, match=what):
        read_upgrade(path)


def test_maps_that_are_read_are_as_the_schema_says() -> None:
    """The small one, and those of the contracts."""
    maps = sorted((CONTRACTS / "upgrades").glob("*.toml"))
    assert maps
    for text in (MAP, *(path.read_text(encoding="utf-8") for path in maps)):
        assert [*validator().iter_errors(tomllib.loads(text))] == []
