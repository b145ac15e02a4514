"""The cassettes in the repository are what the commands in their README make, and judge as told."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from asdocumented.cli.main import cli
from tests.support import CONTRACTS, ROOT

CASSETTES = ROOT / "cassettes"
README = (CASSETTES / "README.md").read_text(encoding="utf-8")
(KEY,) = re.findall(r"^export ASDOCUMENTED_REDACTION_KEY=(.+)$", README, re.MULTILINE)
TARGETS = re.findall(r"^asdocumented record --target (.+)$", README, re.MULTILINE)
_WHEN = re.compile(r"'[0-9T:-]+Z'|[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT")


def content(folder: Path) -> dict[str, str]:
    """Return every cassette of a target without the dates of its recording."""
    return {
        path.relative_to(folder).as_posix(): _WHEN.sub("<when>", path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.yaml")
    }


def test_every_folder_is_one_of_the_readme() -> None:
    """No cassettes but those that a command makes again."""
    assert sorted(path.name for path in CASSETTES.iterdir() if path.is_dir()) == sorted(TARGETS)


@pytest.mark.enable_socket
@pytest.mark.parametrize("target", TARGETS)
def test_recording_again_changes_dates_only(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command as the README says, against the stand-in of today."""
    monkeypatch.setenv("ASDOCUMENTED_REDACTION_KEY", KEY)
    for name in ("USERNAME", "PASSWORD"):
        monkeypatch.delenv(f"ASDOCUMENTED_SANDBOX_{name}", raising=False)
    arguments = ["--contracts", str(CONTRACTS), "--cassettes", str(tmp_path)]
    result = CliRunner().invoke(cli, ["record", "--target", target, *arguments])
    assert result.exit_code == 0, result.output
    assert content(tmp_path / target) == content(CASSETTES / target)


@pytest.mark.parametrize(
    ("target", "summary"),
    [
        ("sandbox", "drift: 0 errors, 0 warnings, "),
        ("sandbox-india", "drift: 0 errors, 0 warnings, "),
        ("sandbox-as-printed", "drift: 5 errors, 7 warnings, "),
    ],
)
def test_they_show_what_their_profile_says(target: str, summary: str, tmp_path: Path) -> None:
    """As documented nothing above a note, as printed what the pages' own examples show."""
    arguments = ["--contracts", str(CONTRACTS), "--report-dir", str(tmp_path)]
    result = CliRunner().invoke(cli, ["check", str(CASSETTES / target), *arguments])
    assert result.output.splitlines()[-1].startswith(summary)
