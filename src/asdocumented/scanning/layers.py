"""Texts with their encodings undone: escapes, percent-encoding, entities, Base64, hexadecimal."""

import html
import re
import zlib
from binascii import Error, a2b_base64
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from asdocumented.evidence.vcr_yaml import Binary

MOST_UNPACKED = 32 * 2**20
"""How many bytes one compressed text may hold."""

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
GZIPPED = ("H4sI", "\x1f\x8b")
"""How gzip begins: in Base64, and with each byte as a character."""
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
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
    inner = "\n".join(map(_of_run, runs))
    if inner:
        yield Layer("base64", inner)
        twice = "\n".join(map(_of_run, {*_LONG_RUN.findall(inner)}))
        if twice:
            yield Layer("base64", twice)
    if digits:
        yield Layer("hex", "\n".join(map(_of_hex, digits)))


def _goes_on(text: str, run: str) -> bool:
    """Tell whether more of a run may stand behind the blanks behind it."""
    behind = text.find(run) + len(run)
    return _MORE.match(text, behind) is not None


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    return "" if found[4] is not None else _BLANKS.get(found[5], found[5])


def _of_hex(run: str) -> str:
    whole = (run[shift : len(run) - (len(run) - shift) % 2] for shift in range(2))
    return "\n".join(bytes.fromhex(part).decode("utf-8", "ignore") for part in whole)


def _of_run(run: str) -> str:
    """Return what a run of Base64 holds, from each of its first four characters on."""
    plain = run.replace("-", "+").replace("_", "/")
    found = []
    for shift in range(4):
        part = plain[shift : len(plain) - ((len(plain) - shift) % 4 == 1)]
        content = a2b_base64(part + "A" * (-len(part) % 4))
        if content.startswith(_GZIP):
            content = unpacked(content)
        codec = "utf-16" if content.startswith(_UTF16) else "utf-8"
        found.append(content.decode(codec, "ignore"))
    return "\n".join(found)


def unpacked(content: bytes) -> bytes:
    """Return what gzip holds, as far as it can be read, up to a size; none where it is no gzip."""
    stream = zlib.decompressobj(31)
    try:
        return stream.decompress(content, MOST_UNPACKED)
    except zlib.error:
        return b""


def decoded(value: str | Binary) -> Layer | None:
    """Return the text that binary, Base64 or gzip holds as a whole; None where it holds none."""
    if isinstance(value, str):
        if value.startswith("\x1f\x8b"):
            return _as_text(unpacked(value.encode("latin-1", "ignore")), "gzip")
        if len(value) < 16 or _WHOLE_BASE64.fullmatch("".join(value.split())) is None:
            return None
        value = Binary(value)
    plain = "".join(value.base64.split()).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        content = a2b_base64(plain + "=" * (-len(plain) % 4))
    except (Error, ValueError):
        return None
    packed = content.startswith(_GZIP)
    return _as_text(unpacked(content) if packed else content, "gzip" if packed else "base64")


def _as_text(content: bytes, spelling: str) -> Layer | None:
    """Return bytes as text where they are some, most of it printable."""
    text = content.decode("utf-16" if content.startswith(_UTF16) else "utf-8", "replace")
    readable = sum(map(str.isprintable, text[:200])) + text[:200].count("\n")
    is_text = bool(text) and readable >= _FEWEST_PLAIN * len(text[:200])
    return Layer(spelling, text) if is_text else None
