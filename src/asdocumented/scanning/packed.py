"""Values that are binary, Base64, gzip or deflate as a whole, as the text that they hold."""

import re
import zlib
from contextlib import suppress

from asdocumented.evidence.vcr_yaml import Binary
from asdocumented.formats.wide_encoding import wide_encoding
from asdocumented.redaction.encoded_layers import Layer
from asdocumented.redaction.encoded_runs import GZIP, from_base64, unpacked

MOST_UNPACKED = 32 * 2**20
"""How many bytes a text may hold that is compressed as a whole."""

_LONG = 16
_WHOLE_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}", re.ASCII)
_GZIP_CHARACTERS = "\x1f\x8b"
GZIPPED = ("H4sI", _GZIP_CHARACTERS)
"""How gzip begins: in Base64, and with each byte as a character."""
_FEWEST_PLAIN = 0.9
_LOOKED_AT = 200
_NO_CHARACTER = "\ufffd"
"""Stands where bytes are none of the encoding; Python calls it printable."""


def _may_be_packed(text: str) -> bool:
    """Tell whether a text is Base64 as a whole, so that more may stand in it."""
    return len(text) >= _LONG and _WHOLE_BASE64.fullmatch("".join(text.split())) is not None


def decoded(value: str | Binary) -> Layer | None:
    """Return the text that binary, Base64 or gzip holds as a whole; None where it holds none."""
    if isinstance(value, str):
        if value.startswith(_GZIP_CHARACTERS):
            return _layer(unpacked(value.encode("latin-1", "ignore"), MOST_UNPACKED), "gzip")
        if not _may_be_packed(value):
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
    if wide_encoding(content):
        return None
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        with suppress(zlib.error):
            inflated = zlib.decompressobj(window).decompress(content, MOST_UNPACKED)
            if layer := _layer(inflated, "deflate"):
                return layer
    return None


def _layer(content: bytes, spelling: str) -> Layer | None:
    """Return bytes as text where they are some, most of it printable."""
    text = content.decode(wide_encoding(content) or "utf-8", "replace")
    start = text[:_LOOKED_AT].replace("\n", " ")
    readable = sum(map(str.isprintable, start)) - start.count(_NO_CHARACTER)
    is_text = bool(start) and readable >= _FEWEST_PLAIN * len(start)
    return Layer(spelling, text) if is_text else None
