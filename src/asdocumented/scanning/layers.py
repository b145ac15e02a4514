"""Texts with their encodings undone: escapes, percent-encoding, entities, Base64, hexadecimal."""

import html
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import unquote

from asdocumented.evidence.vcr_yaml import Binary
from asdocumented.redaction.encoded_runs import (
    GZIP,
    as_texts,
    base64_readings,
    from_base64,
    hex_readings,
    unpacked,
)
from asdocumented.scanning import wide_text

MOST_UNPACKED = 32 * 2**20
"""How many bytes a text may hold that is compressed as a whole."""

_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(\s+)|(.))", re.DOTALL
)
_BLANKS = dict.fromkeys("nrtvf", " ")
_ROUNDS = 3
_RUN = re.compile(r"[A-Za-z0-9+/_-]{6,}", re.ASCII)
_LONG_RUN = re.compile(r"[A-Za-z0-9+/_-]{12,}", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{8,}", re.ASCII)
_MORE = re.compile(r"\s+[A-Za-z0-9+/]{4,}", re.ASCII)
_LONG = 16
_MOST_SOUGHT = 200
_WHOLE_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}", re.ASCII)
_GZIP_CHARACTERS = "\x1f\x8b"
GZIPPED = ("H4sI", _GZIP_CHARACTERS)
"""How gzip begins: in Base64, and with each byte as a character."""
_MOST_RUNS = 100_000
_FEWEST_PLAIN = 0.9


class Layer(NamedTuple):
    """A text, and the encoding that was undone."""

    spelling: str
    text: str


def layers(texts: Sequence[str], known: set[str]) -> Iterator[Layer]:
    """Yield texts as they are, and with each encoding undone that they may have.

    Runs of Base64 and hexadecimal that are `known` were looked at before, and are left out.
    """
    whole = "\n".join(texts)
    yield Layer("", whole)
    yield from _wide(whole, "wide letters")
    escaped = [text for text in texts if "\\" in text]
    for _ in range(_ROUNDS if escaped else 0):
        escaped = [_ESCAPE.sub(_character, text) for text in escaped]
        yield Layer("with escapes", "\n".join(escaped))
        if not any("\\" in text for text in escaped):
            break
    coded = [text for text in (*texts, *escaped) if "%" in text or "&" in text]
    for _ in range(_ROUNDS if coded else 0):
        before, coded = coded, [html.unescape(unquote(text)) for text in coded]
        if coded == before:
            break
        yield Layer("percent-encoded", "\n".join(coded))
    yield from _packed("\n".join((whole, *escaped, *coded)), known)


def _packed(text: str, known: set[str]) -> Iterator[Layer]:
    """Yield what runs of Base64 and hexadecimal hold, also those that are folded over lines."""
    runs = {*_RUN.findall(text)} - known
    long = [run for run in runs if len(run) >= _LONG]
    if len(long) > _MOST_SOUGHT or any(_goes_on(text, run) for run in long):
        runs |= {*_RUN.findall("".join(text.split()))} - known
    if len(known) > _MOST_RUNS:
        known.clear()
    known |= runs
    digits = {*_HEX.findall("\n".join(runs))}
    inner = _readings(base64_readings, runs)
    if inner:
        yield Layer("base64", inner)
        yield from _wide(inner, "base64")
        twice = _readings(base64_readings, {*_LONG_RUN.findall(inner)})
        if twice:
            yield Layer("base64", twice)
    if digits:
        yield Layer("hex", _readings(hex_readings, digits))


def _wide(text: str, spelling: str) -> Iterator[Layer]:
    if narrow := wide_text.narrowed(text):
        yield Layer(spelling, narrow)


def _readings(read: Callable[[str], Iterator[bytes]], runs: Iterable[str]) -> str:
    return as_texts(one for run in runs for one in read(run))


def _goes_on(text: str, run: str) -> bool:
    """Tell whether more of a run may stand behind the blanks behind it."""
    behind = text.find(run) + len(run)
    return _MORE.match(text, behind) is not None


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    return "" if found[4] is not None else _BLANKS.get(found[5], found[5])


def may_be_packed(text: str) -> bool:
    """Tell whether a text is Base64 as a whole, so that more may stand in it."""
    return len(text) >= _LONG and _WHOLE_BASE64.fullmatch("".join(text.split())) is not None


def decoded(value: str | Binary) -> Layer | None:
    """Return the text that binary, Base64 or gzip holds as a whole; None where it holds none."""
    if isinstance(value, str):
        if value.startswith(_GZIP_CHARACTERS):
            return _layer(unpacked(value.encode("latin-1", "ignore"), MOST_UNPACKED), "gzip")
        if not may_be_packed(value):
            return None
        value = Binary(value)
    try:
        content = from_base64("".join(value.base64.split()))
    except ValueError:
        return None
    return _unpacked(content) or _layer(content, "base64")


def _unpacked(content: bytes) -> Layer | None:
    """Return the text that bytes hold which are compressed: gzip, or deflate of either kind."""
    if content.startswith(GZIP):
        return _layer(unpacked(content, MOST_UNPACKED), "gzip")
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            inflated = zlib.decompressobj(window).decompress(content, MOST_UNPACKED)
            if layer := _layer(inflated, "deflate"):
                return layer
    return None


def _layer(content: bytes, spelling: str) -> Layer | None:
    """Return bytes as text where they are some, most of it printable."""
    text = wide_text.decode(content, "replace")
    readable = sum(map(str.isprintable, text[:200])) + text[:200].count("\n")
    is_text = bool(text) and readable >= _FEWEST_PLAIN * len(text[:200])
    return Layer(spelling, text) if is_text else None
