"""Ranges of lines of an NDJSON file, which are read where they are judged."""

import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec

from asdocumented.evidence.files import (
    Ended,
    EvidenceEntry,
    FileTally,
    content_of_lines,
    read_entries,
)
from asdocumented.evidence.finding import EvidenceFile
from asdocumented.evidence.lines import Lines
from asdocumented.evidence.locations import STANDARD_INPUT, Remote
from asdocumented.evidence.opening import GZIP, open_regular
from asdocumented.formats.wide_encoding import wide_encoding

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHANGED = "the file changed while it was read"

_BUFFER = 2**18


class LineRange(msgspec.Struct, frozen=True):
    """Some lines of an NDJSON file, which are read where they are judged.

    They begin at `offset` and are `size` bytes long. `count` of them are not empty, and `first`
    such ones stand before them, among `before` lines.
    """

    file: EvidenceFile
    path: Path
    offset: int
    size: int
    count: int
    first: int
    before: int

    @property
    def place(self) -> str:
        """How a message names the place of the first."""
        return f"line {self.before + 1}"


def path_to_cut(file: EvidenceFile) -> Path | None:
    """Return the path of a file that can be read from any place on: no stream, no gzip, UTF-8."""
    if isinstance(file.path, Remote) or file.path == STANDARD_INPUT:
        return None
    with open_regular(file.path) as opened:
        start = opened.read(_BUFFER)
        return None if start.startswith(GZIP) or wide_encoding(start) else file.path


def cut_lines(file: EvidenceFile, path: Path, sizes: Iterable[int]) -> Iterator[LineRange]:
    """Yield the lines of an NDJSON file in ranges of about these many bytes, each of whole lines.

    Memory does not grow with the ranges, nor with the lines.
    """
    first = before = 0
    with open_regular(path) as opened:
        offset = len(BOM_UTF8) if opened.read(len(BOM_UTF8)) == BOM_UTF8 else 0
        opened.seek(offset)
        for part_bytes in sizes:
            counted = _count_lines(opened, part_bytes)
            if not counted.size:
                break
            yield LineRange(file, path, offset, counted.size, counted.entries, first, before)
            offset, first = offset + counted.size, first + counted.entries
            before += counted.lines


class _Counted(NamedTuple):
    """How many bytes, lines and lines that are not empty a range has."""

    size: int
    lines: int
    entries: int


def _count_lines(opened: BinaryIO, part_bytes: int) -> _Counted:
    """Read about so many bytes, and on to the end of a line; return how many lines they are."""
    size = lines = entries = 0
    is_filled = False
    while piece := opened.readline(_BUFFER):
        size += len(piece)
        is_filled = is_filled or not piece.isspace()
        if piece.endswith(b"\n"):
            entries, lines, is_filled = entries + is_filled, lines + 1, False
            if size >= part_bytes:
                break
    return _Counted(size, lines, entries + is_filled)


def read_lines(part: LineRange, tally: FileTally) -> Iterator[EvidenceEntry]:
    """Yield the interactions of some lines, which may have changed since they were counted."""
    ended = Ended()
    lines = None
    count = tally.count
    with ended, open_regular(part.path) as opened:
        opened.seek(part.offset)
        window: io.BufferedReader = io.BufferedReader(_Window(opened, part.size), _BUFFER)
        content = content_of_lines(lines := Lines(window, before=part.before))
        yield from read_entries(part.file, content.origin, content.numbered(part.first), tally)
    lost = part.count - (tally.count - count)
    if ended.reason or lost:
        place = f"line {lines.number + 1}" if lines else part.place
        tally.add_fault(ended.reason or CHANGED, place, max(lost, 1))


class _Window(io.RawIOBase):
    """So many bytes of a file, from its position on."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size

    def readable(self) -> bool:
        """Return true: the file can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer; return how many bytes."""
        count = self._file.readinto(memoryview(buffer)[: self._left])  # type: ignore[attr-defined]  # it is open for reading
        self._left -= count
        return int(count)
