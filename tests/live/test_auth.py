"""The authentication schemes, over real HTTP against the stand-in server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from asdocumented.config.targets import Authentication, Credentials, Target
from asdocumented.contracts.cases import Credentials as Wanted
from asdocumented.contracts.folder import load_contracts
from asdocumented.live.http.failures import NoAnswer
from asdocumented.live.http.session import Session, open_session
from asdocumented.live.planning.plan import PlannedRequest
from asdocumented.sandbox.app import Behaviour
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.server import running
from asdocumented.sandbox.zones import zone_of
from tests.live.fake_clock import FakeClock
from tests.live.raw_server import http, serving
from tests.support import CONTRACTS

pytestmark = pytest.mark.enable_socket

BY_ID = PlannedRequest("v2-coupon", "by-id", "", "GET", "/v2/coupon?couponIds=700001", "")
OAUTH = Authentication(
    "oauth",
    token_path="/v3/oauth/token/generate",  # noqa: S106  # a path
    token_header="X-CAP-API-OAUTH-TOKEN",  # noqa: S106  # a header's name
)
RIGHT = Till()


@dataclass
class TargetRun:
    """A session with the stand-in, and the clock that both of them read."""

    session: Session
    fake: FakeClock

    def status(self, credentials: Wanted = "right") -> int:
        return self.session.send(replace(BY_ID, credentials=credentials)).status


@contextmanager
def target_run(authentication: Authentication, credentials: Credentials) -> Iterator[TargetRun]:
    fake = FakeClock()
    behaviour = Behaviour(zone_of("eu"), credentials=RIGHT, clock=fake.clock.seconds)
    editions = load_contracts(CONTRACTS, ("v2-coupon",), ("2026",))
    with running(behaviour) as server:
        target = Target("demo", server.url, "UTC", authentication, 6000, 5.0)
        with open_session(target, credentials, editions, b"key", fake.clock) as session:
            yield TargetRun(session, fake)


def test_basic_with_the_hashed_password_is_let_in() -> None:
    """The documented form: the MD5 of the password in place of it."""
    credentials = Credentials(RIGHT.username, RIGHT.password)
    with target_run(Authentication("basic-md5"), credentials) as one:
        assert (one.status(), one.status("none"), one.status("wrong")) == (200, 401, 401)


def test_plain_basic_is_another_scheme() -> None:
    """RFC 7617 as it is: the stand-in wants the hash, and refuses."""
    credentials = Credentials(RIGHT.username, RIGHT.password)
    with target_run(Authentication("basic"), credentials) as one:
        assert one.status() == 401


def test_without_a_scheme_nothing_is_sent() -> None:
    """A target that needs no credentials gets none."""
    with target_run(Authentication("none"), Credentials()) as one:
        assert one.status() == 401


def test_a_token_is_asked_for_once_and_used() -> None:
    """One call for the token, then the requests."""
    credentials = Credentials(key=RIGHT.username, secret=RIGHT.password)
    with target_run(OAUTH, credentials) as one:
        assert (one.status(), one.status()) == (200, 200)
        assert (one.status("none"), one.status("wrong")) == (401, 401)
        assert one.session.transport.attempts == 5


def test_a_token_is_renewed_before_it_expires() -> None:
    """Of 300 seconds it is used for 270."""
    credentials = Credentials(key=RIGHT.username, secret=RIGHT.password)
    with target_run(OAUTH, credentials) as one:
        one.status()
        one.fake.passed = 269
        one.status()
        assert one.session.transport.attempts == 3
        one.fake.passed = 271
        assert one.status() == 200
        assert one.session.transport.attempts == 5


def test_a_token_that_is_refused_is_renewed_once() -> None:
    """A 401 in mid-run: a new token, the request again, and then it is what it is."""
    token = http("200 OK", b'{"data": {"accessToken": "canary-token", "ttlSeconds": 300}}')
    refused, found = http("401 Unauthorized", b"{}"), http("200 OK", b"{}")
    editions = load_contracts(CONTRACTS, ("v2-coupon",), ("2026",))
    credentials = Credentials(key="canary-key", secret="canary-secret")  # noqa: S106  # planted to be found
    with serving([token, refused, token, found, refused, token, refused]) as server:
        target = Target("demo", server.url, "UTC", OAUTH, 6000, 5.0)
        with open_session(target, credentials, editions, b"key", FakeClock().clock) as session:
            assert session.send(BY_ID).status == 200
            assert session.send(BY_ID).status == 401
    assert len(server.requests) == 7
    assert "canary-token" in session.redactor.secrets.credentials


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (http("401 Unauthorized", b"{}"), "no token was given: HTTP 401"),
        (http("200 OK", b"<html>login</html>"), "the answer to the token call holds no token"),
        (http("200 OK", b'{"data": null}'), "the answer to the token call holds no token"),
        (http("200 OK", b"\xff"), "the answer to the token call holds no token"),
    ],
)
def test_a_token_that_is_not_given_is_told(answer: bytes, message: str) -> None:
    """The message says what to look at, and holds neither key nor secret."""
    editions = load_contracts(CONTRACTS, ("v2-coupon",), ("2026",))
    credentials = Credentials(key="canary-key", secret="canary-secret")  # noqa: S106  # planted to be found
    with serving([answer]) as server:
        target = Target("demo", server.url, "UTC", OAUTH, 6000, 5.0)
        ready = open_session(target, credentials, editions, b"key", FakeClock().clock)
        with ready as session, pytest.raises(NoAnswer) as failure:
            session.send(BY_ID)
    assert failure.value.what == message
    assert "canary" not in f"{failure.value} {failure.value.remedy}"
