"""The cassettes in the repository are what the commands in their README make, and judge as told."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from asdocumented.cli.main import cli
from tests.support import CONTRACTS, ROOT

CASSETTES = ROOT / "cassettes"
README = (CASSETTES / "README.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^asdocumented record --target (.+)$", README, re.MULTILINE)
_VERSION = re.compile(r"^    version: .+\n", re.MULTILINE)
_WHEN = re.compile(r"'[0-9T:-]+Z'|[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT")


def content(folder: Path) -> dict[str, str]:
    """Return every cassette of a target without the dates and the version of its recording."""
    return {
        path.relative_to(folder).as_posix(): _WHEN.sub(
            "<when>", _VERSION.sub("", path.read_text(encoding="utf-8"))
        )
        for path in folder.rglob("*.yaml")
    }


def test_every_folder_is_one_of_the_readme() -> None:
    """No cassettes but those that a command makes again."""
    assert sorted(path.name for path in CASSETTES.iterdir() if path.is_dir()) == sorted(TARGETS)


@pytest.fixture
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REDACTION_KEY", "SANDBOX_USERNAME", "SANDBOX_PASSWORD"):
        monkeypatch.delenv(f"ASDOCUMENTED_{name}", raising=False)


def record(target: str, folder: Path) -> None:
    """Record as the README says, against the stand-in of today."""
    arguments = ["--contracts", str(CONTRACTS), "--into", str(folder)]
    result = CliRunner().invoke(cli, ["record", "--target", target, *arguments])
    assert result.exit_code == 0, result.output


@pytest.mark.enable_socket
@pytest.mark.usefixtures("_no_settings")
@pytest.mark.parametrize("target", TARGETS)
def test_recording_again_changes_dates_only(target: str, tmp_path: Path) -> None:
    """Into a new folder the same comes, under the fixed key of the stand-in."""
    record(target, tmp_path)
    assert content(tmp_path / target) == content(CASSETTES / target)


@pytest.mark.enable_socket
@pytest.mark.usefixtures("_no_settings")
def test_recording_again_in_place_touches_no_file(tmp_path: Path) -> None:
    """A checkout stays as it is, but for recordings that are 90 days old."""
    shutil.copytree(CASSETTES, tmp_path / "cassettes")
    today = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    files = list((tmp_path / "cassettes" / "sandbox-as-printed").rglob("*.yaml"))
    for file in files:
        text = re.sub("recorded_at: '.*'", f"recorded_at: '{today}'", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in files}
    record("sandbox-as-printed", tmp_path / "cassettes")
    assert {path: path.read_bytes() for path in files} == before


def above_a_note(folder: Path, *arguments: str) -> set[tuple[str, str, str]]:
    """Return operation, check and location of what `asdocumented check` finds, without notes."""
    fixed = ["--contracts", str(CONTRACTS), "--report-dir", str(folder), "--format", "json"]
    result = CliRunner().invoke(cli, ["check", *arguments, *fixed])
    return {
        (one["operation"], one["check"], one["location"])
        for one in json.loads(result.output)["drifts"]
        if one["severity"] != "note"
    }


@pytest.mark.parametrize("target", ["sandbox", "sandbox-india"])
def test_those_of_a_stand_in_as_documented_show_nothing_above_a_note(
    target: str, tmp_path: Path
) -> None:
    """Nothing in them breaks a client that is written to the pages."""
    assert above_a_note(tmp_path, str(CASSETTES / target)) == set()


def test_those_of_the_stand_in_as_printed_show_what_the_pages_print(tmp_path: Path) -> None:
    """The same checks at the same places as in the pages' own examples.

    What takes two calls no page can show: each code once more with small letters asked for, and
    two limits of a series that a coupon and the page of series print otherwise.
    """
    series, limit = "$.data[*].couponSeries", "targetUserDetails.validMaxUserTransactionLimit"
    printed = above_a_note(tmp_path, "--pages")
    between_calls = {
        ("v1.1-coupon-get", "letter-case-does-more", "$.response.coupons.coupon[*]"),
        ("v2-coupon", "operations-disagree", f"{series}.maxBillAmount"),
        ("v2-coupon", "operations-disagree", f"{series}.{limit}"),
    }
    recorded = above_a_note(tmp_path, str(CASSETTES / "sandbox-as-printed"))
    assert recorded - between_calls == printed != set()
    assert between_calls < recorded
