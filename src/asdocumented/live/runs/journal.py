"""What a run has done so far, on disk before the next request goes out.

One JSON object a line, each with a digest of its own: a line that was half written when the run
was killed is told from a whole one.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from asdocumented.errors import Fault
from asdocumented.evidence.interaction import Phase
from asdocumented.evidence.journal import Line, digest, whole_entry
from asdocumented.formats.http_message import HttpExchange

_MOST_BYTES = 256 * 2**20


class Start(msgspec.Struct, frozen=True, tag="start"):
    """One target of a run: the identity of its live_run, the version of the tool; when, in UTC.

    `seed` is what its exploring is generated from.
    """

    target: str
    plan: str
    version: str
    started: datetime
    zone: str | None = None
    stand_in: bool = False
    seed: int = 0


class Intent(msgspec.Struct, frozen=True, tag="intent"):
    """A request to a target that is about to be sent."""

    target: str
    name: str
    when: datetime


class Outcome(msgspec.Struct, frozen=True, tag="outcome"):
    """What came of a request: the transfer, redacted, or why there is none.

    `status` is that of the answer, None where there was none.
    """

    target: str
    name: str
    when: datetime
    attempts: int
    status: int | None = None
    transfer: HttpExchange | None = None
    failure: str | None = None
    phase: Phase = "plan"


class End(msgspec.Struct, frozen=True, tag="end"):
    """A target of which all was asked that should be; when, in UTC."""

    target: str
    when: datetime


Entry = Start | Intent | Outcome | End


@dataclass(frozen=True, slots=True)
class Journal:
    """An open journal; entries are appended, each flushed to the disk."""

    path: Path
    _descriptor: int

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a journal to append to, a half-written last line cut off.

        Raises OSError, and Fault where more than its last line is broken.
        """
        whole = _whole_bytes(path)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        rest = os.pread(descriptor, _MOST_BYTES, whole)
        if b"\n" in rest:
            os.close(descriptor)
            raise Fault(str(path), "the journal is damaged in the middle", "move it away")
        os.ftruncate(descriptor, whole)
        os.lseek(descriptor, 0, os.SEEK_END)
        return cls(path, descriptor)

    def write(self, entry: Entry) -> None:
        """Append an entry; it is on the disk when this returns."""
        encoded = msgspec.json.encode(entry)
        line = Line(digest(encoded), msgspec.Raw(encoded))
        left = memoryview(msgspec.json.encode(line) + b"\n")
        while left:
            left = left[os.write(self._descriptor, left) :]
        os.fsync(self._descriptor)

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


def read_journal(path: Path) -> Iterator[Entry]:
    """Yield the whole entries of a journal up to the first that is broken; none without a file."""
    for line, _ in _whole_lines(path):
        yield line


def _whole_bytes(path: Path) -> int:
    return sum(length for _, length in _whole_lines(path))


def _whole_lines(path: Path) -> Iterator[tuple[Entry, int]]:
    try:
        with path.open("rb") as file:
            while line := file.readline(_MOST_BYTES):
                entry = _read(line)
                if entry is None:
                    return
                yield entry, len(line)
    except FileNotFoundError:
        return


def _read(line: bytes) -> Entry | None:
    encoded = whole_entry(line)
    if encoded is None:
        return None
    try:
        entry: Entry = msgspec.json.decode(encoded, type=Entry)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return entry
