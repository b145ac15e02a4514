"""What runs of Base64 and of hexadecimal in a text hold, wherever in a run it begins."""

import re
import zlib
from binascii import a2b_base64
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

GZIP = b"\x1f\x8b"
GZIP_MEMBER = GZIP + b"\x08"
_MOST_MEMBERS = 16
"""Of so many places in one run that look as gzip begins, each is tried."""

MOST_UNPACKED = 4 * 2**20
"""How many bytes all runs of a text may hold that are gzip; what is beyond is not searched."""

_TEXT = re.compile("[^\ufffd]{8,}")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WIDE = re.compile(
    rb"[\x00-\x07\x18\x1e-\x21\x30\x31\xfe\xff](?:.[\x00-\x07\x18\x1e-\x21\x30\x31\xfe\xff]){7,}",
    re.DOTALL,
)
"""The upper bytes of UTF-16, with the lower between them: letters of alphabets, and invisibles."""


def base64_readings(run: str) -> Iterator[bytes]:
    """Yield what a run of Base64 holds, from each of its first four characters on."""
    plain = run.replace("-", "+").replace("_", "/")
    for shift in range(4):
        part = plain[shift : len(plain) - ((len(plain) - shift) % 4 == 1)]
        yield a2b_base64(part + "A" * (-len(part) % 4))


def base64_at_once(runs: Iterable[str]) -> Iterator[bytes]:
    """Yield what many runs of Base64 hold, from each of their first four characters on.

    Runs with equally many characters beyond the last four are read at once, zeros between them.
    """
    groups: tuple[list[str], ...] = ([], [], [], [])
    for run in runs:
        groups[len(run) % 4].append(run)
    for shift in range(4):
        coded = []
        for beyond, group in enumerate(groups):
            left = (beyond - shift) % 4
            end, padding = (-1, "") if left == 1 else (None, "A" * (-left % 4))
            zeros = f"{padding}AAAA"
            coded += [zeros.join(map(itemgetter(slice(shift, end)), group)), zeros if group else ""]
        yield a2b_base64("".join(coded).replace("-", "+").replace("_", "/"))


def hex_at_once(runs: Sequence[str]) -> Iterator[bytes]:
    """Yield what many runs of hexadecimal hold, from each of their first two characters on."""
    for shift in range(2):
        ends = [len(run) - (len(run) - shift) % 2 for run in runs]
        coded = [run[shift:end] for run, end in zip(runs, ends, strict=True)]
        yield bytes.fromhex("000000".join(coded))


def hex_readings(run: str) -> Iterator[bytes]:
    """Yield what a run of hexadecimal holds, from each of its first two characters on."""
    for shift in range(2):
        yield bytes.fromhex(run[shift : len(run) - (len(run) - shift) % 2])


def from_base64(text: str) -> bytes:
    """Return what Base64 holds, with either alphabet and with or without its padding.

    Raises ValueError where it is none.
    """
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    return a2b_base64(plain + "=" * (-len(plain) % 4))


def unpacked(content: bytes, most: int) -> bytes:
    """Return what gzip holds, up to so many bytes; none where it is no gzip."""
    if most <= 0:
        return b""
    try:
        return zlib.decompressobj(31).decompress(content, most)
    except zlib.error:
        return b""


def gzip_members(content: bytes, most: int) -> Iterator[bytes]:
    """Yield what gzip holds that begins anywhere in bytes, up to so many bytes in sum."""
    at = -1
    for _ in range(_MOST_MEMBERS):
        at = content.find(GZIP_MEMBER, at + 1)
        if at < 0 or most <= 0:
            return
        found = unpacked(content[at:], most)
        most -= len(found)
        yield found


def in_any_charset(content: bytes) -> Iterator[str]:
    """Yield the texts in bytes, in UTF-8 and UTF-16, of eight characters or more.

    Most bytes that Base64 seems to hold are none. Three zeros stand between two contents.
    """
    text = content.decode("utf-8", "replace").replace("\0\0\0", "|").replace("\0", "")
    yield from _TEXT.findall(text)
    for wide in _WIDE.finditer(content):
        yield content[max(wide.start() - 1, 0) : wide.end()].decode("utf-16-le", "replace")
        yield content[wide.start() : wide.end() + 1].decode("utf-16-be", "replace")
    if any(mark in content for mark in _UTF16):
        for one in content.split(b"\0\0\0"):
            part = one.lstrip(b"\0")
            if part.startswith(_UTF16):
                yield (part + b"\0" * (len(part) % 2)).decode("utf-16", "ignore")
