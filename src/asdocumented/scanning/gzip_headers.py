"""Texts in the headers of gzip (RFC 1952, section 2.3): a file's name, a comment, extra fields."""

import zlib
from collections.abc import Iterator
from io import BufferedReader

from asdocumented.evidence.opening import GZIP, MOST_DECOMPRESSED

_FIXED = 10
_TRAILER = 8
_CHECKED, _EXTRA, _NAME, _COMMENT = 2, 4, 8, 16
_LONGEST = 2**16
_FIRST_PIECE = 256
_LARGEST_PIECE = 2**13


def header_texts(file: BufferedReader) -> Iterator[str]:
    """Yield the texts in the header of each member, as far as there are whole members.

    Raises zlib.error where the compression is broken.
    """
    unpacked = 0
    while unpacked <= MOST_DECOMPRESSED:
        fixed = file.read(_FIXED)
        if len(fixed) < _FIXED or not fixed.startswith(GZIP):
            return
        for field in _fields(file, fixed[3]):
            yield field.decode("utf-8", "replace")
        unpacked += 1 + _skip_content(file)
        file.read(_TRAILER)


def _fields(file: BufferedReader, flags: int) -> Iterator[bytes]:
    """Yield the fields that the flags of a header announce."""
    if flags & _EXTRA:
        yield file.read(int.from_bytes(file.read(2), "little"))
    for flag in (_NAME, _COMMENT):
        if flags & flag:
            yield _up_to_zero(file)
    if flags & _CHECKED:
        file.read(2)


def _up_to_zero(file: BufferedReader) -> bytes:
    """Return what stands before the next zero, of an endless text its beginning."""
    found: list[bytes] = []
    size = 0
    while piece := file.peek(1)[:_LARGEST_PIECE]:
        text, zero, _ = piece.partition(b"\0")
        file.read(len(text) + len(zero))
        if size < _LONGEST:
            found.append(text)
            size += len(text)
        if zero:
            break
    return b"".join(found)


def _skip_content(file: BufferedReader) -> int:
    """Read what a member holds, and return its size; no more than the limit of a file.

    It is read in pieces that grow: what is behind a small member is not copied each time.
    """
    stream, unpacked, size = zlib.decompressobj(-zlib.MAX_WBITS), 0, _FIRST_PIECE
    while not stream.eof and unpacked <= MOST_DECOMPRESSED:
        piece = file.peek(1)[:size]
        if not piece:
            break
        unpacked += len(stream.decompress(piece))
        file.read(len(piece) - len(stream.unused_data))
        size = min(2 * size, _LARGEST_PIECE)
    return unpacked
