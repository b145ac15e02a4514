"""`asdocumented live` as a shell sees it."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.demo_target import CANARIES, ON_BUNDLED, configure, judge_again, live, report
from tests.command_line import read_until, started
from tests.live.raw_server import http, serving
from tests.support import CONTRACTS

EMPTY = http(
    "200 OK", b'{"data": [], "warnings": [], "errors": []}', "Content-Type: application/json"
)


@pytest.mark.enable_socket
def test_one_command_judges_the_sandbox_and_writes_no_secret(tmp_path: Path) -> None:
    """As documented: nothing above a note, every row shown, no credential in any byte."""
    result = live(tmp_path)
    assert result.returncode == 0, result.stderr
    assert "sandbox: 63 requests; at most 6000 a minute" in result.stderr
    purposes, _, progress = result.stderr.partition("[  1/63] ")
    assert "  v2-coupon/by-ids: two coupon ids, the parameter repeated\n" in purposes
    assert "v2-coupon/by-ids " in progress
    assert "problems: 0 errors, 0 warnings" in result.stdout
    assert "0 never there, 0 not provable with these samples, 0 not shown" in result.stdout
    assert [one["set"] for one in report(tmp_path)["evidence"]] == ["live:sandbox"]
    written = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file())
    for canary in ("canary", "9000000001", "customers.example", "inventedupper1"):
        assert canary not in (written + result.stdout + result.stderr).lower()


@pytest.mark.enable_socket
def test_a_user_name_that_is_a_documented_word_spoils_no_answer(tmp_path: Path) -> None:
    """The vendor's own word `till` is told once, and the run shows what it shows otherwise."""
    words = {**CANARIES, "ASDOCUMENTED_SANDBOX_USERNAME": "till"}
    result = live(tmp_path, "--operation", "v2-coupon", settings=words)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("sandbox: the username is a word of the documentation") == 1
    assert "set another one in ASDOCUMENTED_SANDBOX_USERNAME" in result.stderr
    assert "0 not shown" in result.stdout
    written = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file())
    assert "canary" not in (written + result.stdout + result.stderr).lower()


@pytest.mark.enable_socket
def test_as_printed_it_ends_with_drift(tmp_path: Path) -> None:
    """What the pages' own examples show is found in live answers, too."""
    result = live(tmp_path, "--target", "sandbox-as-printed")
    assert result.returncode == 1
    assert {one["check"] for one in report(tmp_path)["drifts"] if one["severity"] == "error"} == {
        "contradictory-status",
        "misnamed-field",
        "wrong-letter-case",
        "wrong-type",
    }
    assert [one["verdict"] for one in report(tmp_path)["operations"]] == ["drift"] * 3


@pytest.mark.enable_socket
def test_json_is_the_report_and_nothing_else(tmp_path: Path) -> None:
    """For programs; progress goes to standard error."""
    result = live(tmp_path, "--format", "json", "--only", "wrong-type")
    assert json.loads(result.stdout) == report(tmp_path)
    assert "wrong-type" not in report(tmp_path)["run"]["skipped"]


@pytest.mark.enable_socket
def test_the_report_can_be_rebuilt_from_the_journal_alone(tmp_path: Path) -> None:
    """`check` judges the journal as evidence, with the same drifts."""
    live(tmp_path, "--target", "sandbox-as-printed")
    before = report(tmp_path)
    judge_again(tmp_path)
    after = report(tmp_path, "again")
    assert [(d["fingerprint"], d["seen"]) for d in after["drifts"]] == [
        (d["fingerprint"], d["seen"]) for d in before["drifts"]
    ]
    assert after["evidence"] == before["evidence"]


@pytest.mark.parametrize(
    "answer",
    [
        http("401 Unauthorized", b"{}"),
        http("403 Forbidden", b"<html>login</html>"),
        http("404 Not Found", b""),
        EMPTY,
    ],
)
@pytest.mark.enable_socket
def test_only_refusals_or_empty_results_are_inconclusive(answer: bytes, tmp_path: Path) -> None:
    """Exit 3, and what to fix."""
    with serving([answer]) as server:
        configure(tmp_path, server.url)
        result = live(tmp_path, "--target", "demo", "--only", "wrong-offset")
    assert result.returncode == 3
    assert "inconclusive: only refusals, 404 or empty results came back" in result.stdout
    assert report(tmp_path)["gate"]["decision"] == "inconclusive"
    again = judge_again(tmp_path, "--only", "wrong-offset")
    assert again.returncode == 3
    assert "only refusals, 404 or empty results came back" in again.stdout


@pytest.mark.enable_socket
def test_a_dead_host_ends_the_run_early(tmp_path: Path) -> None:
    """Two requests without an answer are enough; the report is written."""
    configure(tmp_path, "http://127.0.0.1:9")
    result = live(tmp_path, "--target", "demo")
    assert result.returncode == 3
    unanswered = "two requests in a row had no answer; the same command with --resume goes on"
    assert f"not at its end: {unanswered}" in result.stdout
    assert ": the connection is refused; check base_url, and that the server runs" in result.stdout
    assert result.stdout.count(" · not shown\n") == 3
    assert "no errors" not in result.stdout
    assert report(tmp_path)["gate"]["decision"] == "inconclusive"


@pytest.mark.enable_socket
def test_a_day_long_wait_is_a_checkpoint(tmp_path: Path) -> None:
    """Exit 3; what was judged before stands in the report, and --resume goes on."""
    refusal = http("429 Too Many Requests", b"", "Retry-After: 86400")
    with serving([EMPTY, EMPTY, refusal]) as server:
        configure(tmp_path, server.url)
        result = live(tmp_path, "--target", "demo")
    assert result.returncode in (1, 3)
    told = "longer wait than is left (86400 s); the same command with --resume goes on"
    assert told in result.stdout
    assert report(tmp_path)["run"]["interactions"] == 2


@pytest.mark.enable_socket
def test_a_killed_run_goes_on_and_repeats_no_finished_request(tmp_path: Path) -> None:
    """SIGKILL in the middle: the journal knows what is done."""
    with serving([EMPTY]) as server:
        configure(tmp_path, server.url)
        with started("live", *ON_BUNDLED, "--target", "demo", folder=tmp_path) as process:
            read_until(process.stderr, "[  3/")
            process.kill()
        sent = len(server.requests)
        result = live(tmp_path, "--target", "demo", "--resume")
    done, total = result.stderr.count("(done before)"), result.stderr.count("\n[")
    assert 3 <= done <= sent
    assert len(server.requests) - sent == total - done
    assert report(tmp_path)["run"]["interactions"] == total


@pytest.mark.enable_socket
def test_nothing_to_resume_is_told(tmp_path: Path) -> None:
    """A finished run, or none at all."""
    for what in ("no run of {} was interrupted", "the last run of {} came to its end"):
        result = live(tmp_path, "--resume")
        assert (result.returncode, result.stderr) == (
            2,
            (
                f"asdocumented: reports/live: {what.format('these targets and options')}\n"
                "  leave out --resume to begin a new run\n"
            ),
        )
        live(tmp_path)


@pytest.mark.enable_socket
def test_what_can_be_resumed_is_told_with_the_options_that_it_needs(tmp_path: Path) -> None:
    """Other options name what was interrupted; an older run is named, by file name or path."""
    refusal = http("429 Too Many Requests", b"", "Retry-After: 86400")
    with serving([EMPTY, refusal, EMPTY, refusal, EMPTY]) as server:
        configure(tmp_path, server.url)
        options = ("--target", "demo", "--operation", "v2-coupon-series")
        live(tmp_path, *options, "--probe")
        live(tmp_path, *options)
        older, newer = sorted((tmp_path / "reports" / "live").glob("*.jsonl"))
        result = live(tmp_path, *options, "--explore", "5", "--resume")
        assert (result.returncode, result.stderr) == (
            2,
            (
                "asdocumented: reports/live: no run of these targets and options was interrupted\n"
                f"  interrupted: {newer.name}; it was begun with {' '.join(options)}\n"
                f"  interrupted: {older.name}; it was begun with {' '.join(options)} --probe\n"
                "  leave out --resume to begin a new run\n"
            ),
        )
        result = live(tmp_path, *options, "--resume", older.name)
        assert (result.returncode, result.stderr) == (
            2,
            (
                f"asdocumented: --resume {older.name}: "
                f"it was begun with {' '.join(options)} --probe\n"
                "  name the same targets and options, or leave out --resume to begin a new run\n"
            ),
        )
        result = live(tmp_path, *options, "--probe", "--resume", f"reports/live/{older.name}")
    assert "(done before)" in result.stderr
    assert f"journal: {Path('reports/live', older.name)}\n" in result.stderr


@pytest.mark.enable_socket
def test_a_run_goes_on_with_its_own_seed(tmp_path: Path) -> None:
    """Another one would generate other requests."""
    live(tmp_path, "--seed", "1")
    (journal,) = (tmp_path / "reports" / "live").glob("*.jsonl")
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-1]))
    result = live(tmp_path, "--seed", "2", "--resume")
    assert result.returncode == 2
    assert "the run was begun with another seed" in result.stderr
    assert live(tmp_path, "--seed", "1", "--resume").returncode == 0


def test_what_looks_at_pages_alone_is_refused(tmp_path: Path) -> None:
    """Nothing could be judged, so nothing is asked."""
    result = live(tmp_path, "--only", "untyped-row")
    assert result.returncode == 2
    assert "these checks look at pages, not at traffic" in result.stderr
    assert not (tmp_path / "reports").exists()


def test_a_report_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """Before anything is asked."""
    (tmp_path / "file").touch()
    result = live(tmp_path, "--report-dir", "file")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "file" in result.stderr


@pytest.mark.enable_socket
def test_an_interrupt_writes_the_report(tmp_path: Path) -> None:
    """Ctrl-C ends with 130, and what was judged before stands in the report."""
    slow = http("429 Too Many Requests", b"", "Retry-After: 60")
    with serving([EMPTY, EMPTY, slow]) as server:
        configure(tmp_path, server.url)
        with started("live", *ON_BUNDLED, "--target", "demo", folder=tmp_path) as process:
            read_until(process.stderr, "[  2/")
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert report(tmp_path)["run"]["interactions"] == 2


@pytest.mark.enable_socket
def test_production_is_refused_unless_it_is_meant(tmp_path: Path) -> None:
    """The host is on the list: nothing is sent."""
    with serving([EMPTY]) as server:
        configure(tmp_path, server.url)
        path = tmp_path / "asdocumented.toml"
        path.write_text('production = ["127.*"]\n' + path.read_text("utf-8"), encoding="utf-8")
        result = live(tmp_path, "--target", "demo")
        assert (result.returncode, server.requests) == (2, [])
        assert "its host 127.0.0.1 is one of production" in result.stderr
        result = live(tmp_path, "--target", "demo", "--i-know-this-is-production")
        assert server.requests


def test_a_dry_run_sends_nothing(tmp_path: Path) -> None:
    """It says what each request is for."""
    result = live(tmp_path, "--dry-run")
    assert result.returncode == 0
    assert result.stdout.startswith(
        "63 requests to sandbox\n"
        "  17 of them for relations between calls: --without-pairs leaves them out\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.enable_socket
def test_only_get_is_ever_sent(tmp_path: Path) -> None:
    """No other method leaves the machine."""
    with serving([EMPTY]) as server:
        configure(tmp_path, server.url)
        live(tmp_path, "--target", "demo")
    assert {head.split()[0] for head in server.requests} == {"GET"}


@pytest.mark.parametrize("missing", ["urllib3", "tenacity", "schemathesis"])
@pytest.mark.enable_socket
def test_without_the_live_extra_the_command_says_what_to_install(
    missing: str, tmp_path: Path
) -> None:
    """Exit 2 and one command, no traceback."""
    code = (
        f"import sys; sys.modules[{missing!r}] = None;"
        f"sys.argv = ['asdocumented', 'live', '--explore', '3', '--contracts', {str(CONTRACTS)!r}];"
        "from asdocumented.cli.main import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 2
    assert f"asdocumented: {missing} is not installed" in result.stderr
    assert "python -m pip install 'asdocumented[live]'" in result.stderr
    assert "Traceback" not in result.stderr
