"""The last look at what is about to be written: no secret stands in it, in any spelling."""

import base64
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, unquote_plus

from asdocumented.redaction.secrets import Secrets

_BLANKS = re.compile(r"\s+")
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(\r?\n\s*\\?)|(.))|('')",
    re.DOTALL,
)
_BLANK_ESCAPES = "nrtvfbae0NLP_"
_ESCAPED_TWICE = 3
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{6,}", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{8,}", re.ASCII)
_URL_SAFE = str.maketrans("-_", "+/")


def find_secrets(content: bytes, secrets: Secrets) -> list[str]:
    """Return in words which spellings of secrets stand in some bytes, never the secrets.

    Credentials are looked for anywhere, replaced values as whole words, both in any letter case:
    as they are, percent-encoded, with the escapes of JSON and YAML, folded over lines, in base64
    at any offset, and in hexadecimal.
    """
    found: dict[str, None] = {}
    for spelling, text in _readings(content.decode("utf-8", "replace")):
        if secrets.has_credential(text):
            found[f"a credential, {spelling}"] = None
        if secrets.has_replaced(text):
            found[f"a replaced value, {spelling}"] = None
    return list(found)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text says, each time with another encoding undone."""
    yield "as it is", text
    folded = _BLANKS.sub(" ", text)
    yield "folded over lines", folded
    unescaped = [text]
    for _ in range(_ESCAPED_TWICE):
        further = _ESCAPE.sub(_character, unescaped[-1])
        if further == unescaped[-1]:
            break
        unescaped.append(further)
        yield "with escapes", _joined_surrogates(_BLANKS.sub(" ", further))
    spelled = list(dict.fromkeys([text, *unescaped]))
    for one in spelled:
        if "%" in one:
            yield "percent-encoded", unquote_plus(_BLANKS.sub(" ", one))
            yield "percent-encoded", unquote_plus(unquote(_BLANKS.sub("", one)))
    for one in dict.fromkeys([*spelled, unquote(spelled[-1])]):
        yield from _decoded(_BLANKS.sub("", one))


def _character(found: re.Match[str]) -> str:
    """Return what an escape stands for."""
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


def _decoded(text: str) -> Iterator[tuple[str, str]]:
    """Yield what the base64 and the hexadecimal in a text stand for, from each place on."""
    runs = [run.translate(_URL_SAFE) for run in _BASE64.findall(text)]
    for shift in range(4):
        yield "base64", _as_text(_from_base64(run[shift:]) for run in runs)
    digits = _HEX.findall(text)
    for shift in range(2):
        pieces = (run[shift : len(run) - (len(run) - shift) % 2] for run in digits)
        yield "hex", _as_text(bytes.fromhex(piece) for piece in pieces)


def _from_base64(run: str) -> bytes:
    whole = run[:-1] if len(run) % 4 == 1 else run
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


def _as_text(pieces: Iterable[bytes]) -> str:
    return b"\0".join(pieces).decode("utf-8", "replace")
