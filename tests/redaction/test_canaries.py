"""Credentials and personal data planted in every position: none of them is written."""

import json
from dataclasses import replace
from typing import Any

import pytest

from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.cassette import Provenance, cassette
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.sweep import find_secrets
from tests.redaction.exchanges import KEY, documented, exchange

CANARY = "Canary-7f3b9"
CONTRACT = documented(
    code={"type": "string", "x-sensitive": "secret"},
    person={
        "type": "object",
        "properties": {"name": {"type": "string", "x-sensitive": "personal"}},
    },
    phone={"x-sensitive": "personal"},
    count={"type": "integer"},
    note={"type": "string"},
    errors={
        "type": "array",
        "x-error-array": True,
        "items": {"properties": {"message": {"type": "string", "x-sensitive": "message"}}},
    },
)


def body(**members: Any) -> HttpExchange:
    return exchange(json.dumps(members))


def at(url: str) -> HttpExchange:
    return exchange("{}", url=f"https://utc.example{url}")


POSITIONS = {
    "authorization": exchange("{}", request_headers=(("Authorization", f"Basic {CANARY}"),)),
    "request-header": exchange("{}", request_headers=(("X-Api-Key", CANARY),)),
    "request-cookie": exchange("{}", request_headers=(("Cookie", f"a={CANARY}"),)),
    "accept": exchange("{}", request_headers=(("Accept", f"text/{CANARY}"),)),
    "response-header": exchange("{}", response_headers=(("X-Echo", CANARY),)),
    "response-cookie": exchange("{}", response_headers=(("Set-Cookie", f"a={CANARY}"),)),
    "location": exchange("{}", response_headers=(("Location", f"https://x.example/{CANARY}"),)),
    "content-type-parameter": exchange(
        "{}", response_headers=(("Content-Type", f"application/json; name={CANARY}"),)
    ),
    "content-type": exchange("{}", response_headers=(("Content-Type", CANARY),)),
    "reason": exchange("{}", reason=f"Hello {CANARY}"),
    "user-info": exchange("{}", url=f"https://{CANARY}:x@utc.example/coupons"),
    "password-in-url": exchange("{}", url=f"https://x:{CANARY}@utc.example/coupons"),
    "sensitive-parameter": at(f"/coupons?codes={CANARY}"),
    "one-of-several": at(f"/coupons?codes=A,{CANARY}&codes=B"),
    "unknown-parameter": at(f"/coupons?sig={CANARY}"),
    "parameter-name": at(f"/coupons?{CANARY}=1"),
    "percent-encoded": at(f"/coupons?codes={'%43' + CANARY[1:]}"),
    "fragment": at(f"/coupons#{CANARY}"),
    "path": at(f"/customers/{CANARY}"),
    "secret-field": body(code=CANARY),
    "personal-field": body(person={"name": f"Ms {CANARY}"}),
    "unknown-field": body(extra=CANARY),
    "unknown-name": body(**{CANARY: 1}),
    "unknown-object": body(extra={"deep": [{"er": CANARY}]}),
    "text-for-an-integer": body(count=CANARY),
    "text-for-an-object": body(person=CANARY),
    "misnamed-field": body(Code=CANARY),
    "error-message": body(errors=[{"message": f"No {CANARY} for you"}]),
    "error-item": body(errors=[CANARY]),
    "json-in-text": body(extra=json.dumps({"a": CANARY})),
    "html": exchange(f"<html>{CANARY}</html>"),
    "cut-off": exchange('{"code": "' + CANARY),
    "not-utf-8": exchange(b'{"code": "' + CANARY.encode() + b'\xff"}'),
    "plain-text": exchange(f"Dear {CANARY}"),
    "undocumented-status": replace(body(message=f"No {CANARY}"), status=404),
}


@pytest.mark.parametrize("position", POSITIONS)
def test_a_value_that_nobody_knows_of_is_not_written(position: str) -> None:
    """By its place alone: no list of secrets is asked."""
    redacted = Redactor([CONTRACT], KEY).redact(POSITIONS[position])
    written = cassette(redacted, Provenance("demo", "UTC", "1", stand_in=True))
    for text in (written, redacted.body, redacted.url.encode()):
        assert CANARY.lower().encode() not in text.lower()


@pytest.mark.parametrize("position", [*POSITIONS, "known-field", "known-parameter"])
def test_a_credential_is_written_nowhere_at_all(position: str) -> None:
    """Even where the contract lets a text stay: what is a credential is replaced."""
    known = {
        "known-field": body(note=f"see {CANARY.upper()}!"),
        "known-parameter": at(f"/coupons?page={CANARY}"),
    }
    redactor = Redactor([CONTRACT], KEY, [CANARY])
    redacted = redactor.redact({**POSITIONS, **known}[position])
    written = cassette(redacted, Provenance("demo", "UTC", "1", stand_in=True))
    assert CANARY.lower().encode() not in written.lower()
    assert find_secrets(written, redactor.secrets) == []


def test_what_a_request_asks_for_is_replaced_where_an_answer_repeats_it() -> None:
    """The same pseudonym in URL, field, known text and message, in its own letter case."""
    answer = body(
        code=CANARY.upper(),
        note=f"issued: {CANARY}",
        errors=[{"message": f"code {CANARY.lower()} is invalid"}],
    )
    asked = replace(answer, url=f"https://utc.example/coupons?codes={CANARY}")
    redacted = Redactor([CONTRACT], KEY).redact(asked)
    pseudonym = redacted.url.partition("codes=")[2]
    assert pseudonym != CANARY
    assert json.loads(redacted.body) == {
        "code": pseudonym.upper(),
        "note": f"issued: {pseudonym}",
        "errors": [{"message": f"code {pseudonym.lower()} is invalid"}],
    }


def test_long_numbers_that_nobody_documents_are_replaced() -> None:
    """A telephone number is one whether it is written as text or as a number."""
    redacted = Redactor([CONTRACT], KEY).redact(body(phone=9944332266, mobile=9944332266, n=7))
    found = json.loads(redacted.body)
    assert found["phone"] == found["mobile"] != 9944332266
    assert (len(str(found["phone"])), found["n"]) == (10, 7)
