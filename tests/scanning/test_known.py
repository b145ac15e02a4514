"""Known values and tokens are told in whatever encoding they stand."""

import time
from base64 import b64encode, encodebytes
from collections.abc import Callable
from gzip import compress
from html import escape
from urllib.parse import quote

import pytest

from asdocumented.redaction import encoded_layers
from asdocumented.redaction.secrets import Secrets
from asdocumented.scanning.known import Searcher

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop"
AWS = "AKIAQ3EGRIKJ7XKP2ABC"
LONG, SHORT = "Canary/word+77", "Zx9!k7"


def packed(content: bytes | str) -> str:
    return b64encode(content.encode() if isinstance(content, str) else content).decode()


def each(form: str) -> Callable[[str], str]:
    """Return how each letter of a text is written by its number."""
    return lambda text: "".join(form.format(ord(one)) for one in text)


percent, entities, escapes = each("%{:02X}"), each("&#{};"), each("\\u{:04x}")

ENCODED: dict[str, tuple[Callable[[str], str], str]] = {
    "as it is": (str, ""),
    "JSON": (escapes, "with escapes"),
    "JSON in JSON": (each("\\\\u{:04x}"), "with escapes"),
    "YAML": (each("\\U{:08x}"), "with escapes"),
    "C": (each("\\x{:02x}"), "with escapes"),
    "octal": (each("\\{:03o}"), "with escapes"),
    "braces": (each("\\u{{{:x}}}"), "with escapes"),
    "JavaScript": (each("%u{:04x}"), "percent-encoded"),
    "percent": (percent, "percent-encoded"),
    "percent three times": (lambda text: quote(quote(percent(text))), "percent-encoded"),
    "entities": (entities, "with entities"),
    "hexadecimal entities": (each("&#x{:x};"), "with entities"),
    "entities twice": (lambda text: escape(entities(text)), "with entities"),
    "entities of percent": (lambda text: entities(percent(text)), "percent-encoded"),
    "percent of JSON": (lambda text: quote(escapes(text)), "with escapes"),
    "Base64": (packed, "base64"),
    "Base64 three times": (lambda text: packed(packed(packed(text))), "base64"),
    "Base64 in lines": (
        lambda text: encodebytes(f"{'to pad ' * 9}{text}".encode()).decode(),
        "base64",
    ),
    "Base64 that a tag cuts": (lambda text: f"{packed(text)[:7]}<b>{packed(text)[7:]}", "base64"),
    "gzip": (lambda text: packed(compress(text.encode())), "base64"),
    "gzip in gzip": (lambda text: packed(compress(compress(text.encode()))), "base64"),
    "gzip behind a byte": (lambda text: packed(b" " + compress(text.encode())), "base64"),
    "UTF-16": (lambda text: packed(text.encode("utf-16-le")), "base64"),
    "UTF-16, the other order": (lambda text: packed(text.encode("utf-16-be")), "base64"),
    "hexadecimal": (lambda text: text.encode().hex(), "hex"),
    "hexadecimal twice": (lambda text: text.encode().hex().encode().hex(), "hex"),
    "gzip in hexadecimal": (lambda text: compress(text.encode()).hex(), "hex"),
    "UTF-16 in hexadecimal": (lambda text: text.encode("utf-16-le").hex(), "hex"),
    "Base64 in hexadecimal": (lambda text: packed(text).encode().hex(), "base64"),
    "percent in Base64": (lambda text: packed(percent(text)), "percent-encoded"),
    "entities in Base64": (lambda text: packed(entities(text)), "with entities"),
    "JSON in Base64": (lambda text: packed(escapes(text)), "with escapes"),
    "percent in hexadecimal in Base64": (
        lambda text: packed(percent(text).encode().hex()),
        "percent-encoded",
    ),
    "zeros": (lambda text: text.encode("utf-16-le").decode(), "in another form"),
    "a zero width": ("\u200b".join, "in another form"),
    "a soft hyphen": (lambda text: f"{text[:7]}\xad{text[7:]}", "in another form"),
    "tags": (lambda text: f"{text[:7]}<b>{text[7:]}</b>", "in another form"),
    "a colour": (lambda text: f"{text[:7]}\x1b[1m{text[7:]}", "in another form"),
    "a zero width in JSON": ("\\u200b".join, "with escapes"),
    "a zero width by entity": ("&#8203;".join, "with entities"),
    "full width": (
        lambda text: "".join(chr(ord(one) + 0xFEE0) for one in text),
        "in another form",
    ),
}
"""What somebody wrote, and what the find says of it."""


def told(text: str, *credentials: str) -> list[tuple[str, str]]:
    """Return kind and spelling of what is found in a text that is suspected among others."""
    searcher = Searcher(Secrets(credentials))
    others = [f"a text of words {number}" for number in range(50)]
    assert not searcher.suspects(others)
    hits = [*searcher.hits("at", text)]
    assert searcher.suspects([*others, text]) == searcher.suspects_one(text) == bool(hits)
    return [(one.kind, one.spelling) for one in hits]


@pytest.mark.parametrize("form", ENCODED)
@pytest.mark.parametrize(("token", "kind"), [(JWT, "json-web-token"), (AWS, "aws-key")])
def test_a_token_is_told_with_its_encoding(form: str, token: str, kind: str) -> None:
    """Once, in the middle of a text and as a whole."""
    write, spelling = ENCODED[form]
    assert told(write(token)) == [(kind, spelling)]
    assert told(f"see {write(token)} here") == [(kind, spelling)]


@pytest.mark.parametrize("form", ENCODED)
def test_a_known_credential_is_told_in_each_encoding(form: str) -> None:
    """Once."""
    write, _ = ENCODED[form]
    assert [kind for kind, _ in told(write(LONG), LONG)] == ["known-credential"]


@pytest.mark.parametrize("form", ["as it is", "JSON", "percent", "Base64", "hexadecimal"])
def test_a_short_known_credential_is_told_behind_one_encoding(form: str) -> None:
    """Of fewer than eight letters and digits."""
    write, _ = ENCODED[form]
    assert [kind for kind, _ in told(f"see {write(SHORT)} here", SHORT)] == ["known-credential"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_token_of_wide_letters_is_told_among_others(encoding: str) -> None:
    """Where the beginning of a text does not tell its encoding."""
    text = f"{'Ж' * 500} {AWS} {'Ж' * 50}".encode(encoding).decode("utf-8", "ignore")
    assert told(text) == [("aws-key", "in another form")]


def test_other_zeros_say_nothing() -> None:
    """Those at the end of a text, and within binary."""
    assert told("a\0b\0 and more\0\0\0") == []


def test_what_seems_to_be_there_across_two_texts_is_none() -> None:
    """Nothing is put together of several texts."""
    searcher = Searcher(Secrets())
    assert not searcher.suspects([AWS[:9], AWS[9:]])
    assert not searcher.suspects([packed(AWS)[:9], packed(AWS)[9:]])


def test_gzip_beyond_what_is_unpacked_of_many_texts_hides_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of each text by itself as much is unpacked."""
    monkeypatch.setattr(encoded_layers, "MOST_UNPACKED", 10_000)
    large = packed(compress(b" " * 20_000))
    assert Searcher(Secrets()).suspects([large, packed(compress(AWS.encode()))])


@pytest.mark.parametrize("piece", ["\\u003", "%2", "&#3", "<b", "QUJD ", "a\u200b", "4a4b ", "é"])
def test_what_is_nearly_encoded_takes_time_in_proportion(piece: str) -> None:
    """Each layer is undone once."""
    started = time.process_time()
    assert told(piece * 50_000, LONG) == []
    assert time.process_time() - started < 5


def test_a_token_in_utf_16_is_found_beside_what_a_run_seems_to_hold_otherwise() -> None:
    """Hexadecimal of escapes of UTF-16 reads as Base64, too, which gives letters beyond ASCII."""
    text = "".join(f"\\x00\\x{ord(one):02x}" for one in AWS).encode().hex()
    found = [(one.kind, one.value) for one in Searcher(Secrets()).hits("x", text)]
    assert found == [("aws-key", AWS)]
