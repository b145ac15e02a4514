"""Requests over real HTTP on loopback, against a server that misbehaves in every way."""

import errno
import gzip
import re
import socket
import ssl
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
import trustme
import urllib3
from urllib3.exceptions import ProtocolError

from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import NoAnswer, OutOfPatience, as_no_answer
from asdocumented.live.http.rate_limit import RateLimit
from asdocumented.live.http.transport import Answer, Transport
from tests.live.fake_clock import FakeClock
from tests.live.raw_server import http, serving

pytestmark = pytest.mark.enable_socket

OK = http("200 OK", b'{"data": []}', "Content-Type: application/json")


def transport(url: str, fake: FakeClock | None = None, timeout: float = 5.0) -> Transport:
    clock = (fake or FakeClock()).clock
    return Transport(url, timeout, RateLimit(6000, clock), clock)


def ask(url: str, fake: FakeClock | None = None, timeout: float = 5.0) -> Answer:
    return transport(url, fake, timeout).send("GET", "/v2/things?id=1", {"X-Key": "word"})


def test_a_request_is_sent_and_its_answer_comes_back_whole() -> None:
    """Method, path, headers go out as given; status, headers and body come back."""
    with serving([OK]) as server:
        answer = ask(server.url)
    assert (answer.status, answer.reason, answer.body) == (200, "OK", b'{"data": []}')
    assert ("Content-Type", "application/json") in answer.headers
    assert server.requests[0].startswith("GET /v2/things?id=1 HTTP/1.1\r\n")
    assert "X-Key: word" in server.requests[0]


def test_nothing_of_a_request_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Neither its URL nor a header that the HTTP library cannot read; others log as ever."""
    caplog.set_level("DEBUG")
    with serving([http("200 OK", b"{}", "a header without a colon, and a secret")]) as server:
        ask(server.url)
        assert not re.search("things|127|secret", caplog.text)
        urllib3.PoolManager(retries=False).request("GET", server.url)
    assert "Failed to parse headers" in caplog.text


def test_a_redirect_is_an_answer_and_never_followed() -> None:
    """Credentials do not travel to another host."""
    with (
        serving([OK]) as other,
        serving([http("302 Found", b"", f"Location: {other.url}/x")]) as one,
    ):
        answer = ask(one.url)
    assert answer.status == 302
    assert other.requests == []


def test_a_coded_body_is_decoded() -> None:
    """The body is what a client would read."""
    body = gzip.compress(b'{"data": [1]}')
    with serving([http("200 OK", body, "Content-Encoding: gzip")]) as server:
        assert ask(server.url).body == b'{"data": [1]}'


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_refusal_for_now_is_tried_again_when_the_server_says(status: str) -> None:
    """Retry-After in seconds is waited for, then the answer comes."""
    fake = FakeClock()
    with serving([http(status, b"", "Retry-After: 7"), OK]) as server:
        sender = transport(server.url, fake)
        assert sender.send("GET", "/", {}).status == 200
    assert fake.waits == [7.0]
    assert fake.told == [f"waiting 7 s: the server answers HTTP {status[:3]}"]
    assert sender.attempts == 2


def test_a_date_in_retry_after_is_waited_for() -> None:
    """The other form counts from the server's own Date."""
    fake = FakeClock()
    headers = (
        "Date: Sun, 22 Nov 2026 12:00:00 GMT",
        "Retry-After: Sun, 22 Nov 2026 12:00:09 GMT",
    )
    with serving([http("429 Too Many Requests", b"", *headers), OK]) as server:
        assert ask(server.url, fake).status == 200
    assert fake.waits == [9.0]


def test_nonsense_in_retry_after_is_passed_over() -> None:
    """Then the waits double: one second, two, four."""
    fake = FakeClock()
    refusal = http("429 Too Many Requests", b"", "Retry-After: soon")
    with serving([refusal, refusal, refusal, OK]) as server:
        assert ask(server.url, fake).status == 200
    assert fake.waits == [1.0, 2.0, 4.0]


def test_a_wait_of_a_day_is_not_waited_for() -> None:
    """The run ends and says how long it would have had to wait."""
    fake = FakeClock()
    refusal = http("429 Too Many Requests", b"", "Retry-After: 86400")
    with serving([refusal]) as server, pytest.raises(OutOfPatience) as refused:
        ask(server.url, fake)
    assert (refused.value.seconds, fake.waits) == (86400.0, [])


def test_a_server_that_never_lets_anybody_in_is_given_up() -> None:
    """Four attempts, all counted."""
    with serving([http("429 Too Many Requests", b"")]) as server:
        sender = transport(server.url)
        with pytest.raises(OutOfPatience, match="still answers 429 after four attempts"):
            sender.send("GET", "/", {})
    assert sender.attempts == 4


def test_a_server_that_stays_unavailable_is_an_observation() -> None:
    """The last 503 comes back: it is a documented answer."""
    with serving([http("503 Service Unavailable", b"<html>down</html>")]) as server:
        answer = ask(server.url)
    assert (answer.status, answer.body) == (503, b"<html>down</html>")


def _hang_up(_: socket.socket) -> None:
    """Close without a word."""


def _trickle(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    for _ in range(1_000_000):
        connection.sendall(b" ")
        time.sleep(0.05)


def _silence(connection: socket.socket) -> None:
    connection.settimeout(3)
    connection.recv(1)


def _flood(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x" * 1_000_000)


def test_a_broken_connection_is_tried_again() -> None:
    """A server that hangs up once is asked again."""
    fake = FakeClock()
    with serving([_hang_up, _hang_up, OK]) as server:
        assert ask(server.url, fake).status == 200
    assert fake.waits == [1.0, 2.0]
    assert fake.told == ["waiting 2 s: the connection broke off"]


def test_a_body_that_breaks_off_is_tried_again_and_then_told() -> None:
    """Fewer bytes than Content-Length promises are no answer."""
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\n{"
    with serving([cut]) as server:
        sender = transport(server.url)
        with pytest.raises(NoAnswer, match="the connection broke off"):
            sender.send("GET", "/", {})
    assert sender.attempts == 4


def test_nothing_listening_is_told() -> None:
    """The message names no port of this machine and no credential."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NoAnswer, match=r"^the connection is refused$"):
        ask(f"http://127.0.0.1:{port}")


@pytest.mark.skipif(sys.platform != "linux", reason="what a route may lead to")
def test_a_network_without_a_way_there_is_told() -> None:
    """No TCP connection leads to an address of a group, wherever the machine is."""
    fake = FakeClock()
    with pytest.raises(NoAnswer, match=r"^the network is unreachable$") as unanswered:
        ask("http://224.0.0.1", fake)
    assert unanswered.value.remedy.startswith("check the network connection")
    assert fake.waits == []


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.EHOSTUNREACH, "the host is unreachable"),
        (errno.ENETDOWN, "the network is down"),
        (errno.ECONNRESET, "the connection broke off"),
    ],
)
def test_an_error_of_the_system_is_told_as_what_it_is(number: int, what: str) -> None:
    """urllib3 wraps it in an error of its own."""
    error = ProtocolError("wrapped")
    error.__cause__ = OSError(number, "the system's own words")
    assert str(as_no_answer(error)) == what


def test_a_host_that_does_not_exist_is_told() -> None:
    """RFC 6761 reserves `.invalid`: no resolver knows it."""
    with pytest.raises(NoAnswer, match=r"^the host name leads nowhere$"):
        ask("http://no-such-host.invalid")


def test_silence_ends_with_the_time_out() -> None:
    """A server that accepts and says nothing."""
    with serving([_silence]) as server, pytest.raises(NoAnswer, match=r"^no answer in time$"):
        ask(server.url, timeout=0.2)


def test_a_response_that_never_ends_is_cut() -> None:
    """Each byte comes in time, the whole would take minutes."""
    clock = Clock()
    with serving([_trickle]) as server:
        sender = Transport(server.url, 0.5, RateLimit(6000, clock), clock)
        with pytest.raises(NoAnswer, match=r"^the response does not end$"):
            sender.send("GET", "/", {})


def test_a_flood_is_cut() -> None:
    """No more than 8 MiB are taken, and nothing is tried again."""
    with serving([_flood]) as server:
        sender = transport(server.url)
        with pytest.raises(NoAnswer, match=r"^more than 8 MiB came back$"):
            sender.send("GET", "/", {})
    assert sender.attempts == 1


def test_a_gzip_bomb_is_cut() -> None:
    """A small body that would be 100 MB is refused while it is decoded."""
    bomb = gzip.compress(b"\0" * 100_000_000)
    answer = http("200 OK", bomb, "Content-Encoding: gzip")
    too_large = pytest.raises(NoAnswer, match="too large once it is decompressed")
    with serving([answer]) as server, too_large:
        ask(server.url)


def test_a_wrong_certificate_is_refused() -> None:
    """A certificate that nobody vouches for ends the request before a credential is sent."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with serving([OK], context) as server:
        sender = transport(server.url)
        with pytest.raises(NoAnswer, match="certificate is refused") as refused:
            sender.send("GET", "/", {})
    assert refused.value.final
    assert (sender.attempts, server.requests) == (1, [])


def test_no_message_holds_a_credential() -> None:
    """Whatever goes wrong, neither header nor query is told."""
    with serving([_hang_up]) as server, pytest.raises(NoAnswer) as failure:
        transport(server.url).send("GET", "/?code=canary", {"Authorization": "canary"})
    assert "canary" not in f"{failure.value} {failure.value.remedy} {failure.value.__context__}"


def dripping(before: bytes, drip: bytes) -> Callable[[socket.socket], None]:
    """Return what sends a beginning, and then a piece now and then until nobody listens."""

    def send(connection: socket.socket) -> None:
        connection.sendall(before)
        connection.settimeout(0.05)
        while True:
            connection.sendall(drip)
            with suppress(TimeoutError):
                if not connection.recv(1):
                    return

    return send


@pytest.mark.parametrize(
    ("before", "drip"),
    [
        (b"HTTP/1.1 200 O", b"K"),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"b"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=", b"y"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X-T: y\r\n"),
    ],
)
def test_whatever_drips_ends_in_time(before: bytes, drip: bytes) -> None:
    """Status line, headers, interim responses, body, chunks, extensions, trailers."""
    with serving([dripping(before, drip)]) as server:
        with pytest.raises(NoAnswer) as failure:
            ask(server.url, timeout=0.6)
        assert failure.value.final or "broke off" in str(failure.value)
    assert len(server.requests) == 1


def test_a_connection_that_was_in_time_serves_the_next_request() -> None:
    """The watch of one request ends with it."""
    with serving([OK, OK, OK]) as server:
        sender = transport(server.url, timeout=0.3)
        for _ in range(3):
            assert sender.send("GET", "/x", {}).status == 200
            time.sleep(0.2)
    assert len(server.requests) == 3


@pytest.mark.parametrize("early", ["100 Continue", "102 Processing", "103 Early Hints"])
def test_what_comes_before_the_answer_is_passed_over(early: str) -> None:
    """Any number of them; else the answer would be that of the next request (RFC 9110, 15.2)."""
    before = f"HTTP/1.1 {early}\r\nLink: </a.css>\r\n\r\n".encode()
    with serving([before * 3 + OK]) as server:
        answer = ask(server.url)
    assert (answer.status, answer.body) == (200, b'{"data": []}')
    assert "Link" not in dict(answer.headers)
