"""A whole exchange is redacted: no secret is found in it, and a value has one pseudonym."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.cassette import Provenance, cassette
from asdocumented.redaction.body import read_body
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.sweep import find_secrets
from tests.generating import every_edition, examples, load
from tests.redaction.exchanges import KEY, documented, exchange, of
from tests.redaction.generated_exchanges import asked, grown, written
from tests.redaction.small_contracts import SMALL, bodies, objects

SECRET = {"type": "string", "x-sensitive": "secret"}
KNOWN = documented(code=SECRET, title={"type": "string"}, count={"type": "integer"})
DEMO = Provenance("demo", "Asia/Kolkata", "1.2.3", stand_in=True)


def left(redactor: Redactor, one: HttpExchange) -> list[str]:
    """Return what the sweep finds in a redacted exchange, as it would be written."""
    new = redactor.redact(one)
    return find_secrets(cassette(new, DEMO), redactor.secrets) + find_secrets(
        new.body, redactor.secrets
    )


@every_edition
def test_printed_examples_pass_the_sweep(edition: str) -> None:
    """One after the other, under one redactor."""
    redactor = Redactor([load(edition).contract], KEY)
    for one in load(edition).printed:
        sent = exchange(one.response.body, url=one.request.url, method=one.request.method)
        assert left(redactor, sent) == []


@every_edition
@examples()
@given(data=st.data())
def test_mutated_bodies_pass_the_sweep(edition: str, data: st.DataObject) -> None:
    """Else a recording would be withheld."""
    assert left(Redactor([load(edition).contract], KEY), grown(load(edition), data)) == []


@examples()
@given(data=st.data())
def test_generated_bodies_pass_the_sweep(data: st.DataObject) -> None:
    """Whatever stands where, but for a code in the place of a status, which is never replaced."""
    body = data.draw(objects | bodies)
    url = asked(SMALL[0], body, "https://utc.example/coupons?withSeries=yes", data)
    codes = {code for _, value in parse_qsl(urlsplit(url).query) for code in value.split(",")}
    statuses = read_body(written(body), SMALL[0], 200).fixed()
    assume(codes.isdisjoint(statuses))
    assert left(Redactor(SMALL[:1], KEY), exchange(written(body), url=url)) == []


def test_what_stands_in_the_address_is_public() -> None:
    """A link of the server to itself is replaced, and no find."""
    redactor = Redactor([KNOWN], KEY)
    body = json.dumps({"host": "utc.example", "self": "https://utc.example", "next": "coupons"})
    assert left(redactor, exchange(body)) == []
    assert "utc.example" not in redactor.redact(exchange(body)).body.decode()


@pytest.mark.parametrize(
    "body",
    [
        '{"expires": 1778284800000, "until": 1778284800000}',
        '{"zone": "Asia/Kolkata", "kind": "interactions", "a": "recorded_at", "b": "false"}',
        '{"when": "2026-05-09T00:00:00Z", "amount": 12345, "count": 12345}',
        "<html><head><title>502 Bad Gateway</title></head><body>The request failed.</body></html>",
        '{"page": "Content-Length", "b": "application/json", "c": "message", "d": "x-redacted-by"}',
    ],
)
def test_words_of_the_file_itself_are_no_find(body: str) -> None:
    """Nor are dates, and what stands in documented places anyway."""
    known = documented(
        until={"type": "integer", "x-epoch": {"unit": "ms"}}, count={"type": "integer"}
    )
    assert left(Redactor([known], KEY), exchange(body)) == []


def test_one_value_has_one_pseudonym_in_all_exchanges() -> None:
    """In URL, field, text and message, through a whole recording."""
    redactor = Redactor([KNOWN], KEY)
    first = redactor.redact(exchange("{}", url="https://utc.example/coupons?codes=WL2ZBJZK"))
    second = redactor.redact(exchange('{"code": "wl2zbjzk", "title": "for WL2ZBJZK"}'))
    new = of("WL2ZBJZK")
    assert first.url == f"https://utc.example/coupons?codes={new}"
    assert json.loads(second.body) == {"code": new.lower(), "title": f"for {new}"}


def test_two_recordings_under_one_key_are_alike() -> None:
    """And under another key they are not."""
    one = exchange('{"code": "WL2ZBJZK", "x": [9876543210, "Tom"]}')
    redacted = [Redactor([KNOWN], key).redact(one).body for key in (KEY, KEY, b"other")]
    assert redacted[0] == redacted[1] != redacted[2]


def test_known_values_count_from_the_first_exchange_on() -> None:
    """The codes that a recording asks for, wherever an answer repeats them."""
    redactor = Redactor([KNOWN], KEY, known=["WL2ZBJZK"])
    new = redactor.redact(exchange('{"title": "wl2zbjzk", "count": 1}'))
    assert new.body == f'{{"title": "{of("wl2zbjzk")}", "count": 1}}'.encode()


def test_an_exchange_that_no_operation_matches_keeps_its_address_only() -> None:
    """Every text in it is unknown."""
    one = exchange('{"code": "WL2ZBJZK", "title": "Sale"}', url="https://utc.example/login?a=b")
    new = Redactor([KNOWN], KEY).redact(one)
    assert new.url == f"https://utc.example/login?a={of('b')}"
    assert json.loads(new.body) == {"code": of("WL2ZBJZK"), "title": of("Sale")}


def test_nothing_shows_an_exchange() -> None:
    """Before redaction it holds credentials: no log has them by accident."""
    shown = repr(exchange("canary", url="https://canary", request_headers=(("canary", "canary"),)))
    assert "canary" not in shown
