"""The same files make the same report, in whatever order they are named."""

import shutil
from pathlib import Path

import pytest

from tests.command_line import run
from tests.support import CONTRACTS, RANDOM_KEY, ROOT

MARK = "      X-Redacted-By:\n      - asdocumented\n"
FIXED = {"SOURCE_DATE_EPOCH": "1795305600", "ASDOCUMENTED_REDACTION_KEY": RANDOM_KEY}
AT = '"started": "2026-11-22T00:00:00Z"'


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "cassettes" / "sandbox-as-printed" / "v2-coupon", "recorded")


def outputs(*paths: str) -> dict[str, bytes]:
    """Judge some files; return what is written and printed, byte for byte."""
    options = ["--contracts", str(CONTRACTS), "--output", "csv=reports/drift.csv"]
    result = run("check", *paths, *options, settings=FIXED)
    written = {path.name: path.read_bytes() for path in Path("reports").iterdir()}
    return {**written, "printed": result.stdout.encode()}


def made_raw(path: Path) -> None:
    """Take the marks of redaction from a recording, so that its values are replaced anew."""
    head, _, rest = path.read_text("utf-8").partition("- asdocumented:\n")
    bare = rest.partition("  recorded_at")
    path.write_text(f"{head}- {bare[1].strip()}{bare[2]}".replace(MARK, ""), encoding="utf-8")


@pytest.mark.parametrize("raw", [False, True])
def test_the_order_of_files_changes_nothing(raw: bool) -> None:  # noqa: FBT001  # a parameter
    """Every output is the same, also where pseudonyms are made for it."""
    files = sorted(Path("recorded").glob("*.yaml"))
    for path in files if raw else ():
        made_raw(path)
    names = [str(path) for path in files]
    first = outputs(*names)
    assert AT.encode() in first["drift.json"]
    assert outputs(*names[::-1]) == first
    assert outputs(*names[7:], *names[:7]) == first


def test_a_file_that_is_named_twice_is_judged_once() -> None:
    """By itself, and with its folder."""
    assert outputs("recorded")["drift.csv"] == outputs("recorded", "recorded")["drift.csv"]


@pytest.mark.parametrize("value", ["yesterday", "-1", "1e9", "999999999999", " "])
def test_a_moment_that_is_none_is_told(value: str) -> None:
    """A wrong variable does not pass for the clock."""
    result = run("check", "recorded", settings={"SOURCE_DATE_EPOCH": value})
    assert (result.returncode, "SOURCE_DATE_EPOCH: no moment" in result.stderr) == (2, True)
