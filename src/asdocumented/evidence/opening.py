"""Opens a file of evidence wherever it is, decompressed within a limit."""

import gzip
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from asdocumented.evidence.locations import STANDARD_INPUT, Location, Remote
from asdocumented.formats.damage import Damaged
from asdocumented.formats.wide_encoding import Narrowed, wide_encoding

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_DECOMPRESSED = 2**30
"""The most bytes that a gzip file may decompress to."""

GZIP = b"\x1f\x8b"

_BUFFER = 2**18
_NOT_REGULAR = "not a regular file"


@contextmanager
def open_evidence(
    path: Location, *, packed: bool = False, narrowed: bool = True
) -> Iterator[io.BufferedReader]:
    """Open a regular file, standard input or a URL, decompressed if it is gzip.

    UTF-16 and UTF-32 are read as UTF-8 where it is `narrowed`. `packed` leaves the file as it is.

    Raises OSError, or Damaged where it is none of these or cannot be opened.
    """
    unpacked = nullcontext if packed else partial(_unpacked, narrowed=narrowed)
    if isinstance(path, Remote):
        from asdocumented.evidence.remote import open_remote

        with open_remote(path) as file, unpacked(file) as read:
            yield read
        return
    if path == STANDARD_INPUT:
        with (
            _buffered(os.fdopen(0, "rb", 0, closefd=False)) as file,
            unpacked(file) as read,
        ):
            yield read
        return
    with open_regular(path) as file, unpacked(file) as read:
        yield read


def open_regular(path: Path) -> io.BufferedReader:
    """Open a regular file; raise Damaged where it is none, OSError where it cannot be opened.

    Nobody waits for a pipe, be it one that was put in the place of a file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise Damaged(_NOT_REGULAR)
    file = _buffered(io.FileIO(path, opener=_without_waiting))
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Damaged(_NOT_REGULAR)
    return file


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _buffered(file: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(file, _BUFFER)


@contextmanager
def _unpacked(file: io.BufferedReader, *, narrowed: bool) -> Iterator[io.BufferedReader]:
    """Decompress what is gzip, up to a limit; read what is no UTF-8 as such, if it is narrowed."""
    read = _narrowed if narrowed else _as_it_is
    if not file.peek(2).startswith(GZIP):
        yield read(file)
        return
    with gzip.GzipFile(fileobj=file) as unpacked:
        yield read(io.BufferedReader(_Capped(unpacked)))


def _as_it_is(file: io.BufferedReader) -> io.BufferedReader:
    return file


def is_narrowed(file: io.BufferedReader) -> bool:
    """Tell whether an open file is in UTF-16 or UTF-32, or begins as one in them."""
    return isinstance(file.raw, Narrowed)


def _narrowed(file: io.BufferedReader) -> io.BufferedReader:
    encoding = wide_encoding(file.peek(_BUFFER))
    return file if encoding is None else io.BufferedReader(Narrowed(file, encoding), _BUFFER)


def was_packed(file: io.BufferedReader) -> bool:
    """Tell whether an open file is decompressed as it is read."""
    raw = file.raw
    return isinstance(raw.file.raw if isinstance(raw, Narrowed) else raw, _Capped)


class _Capped(io.RawIOBase):
    """A decompressed file with a limit of size."""

    def __init__(self, file: "BinaryIO | gzip.GzipFile") -> None:
        self._file = file
        self._left = MOST_DECOMPRESSED

    def readable(self) -> bool:
        """Return true: the file can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer; raise Damaged if the file is too large."""
        count = self._file.readinto(buffer)  # type: ignore[union-attr]  # both have it
        self._left -= count
        if self._left < 0:
            raise Damaged("larger than 1 GiB once it is decompressed")
        return int(count)
