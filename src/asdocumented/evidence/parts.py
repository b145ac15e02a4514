"""Cuts evidence into parts that can be judged one apart from the other."""

from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from typing import TypeAlias

import msgspec
from msgspec import structs
from msgspec.structs import replace

from asdocumented.evidence.files import (
    Ended,
    Evidence,
    EvidenceEntry,
    FileTally,
    Numbered,
    open_content,
    read_entries,
    read_file,
)
from asdocumented.evidence.finding import EvidenceFile, list_evidence, size_of
from asdocumented.evidence.interaction import Origin
from asdocumented.evidence.line_ranges import LineRange, cut_lines, path_to_cut, read_lines
from asdocumented.evidence.locations import STANDARD_INPUT, Location, Remote
from asdocumented.evidence.recorded import Unparsed
from asdocumented.evidence.unread import Unread

PART_BYTES = 8 * 2**20
"""How many bytes of entries, as a rule, are a part."""

_HERE_BYTES = 2**20
"""Where parts are judged as they are cut, they are small: what was read is at hand."""

_MOST_RANGE = 256 * 2**20
_FIRST_RANGES = 4
"""Each range of lines of a large file is a worker's share of what is left: few begin anew, and the
last ones are small, so that no worker waits for long. The first ones are small, too: some of them
are judged before the others are given out."""

_MOST_FILES = 256
_MOST_ENTRIES = 8192


class WholeFiles(msgspec.Struct, frozen=True):
    """Files that are read where they are judged; `size` is their sum in bytes."""

    files: tuple[EvidenceFile, ...]
    size: int


class Entries(msgspec.Struct, frozen=True):
    """Some entries of a file, one after the other; `size` is their sum in bytes."""

    file: EvidenceFile
    origin: Origin
    entries: tuple[Numbered, ...]
    size: int

    @property
    def count(self) -> int:
        """How many entries they are."""
        return len(self.entries)

    @property
    def place(self) -> str:
        """How a message names the place of the first."""
        return self.entries[0].place


class FileEnd(msgspec.Struct, frozen=True):
    """The end of a file that was cut; `reason` says why it is too early, None where it is not."""

    file: EvidenceFile
    reason: str | None


Part: TypeAlias = WholeFiles | Entries | LineRange


def cut(locations: Iterable[Location], workers: int = 0) -> Iterator[Part | FileEnd | Unread]:
    """Yield files and folders in parts, in the order in which `read_evidence` reads them.

    Large NDJSON and HAR files are cut between entries, also where they are compressed or come
    from standard input; of small files several are a part.

    Args:
        locations: the files and folders.
        workers: how many other processes judge the parts, and had better read them, too; 0 where
            they are judged here.

    """
    group: list[EvidenceFile] = []
    size = 0
    listed = list_evidence(locations)
    for found in map(_anywhere, listed) if workers else listed:
        small = None
        if isinstance(found, EvidenceFile):
            own = size_of(found.path)
            if not _is_large(found, own, apart=workers > 0):
                small = found
                group.append(small)
                size += own
        if group and (small is None or size >= PART_BYTES or len(group) >= _MOST_FILES):
            yield WholeFiles(tuple(group), size)
            group, size = [], 0
        if isinstance(found, Unread):
            yield found
        elif small is None:
            yield from _cut_file(found, workers)
    if group:
        yield WholeFiles(tuple(group), size)


def _anywhere(found: EvidenceFile | Unread) -> EvidenceFile | Unread:
    """Return a file with a path that does not depend on the working directory."""
    if isinstance(found, Unread) or isinstance(found.path, Remote) or found.path == STANDARD_INPUT:
        return found
    return replace(found, path=found.path.absolute())


def _is_large(file: EvidenceFile, size: int, *, apart: bool) -> bool:
    """Tell whether a file is a part or more by itself: to be cut, or to be fetched."""
    if isinstance(file.path, Remote):
        return apart
    return file.path == STANDARD_INPUT or size >= 2 * PART_BYTES


def read_part(part: Part, tally: FileTally, zone: str | None) -> Iterator[EvidenceEntry]:
    """Yield what a part holds.

    Args:
        part: the part.
        tally: counts the entries of a file that was cut.
        zone: the IANA zone of all evidence, None where it says its own.

    """
    for one in _read_part(part, tally):
        if zone is not None and isinstance(one, Evidence):
            yield structs.replace(one, interaction=structs.replace(one.interaction, zone=zone))
        else:
            yield one


def _read_part(part: Part, tally: FileTally) -> Iterator[EvidenceEntry]:
    if isinstance(part, WholeFiles):
        for file in part.files:
            yield from read_file(file)
    elif isinstance(part, LineRange):
        yield from read_lines(part, tally)
    else:
        yield from read_entries(part.file, part.origin, part.entries, tally)


def _cut_file(file: EvidenceFile, workers: int) -> Iterator[Part | FileEnd]:
    """Yield a large file in parts: as it is where its entries cannot be told without reading it."""
    if isinstance(file.path, Remote):
        yield WholeFiles((file,), 0)
        return
    ended = Ended()
    with ended, open_content(file.path) as content:
        if workers and content.lines is not None and (path := path_to_cut(file)):
            yield from cut_lines(file, path, _range_sizes(size_of(path), workers))
            yield FileEnd(file, None)
            return
        entries = content.numbered()
        first = next(entries, None)
        is_whole = first is not None and not isinstance(first.entry, Unparsed)
        if is_whole and file.path != STANDARD_INPUT:
            yield WholeFiles((file,), size_of(file.path))
            return
        numbered = entries if first is None else chain([first], entries)
        part_bytes = PART_BYTES if workers else min(PART_BYTES, _HERE_BYTES)
        yield from _cut_entries(file, content.origin, numbered, part_bytes)
    yield FileEnd(file, ended.reason)


def _range_sizes(size: int, workers: int) -> Iterator[int]:
    """Yield the sizes of ranges for so many bytes of lines, endlessly: files may grow."""
    yield from repeat(PART_BYTES, _FIRST_RANGES)
    left = size - _FIRST_RANGES * PART_BYTES
    while True:
        yield (part := min(max(left // workers, PART_BYTES), _MOST_RANGE))
        left -= part


def _cut_entries(
    file: EvidenceFile, origin: Origin, numbered: Iterable[Numbered], part_bytes: int
) -> Iterator[Entries]:
    """Yield entries in parts; those before an error of the file come before it is raised."""
    part: list[Numbered] = []
    size = 0
    try:
        for one in numbered:
            part.append(one)
            size += len(one.entry.content) if isinstance(one.entry, Unparsed) else 0
            if size >= part_bytes or len(part) >= _MOST_ENTRIES:
                yield Entries(file, origin, tuple(part), size)
                part, size = [], 0
    except Exception:
        if part:
            yield Entries(file, origin, tuple(part), size)
        raise
    if part:
        yield Entries(file, origin, tuple(part), size)
