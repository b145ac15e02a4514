"""Searches bytes that are about to be written for secrets, in any encoding."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_plus

from asdocumented.redaction.encoded_runs import base64_texts, hex_readings
from asdocumented.redaction.secrets import Secrets

_PLAIN, _FOLDED = "as it is", "folded over lines"
"""Spellings in which a text has the same words, with other blanks between them."""

_BLANKS = re.compile(r"\s+")
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(\r?\n\s*(?:\\(?= ))?)|(.))|('')",
    re.DOTALL,
)
_BLANK_ESCAPES = "nrtvfbae0NLP_"
_ESCAPED_TWICE = 3
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{6,}", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{8,}", re.ASCII)


def find_secrets(content: bytes, secrets: Secrets) -> list[str]:
    """Return a description of each kind of secret found, and of its encoding; never the secret.

    Credentials are searched for anywhere, replaced values as whole words, both in any letter case:
    as they are, percent-encoded, with the escapes of JSON and YAML, folded over lines, in base64
    at any offset, and in hexadecimal. Then sensitive values and credentials of eight letters and
    digits or more are searched for bare: without separators, invisible characters and tags, with
    entities, percent-encoding and Base64 undone to a bounded depth.
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
    if not found and any(map(secrets.has_in_another_form, _unescaped(whole))):
        found["a known value, in another form"] = None
    return list(found)


def _unescaped(text: str) -> Iterator[str]:
    """Yield a text with the escapes of JSON and YAML undone, and with those within them."""
    if "\\" not in text:
        yield text
    for _ in range(_ESCAPED_TWICE):
        if "\\" not in text:
            return
        text = _joined_surrogates(_ESCAPE.sub(_character, text))
        yield text


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text with each encoding undone in turn, and the name of the encoding."""
    yield _PLAIN, text
    yield _FOLDED, _BLANKS.sub(" ", text)
    for _ in range(_ESCAPED_TWICE):
        text, before = _ESCAPE.sub(_character, text), text
        if text == before:
            break
        yield "with escapes", _joined_surrogates(_BLANKS.sub(" ", text))
    joined = _BLANKS.sub("", text)
    runs: set[str] = set()
    yield from _decoded(text, runs)
    yield from _decoded(joined, runs)
    if "%" in text:
        yield "percent-encoded", unquote_plus(_BLANKS.sub(" ", text))
        yield "percent-encoded", unquote_plus(unquote(joined))
        yield from _decoded(unquote(joined), runs)


def _character(found: re.Match[str]) -> str:
    """Return the character of an escape."""
    code = found[1] or found[2] or found[3]
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    if found[4] is not None:
        return ""
    if found[6] is not None:
        return "'"
    return " " if found[5] in _BLANK_ESCAPES else found[5]


def _joined_surrogates(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decoded(text: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts decoded from base64 and from hexadecimal in a text.

    A run that is `known` was decoded already, such as a member name that stands there again.
    """
    coded = {*_BASE64.findall(text)} - known
    known |= coded
    digits = {*_HEX.findall("\n".join(coded))}
    yield from (("base64", one) for one in base64_texts(coded))
    yield "hex", "\0".join(map(_hex, digits))


def _hex(run: str) -> str:
    """Return what hexadecimal decodes to, from each of its first two characters on."""
    return "\0".join(one.decode("utf-8", "ignore") for one in hex_readings(run))
