"""Bodies that are no JSON keep their kind of fault, and hold no secret afterwards."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.formats import json_body
from tests.generating import examples, values
from tests.redaction.exchanges import documented, exchange, redacted

KNOWN = documented(code={"type": "string", "x-sensitive": "secret"}, title={"type": "string"})
CANARY = "Canary77"
ODD = {
    "html": f"<html><title>Error</title><p class='x'>{CANARY}</p></html>".encode(),
    "xml": f'<?xml version="1.0"?><a b="{CANARY}">{CANARY}</a>'.encode(),
    "empty": b"",
    "blank": b" \n",
    "cut off in a text": f'{{"code": "{CANARY}'.encode(),
    "cut off in an escape": f'{{"code": "{CANARY}\\u00'.encode(),
    "cut off behind a backslash": f'{{"code": "{CANARY}\\'.encode(),
    "cut off in a name": f'{{"code": 1, "{CANARY}'.encode(),
    "cut off in a number": f'{{"code": "{CANARY}", "n": -'.encode(),
    "cut off in a word": f'{{"code": "{CANARY}", "n": tru'.encode(),
    "cut off in an array": f'{{"codes": ["{CANARY}", '.encode(),
    "byte order mark": f'\ufeff{{"code": "{CANARY}"}}'.encode(),
    "byte order mark before HTML": f"\ufeff<p>{CANARY}</p>".encode(),
    "NaN": f'{{"code": "{CANARY}", "n": NaN}}'.encode(),
    "minus Infinity": f'{{"code": "{CANARY}", "n": -Infinity}}'.encode(),
    "two values": f'{{"code": "{CANARY}"}} {{"code": "{CANARY}"}}'.encode(),
    "lines of values": f'{{"code": "{CANARY}"}}\n"{CANARY}"\n'.encode(),
    "nested deeply": b"[" * 10_000 + f'"{CANARY}"'.encode() + b"]" * 10_000,
    "a long number": f'{{"code": "{CANARY}", "n": {"9" * 5000}}}'.encode(),
    "Latin-1": f'{{"code": "{CANARY}", "n": "\xe9"}}'.encode("latin-1"),
    "UTF-16": f'{{"code": "{CANARY}"}}'.encode("utf-16"),
    "UTF-16 without its mark": f'{{"code": "{CANARY}"}}'.encode("utf-16-be"),
    "UTF-32": f'{{"code": "{CANARY}"}}'.encode("utf-32"),
    "JSONP": f'/**/{CANARY}({{"code": "{CANARY}"}});'.encode(),
    "windows-1251": "\u041f\u0443\u0448\u043a\u0438\u043d".encode("cp1251"),
    "binary": bytes(range(256)) + CANARY.encode(),
    "plain text": f"Customer {CANARY} is unknown".encode(),
    "single quotes": f"{{'code': '{CANARY}'}}".encode(),
    "a comma too many": f'{{"code": "{CANARY}",}}'.encode(),
    "a line break in a text": f'{{"code": "{CANARY}\n"}}'.encode(),
    "a form": f"code={CANARY}&name=Tom+{CANARY}".encode(),
    "an escape that is none": f'{{"code": "\\x{CANARY}"}}'.encode(),
    "letters in escapes": b'{"code": "\\u0043anary77"',
    "a mark": b"}" + CANARY.encode(),
}


def kind(body: bytes) -> str | None:
    """Return the kind of fault in a body."""
    return json_body.parse(body)[1]


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_the_kind_of_fault_stays_and_nothing_is_told(body: bytes) -> None:
    """Whatever came instead of JSON; the length in the header is true."""
    new = redacted(exchange(body), KNOWN)
    assert kind(body) is not None
    assert kind(new.body) == kind(body)
    assert CANARY.lower().encode() not in new.body.lower().replace(b"\0", b"")
    assert b"u0043" not in new.body
    assert "\u041f".encode("cp1251") not in new.body
    assert ("Content-Length", str(len(new.body))) in new.response_headers


@pytest.mark.parametrize("name", ["html", "plain text", "two values", "NaN", "byte order mark"])
def test_the_structure_and_the_words_that_anybody_knows_stay(name: str) -> None:
    """One can still see what came."""
    old, new = ODD[name].decode(), redacted(exchange(ODD[name]), KNOWN).body.decode()
    assert len(new) == len(old)
    for word in ("html", "Error", "Customer", "unknown", "NaN", "{", "}", "<", ">"):
        assert (word in new) is (word in old)


@examples()
@given(
    body=st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_keep_their_kind_of_fault(body: bytes) -> None:
    """JSON or not."""
    assert kind(redacted(exchange(body), KNOWN).body) == kind(body)


@examples()
@given(
    value=values, cut=st.integers(0, 200), tail=st.sampled_from(["", "x", "}", "{}", "NaN", '"'])
)
def test_damaged_json_keeps_its_kind_of_fault(value: object, cut: int, tail: str) -> None:
    """Cut off anywhere, or with something behind it."""
    body = (json.dumps(value)[:cut] + tail).encode()
    assert kind(redacted(exchange(body), KNOWN).body) == kind(body)
