"""The gate as a team lives with it: adopted, red for one thing new, stale, old, empty."""

import csv
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from junitparser import JUnitXml

from asdocumented.cli.check import CheckOptions, run_check
from asdocumented.cli.judging_options import JudgingOptions
from asdocumented.cli.waive import WaiveOptions, run_waive
from tests.cli.recorded import report
from tests.command_line import run
from tests.support import CONTRACTS, ROOT

RECORDED = datetime(2026, 11, 27, 12, tzinfo=UTC)
A_YEAR_LATER = RECORDED.replace(year=2027)
OUTPUTS = ("junit=out/drift.xml", "sarif=out/drift.sarif", "csv=out/drift.csv")
DEVIATION = '"seriesId": "910001"'
"""A series id as text, where the page says Long."""

TITLE = "`seriesId` is sent as text, not as numbers"


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh folder with recordings of a target, which age."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "cassettes" / "sandbox", tmp_path / "cassettes" / "demo")
    for path in (tmp_path / "cassettes").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("stand_in: true", "stand_in: false")
        path.write_text(text.replace("target: sandbox", "target: demo"), encoding="utf-8")


def judging(*outputs: str) -> JudgingOptions:
    """Return the options of a run whose report goes to `out`."""
    return JudgingOptions(contracts=CONTRACTS, report_dir=Path("out"), outputs=outputs)


def check(now: datetime = RECORDED, *outputs: str) -> int:
    """Judge the pages and the recordings at a moment; return the exit code."""
    return run_check(CheckOptions(judging(*outputs)), now)


def adopt() -> None:
    """Accept all that fails."""
    options = WaiveOptions(all_current=True, reason="known", report=Path("out/drift.json"))
    assert run_waive(options, RECORDED) == 0


def deviate() -> None:
    """Let one recording depart from its page."""
    path = Path("cassettes/demo/v2-coupon/by-code-created-lower.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"seriesId": 910001', DEVIATION), encoding="utf-8")


def test_adopted_it_is_green_and_one_deviation_more_makes_it_red_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named in text, JUnit XML, SARIF, CSV and annotations, and nothing else is."""
    assert check() == 1
    adopt()
    assert check() == 0
    deviate()
    capsys.readouterr()
    assert check(RECORDED, *OUTPUTS, "github=out/drift.github") == 1
    text = capsys.readouterr().out
    assert [line for line in text.splitlines() if line.startswith("  error ")] == [
        line for line in text.splitlines() if TITLE in line
    ]
    assert [one["location"] for one in report(tmp_path)["drifts"] if one["fails"]] == [
        "$.data[*].seriesId"
    ]
    suites = JUnitXml.fromfile("out/drift.xml")
    assert [case.result[0].message for suite in suites for case in suite if case.is_failure] == [
        TITLE,
        "drifts of severity error without a waiver: 1 drift in 1 problem (limit: none)",
    ]
    results = json.loads(Path("out/drift.sarif").read_text("utf-8"))["runs"][0]["results"]
    failing = [one for one in results if one["properties"]["fails"]]
    assert [one["message"]["text"].partition(".")[0] for one in failing] == [TITLE]
    with Path("out/drift.csv").open(encoding="utf-8", newline="") as file:
        assert [one["title"] for one in csv.DictReader(file) if one["fails"] == "yes"] == [TITLE]
    annotations = Path("out/drift.github").read_text("utf-8").splitlines()
    assert [line.partition(",")[0] for line in annotations] == [
        "::error title=`seriesId` is sent as text%2C not as numbers"
    ]


def test_what_was_waived_and_is_mended_is_named_as_stale(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Green, and the waiver can go."""
    deviate()
    assert check() == 1
    adopt()
    assert check() == 0
    path = Path("cassettes/demo/v2-coupon/by-code-created-lower.yaml")
    path.write_text(path.read_text("utf-8").replace(DEVIATION, '"seriesId": 910001'), "utf-8")
    capsys.readouterr()
    assert check() == 0
    stale = [line for line in capsys.readouterr().out.splitlines() if "waiver stale" in line]
    assert len(stale) == 1
    assert "$.data[*].seriesId" in stale[0]


def test_a_year_later_it_is_red_for_age(tmp_path: Path) -> None:
    """Recordings of a target age; what was accepted is no reason."""
    check()
    adopt()
    assert check(A_YEAR_LATER) == 1
    broken = [one["rule"] for one in report(tmp_path)["gate"]["rules"] if not one["passed"]]
    assert broken == ["max_recording_age_days"]


def test_an_empty_folder_of_cassettes_is_inconclusive(tmp_path: Path) -> None:
    """The printed examples prove no server, whatever is waived."""
    check()
    adopt()
    shutil.rmtree("cassettes")
    Path("cassettes").mkdir()
    assert check() == 3
    assert report(tmp_path)["gate"]["why"] == (
        "evidence sets of a server: none (limit: 1 at least)"
    )
    assert run("check", "cassettes", "--contracts", str(CONTRACTS)).returncode == 3


def test_only_what_is_new_fails_where_that_is_asked_for(tmp_path: Path) -> None:
    """Against the report of the run before, without any waiver."""
    assert check() == 1
    shutil.copy("out/drift.json", "before.json")
    words = ("check", "--contracts", str(CONTRACTS), "--against", "before.json", "--new-only")
    again = run(*words, "--report-dir", "out")
    assert again.returncode == 0, again.stdout
    deviate()
    result = run(*words, "--report-dir", "out")
    assert result.returncode == 1
    assert "against before.json: 1 new, " in result.stdout
    assert [one["location"] for one in report(tmp_path)["drifts"] if one["fails"]] == [
        "$.data[*].seriesId"
    ]
