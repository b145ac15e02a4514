"""Reads a file line by line in memory that does not grow, and looks ahead where it has to."""

import io
from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import TypeAlias

import msgspec

from asdocumented.formats.damage import Damaged

BufferedFile: TypeAlias = io.BufferedReader | io.BytesIO
"""A file of which a line can be read, and a block."""

MOST_LINE = 64 * 2**20
"""The most bytes that a line may have."""

TOO_LONG = "a line larger than 64 MiB"

_CHUNK = 2**20


class Lines:
    """The lines of a file that are not empty, each without the blanks around it.

    `number` is that of the line that was yielded last, from 1; empty lines count.
    """

    def __init__(self, file: BufferedFile, start: bytes = b"", before: int = 0) -> None:
        """Begin at the position of a file, of whose next line `start` was read.

        `before` is the number of lines before that one.
        """
        self.number = before
        self._file = file
        self._start = start
        self._kept: deque[bytes | Damaged] = deque()

    def __iter__(self) -> Iterator[bytes | Damaged]:
        """Yield each line, or that it is too long; read ahead of it."""
        for line in chain(self._looked_at(), self._others()):
            self.number += 1
            if isinstance(line, Damaged):
                yield line
            elif stripped := line.strip():
                yield stripped

    def ahead(self, most: int) -> Iterator[bytes | Damaged]:
        """Yield at most so many lines as they stand there, all of which are yielded again.

        No more than one line of the largest size is kept in sum.
        """
        size = 0
        for _ in range(most):
            line = self._take()
            if not line:
                return
            self._kept.append(line)
            yield line
            size += 0 if isinstance(line, Damaged) else len(line)
            if size >= MOST_LINE:
                return

    def taken(self) -> bytes:
        """Return what was looked at; the lines are not yielded again, and none was too long."""
        found = b"".join(line for line in self._kept if isinstance(line, bytes))
        self._kept.clear()
        return found

    def _looked_at(self) -> Iterator[bytes | Damaged]:
        """Yield the lines of which something was read already."""
        while self._kept:
            yield self._kept.popleft()
        if self._start:
            yield self._take()

    def _others(self) -> Iterator[bytes | Damaged]:
        """Yield the other lines; each in turn, so that they are read into the same memory."""
        for line in iter(partial(self._file.readline, MOST_LINE), b""):
            yield self._limited(line)

    def _take(self) -> bytes | Damaged:
        """Return the next line with its line break, or that it is too long; b"" at the end."""
        start, self._start = self._start, b""
        return self._limited(start if start.endswith(b"\n") else self._rest_of(start))

    def _limited(self, line: bytes) -> bytes | Damaged:
        """Return a line that was read up to the limit, or that it is too long: then pass it."""
        if len(line) < MOST_LINE or line.endswith(b"\n"):
            return line
        while (part := self._file.readline(_CHUNK)) and not part.endswith(b"\n"):
            pass
        return Damaged(TOO_LONG)

    def _rest_of(self, start: bytes) -> bytes:
        line = self._file.readline(max(MOST_LINE - len(start), 0))
        return start + line if start else line


class Objects(Lines):
    """The JSON objects of a file, each over several lines, with its braces on lines of their own.

    `number` is that of the first line of an object.
    """

    def __iter__(self) -> Iterator[bytes | Damaged]:
        """Yield each object, or that it is too long; one that is cut off ends before the next."""
        object_ = _Object()
        last = self.number
        while line := self._kept.popleft() if self._kept else self._take():
            last += 1
            bare = b"" if isinstance(line, Damaged) else line.rstrip()
            if bare == b"{" and object_.begun:
                yield self._ended(object_)
                object_ = _Object()
            if bare or isinstance(line, Damaged):
                object_.add(line, last)
            if bare == b"}":
                yield self._ended(object_)
                object_ = _Object()
        if object_.begun:
            yield self._ended(object_)

    def _ended(self, object_: "_Object") -> bytes | Damaged:
        self.number = object_.begun
        return Damaged(TOO_LONG) if object_.size >= MOST_LINE else b"".join(object_.lines)


class _Object(msgspec.Struct):
    """The lines of an object so far, none of one that is too long, and the number of the first."""

    begun: int = 0
    size: int = 0
    lines: list[bytes] = msgspec.field(default_factory=list)

    def add(self, line: bytes | Damaged, number: int) -> None:
        """Add a line."""
        self.begun = self.begun or number
        self.size += MOST_LINE if isinstance(line, Damaged) else len(line)
        if self.size >= MOST_LINE:
            self.lines.clear()
        elif isinstance(line, bytes):
            self.lines.append(line)
