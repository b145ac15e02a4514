"""Searches bytes that are about to be written for secrets, in any encoding."""

import re
from collections.abc import Iterator

from asdocumented.redaction.encoded_layers import Runs
from asdocumented.redaction.encoded_runs import base64_at_once, hex_readings
from asdocumented.redaction.escapes import with_joined_bytes, without_escapes, without_percent
from asdocumented.redaction.secrets import Secrets

_PLAIN, _FOLDED = "as it is", "folded over lines"
"""Spellings in which a text has the same words, with other blanks between them."""

_ESCAPED_TWICE = 3
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{6,}", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{8,}", re.ASCII)


def find_secrets(content: bytes, secrets: Secrets, runs: Runs | None = None) -> list[str]:
    """Return a description of each kind of secret found, and of its encoding; never the secret.

    Credentials are searched for anywhere, replaced values as whole words, both in any letter case:
    as they are, percent-encoded, with the escapes of JSON and YAML, folded over lines, in base64
    at any offset, and in hexadecimal. Then sensitive values and credentials of eight letters and
    digits or more are searched for bare: without separators, invisible characters and tags, with
    encodings undone layer by layer, to a bounded depth; `runs` tells afterwards whether that met
    gzip.
    """
    found: dict[str, None] = {}
    whole = content.decode("utf-8", "replace")
    without_replaced = (_PLAIN, _FOLDED) if secrets.has_no_word_of_any(whole) else ()
    for spelling, text in _readings(whole):
        credential, replaced = secrets.holds(text, credentials_only=spelling in without_replaced)
        if credential:
            found[f"a credential, {spelling}"] = None
        if replaced:
            found[f"a replaced value, {spelling}"] = None
    if not found and secrets.has_in_another_form(whole, runs):
        found["a known value, in another form"] = None
    return list(found)


def texts_in_runs(text: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts decoded from base64 and from hexadecimal in a text.

    A run that is `known` was decoded already, such as a member name that stands there again.
    """
    coded = {*_BASE64.findall(text)} - known
    known |= coded
    digits = {*_HEX.findall("\n".join(coded))}
    yield from (("base64", one.decode("utf-8", "ignore")) for one in base64_at_once(coded))
    yield "hex", "\0".join(map(_hex, digits))


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text with each encoding undone in turn, and the name of the encoding."""
    yield _PLAIN, text
    yield _FOLDED, " ".join(text.split())
    for _ in range(_ESCAPED_TWICE):
        text, before = without_escapes(text), text
        if text == before:
            break
        yield "with escapes", " ".join(text.split())
        if (whole := with_joined_bytes(text)) != text:
            yield "with escapes", " ".join(whole.split())
    joined = "".join(text.split())
    runs: set[str] = set()
    yield from texts_in_runs(text, runs)
    yield from texts_in_runs(joined, runs)
    if "%" in text:
        once = without_percent(joined)
        yield "percent-encoded", without_percent(" ".join(text.split()), plus=True)
        yield "percent-encoded", without_percent(once, plus=True)
        yield from texts_in_runs(once, runs)


def _hex(run: str) -> str:
    """Return what hexadecimal decodes to, from each of its first two characters on."""
    return "\0".join(one.decode("utf-8", "ignore") for one in hex_readings(run))
