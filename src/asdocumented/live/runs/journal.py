"""The journal of a run, appended to: each entry is on the disk before the next request goes out."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from asdocumented.errors import Fault
from asdocumented.evidence.journal import Entry, MissingAnswers, encode_line, read_entries
from asdocumented.formats.damage import Damaged


@dataclass(frozen=True, slots=True)
class Journal:
    """An open journal: entries are appended, each flushed to the disk.

    `missing` tells which answers it lacks, `entries` what it held when it was opened.
    """

    path: Path
    entries: tuple[Entry, ...]
    missing: MissingAnswers
    _descriptor: int = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a journal to append to, a half-written last line cut off.

        Raises OSError, and Fault where more than its last line is broken.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            entries = _cut(descriptor)
        except Damaged as damaged:
            os.close(descriptor)
            raise Fault(str(path), damaged.reason, "move it away") from None
        missing = MissingAnswers()
        for entry in entries:
            missing.add(entry)
        return cls(path, entries, missing, descriptor)

    def write(self, entry: Entry) -> None:
        """Append an entry; it is on the disk when this returns."""
        left = memoryview(encode_line(entry))
        while left:
            left = left[os.write(self._descriptor, left) :]
        os.fsync(self._descriptor)
        self.missing.add(entry)

    def __enter__(self) -> Self:
        """Keep it open until the context ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        os.close(self._descriptor)


def _cut(descriptor: int) -> tuple[Entry, ...]:
    """Return the entries of a journal, and cut off what a kill left behind them."""
    entries = []
    end = 0
    with open(descriptor, "rb", closefd=False) as file:
        for entry in read_entries(file):
            entries.append(entry)
            end = file.tell()
    os.ftruncate(descriptor, end)
    os.lseek(descriptor, end, os.SEEK_SET)
    return tuple(entries)


def read_whole_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a journal up to the first that is broken; none without a file."""
    with suppress(FileNotFoundError, Damaged), path.open("rb") as file:
        yield from read_entries(file)
