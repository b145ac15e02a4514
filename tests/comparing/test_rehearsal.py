"""What a rehearsal prints, and how it ends."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from asdocumented.comparing.rehearsal import Rehearsal, rehearsal_json, rehearsal_text
from asdocumented.comparing.upgrade_judge import judge_upgrade
from tests.comparing.small_upgrade import NEW, OLD, new_answer, old_answer, small_map

NOTHING = "nothing was shown; asdocumented doctor --target demo says what is wrong"


def rehearsal(folder: Path, kind: str = "ABS", code: str = "A") -> Rehearsal:
    """Return the rehearsal of one request of each side."""
    upgrade = small_map(folder)
    old = [old_answer('{"code": "A", "absolute": true, "ok": "true"}')]
    new = [new_answer(f'{{"code": "{code}", "kind": "{kind}"}}', query=f"code={code}")]
    return Rehearsal(
        target="demo",
        upgrade=upgrade,
        requests=2,
        judgement=judge_upgrade(upgrade, (OLD, NEW), old, new),
        missing=("old/by-owner: no samples named owners",),
    )


def test_the_text_has_a_line_for_each_mapping_and_what_is_missing(tmp_path: Path) -> None:
    """The last line counts the verdicts."""
    assert (
        rehearsal_text(rehearsal(tmp_path))
        == """\
old 1 → new 2 at demo · 2 requests
1 item answered by both operations
  confirmed       1 of 1  codes (query parameter) → code (query parameter)
  not shown               case (query parameter) → case (query parameter)
  confirmed       1 of 1  code → code
  not shown               until → validUntil
  confirmed       1 of 1  absolute → kind
  confirmed       1 of 1  ok → $.errors
missing:
  old/by-owner: no samples named owners
4 confirmed, 0 contradicted, 2 not shown: all that the answers show is as the map says"""
    )


@pytest.mark.parametrize(
    ("kind", "code", "last"),
    [
        ("PERC", "A", "3 confirmed, 1 contradicted, 2 not shown: the answers contradict the map"),
        ("ABS", "B", f"0 confirmed, 0 contradicted, 6 not shown: {NOTHING}"),
    ],
)
def test_the_last_line_tells_how_it_ended(tmp_path: Path, kind: str, code: str, last: str) -> None:
    """Contradicted, or nothing shown."""
    assert rehearsal_text(rehearsal(tmp_path, kind, code)).splitlines()[-1] == last


def test_json_holds_the_verdict_of_each_mapping(tmp_path: Path) -> None:
    """For programs."""
    shown = json.loads(rehearsal_json(rehearsal(tmp_path, "PERC")))
    assert {name: shown[name] for name in ("target", "old", "new", "requests", "missing")} == {
        "target": "demo",
        "old": "old 1",
        "new": "new 2",
        "requests": 2,
        "missing": ["old/by-owner: no samples named owners"],
    }
    assert shown["judgement"]["verdict"] == "contradicted"
    assert [one["verdict"] for one in shown["judgement"]["mappings"]] == [
        "confirmed",
        "not shown",
        "confirmed",
        "not shown",
        "contradicted",
        "confirmed",
    ]


@pytest.mark.parametrize(("kind", "code"), [("ABS", "A"), ("PERC", "A"), ("ABS", "B")])
def test_json_is_as_its_schema_says(tmp_path: Path, kind: str, code: str) -> None:
    """The schema ships with the package."""
    schema = files("asdocumented") / "schemas" / "rehearsal.schema.json"
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    found = json.loads(rehearsal_json(rehearsal(tmp_path, kind, code)))
    assert [*validator.iter_errors(found)] == []
    assert (found["format"], found["kind"], found["requests"]) == (1, "rehearsal", 2)
