"""`asdocumented waive`: drifts of the last report are accepted, and what is over is dropped."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from asdocumented.cli.waive import WaiveOptions, run_waive
from asdocumented.gate.waivers import read_waivers
from tests.cli.recorded import BODY, cassette, check, report, write
from tests.command_line import Ended, run

DRIFTING = '{"data": {"code": 1}, "warnings": [], "errors": []}'
DOCUMENTED = "String, no datatype in response table 1"
CODE_AS_NUMBER = f"wrong-type at v2-coupon 2026 $.data[*].code: {DOCUMENTED}, observed integer"
DATA_AS_OBJECT = "wrong-type at v2-coupon 2026 $.data: Array, observed object"
IN = ("--report", "out/drift.json")


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def judge(folder: Path, *bodies: str) -> int:
    """Judge these bodies as recordings; return the exit code."""
    write(folder / "in" / "a.yaml", cassette(*bodies))
    return check(folder, "in").exit_code


def waive(*arguments: str) -> Ended:
    """Run the command on the report of the last run."""
    return run("waive", *arguments, *IN)


def test_all_that_fails_is_accepted_and_the_gate_passes(tmp_path: Path) -> None:
    """The first adoption: red, accepted, green; the drifts stay in every output."""
    assert judge(tmp_path, DRIFTING) == 1
    result = waive("--all-current", "--reason", "the vendor knows", "--ticket", "CAP-1")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"waived: {DATA_AS_OBJECT}",
        f"waived: {CODE_AS_NUMBER}",
        "waivers.toml: 2 added, 0 renewed",
    ]
    assert judge(tmp_path, DRIFTING) == 0
    found = report(tmp_path)
    assert {one["status"] for one in found["drifts"] if one["severity"] == "error"} == {"waived"}
    summary = check(tmp_path, "in").output
    assert "waived   `data` is object, not Array" in summary
    assert "waived: the vendor knows; CAP-1; since " in summary


def test_one_more_drift_fails_alone(tmp_path: Path) -> None:
    """What was accepted does not cover it."""
    judge(tmp_path, DRIFTING)
    waive("--all-current", "--reason", "the vendor knows")
    assert judge(tmp_path, DRIFTING, '{"data": [], "warnings": "none", "errors": []}') == 1
    failing = [one["location"] for one in report(tmp_path)["drifts"] if one["fails"]]
    assert failing == ["$.warnings"]


def test_a_reason_that_is_not_utf8_is_escaped(tmp_path: Path) -> None:
    """As a shell in Latin-1 passes it on."""
    judge(tmp_path, DRIFTING)
    assert waive("--all-current", "--reason", "caf\udce9").returncode == 0
    reasons = {one.reason for one in read_waivers(tmp_path / "waivers.toml", "w").waivers}
    assert reasons == {"caf\\udce9"}


def test_a_problem_or_a_drift_can_be_named(tmp_path: Path) -> None:
    """By its id, or the beginning of it."""
    judge(tmp_path, DRIFTING)
    found = report(tmp_path)
    drift = next(one for one in found["drifts"] if one["location"] == "$.data")
    problem = next(one for one in found["problems"] if drift["fingerprint"] in one["drifts"])
    assert waive(problem["id"], "--reason", "known").stdout.splitlines() == [
        f"waived: {DATA_AS_OBJECT}",
        "waivers.toml: 1 added, 0 renewed",
    ]
    again = waive(drift["fingerprint"][:8], "--reason", "still known", "--owner", "anna")
    assert again.stdout.splitlines()[-1] == "waivers.toml: 0 added, 1 renewed"
    (entry,) = read_waivers(tmp_path / "waivers.toml", "w").waivers
    assert (entry.reason, entry.owner) == ("still known", "anna")


def test_what_is_over_is_dropped(tmp_path: Path) -> None:
    """Only where the operation was judged again; a plain run never writes the file."""
    judge(tmp_path, DRIFTING)
    waive("--all-current", "--reason", "known")
    before = (tmp_path / "waivers.toml").read_text(encoding="utf-8")
    assert judge(tmp_path, BODY) == 0
    assert "waiver stale: " in check(tmp_path, "in").output
    assert (tmp_path / "waivers.toml").read_text(encoding="utf-8") == before
    check(tmp_path, "in", "--skip", "wrong-type")
    assert waive("--prune").stdout.splitlines() == ["waivers.toml: 0 dropped"]
    check(tmp_path, "in")
    over = "its place was judged, and the drift is not there"
    assert waive("--prune").stdout.splitlines() == [
        f"dropped: {DATA_AS_OBJECT}: {over}",
        "waivers.toml: 1 dropped",
    ]
    kept = read_waivers(tmp_path / "waivers.toml", "w").waivers
    assert [one.location for one in kept] == ["$.data[*].code"]


def test_a_waiver_for_one_evidence_set_is_bound_to_it(tmp_path: Path) -> None:
    """One that did not show the drift is refused."""
    judge(tmp_path, DRIFTING)
    result = waive("--all-current", "--reason", "known", "--set", "live:demo")
    assert result.returncode == 2
    assert "--set live:demo: not seen in this evidence set\n" in result.stderr
    assert waive("--all-current", "--reason", "known", "--set", "cassette:in").returncode == 0
    assert {one.set for one in read_waivers(tmp_path / "waivers.toml", "w").waivers} == {
        "cassette:in"
    }


def test_a_waiver_begins_today_and_may_expire(tmp_path: Path) -> None:
    """By the date in UTC."""
    judge(tmp_path, DRIFTING)
    options = WaiveOptions(
        reason="known", expires="2026-12-31", all_current=True, report=Path("out/drift.json")
    )
    assert run_waive(options, datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) == 0
    (entry, _) = read_waivers(tmp_path / "waivers.toml", "w").waivers
    assert (str(entry.since), str(entry.expires)) == ("2026-11-22", "2026-12-31")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            (),
            (
                "waive: nothing to waive is named\n"
                "  name fingerprints or problems, or say --all-current, or --prune"
            ),
        ),
        (("--prune", "--all-current"), "waive: more than one thing to do is named\n"),
        (("--all-current",), "--reason: it is missing\n  say why the drift is accepted"),
        (("--all-current", "--reason", " "), "--reason: it is missing\n"),
        (
            ("abcdef", "--reason", "x"),
            (
                "abcdef: no drift and no problem of the report\n"
                "  asdocumented check --notes shows all, each with its id in brackets"
            ),
        ),
        (
            ("--all-current", "--reason", "x", "--expires", "soon"),
            "--expires soon: not a date\n  write a date such as 2027-01-31",
        ),
        (
            ("--all-current", "--reason", "x", "--expires", "2020-01-01"),
            "--expires 2020-01-01: in the past\n  name a later date",
        ),
    ],
)
def test_what_cannot_be_waived_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, and no file is written."""
    judge(tmp_path, DRIFTING)
    result = waive(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"asdocumented: {message}")
    assert not (tmp_path / "waivers.toml").exists()


def test_a_report_without_drifts_that_fail_has_nothing_to_waive(tmp_path: Path) -> None:
    """Told as such."""
    judge(tmp_path, BODY)
    result = waive("--all-current", "--reason", "known")
    assert (result.returncode, result.stderr) == (
        2,
        (
            "asdocumented: out/drift.json: no drift of this report fails\n"
            "  there is nothing to waive\n"
        ),
    )


def test_without_a_report_the_remedy_is_to_make_one() -> None:
    """A check comes first."""
    result = run("waive", "--all-current", "--reason", "known")
    assert (result.returncode, result.stderr) == (
        2,
        (
            "asdocumented: reports/drift.json: no such file\n"
            "  name a drift.json, or run asdocumented check first\n"
        ),
    )


def test_a_file_of_waivers_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    """A misspelt name must not pass for a file without waivers."""
    write(tmp_path / "in" / "a.yaml", cassette(BODY))
    result = check(tmp_path, "in", "--waivers", "waiver.toml")
    assert str(result.exception) == (
        "waiver.toml: no such file\n  create it with asdocumented waive, or name another one"
    )


def test_the_waivers_stand_beside_the_configuration(tmp_path: Path) -> None:
    """Where the configuration names no other file."""
    write(tmp_path / "ci" / "asdocumented.toml", "[gate]\nwaivers = 'accepted.toml'\n")
    judge(tmp_path, DRIFTING)
    result = waive("--all-current", "--reason", "known", "--config", "ci/asdocumented.toml")
    assert result.stdout.endswith("ci/accepted.toml: 2 added, 0 renewed\n")
    assert check(tmp_path, "in", "--config", "ci/asdocumented.toml").exit_code == 0
    assert report(tmp_path)["gate"]["waivers_file"] == "ci/accepted.toml"
