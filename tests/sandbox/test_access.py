"""Authentication and rate limit of the sandbox."""

import base64
import json
from collections.abc import Iterator, Mapping

import pytest

from asdocumented.sandbox.auth import Credentials, Gate, credentials_from
from asdocumented.sandbox.limits import Limit
from tests.sandbox.client import BASIC, Reply, sandbox, send

COUPON = "/v2/coupon?couponIds=700001"
V11 = "/v1.1/coupon/get?code=inventedlower2"
TOKEN = "/v3/oauth/token/generate"  # noqa: S105  # a path
JSON = {"Content-Type": "application/json; charset=utf-8"}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(clock: Clock) -> Iterator[str]:
    with sandbox(clock=clock, rate_limit=True) as running:
        yield running


def token_reply(url: str, body: object, headers: Mapping[str, str] = JSON) -> Reply:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return send(url + TOKEN, method="POST", headers=headers, body=content)


def basic(pair: bytes) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(pair).decode()}


def test_the_password_goes_as_its_md5() -> None:
    """base64 of name, colon, and the MD5 of the password in hexadecimal."""
    header = Credentials("till", "123").basic()
    assert header == "Basic " + base64.b64encode(b"till:202cb962ac59075b964b07152d234b70").decode()


def test_credentials_come_from_the_environment() -> None:
    """Each variable replaces its built-in value; neither is ever shown."""
    set_there = {
        "ASDOCUMENTED_SANDBOX_USERNAME": "till",
        "ASDOCUMENTED_SANDBOX_PASSWORD": "canary",
    }
    assert credentials_from(set_there) == Credentials("till", "canary")
    assert credentials_from({}) == Credentials("sandbox-till", "sandbox-password")
    assert repr(credentials_from(set_there)) == "Credentials()"


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (BASIC, 200),
        ({"Authorization": BASIC["Authorization"].replace("Basic", "basic")}, 200),
        ({}, 401),
        ({"Authorization": "Basic"}, 401),
        ({"Authorization": "Basic ~~~"}, 401),
        ({"Authorization": "Bearer " + BASIC["Authorization"][6:]}, 401),
        (basic(b"sandbox-till:sandbox-password"), 401),
        (basic(b"\xff:\xfe"), 401),
        ({"X-CAP-API-OAUTH-TOKEN": "no-such-token"}, 401),
        ({**BASIC, "X-CAP-API-OAUTH-TOKEN": "no-such-token"}, 401),
    ],
)
def test_only_known_credentials_are_let_in(url: str, headers: dict[str, str], status: int) -> None:
    """The password must be hashed, and a wrong token is wrong whatever else is sent."""
    assert send(url + COUPON, headers=headers).status == status


@pytest.mark.enable_socket
def test_a_token_lets_in_until_it_expires(url: str, clock: Clock) -> None:
    """The token call says for how many seconds; afterwards the token is refused."""
    reply = token_reply(url, {"key": "sandbox-till", "secret": "sandbox-password"})
    assert (reply.status, reply.json["errors"]) == (200, None)
    assert reply.json["data"]["ttlSeconds"] == 300
    headers = {"X-CAP-API-OAUTH-TOKEN": reply.json["data"]["accessToken"]}
    clock.now += 299
    assert send(url + COUPON, headers=headers).status == 200
    clock.now += 1
    assert send(url + COUPON, headers=headers).json["errors"] == [
        {"status": False, "code": 401, "message": "token expired"}
    ]
    assert send(url + V11, headers=headers).json == {
        "success": "true",
        "code": "498",
        "message": "token expired",
    }


@pytest.mark.enable_socket
def test_v11_calls_a_wrong_token_a_success(url: str) -> None:
    """So the vendor documents it: the flag says true, the code 401."""
    reply = send(url + V11, headers={"X-CAP-API-OAUTH-TOKEN": "no-such-token"})
    assert (reply.status, reply.json["success"], reply.json["code"]) == (401, "true", "401")


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("body", "headers", "status", "message"),
    [
        ({"key": "sandbox-till", "secret": "canary"}, JSON, 401, "key or secret is wrong"),
        ({"key": "sandbox-till"}, JSON, 400, "send key and secret"),
        (b"{", JSON, 400, "send key and secret"),
        (b"\xff", JSON, 400, "send key and secret"),
        (b"[" * 9000, JSON, 400, "send key and secret"),
        (b" " * 20000, JSON, 400, "the body is too long"),
        ({}, {"Content-Type": "text/plain"}, 415, "send JSON"),
    ],
)
def test_a_bad_token_call_is_refused(
    url: str, body: object, headers: dict[str, str], status: int, message: str
) -> None:
    """It is told why, and nothing of what it sent."""
    reply = token_reply(url, body, headers)
    assert reply.status == status
    assert reply.json == {
        "data": None,
        "errors": [{"status": False, "code": status, "message": message}],
    }


def test_old_tokens_make_room(clock: Clock) -> None:
    """A server that is asked for tokens without end keeps the newest thousand."""
    gate = Gate(Credentials(), clock, 300)
    tokens = [gate.issue("sandbox-till", "sandbox-password") or "" for _ in range(1001)]
    assert gate.admit({"X-CAP-API-OAUTH-TOKEN": tokens[0]}) == "wrong"
    assert gate.admit({"X-CAP-API-OAUTH-TOKEN": tokens[-1]}) == "admitted"


@pytest.mark.enable_socket
def test_a_hundred_requests_a_minute(url: str, clock: Clock) -> None:
    """The next one is told how long to wait; refused log-ins do not count."""
    assert send(url + COUPON, headers={}).status == 401
    assert {send(url + COUPON).status for _ in range(100)} == {200}
    clock.now += 20.5
    reply = send(url + COUPON)
    assert (reply.status, reply.headers["retry-after"]) == (429, "40")
    assert reply.json["errors"][0]["code"] == 429
    clock.now += 39.5
    assert send(url + COUPON).status == 200


def test_a_wait_is_never_less_than_a_second(clock: Clock) -> None:
    """Retry-After counts whole seconds."""
    limit = Limit(clock)
    assert [limit.wait() for _ in range(100)] == [0] * 100
    clock.now += 59.9999
    assert limit.wait() == 1


@pytest.mark.enable_socket
def test_nobody_is_limited_unless_asked() -> None:
    """Without the limit a run goes as fast as it can."""
    with sandbox() as url:
        assert {send(url + COUPON).status for _ in range(101)} == {200}
