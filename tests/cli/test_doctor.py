"""`asdocumented doctor`: what is wrong with a target, each with its remedy."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asdocumented.cli.main import cli
from tests.cli.demo_target import configure
from tests.live.raw_server import http, serving
from tests.support import CONTRACTS

FIRST = "/v2/coupon?couponCodes={codes.upper}&showCouponSeries=true"
WORKS = "check base_url, and that the server works"
JSON = "Content-Type: application/json"


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", "--contracts", str(CONTRACTS), *arguments])


def ask(folder: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes, extra: str = "") -> Result:
    """Ask a server that gives this answer."""
    monkeypatch.chdir(folder)
    with serving([answer]) as server:
        configure(folder, server.url)
        path = folder / "asdocumented.toml"
        text = path.read_text("utf-8").replace("[targets.demo]\n", f"[targets.demo]\n{extra}")
        path.write_text(text, encoding="utf-8")
        return doctor("--target", "demo")


@pytest.mark.enable_socket
def test_the_sandbox_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that can be right is."""
    monkeypatch.chdir(tmp_path)
    result = doctor()
    assert result.exit_code == 0
    assert result.output == (
        "ok   settings     nothing is missing\n"
        "ok   connection   the stand-in answers, HTTP 200\n"
        "ok   credentials  basic-md5\n"
        f"ok   samples      {FIRST} shows something\n"
        "ok   zone         UTC\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "extra", "last"),
    [
        (
            http("401 Unauthorized", b"{}"),
            "",
            "FAIL credentials  refused with HTTP 401: check auth and auth.scheme",
        ),
        (
            http("200 OK", b'{"data": [], "errors": []}', JSON),
            "",
            f"FAIL samples      {FIRST} shows nothing: name samples that exist there",
        ),
        (
            http("200 OK", b'{"data": [{"validTill": "2025-12-16T00:00:00+05:30"}]}', JSON),
            'zone = "UTC"\n',
            (
                "FAIL zone         UTC is set, and a date came with another offset, such as +05:30 "
                "instead of Z (UTC): check cluster or zone"
            ),
        ),
        (
            http("200 OK", b'{"data": [{"validTill": "2025-12-16T00:00:00+05:30"}]}', JSON),
            "",
            "ok   zone         unknown: no offset of it is judged",
        ),
        (
            http("200 OK", b"<html>login</html>"),
            "",
            f"FAIL answer       HTTP 200, a page of HTML or XML: {WORKS}",
        ),
        (
            http("302 Found", b"{}", "Location: /login"),
            "",
            "FAIL answer       HTTP 302, a redirect: check base_url, and that the server works",
        ),
        (
            http("200 OK", b"x" * 9_000_000),
            "",
            "FAIL connection   more than 8 MiB came back: ask for less",
        ),
        (
            http("429 Too Many Requests", b"", "Retry-After: 90000"),
            "",
            "FAIL connection   the server asks for a longer wait than is left: try later",
        ),
    ],
)
@pytest.mark.enable_socket
def test_the_last_line_says_what_stands_in_the_way(
    answer: bytes, extra: str, last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each failure with its remedy; exit 2."""
    result = ask(tmp_path, monkeypatch, answer, extra)
    assert result.output.splitlines()[-1] == last
    assert result.exit_code == (2 if last.startswith("FAIL") else 0)
    assert "CANARY-CODE" not in result.output


@pytest.mark.enable_socket
def test_a_server_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is what fails."""
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    configure(tmp_path, f"http://127.0.0.1:{port}")
    result = doctor("--target", "demo")
    assert result.exit_code == 2
    assert "FAIL connection   the connection is refused: check base_url" in result.output


@pytest.mark.enable_socket
def test_samples_that_no_case_uses_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the name that may be meant, and all that there are; the target is asked all the same."""
    monkeypatch.chdir(tmp_path)
    text = '[targets.demo]\nbase_url = "http://127.0.0.1:9"\n[targets.demo.samples]\ncode = ["A"]\n'
    (tmp_path / "asdocumented.toml").write_text(text, encoding="utf-8")
    result = doctor("--target", "demo")
    assert result.exit_code == 2
    known = "codes, coupon_ids, customer_ids, redeemed_codes, series_ids, unredeemed_codes"
    told = f"code: no case uses this sample: did you mean codes? there are: {known}"
    assert f"FAIL samples      {told}\nFAIL connection   " in result.output


def test_what_is_missing_is_said_before_anything_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its credentials a target is not asked."""
    monkeypatch.chdir(tmp_path)
    auth = 'scheme = "basic"\nusername_env = "NO_SUCH_USER"\npassword_env = "NO_SUCH_WORD"'
    configure(tmp_path, "http://127.0.0.1:9", auth)
    result = doctor("--target", "demo")
    assert result.exit_code == 2
    assert result.output == (
        "FAIL settings     the variable NO_SUCH_USER (auth.username_env) is not set\n"
        "FAIL settings     the variable NO_SUCH_WORD (auth.password_env) is not set\n"
    )
