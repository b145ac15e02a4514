"""Headers: only a few are written, each in a safe form."""

import pytest

from asdocumented.formats.http_message import Headers, header
from asdocumented.redaction.headers import REQUEST, RESPONSE, unwritten_headers
from tests.redaction.exchanges import documented, exchange, of, redacted

KNOWN = documented(code={"type": "string", "x-sensitive": "secret"})
DATE = "Sun, 22 Nov 2026 12:00:00 GMT"


def sent(*headers: tuple[str, str]) -> Headers:
    """Return request headers as they are after redaction."""
    return redacted(exchange("{}", request_headers=headers), KNOWN).request_headers


def answered(*headers: tuple[str, str], body: str = "{}") -> Headers:
    """Return response headers as they are after redaction, but for the length."""
    return redacted(exchange(body, response_headers=headers), KNOWN).response_headers[:-1]


def test_headers_on_the_list_stay() -> None:
    """In their order, with the spelling of their names."""
    headers = (("date", DATE), ("Content-Type", "application/json"), ("RETRY-AFTER", "120"))
    assert answered(*headers, ("Retry-After", DATE)) == (*headers, ("Retry-After", DATE))
    assert sent(("Accept", "application/json, */*;q=0.8")) == (
        ("Accept", "application/json, */*;q=0.8"),
    )


@pytest.mark.parametrize(
    "name", ["Authorization", "Cookie", "X-Api-Key", "Referer", "User-Agent", "Set-Cookie", "ETag"]
)
def test_any_other_header_is_left_out(name: str) -> None:
    """Whatever it holds, on either side."""
    assert sent((name, "x")) == answered((name, "x")) == ()


@pytest.mark.parametrize(
    ("value", "new"),
    [
        ("application/json; charset=utf-8", "application/json; charset=utf-8"),
        ('application/json;charset="UTF-8"; canary=1', "application/json; charset=UTF-8"),
        ("application/json; canary=1; charset=utf-8", "application/json"),
        (" Application/JSON ", "Application/JSON"),
        ("application/vnd.api+json", "application/vnd.api+json"),
        ("json", "json"),
        ("", ""),
        ("canary77", of("canary77")),
        ("text/html canary77", f"text/html {of('canary77')}"),
    ],
)
def test_a_content_type_loses_its_parameters(value: str, new: str) -> None:
    """One that is none still stands for one, and is judged."""
    assert answered(("Content-Type", value)) == (("Content-Type", new),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Date", "canary"),
        ("Date", "Sun, 22 canary"),
        ("Retry-After", "x"),
        ("Retry-After", "-1"),
    ],
)
def test_what_is_not_of_its_form_is_left_out(name: str, value: str) -> None:
    """A date is a date."""
    assert answered((name, value)) == ()


def test_secrets_go_from_headers_that_stay() -> None:
    """Codes of the exchange in a media type."""
    found = answered(("Content-Type", "application/wl2zbjzk"), body='{"code": "WL2ZBJZK"}')
    assert found == (("Content-Type", f"application/{of('wl2zbjzk')}"),)


def test_the_length_is_that_of_the_redacted_body() -> None:
    """Whatever length and coding it had; the first Content-Type is judged."""
    old = exchange(
        '{"code": "\u00c9t\u00e9"}',
        response_headers=(("content-length", "99"), ("Content-Encoding", "gzip")),
    )
    new = redacted(old, KNOWN)
    assert new.response_headers == (("Content-Length", str(len(new.body))),)
    assert new.content_type is None


@pytest.mark.parametrize(
    ("status", "reason", "stays"),
    [
        (200, "OK", True),
        (404, "not found", True),
        (418, "I'm a Teapot", True),
        (400, "Invalid request", True),
        (799, "Server error", True),
        (400, "Hello Canary77", False),
    ],
)
def test_reason_phrases(status: int, reason: str, *, stays: bool) -> None:
    """Those of HTTP, and of words that anybody knows."""
    assert (redacted(exchange("{}", status=status, reason=reason), KNOWN).reason == reason) is stays


def test_headers_that_would_be_lost_are_named() -> None:
    """Those that are left out, and those of which something is cut off."""
    headers = (
        ("Authorization", "x"),
        ("Content-Type", "application/json; a=b"),
        ("Accept", "*/*"),
        ("Content-Length", "2"),
        ("Host", "utc.example"),
    )
    assert unwritten_headers(headers, REQUEST) == ["Authorization", "Content-Type"]
    assert unwritten_headers((("Date", DATE), ("Server", "x")), RESPONSE) == ["Server"]


def test_the_first_value_of_a_header_counts() -> None:
    """Its name has no letter case."""
    headers = (("A", "1"), ("content-TYPE", "x"), ("Content-Type", "y"))
    assert (header(headers, "content-type"), header(headers, "b")) == ("x", None)


def test_where_a_client_is_sent_on_stays_with_its_values_replaced() -> None:
    """A replay asks for it as the recording did: under the same pseudonym."""
    code = of("WL2ZBJZK")
    assert answered(("Location", "/coupons?codes=WL2ZBJZK")) == (
        ("Location", f"/coupons?codes={code}"),
    )
    link = '<https://utc.example/coupons?page=2>; rel="next"; title="canary", </c/9>; rel=canary'
    assert answered(("Link", link)) == (
        ("Link", '<https://utc.example/coupons?page=2>; rel="next"'),
        ("Link", f"</{of('c')}/9>"),
    )


def test_an_address_that_holds_a_credential_loses_it() -> None:
    """User information and fragments go, as from any URL."""
    assert answered(("Location", "https://u:p@utc.example/coupons#t=1")) == (
        ("Location", "https://utc.example/coupons"),
    )


@pytest.mark.parametrize("value", [f"{DATE} jane", "Sun, jane roe 12 12:00:00", "Sun, 22 November"])
def test_a_date_with_other_words_is_left_out(value: str) -> None:
    """Text behind a date may be anything."""
    assert answered(("Date", value)) == ()


@pytest.mark.parametrize(("body", "written"), [("{}", "utf-8"), ('{"code": "utf-8"}', of("utf-8"))])
def test_a_character_set_is_no_secret(body: str, written: str) -> None:
    """An undocumented value of the query may spell it; what a contract calls secret stays one."""
    kind = ("Content-Type", "application/json; charset=utf-8")
    one = exchange(body, response_headers=(kind,), url="https://utc.example/coupons?ie=utf-8")
    found = redacted(one, KNOWN)
    assert found.response_headers[0] == (kind[0], f"application/json; charset={written}")
    assert "utf" not in found.url.partition("?")[2]


def test_a_character_set_that_there_is_not_is_left_out() -> None:
    """The parameter of a media type may be anything."""
    kind = "application/json; charset=jane-roe"
    assert answered(("Content-Type", kind)) == (("Content-Type", "application/json"),)
