"""Several targets in one call of `asdocumented live`, exploring and probing, as a shell sees it."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.cli.demo_target import CANARIES, judge_again, live, report
from tests.support import ROOT

PERSONAL = ("canary", "9000000001", "customers.example", "inventedupper1", "inventedmixed3")
SCHEMA = ROOT / "src" / "asdocumented" / "schemas" / "drift.schema.json"


def assert_valid(folder: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(report(folder))


def assert_no_secret(folder: Path, told: str) -> None:
    written = "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    for secret in PERSONAL:
        assert secret not in (written + told).lower()


@pytest.mark.enable_socket
def test_two_targets_that_agree_have_a_column_each(tmp_path: Path) -> None:
    """Each in its own time zone, as documented: no disagreement, and no drift above a note."""
    result = live(tmp_path, "--target", "sandbox", "--target", "sandbox-india")
    assert result.returncode == 0, result.stderr
    found = report(tmp_path)
    assert [(one["set"], one["zone"]) for one in found["evidence"]] == [
        ("live:sandbox", "UTC"),
        ("live:sandbox-india", "Asia/Kolkata"),
    ]
    assert set(found["rows"][0]["verdicts"]) == {"live:sandbox", "live:sandbox-india"}
    assert [one for one in found["drifts"] if one["check"] == "evidence-disagrees"] == []
    claims = re.findall(r"claims: (.*)", result.stdout)
    assert len(claims) == 2
    assert claims[0] == claims[1]
    assert "0 never there, 0 not provable with these samples, 0 not shown" in claims[0]
    assert_valid(tmp_path)
    assert_no_secret(tmp_path, result.stdout + result.stderr)


@pytest.mark.enable_socket
def test_a_dead_target_proves_nothing(tmp_path: Path) -> None:
    """The other one's answers are not its own; the report says that its run is not whole."""
    (tmp_path / "asdocumented.toml").write_text(
        '[targets.dead]\nbase_url = "http://127.0.0.1:9"\ncluster = "eu"\nsamples = "sandbox"\n'
    )
    result = live(tmp_path, "--target", "dead", "--target", "sandbox")
    assert result.returncode == 3
    told = result.stdout.partition("dead: 2 requests")[2]
    assert told.partition("claims: ")[2].startswith("0 proved, 0 drift")
    claims = told.partition("sandbox: ")[2].partition("claims: ")[2]
    assert int(claims.partition(" proved")[0]) > 200
    reasons = {error["reason"] for error in report(tmp_path)["errors"]}
    assert "the run of dead did not come to its end" in reasons
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert "the run of dead did not come to its end" in page


@pytest.mark.enable_socket
def test_what_exploring_found_is_kept_before_anything_invalid_is_sent(tmp_path: Path) -> None:
    """A probe's value is a secret from then on, and may stand in what was found."""
    arguments = ("--target", "sandbox-as-printed", "--explore", "90", "--seed", "7")
    result = live(tmp_path, *arguments, "--probe")
    found = result.stderr.count("found by exploring: ")
    assert found > 0
    assert len(list((tmp_path / "reports" / "live").rglob("*.yaml"))) == found


@pytest.mark.enable_socket
def test_where_targets_differ_the_drift_says_which_of_them_show_it(tmp_path: Path) -> None:
    """It is not told a second time as a disagreement; the page has a column for each."""
    result = live(tmp_path, "--target", "sandbox", "--target", "sandbox-as-printed")
    assert result.returncode == 1
    found = report(tmp_path)
    location = "$.data[*].couponSeries.redemptionRange"
    assert [
        (one["check"], one["seen"]) for one in found["drifts"] if one["location"] == location
    ] == [("wrong-type", {"live:sandbox-as-printed": {"count": 3, "of": 3}})]
    assert [one["verdicts"] for one in found["rows"] if one["location"] == location] == [
        {"live:sandbox": "conforms", "live:sandbox-as-printed": "drifts"}
    ]
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert '<th scope="col"><div>sandbox-as-printed <small>' in page
    assert_valid(tmp_path)


@pytest.mark.enable_socket
def test_the_report_on_several_targets_can_be_rebuilt_from_the_journal(tmp_path: Path) -> None:
    """One journal holds them all, and the probes."""
    live(tmp_path, "--target", "sandbox", "--target", "sandbox-as-printed", "--probe")
    before = report(tmp_path)
    judge_again(tmp_path)
    after = report(tmp_path, "again")
    for part in ("drifts", "rows", "relations", "probes"):
        assert after[part] == before[part]
    assert len(after["probes"]) == 40


def test_a_target_that_nobody_knows_stops_before_anything_is_asked(tmp_path: Path) -> None:
    """The second name is wrong: the first target is not asked either."""
    result = live(tmp_path, "--target", "sandbox", "--target", "sandbx")
    assert result.returncode == 2
    assert "did you mean sandbox?" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.enable_socket
def test_exploring_and_probing_write_no_secret(tmp_path: Path) -> None:
    """Generated requests about real codes, the smallest exchanges, the refusals: all redacted."""
    result = live(
        tmp_path, "--target", "sandbox-as-printed", "--explore", "40", "--seed", "3", "--probe"
    )
    assert "exploring (up to 40 requests, seed 3)" in result.stderr
    assert "123 requests (63 plan, 40 explore, 20 probe)" in result.stdout
    assert report(tmp_path)["run"]["interactions"] == 103
    assert_valid(tmp_path)
    assert_no_secret(tmp_path, result.stdout + result.stderr)


@pytest.mark.enable_socket
def test_a_probe_is_no_gate_unless_it_is_asked_for(tmp_path: Path) -> None:
    """As printed, two refusals are not as documented; drifts are skipped here."""
    arguments = ["--target", "sandbox-as-printed", "--probe", "--only", "contradictory-status"]
    result = live(tmp_path, *arguments, "--fail-on", "never")
    assert result.returncode == 0
    assert (
        "probes, which do not change the exit code: 20 invalid requests, 18 refused as documented"
        in (result.stdout)
    )
    result = live(tmp_path, *arguments, "--fail-on", "never", "--fail-on-probe")
    assert result.returncode == 1


def test_a_dry_run_tells_of_every_part_and_sends_nothing(tmp_path: Path) -> None:
    """Requests, exploring, probes; what no sample can show."""
    result = live(tmp_path, "--dry-run", "--explore", "50", "--for", "2m", "--seed", "9", "--probe")
    assert result.returncode == 0
    assert "then exploring: up to 50 requests, 120 s, seed 9" in result.stdout
    assert "then 20 invalid requests, no part of the gate:" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_rows_that_the_samples_cannot_show_are_told_before_it_starts(tmp_path: Path) -> None:
    """By row, with what is missing."""
    (tmp_path / "asdocumented.toml").write_text(
        '[targets.demo]\nbase_url = "http://127.0.0.1:9"\n[targets.demo.samples]\ncodes = ["AB"]\n',
        encoding="utf-8",
    )
    result = live(tmp_path, "--target", "demo", "--dry-run")
    assert (
        "cannot be shown: v1.1-coupon-get, response table, row 25-32: "
        "no samples named redeemed_codes" in result.stdout
    )
    assert "cannot be shown: v2-coupon-series, response table, row 1-82: " in result.stdout


@pytest.mark.parametrize("time", ["5", "5d", "0s", "-1m", "m", "1.5m"])
def test_a_time_that_is_none_is_refused(time: str, tmp_path: Path) -> None:
    """With how to write one."""
    result = live(tmp_path, "--for", time)
    assert result.returncode == 2
    assert "write 90s, 5m or 1h" in result.stderr


@pytest.mark.enable_socket
def test_an_option_of_the_run_changes_what_can_be_resumed(tmp_path: Path) -> None:
    """A finished run without probes is no interrupted one with probes."""
    live(tmp_path)
    result = live(tmp_path, "--resume", "--probe", settings=CANARIES)
    assert result.returncode == 2
    assert "no run of these targets and options was interrupted" in result.stderr
