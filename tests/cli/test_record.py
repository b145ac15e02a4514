"""`asdocumented record` as a shell sees it."""

import signal
import socket
from pathlib import Path

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from tests.cli.demo_target import ON_BUNDLED, configure
from tests.command_line import Ended, read_until, run, started
from tests.live.raw_server import http, serving
from tests.support import RANDOM_KEY

SETTINGS = {
    "ASDOCUMENTED_SANDBOX_USERNAME": "canary-till",
    "ASDOCUMENTED_SANDBOX_PASSWORD": "canary-word",
    "ASDOCUMENTED_REDACTION_KEY": RANDOM_KEY,
}


def record(folder: Path, *arguments: str) -> Ended:
    """Run the command in a folder and return what came of it."""
    return run("record", *ON_BUNDLED, *arguments, folder=folder, settings=SETTINGS)


@pytest.mark.enable_socket
def test_the_sandbox_is_recorded_without_any_configuration(tmp_path: Path) -> None:
    """One command starts the stand-in, records every case, and writes no secret anywhere."""
    result = record(tmp_path)
    assert result.returncode == 0, result.stderr
    assert (
        result.stdout
        == "cassettes/sandbox: 63 recorded · 63 requests · 0 s waited for the rate limit\n"
    )
    evidence = list(read_evidence([tmp_path / "cassettes"]))
    assert len(evidence) == 63
    assert all(isinstance(one, Evidence) for one in evidence)
    written = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    for canary in ("canary", "9000000001", "inventedupper1", "inventedmixed3", "customers.example"):
        assert canary not in (written + result.stdout + result.stderr).lower()


@pytest.mark.enable_socket
def test_a_fixed_key_gives_the_same_pseudonyms_again(tmp_path: Path) -> None:
    """Under one key a recording differs from the next in its dates only."""
    for name in ("one", "two"):
        result = record(tmp_path, "--cassettes", name, "--case", "v2-coupon/by-code")
        assert result.returncode == 0, result.stderr
    lines = [
        [
            line
            for line in (tmp_path / name / "sandbox/v2-coupon/by-code.yaml")
            .read_text()
            .splitlines()
            if "recorded_at" not in line and "GMT" not in line
        ]
        for name in ("one", "two")
    ]
    assert lines[0] == lines[1]


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(tmp_path: Path) -> None:
    """Placeholders stand for the samples, which are shown nowhere."""
    result = record(tmp_path, "--dry-run", "--case", "v2-coupon/case-lower")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "1 request to sandbox, one a case\n"
        "\n"
        "v2-coupon/case-lower\n"
        "  coupon_code_case asked for: LOWER\n"
        "  GET /v2/coupon?couponCodes={codes.mixed}&coupon_code_case=LOWER\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_cases_that_the_samples_cannot_fill_are_named(tmp_path: Path) -> None:
    """Nothing is left out in silence."""
    configure(tmp_path, "http://127.0.0.1:9")
    result = record(tmp_path, "--target", "demo", "--dry-run", "--case", "v2-coupon-series")
    assert result.returncode == 0
    assert (
        "  v2-coupon-series/another-series: no 2 one among the samples series_ids" in result.stdout
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--target", "no-such"], "asdocumented: --target no-such: no such target\n"),
        (["--case", "v2-coupon/by-cod"], "no such case\n  did you mean v2-coupon/by-code? "),
        (["--contracts", "nowhere"], "asdocumented: nowhere: no such folder\n"),
        (["--config", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_bad_options_are_told(arguments: list[str], message: str, tmp_path: Path) -> None:
    """Exit 2, with what is wrong and what to do; nothing is written."""
    result = record(tmp_path, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_variable_is_named(tmp_path: Path) -> None:
    """The message tells the variable to set, before anything is sent."""
    auth = 'scheme = "basic"\nusername_env = "NO_SUCH_USER"\npassword_env = "NO_SUCH_WORD"'
    configure(tmp_path, "http://127.0.0.1:9", auth)
    result = record(tmp_path, "--target", "demo")
    assert result.returncode == 2
    assert "the variable NO_SUCH_USER (auth.username_env) is not set" in result.stderr


@pytest.mark.enable_socket
def test_a_server_that_is_not_there_ends_the_recording_early(tmp_path: Path) -> None:
    """After two requests without an answer it is not asked 44 times more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    configure(tmp_path, f"http://127.0.0.1:{port}")
    result = record(tmp_path, "--target", "demo", "--case", "v2-coupon-series")
    assert result.returncode == 3
    assert result.stderr.count("failed    the connection is refused") == 2
    assert "stopped: two requests in a row had no answer" in result.stdout


@pytest.mark.enable_socket
def test_what_a_hostile_server_echoes_reaches_no_file(tmp_path: Path) -> None:
    """Codes and credentials told back in every place, and what nobody documented."""
    body = (
        b'{"data": [{"code": "CANARY-CODE", "note": "canary-mail", "canary-code": 1}],'
        b' "errors": [{"status": false, "code": 780, "message": "no CANARY-CODE for canary-mail"}]}'
    )
    answer = http("200 canary-till", body, "Content-Type: application/json", "X-Echo: canary-code")
    configure(tmp_path, "http://127.0.0.1:9")
    with serving([answer]) as server:
        configure(tmp_path, server.url)
        result = record(tmp_path, "--target", "demo", "--case", "v2-coupon")
    files = [path for path in (tmp_path / "cassettes").rglob("*") if path.is_file()]
    assert "canary" in server.requests[0].lower()
    assert result.stdout.startswith("cassettes/demo: ")
    assert "canary-code" not in "".join(path.read_text() for path in files).lower()
    assert "canary-mail" not in "".join(path.read_text() for path in files).lower()


@pytest.mark.enable_socket
def test_an_interrupt_keeps_what_is_there(tmp_path: Path) -> None:
    """Ctrl-C ends with 130, and the same command goes on."""
    configure(tmp_path, "http://127.0.0.1:9")
    slow = http("429 Too Many Requests", b"", "Retry-After: 60")
    good = http("200 OK", b'{"entity": {}, "Warninigs": []}', "Content-Type: application/json")
    with serving([good, slow]) as server:
        configure(tmp_path, server.url)
        arguments = (*ON_BUNDLED, "--target", "demo", "--case", "v2-coupon-series")
        with started("record", *arguments, folder=tmp_path) as process:
            read_until(process.stderr, "recorded")
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in errors
    with serving([good]) as server:
        configure(tmp_path, server.url)
        result = record(tmp_path, "--target", "demo", "--case", "v2-coupon-series")
    assert "1 resumed" in result.stdout


@pytest.mark.parametrize(
    "answer",
    [
        http("404 Not Found", b"{}", "Content-Type: application/json"),
        http("200 OK", b'{"data": []}', "Content-Type: application/json"),
    ],
    ids=["not found", "empty"],
)
@pytest.mark.enable_socket
def test_recordings_that_show_nothing_are_inconclusive(answer: bytes, tmp_path: Path) -> None:
    """Answers they are, and each is recorded; but the samples are wrong, and nothing is proved."""
    with serving([answer]) as server:
        configure(tmp_path, server.url)
        result = record(tmp_path, "--target", "demo")
    assert result.returncode == 3
    assert "not recorded" not in result.stdout
    assert (
        "inconclusive: cassette:demo: only refusals, 404 or empty results came back: "
        "check the credentials and the samples" in result.stdout
    )
