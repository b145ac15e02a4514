"""The authentication schemes, over real HTTP: the stand-in server, and one that says anything."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from asdocumented.config.authentication import Authentication, read_authentication
from asdocumented.config.targets import Target
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
from tests.schemes import SCHEMES
from tests.support import CONTRACTS

pytestmark = pytest.mark.enable_socket

BY_ID = PlannedRequest("v2-coupon", "by-id", "", "GET", "/v2/coupon?couponIds=700001", "")
FOUND = http("200 OK", b"{}")
REFUSED = http("401 Unauthorized", b"{}")
TOKEN = http("200 OK", b'{"data": {"accessToken": "canary-token", "ttlSeconds": 300}}')
ACCESS = http("200 OK", b'{"access_token": "canary-token", "expires_in": 300}')

BASIC = {"scheme": "basic", "username_env": "USER", "password_env": "WORD"}
HASHED = {**BASIC, "scheme": "basic-md5"}
BEARER = {"scheme": "bearer", "token_env": "TOKEN"}
KEY_IN_HEADER = {"scheme": "api-key", "key_env": "KEY", "key_header": "X-Api-Key"}
KEY_IN_QUERY = {"scheme": "api-key", "key_env": "KEY", "key_parameter": "api_key"}
CLIENT = {
    "scheme": "oauth2-client-credentials",
    "client_id_env": "USER",
    "client_secret_env": "WORD",
    "token_path": "/oauth/token",
}
OAUTH = {"scheme": "oauth", "key_env": "USER", "secret_env": "WORD"}
CALL = {
    "scheme": "token-call",
    "user_env": "USER",
    "word_env": "WORD",
    "token_path": "/login",
    "request": {"login": {"user": "{user}", "password": "{word}"}, "kind": "service", "days": 1},
    "token_location": '$.session["auth-token"]',
    "token_header": "Authorization",
    "token_prefix": "Session ",
}
CANARIES = {
    "USER": "canary-user",
    "WORD": "canary word+1",
    "TOKEN": "canary-token",
    "KEY": "canary-key",
}
HASH = "746ed5fe74c187454e819528ff6df5fc"
TILL = {"USER": Till().username, "WORD": Till().password}


def base64(text: str) -> str:
    """Return a text in base64."""
    return b64encode(text.encode()).decode()


def authentication(table: Mapping[str, Any]) -> Authentication:
    """Return what a target's table `auth` says, with the bundled contracts."""
    return read_authentication(table, SCHEMES, "asdocumented.toml", ("auth",))


@contextmanager
def session(
    url: str,
    table: Mapping[str, Any],
    environment: Mapping[str, str] = CANARIES,
    fake: FakeClock | None = None,
) -> Iterator[Session]:
    """Yield a session with a server."""
    one = authentication(table)
    editions = load_contracts(CONTRACTS, ("v2-coupon",), ("2026",))
    target = Target("demo", url, "UTC", one, 6000, 5.0)
    clock = (fake or FakeClock()).clock
    with open_session(target, one.credentials(environment), editions, b"key", clock) as ready:
        yield ready


def requests(
    table: Mapping[str, Any],
    answers: Sequence[bytes] = (FOUND,),
    wanted: Wanted = "right",
    environment: Mapping[str, str] = CANARIES,
) -> list[str]:
    """Return what a server was sent for one request, as it came."""
    with serving(answers) as server, session(server.url, table, environment) as ready:
        ready.send(replace(BY_ID, credentials=wanted))
    return server.requests


def header(request: str, name: str) -> str | None:
    """Return a header of a request; None where there is none."""
    lines = [line.partition(": ") for line in request.partition("\r\n\r\n")[0].splitlines()[1:]]
    return next((value for key, _, value in lines if key.lower() == name.lower()), None)


def line(request: str) -> str:
    """Return the first line of a request."""
    return request.splitlines()[0]


def body(request: str) -> str:
    """Return the body of a request."""
    return request.partition("\r\n\r\n")[2]


@dataclass
class StandIn:
    """A session with the stand-in, and the clock that both of them read."""

    session: Session
    fake: FakeClock

    def status(self, credentials: Wanted = "right") -> int:
        return self.session.send(replace(BY_ID, credentials=credentials)).status


@contextmanager
def stand_in(table: Mapping[str, Any]) -> Iterator[StandIn]:
    """Yield a session with the stand-in."""
    fake = FakeClock()
    behaviour = Behaviour(zone_of("eu"), credentials=Till(), clock=fake.clock.seconds)
    with running(behaviour) as server, session(server.url, table, TILL, fake) as ready:
        yield StandIn(ready, fake)


def test_basic_with_the_hashed_password_is_let_in() -> None:
    """The documented form: the MD5 of the password in place of it."""
    with stand_in(HASHED) as one:
        assert (one.status(), one.status("none"), one.status("wrong")) == (200, 401, 401)


def test_plain_basic_is_another_scheme() -> None:
    """RFC 7617 as it is: the stand-in wants the hash, and refuses."""
    with stand_in(BASIC) as one:
        assert one.status() == 401


def test_without_a_scheme_nothing_is_sent() -> None:
    """A target that needs no credentials gets none."""
    with stand_in({"scheme": "none"}) as one:
        assert one.status() == 401


def test_a_token_is_asked_for_once_and_used() -> None:
    """One call for the token, then the requests."""
    with stand_in(OAUTH) as one:
        assert (one.status(), one.status()) == (200, 200)
        assert (one.status("none"), one.status("wrong")) == (401, 401)
        assert one.session.transport.attempts == 5


def test_a_token_is_renewed_before_it_expires() -> None:
    """Of 300 seconds it is used for 270."""
    with stand_in(OAUTH) as one:
        one.status()
        one.fake.passed = 269
        one.status()
        assert one.session.transport.attempts == 3
        one.fake.passed = 271
        assert one.status() == 200
        assert one.session.transport.attempts == 5


@pytest.mark.parametrize(("table", "token"), [(OAUTH, TOKEN), (CLIENT, ACCESS)])
def test_a_token_that_is_refused_is_renewed_once(table: Mapping[str, Any], token: bytes) -> None:
    """A 401 in mid-run: a new token, the request again, and then it is what it is."""
    answers = [token, REFUSED, token, FOUND, REFUSED, token, REFUSED]
    with serving(answers) as server, session(server.url, table) as ready:
        assert ready.send(BY_ID).status == 200
        assert ready.send(BY_ID).status == 401
    assert len(server.requests) == 7
    assert "canary-token" in ready.redactor.secrets.credentials


@pytest.mark.parametrize("table", [BASIC, BEARER, KEY_IN_HEADER, KEY_IN_QUERY])
def test_credentials_that_are_refused_are_not_sent_again(table: Mapping[str, Any]) -> None:
    """What cannot be renewed is not tried twice."""
    assert len(requests(table, [REFUSED])) == 1


def test_basic_is_what_its_rfc_shows() -> None:
    """The example of RFC 7617, section 2."""
    environment = {"USER": "Aladdin", "WORD": "open sesame"}
    (request,) = requests(BASIC, environment=environment)
    assert header(request, "Authorization") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="


@pytest.mark.parametrize(
    ("digest", "sent"),
    [
        ("md5", "202cb962ac59075b964b07152d234b70"),
        ("sha1", "40bd001563085fc35165329ea1ff5c5ecbdbbeef"),
        ("sha256", "a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3"),
    ],
)
def test_basic_with_a_digest_of_the_password(digest: str, sent: str) -> None:
    """The password goes as the hexadecimal digest of its UTF-8."""
    table = {**BASIC, "password_digest": digest}
    (request,) = requests(table, environment={"USER": "till", "WORD": "123"})
    assert header(request, "Authorization") == f"Basic {base64(f'till:{sent}')}"


def test_a_bearer_token_from_the_environment() -> None:
    """RFC 6750, section 2.1."""
    (request,) = requests(BEARER)
    assert header(request, "Authorization") == "Bearer canary-token"


def test_a_key_in_a_header() -> None:
    """Under the name that the configuration gives it; the query stays as it is."""
    (request,) = requests(KEY_IN_HEADER)
    assert header(request, "X-Api-Key") == "canary-key"
    assert line(request) == "GET /v2/coupon?couponIds=700001 HTTP/1.1"


def test_a_key_in_the_query_is_encoded_and_not_recorded() -> None:
    """It stands behind the other parameters, and in no header."""
    environment = {"KEY": "canary&key=1"}
    with serving([FOUND]) as server, session(server.url, KEY_IN_QUERY, environment) as ready:
        exchange = ready.send(BY_ID)
        ready.send(replace(BY_ID, path="/v2/coupon"))
    first, second = server.requests
    assert line(first) == "GET /v2/coupon?couponIds=700001&api_key=canary%26key%3D1 HTTP/1.1"
    assert line(second) == "GET /v2/coupon?api_key=canary%26key%3D1 HTTP/1.1"
    assert header(first, "Authorization") is None
    assert "api_key" not in exchange.url


def test_the_client_credentials_grant_is_what_its_rfc_shows() -> None:
    """Sections 2.3.1 and 4.4.2: id and secret form-encoded in Basic, the grant in the body."""
    asked, sent = requests(CLIENT, [ACCESS, FOUND])
    assert line(asked) == "POST /oauth/token HTTP/1.1"
    pair = base64("canary-user:canary+word%2B1")
    assert header(asked, "Authorization") == f"Basic {pair}"
    assert header(asked, "Content-Type") == "application/x-www-form-urlencoded"
    assert body(asked) == "grant_type=client_credentials"
    assert header(sent, "Authorization") == "Bearer canary-token"


def test_the_client_credentials_in_the_body_with_scope_and_more() -> None:
    """For servers that take them there, or want to know for which audience the token is."""
    table = {
        **CLIENT,
        "client_in": "body",
        "scope": "read write",
        "token_parameters": {"audience": "orders"},
    }
    asked, _ = requests(table, [ACCESS, FOUND])
    assert header(asked, "Authorization") is None
    assert body(asked) == (
        "grant_type=client_credentials&audience=orders&scope=read+write"
        "&client_id=canary-user&client_secret=canary+word%2B1"
    )


@pytest.mark.parametrize(
    ("answer", "used_for"),
    [
        (b'{"access_token": "t", "expires_in": 3600}', 3570),
        (b'{"access_token": "t", "expires_in": "3600"}', 3570),
        (b'{"access_token": "t", "expires_in": 40}', 20),
        (b'{"access_token": "t"}', 270),
        (b'{"access_token": "t", "expires_in": "soon"}', 270),
        (b'{"access_token": "t", "expires_in": -1}', 270),
        (b'{"access_token": "t", "expires_in": "inf"}', 270),
        (b'{"access_token": "t", "expires_in": []}', 270),
    ],
)
def test_a_token_is_used_for_less_than_it_holds(answer: bytes, used_for: float) -> None:
    """30 seconds less, or half of a short life; one that does not say holds five minutes."""
    token, fake = http("200 OK", answer), FakeClock()
    answers = [token, FOUND, FOUND, token, FOUND]
    with serving(answers) as server, session(server.url, CLIENT, CANARIES, fake) as ready:
        ready.send(BY_ID)
        fake.passed = used_for - 1
        ready.send(BY_ID)
        assert len(server.requests) == 3
        fake.passed = used_for + 1
        ready.send(BY_ID)
        assert len(server.requests) == 5


def test_a_token_from_another_host() -> None:
    """Neither are the requests sent there, nor the client's secret here."""
    with serving([ACCESS]) as issuer, serving([FOUND]) as server:
        table = {**CLIENT, "token_url": f"{issuer.url}/oauth/token"}
        del table["token_path"]
        with session(server.url, table) as ready:
            ready.send(BY_ID)
            ready.send(BY_ID)
    assert [*map(line, issuer.requests)] == ["POST /oauth/token HTTP/1.1"]
    assert [*map(line, server.requests)] == ["GET /v2/coupon?couponIds=700001 HTTP/1.1"] * 2
    assert header(server.requests[0], "Authorization") == "Bearer canary-token"


def test_a_token_call_of_the_apis_own() -> None:
    """Request, place of the token, header and prefix are settings."""
    answer = http("201 Created", b'{"session": {"auth-token": "canary-token"}}')
    asked, sent = requests(CALL, [answer, FOUND])
    assert line(asked) == "POST /login HTTP/1.1"
    assert header(asked, "Content-Type") == "application/json"
    assert body(asked) == (
        '{"login":{"user":"canary-user","password":"canary word+1"},"kind":"service","days":1}'
    )
    assert header(sent, "Authorization") == "Session canary-token"


def test_a_token_call_as_a_form() -> None:
    """The same with `request_format = "form"`."""
    table = {**CALL, "request": {"u": "{user}", "w": "{word}"}, "request_format": "form"}
    answer = http("200 OK", b'{"session": {"auth-token": "canary-token"}}')
    asked, _ = requests(table, [answer, FOUND])
    assert header(asked, "Content-Type") == "application/x-www-form-urlencoded"
    assert body(asked) == "u=canary-user&w=canary+word%2B1"


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [
        (BASIC, "Authorization", f"Basic {base64('nobody-has-this:nobody-has-this')}"),
        (BEARER, "Authorization", "Bearer nobody-has-this"),
        (KEY_IN_HEADER, "X-Api-Key", "nobody-has-this"),
        (CLIENT, "Authorization", "Bearer nobody-has-this"),
        (CALL, "Authorization", "Session nobody-has-this"),
    ],
)
def test_wrong_credentials_are_of_the_same_form(
    table: Mapping[str, Any], name: str, value: str
) -> None:
    """No token is asked for, and nothing of the right ones is sent."""
    (request,) = requests(table, wanted="wrong")
    assert header(request, name) == value
    (without,) = requests(table, wanted="none")
    assert header(without, name) is None
    assert "canary" not in request + without


def test_a_wrong_key_in_the_query_and_none() -> None:
    """The parameter is there with another value, or not at all."""
    (request,) = requests(KEY_IN_QUERY, wanted="wrong")
    assert line(request).endswith("&api_key=nobody-has-this HTTP/1.1")
    (without,) = requests(KEY_IN_QUERY, wanted="none")
    assert "api_key" not in line(without)


@pytest.mark.parametrize("wanted", ["right", "wrong", "none"])
@pytest.mark.parametrize("table", [{"scheme": "none"}, BASIC, BEARER, KEY_IN_QUERY])
def test_fixed_headers_go_with_every_request(table: Mapping[str, Any], wanted: Wanted) -> None:
    """Whatever the scheme and its credentials; `attribution` is another name for them."""
    more = {"headers": {"Tenant": "one"}, "attribution": {"X-Entity": "till one"}}
    (request,) = requests({**table, **more}, wanted=wanted)
    assert (header(request, "Tenant"), header(request, "X-Entity")) == ("one", "till one")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (REFUSED, "no token was given: HTTP 401"),
        (http("302 Found", b"", "Location: /elsewhere"), "no token was given: HTTP 302"),
        (http("200 OK", b"<html>login</html>"), "the answer to the token call holds no token"),
        (http("200 OK", b'{"data": null}'), "the answer to the token call holds no token"),
        (http("200 OK", b'{"data": {}}'), "the answer to the token call holds no token"),
        (http("200 OK", b"[" * 9999), "the answer to the token call holds no token"),
        (
            http("200 OK", b'{"data": {"accessToken": 7}}'),
            "the answer to the token call holds no token",
        ),
        (http("200 OK", b"\xff"), "the answer to the token call holds no token"),
        (
            http("200 OK", b'{"data": {"accessToken": "canary\\r\\nX: y"}}'),
            "the token holds a character that no header may",
        ),
        (
            http("200 OK", '{"data": {"accessToken": "canary-ö"}}'.encode()),
            "the token holds a character that no header may",
        ),
    ],
)
def test_a_token_that_is_not_given_is_told(answer: bytes, message: str) -> None:
    """The message says what to look at, and holds neither key nor secret."""
    with (
        serving([answer]) as server,
        session(server.url, OAUTH) as ready,
        pytest.raises(NoAnswer) as failure,
    ):
        ready.send(BY_ID)
    assert failure.value.what == message
    assert failure.value.remedy == "check auth.key_env, auth.secret_env and auth.token_path"
    assert "canary" not in f"{failure.value} {failure.value.remedy}"


@pytest.mark.parametrize(
    ("table", "secrets"),
    [
        (BASIC, ["canary-user", "canary word+1", base64("canary-user:canary word+1")]),
        (HASHED, ["canary-user", "canary word+1", HASH, base64(f"canary-user:{HASH}")]),
        (BEARER, ["canary-token"]),
        (KEY_IN_HEADER, ["canary-key"]),
        (KEY_IN_QUERY, ["canary-key"]),
        (CLIENT, ["canary-user", "canary word+1", base64("canary-user:canary+word%2B1")]),
        (CLIENT, ["canary-token"]),
        (OAUTH, ["canary-user", "canary word+1", "canary-token"]),
    ],
)
def test_what_a_server_repeats_of_credentials_is_redacted(
    table: Mapping[str, Any], secrets: list[str]
) -> None:
    """Each form in which the scheme sends them, even in a text that recordings keep."""
    said = " | ".join(["kept", *secrets])
    answer = http("200 OK", f'{{"data": [{{"discountOn": "{said}"}}]}}'.encode())
    token = {"oauth": [TOKEN], "oauth2-client-credentials": [ACCESS]}.get(table["scheme"], [])
    with serving([*token, answer]) as server, session(server.url, table) as ready:
        exchange = ready.send(BY_ID)
    assert b"kept" in exchange.body
    assert [secret for secret in secrets if secret.encode() in exchange.body] == []
