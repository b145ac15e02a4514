"""Tells UTF-16 and UTF-32 by their beginning, and reads them as UTF-8."""

import codecs
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ZEROS = (
    ((1, 2, 3), "utf-32-le"),
    ((0, 1, 2), "utf-32-be"),
    ((1, 3), "utf-16-le"),
    ((0, 2), "utf-16-be"),
)
"""Which of four bytes are zero in a text of mostly Latin letters."""
_LOOKED_AT = 400
_FEWEST_ZEROS = 0.8
_READ = 2**18
_DAMAGED = "asdocumented.damaged"
_NO_CHARACTER = "\udcff"
"""Stands for what is no character, and becomes a byte that is no UTF-8: so it is told as damage."""

codecs.register_error(_DAMAGED, lambda error: (_NO_CHARACTER, getattr(error, "end", 0)))


def wide_encoding(start: bytes) -> str | None:
    """Return which of UTF-16 and UTF-32 bytes begin as; None where they are in neither."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    start = start[:_LOOKED_AT]
    if b"\0" in start:
        zeros = [start[at::4].count(0) >= _FEWEST_ZEROS * len(start[at::4]) for at in range(4)]
        for places, encoding in _ZEROS:
            if zeros == [at in places for at in range(4)]:
                return encoding
    return None


class Narrowed(io.RawIOBase):
    """A file in UTF-16 or UTF-32, read as UTF-8, in memory that does not grow with it."""

    def __init__(self, file: io.BufferedReader, encoding: str) -> None:
        self.file = file
        self._decoder = codecs.getincrementaldecoder(encoding)(_DAMAGED)
        self._left = b""
        self._is_over = False

    def readable(self) -> bool:
        """Return true: the file can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer; return how many bytes."""
        while not self._left and not self._is_over:
            found = self.file.read(_READ)
            self._is_over = not found
            text = self._decoder.decode(found, self._is_over)
            self._left = text.encode("utf-8", "surrogateescape")
        into = memoryview(buffer)
        taken, self._left = self._left[: len(into)], self._left[len(into) :]
        into[: len(taken)] = taken
        return len(taken)
