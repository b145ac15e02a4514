"""A live run against misbehaving servers: each fault is reported, and the rest is judged."""

import gzip
import json
import socket
import ssl
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from asdocumented.sandbox.server import running
from tests.command_line import Ended, run
from tests.live.changing_proxy import changing_proxy
from tests.live.fake_clock import FakeClock
from tests.live.live_runs import BEHAVIOUR, live_run_at, run_and_report
from tests.live.raw_server import Answer, http, serving
from tests.support import CONTRACTS

pytestmark = pytest.mark.enable_socket

JSON = "Content-Type: application/json"
CODE = b'{"data": [{"code": "CANARY-CODE"}], "warnings": [], "errors": []}'
GOOD = http("200 OK", CODE, JSON)
EMPTY = http("200 OK", b'{"data": [], "warnings": [], "errors": []}', JSON)
TOKEN = http("200 OK", b'{"data": {"accessToken": "canary-token", "ttlSeconds": 300}}', JSON)
CONFIGURATION = """\
[targets.demo]
base_url = "{url}"
timeout_seconds = {seconds}

[targets.demo.auth]
{auth}

[targets.demo.samples]
codes = ["CANARY-CODE"]
"""
KEY_AND_SECRET = {"DEMO_KEY": "canary-key", "DEMO_SECRET": "canary-secret"}
OAUTH = """\
scheme = "oauth"
key_env = "DEMO_KEY"
secret_env = "DEMO_SECRET"
token_path = "/v3/oauth/token/generate"
"""


def flood(connection: socket.socket) -> None:
    """Send 200 MB, as long as anybody listens."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x" * 1_000_000)


def trickle(connection: socket.socket) -> None:
    """Send a byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n")
    while True:
        connection.sendall(b"x")
        connection.settimeout(0.05)
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue


def live(
    folder: Path,
    url: str,
    auth: str = 'scheme = "none"',
    *,
    seconds: int = 30,
    settings: Mapping[str, str] | None = None,
) -> Ended:
    """Run the command against a server that has so long to answer; return what came of it."""
    configuration = CONFIGURATION.format(url=url, auth=auth, seconds=seconds)
    (folder / "asdocumented.toml").write_text(configuration, encoding="utf-8")
    arguments = ("live", "--contracts", str(CONTRACTS), "--target", "demo")
    result = run(*arguments, folder=folder, settings=settings)
    told = result.stdout + result.stderr
    written = "".join(path.read_text("utf-8") for path in (folder / "reports").rglob("*.*"))
    for canary in ("CANARY-CODE", "canary-token", "canary-key", "canary-secret"):
        assert canary not in told + written
    return result


def report(folder: Path) -> Any:
    return json.loads((folder / "reports" / "drift.json").read_text(encoding="utf-8"))


def checks(folder: Path) -> set[str]:
    return {drift["check"] for drift in report(folder)["drifts"]}


@pytest.mark.parametrize(
    ("bad", "check"),
    [
        (http("200 OK", b"<html>log in</html>", "Content-Type: text/html"), "unreadable-body"),
        (http("200 OK", b"<html>log in</html>", "Content-Type: text/html"), "wrong-content-type"),
        (http("502 Bad Gateway", b"<html>no</html>", "Content-Type: text/html"), None),
        (http("200 OK", b'{"data": [{"code', JSON), "unreadable-body"),
        (http("200 OK", b"[" * 10_000, JSON), "unreadable-body"),
        (http("302 Found", b"", "Location: http://127.0.0.1:9/"), "undocumented-status"),
    ],
)
def test_a_bad_answer_is_a_finding(bad: bytes, check: str | None, tmp_path: Path) -> None:
    """The answers around it are judged as ever."""
    with serving([GOOD, GOOD, bad, GOOD]) as server:
        result = live(tmp_path, server.url)
    assert result.returncode in (0, 1)
    assert check in (None, *checks(tmp_path))
    assert "undocumented-status" in checks(tmp_path) or check is not None
    assert report(tmp_path)["run"]["interactions"] == len(server.requests)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (flood, "more than 8 MiB came back"),
        (trickle, "the response does not end"),
        (
            http("200 OK", gzip.compress(b"\0" * 50_000_000, 1), "Content-Encoding: gzip"),
            "too large once it is decompressed",
        ),
        (http("200 OK", b"\x1f\x8b\x08", "Content-Encoding: gzip"), "compress"),
    ],
)
def test_an_answer_that_cannot_be_read_is_told(bad: Answer, message: str, tmp_path: Path) -> None:
    """One request has no answer; what was judged before and after stands in the report."""
    with serving([GOOD, GOOD, bad, GOOD]) as server:
        result = live(tmp_path, server.url, seconds=1 if bad is trickle else 30)
    assert message in result.stdout
    assert (
        "not at its end: requests of the plan without an answer: 1; the same command"
        in result.stdout
    )
    assert any(message in error["reason"] for error in report(tmp_path)["errors"])
    assert report(tmp_path)["run"]["interactions"] == len(server.requests) - 1


@pytest.mark.parametrize(
    "wait",
    ["0", "1", "soon", "-1", "1e9", format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)],
)
def test_a_short_wait_is_kept_and_every_attempt_told(wait: str, tmp_path: Path) -> None:
    """A number, a date gone by, nonsense: the request is repeated, and its answer judged."""
    busy = http("429 Too Many Requests", b"", f"Retry-After: {wait}")
    with serving([GOOD, busy, GOOD]) as server:
        result = live(tmp_path, server.url)
    assert "(2 attempts)" in result.stderr
    assert f"demo: {len(server.requests)} requests" in result.stdout
    assert report(tmp_path)["run"]["interactions"] == len(server.requests) - 1


def test_every_attempt_counts_where_nothing_is_answered(tmp_path: Path) -> None:
    """Four times 429: four requests were sent."""
    with serving([http("429 Too Many Requests", b"", "Retry-After: 0")]) as server:
        result = live(tmp_path, server.url)
    assert result.returncode == 3
    assert len(server.requests) == 4
    assert "demo: 4 requests (4 plan)" in result.stdout


@pytest.mark.parametrize(
    "wait",
    ["86400", format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)],
    ids=["seconds", "date"],
)
def test_a_wait_of_a_day_is_a_checkpoint(wait: str, tmp_path: Path) -> None:
    """As a number and as a date; `--resume` goes on."""
    busy = http("429 Too Many Requests", b"", f"Retry-After: {wait}")
    with serving([EMPTY, EMPTY, busy]) as server:
        result = live(tmp_path, server.url)
    assert "longer wait than is left" in result.stdout
    assert "the same command with --resume goes on" in result.stdout
    assert report(tmp_path)["run"]["interactions"] == 2


def test_a_host_that_does_not_exist_is_told(tmp_path: Path) -> None:
    """Nothing is judged: exit 3."""
    result = live(tmp_path, "https://no-such-host.invalid")
    assert result.returncode == 3
    assert "the host name leads nowhere" in result.stdout


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    """Its authority is trusted; nothing is sent over such a connection."""
    authority = trustme.CA()
    yesterday = datetime.now(UTC) - timedelta(days=1)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", not_after=yesterday).configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    with serving([GOOD], context) as server:
        trusted = str(tmp_path / "authority.pem")
        result = live(tmp_path, server.url, settings={"SSL_CERT_FILE": trusted})
    assert result.returncode == 3
    assert "certificate is refused: certificate has expired" in result.stdout
    assert server.requests == []


def test_a_token_that_expires_in_mid_run_is_renewed(tmp_path: Path) -> None:
    """One 401, one more token call, and the run goes on."""
    refusal = http("401 Unauthorized", b"{}", JSON)
    with serving([TOKEN, GOOD, refusal, TOKEN, GOOD]) as server:
        live(tmp_path, server.url, OAUTH, settings=KEY_AND_SECRET)
    calls: Sequence[str] = [head.split()[0] for head in server.requests]
    assert calls.count("POST") >= 2
    assert set(calls) == {"POST", "GET"}
    assert "401" not in {str(drift["observed"]) for drift in report(tmp_path)["drifts"]}


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path) -> None:
    """A day back in mid-run: no wait, no stop, every answer judged."""
    clock = FakeClock()
    jumps = iter([1.0] * 20 + [-86_400.0] + [1.0] * 200)

    def jump(_: dict[str, list[str]], body: bytes) -> bytes:
        clock.jump(next(jumps))
        return body

    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, jump) as server:
        done, found = run_and_report(live_run_at(server.url), tmp_path, clock=clock.clock)
    assert done.statistics.stopped == ""
    assert clock.waits == []
    assert found.run.interactions == 46
