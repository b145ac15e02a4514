"""Decodes content codings of recorded bodies (RFC 9110, section 8.4.1), up to a size."""

import re
import zlib

from asdocumented.formats.damage import Damaged

MOST_DECODED = 32 * 2**20
"""How many bytes one decoded body may have."""

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
_FIRST_PIECE = 256
_LARGEST_PIECE = 2**16
_MOST_CODINGS = 4
_NOT_READ = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})
"""Registered codings that are named, though not read; any other text may be a secret."""
_CODED_TEXT = re.compile(r'\x1f|x[\x01\x5e\x9c\xda\ufffd]|[^{"<]*?[\x00-\x08\x0e-\x1f]')
"""How a coded body begins whose bytes were taken for characters: no JSON and no markup does."""


def decode(body: bytes, codings: str, most: int = MOST_DECODED) -> bytes:
    """Return a body without its codings; raise Damaged where it is cut off, broken or too large.

    Many recorders keep the header and write the decoded body. So a body that is text, and not
    coded as its header says, is returned as it is.
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > _MOST_CODINGS:
        raise Damaged("the body has too many content codings")
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            body = _gunzip(body, most)
        elif name == "deflate":
            body = _inflate(body, most)
        elif name != "identity" and not _is_text(body):
            which = f" ({name})" if name in _NOT_READ else ""
            raise Damaged(f"the body is in a content coding that is not read here{which}")
    return body


def bytes_of_text(text: str, codings: str) -> bytes:
    """Return the bytes of a body that was recorded as text.

    Where it is a coded one, each character may be one of its bytes; raises Damaged where it is not.
    """
    if is_coded_text(text, codings):
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError as error:
            raise Damaged("the body was compressed when it was recorded as text") from error
    return text.encode("utf-8", "surrogatepass")


def is_coded_text(text: str, codings: str) -> bool:
    """Tell whether the bytes of a coded body were taken for the characters of a text."""
    coded = codings.strip().lower() not in ("", "identity")
    return coded and _CODED_TEXT.match(text) is not None


def unpacked(body: bytes, most: int = MOST_DECODED) -> bytes:
    """Return what was packed with gzip or zlib; raise Damaged where it was not."""
    return _gunzip(body, most) if body.startswith(_GZIP) else _inflate(body, most)


def _gunzip(body: bytes, most: int) -> bytes:
    """Undo gzip, of one member after the other; what follows the last one is left out."""
    decoded, offset = bytearray(), 0
    while body.startswith(_GZIP, offset):
        offset = _next_member(body, offset, decoded, most)
    return bytes(decoded) if offset else body


def _next_member(body: bytes, offset: int, decoded: bytearray, most: int) -> int:
    """Add what a member holds to `decoded`, and return where the next one begins.

    A member is read in pieces that grow: what is behind a small one is not copied each time.
    """
    stream, size = zlib.decompressobj(_GZIP_WINDOW), _FIRST_PIECE
    while not stream.eof:
        piece = body[offset : offset + size]
        if not piece:
            raise Damaged("the compressed body is cut off")
        try:
            decoded += stream.decompress(piece, most + 1 - len(decoded))
        except zlib.error as error:
            raise Damaged("the body's compression is broken") from error
        if len(decoded) > most:
            raise Damaged("the body is too large once it is decompressed")
        offset += len(piece) - len(stream.unused_data)
        size = min(2 * size, _LARGEST_PIECE)
    return offset


def _inflate(body: bytes, most: int) -> bytes:
    """Undo `deflate`, with the header of RFC 1950 or, as some servers send it, without."""
    if not body:
        return body
    damaged = Damaged("")
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return _decompress(body, window, most)
        except Damaged as error:
            damaged = damaged if damaged.reason else error
    if _is_text(body):
        return body
    raise damaged


def _decompress(body: bytes, window: int, most: int) -> bytes:
    stream = zlib.decompressobj(window)
    try:
        decoded = stream.decompress(body, most + 1)
    except zlib.error as error:
        raise Damaged("the body's compression is broken") from error
    if len(decoded) > most:
        raise Damaged("the body is too large once it is decompressed")
    if not stream.eof:
        raise Damaged("the compressed body is cut off")
    return decoded


def _is_text(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
