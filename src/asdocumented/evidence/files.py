"""Evidence from files and folders: cassettes, HAR files and journals."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

from msgspec import structs

from asdocumented.errors import Fault
from asdocumented.evidence import har, journal, ndjson, vcr
from asdocumented.evidence.beginning import recognise
from asdocumented.evidence.interaction import Interaction, Origin, Request, Response
from asdocumented.evidence.json_file import read_json_file
from asdocumented.evidence.recorded import MissingAnswer, Recorded, Unparsed
from asdocumented.evidence.unread import MissingEvidence, Unread
from asdocumented.evidence.vcr_yaml import LISTS
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import printable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_DECOMPRESSED = 2**30
"""The most bytes that a gzip file may decompress to."""

STANDARD_INPUT = Path("-")
"""The path that stands for standard input, as with many commands."""

_SUFFIXES = (".yaml", ".yml", ".json", ".har", ".jsonl", ".ndjson")
_NAMES = _SUFFIXES + tuple(f"{suffix}.gz" for suffix in _SUFFIXES)
_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_PEEKED = 4096
_SOURCE_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class Evidence:
    """An interaction, and the file that holds it.

    `source` names the file or the folder that was given: evidence that does not say what target
    it comes from is counted under it.
    """

    interaction: Interaction
    file: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file to read, how interactions name it, and the source that they are counted under."""

    path: Path
    name: str
    source: str


@dataclass(slots=True)
class FileTally:
    """How many entries of a file were met and read, and those that cannot be read.

    `faults` has for each reason the place of the first, and the count.
    """

    count: int = 0
    read: int = 0
    faults: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add_fault(self, reason: str, place: str, count: int = 1) -> None:
        """Count entries that cannot be read, the first of which stands at this place."""
        first, before = self.faults.get(reason, (place, 0))
        self.faults[reason] = (first, before + count)

    def add(self, later: "FileTally") -> None:
        """Count the entries of a later part of the file."""
        self.count += later.count
        self.read += later.read
        for reason, (place, count) in later.faults.items():
            self.add_fault(reason, place, count)

    def unread(self, file: str, ended: str | None) -> Iterator[Unread]:
        """Yield what cannot be read of the file, of which `ended` says why it ends too early."""
        for reason, (first, count) in self.faults.items():
            where = first if count == 1 else f"{first} and {count - 1} more"
            yield Unread(file, f"{where}: {reason}", whole=not self.read)
        if ended:
            after = f" (after {self.count} interactions)" if self.count else ""
            yield Unread(file, ended + after)
        elif not self.count:
            yield Unread(file, "holds no interaction")


EvidenceEntry: TypeAlias = Evidence | MissingEvidence | Unread
"""What a file holds: an interaction, a request without its answer, or what cannot be read."""


def read_evidence(paths: Sequence[Path]) -> Iterator[EvidenceEntry]:
    """Yield the interactions of files and folders in order, and what is missing or unreadable.

    A folder is searched in the order of names for `*.yaml`, `*.yml`, `*.json`, `*.har`, `*.jsonl`,
    `*.ndjson` and these with `.gz`, without hidden files; a file given by itself may have any name,
    and `-` is standard input. The content of a file tells its format. No file is read twice. An
    interaction is named by the path below the given folder, so that a report contains no path of
    this machine. Never raises on evidence. Memory use does not grow with the file, except for
    JSON cassettes.
    """
    for found in list_evidence(paths):
        if isinstance(found, Unread):
            yield found
        else:
            yield from read_file(found)


def list_evidence(paths: Iterable[Path]) -> Iterator[EvidenceFile | Unread]:
    """Yield the files that `read_evidence` reads, in its order, and folders without any."""
    seen: set[str] = set()
    for path in paths:
        source = _source(path)
        for found in evidence_files(path, seen):
            if isinstance(found, Unread):
                yield found
            else:
                name = found.relative_to(path).as_posix() if found != path else found.name
                yield EvidenceFile(found, name, source)


def _source(path: Path) -> str:
    """Return how a file or folder names its evidence: without suffixes, printable, not long."""
    name = "stdin" if path == STANDARD_INPUT else path.absolute().name
    for suffix in sorted(_NAMES, key=len, reverse=True):
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
            break
    return printable(name)[:_SOURCE_CHARACTERS]


def holds_evidence(folder: Path) -> bool:
    """Tell whether a folder has a file that would be read, or cannot be listed."""
    return next(_walk(folder, set()), None) is not None


def require_paths(paths: Iterable[Path]) -> None:
    """Raise Fault where a file or folder that somebody named is not there."""
    for path in paths:
        if path == STANDARD_INPUT:
            continue
        try:
            path.stat()
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            what = "no such file or folder" if missing else error.strerror or str(error)
            raise Fault(str(path), what, "name cassettes or HAR files") from error


def evidence_files(path: Path, seen: set[str]) -> Iterator[Path | Unread]:
    """Yield a file, or the files of a folder; links are followed, and no file comes twice."""
    if not _is_folder(path):
        if _is_new(path, seen):
            yield path
        return
    empty = True
    for found in _walk(path, seen):
        empty = False
        yield found
    if empty:
        yield Unread(str(path), "holds no cassette, no HAR file and no journal")


def _walk(folder: Path, seen: set[str]) -> Iterator[Path | Unread]:
    stack = [folder]
    while stack:
        path = stack.pop()
        if not _is_folder(path):
            if path.name.lower().endswith(_NAMES) and _is_new(path, seen):
                yield path
            continue
        if not _is_new(path, seen):
            continue
        try:
            stack += sorted((one for one in path.iterdir() if one.name[0] != "."), reverse=True)
        except OSError as error:
            yield Unread(str(path), error.strerror or "cannot be listed")


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; a path without permission fails when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_new(path: Path, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    if real in seen:
        return False
    seen.add(real)
    return True


def read_file(file: EvidenceFile) -> Iterator[EvidenceEntry]:
    """Yield the interactions of one file, then what cannot be read of it."""
    tally = FileTally()
    ended = Ended()
    with ended, open_content(file.path) as content:
        yield from read_entries(file, content.origin, content.numbered(), tally)
    yield from tally.unread(str(file.path), ended.reason)


class Ended:
    """Ends the reading of a file where it is at fault: `reason` says why, None where it was not."""

    reason: str | None = None

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Keep the reason of an error of the file; raise all others."""
        if isinstance(error, Damaged):
            self.reason = error.reason
        elif isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
            self.reason = "gzip that is cut off or broken"
        elif isinstance(error, OSError):
            self.reason = error.strerror or "cannot be read"
        return self.reason is not None


def read_entries(
    file: EvidenceFile, origin: Origin, entries: Iterable["Numbered"], tally: FileTally
) -> Iterator[EvidenceEntry]:
    """Yield the interactions of some entries of a file, and count them all."""
    named = str(file.path)
    for index, place, found in entries:
        entry = found.parse() if isinstance(found, Unparsed) else found
        if isinstance(entry, Unread):
            yield structs.replace(entry, file=named)
            continue
        tally.count += 1
        if isinstance(entry, Damaged):
            tally.add_fault(entry.reason, place)
            continue
        tally.read += 1
        if isinstance(entry, Recorded):
            if entry.odd:
                tally.add_fault(entry.odd, place)
            yield Evidence(_interaction(f"{file.name}#{index}", origin, entry), named, file.source)
        else:
            yield _missing(entry, named, index)


def _interaction(name: str, origin: Origin, entry: Recorded) -> Interaction:
    return Interaction(
        name=entry.name or name,
        origin=origin,
        request=Request(entry.method, entry.url),
        response=Response(entry.status, entry.content_type, entry.body),
        zone=entry.zone,
        recorded=entry.when,
        target=entry.target,
        stand_in=entry.stand_in,
        phase=entry.phase,
        deviations=entry.deviations,
        redacted=entry.redacted,
        as_created=entry.as_created,
    )


def _missing(entry: MissingAnswer, file: str, index: int) -> MissingEvidence:
    request = Request(entry.method, entry.url)
    return MissingEvidence(request, entry.reason, file, index, entry.content_type)


Entry: TypeAlias = Recorded | MissingAnswer | Damaged | Unread | Unparsed


class Numbered(NamedTuple):
    """An entry of a file, its number from 0, and how a message names its place."""

    number: int
    place: str
    entry: Entry


class _Content(NamedTuple):
    """What a file holds; `place` names the entry with this number that was read last."""

    origin: Origin
    entries: Iterable[Entry]
    place: Callable[[int], str] = "#{}".format

    def numbered(self) -> Iterator[Numbered]:
        """Yield each entry with its place."""
        for index, entry in enumerate(self.entries):
            yield Numbered(index, self.place(index), entry)


@contextmanager
def open_content(path: Path) -> Iterator[_Content]:
    """Open a file of evidence; raise OSError, or Damaged where it is none."""
    with open_evidence(path) as opened:
        yield _content(opened)


def _content(file: io.BufferedReader) -> _Content:
    """Return the origin and the entries of a file, whose beginning tells its format."""
    start = file.peek(_PEEKED).removeprefix(_MARK).lstrip()
    if not start:
        raise Damaged("empty")
    begun = recognise(file, start)
    if begun.form == "yaml":
        return _Content("cassette", vcr.read_yaml(begun.file))
    if begun.form == "journal":
        return _Content("live", journal.read_journal(file))
    if begun.form == "ndjson":
        lines = begun.lines
        return _Content("har", ndjson.read_ndjson(lines), lambda _: f"line {lines.number}")
    found = read_json_file(file, begun.start)
    if found.key in LISTS:
        return _Content("cassette", vcr.read_json(found))
    return _Content("har", har.read_har(found))


@contextmanager
def open_evidence(path: Path) -> Iterator[io.BufferedReader]:
    """Open a regular file or standard input, decompressed if it is gzip.

    Raises OSError, or Damaged where it is neither.
    """
    if path == STANDARD_INPUT:
        with os.fdopen(0, "rb", closefd=False) as file, _unpacked(file) as read:
            yield read
        return
    if not stat.S_ISREG(path.stat().st_mode):
        raise Damaged("not a regular file")
    with path.open("rb") as file, _unpacked(file) as read:
        yield read


@contextmanager
def _unpacked(file: io.BufferedReader) -> Iterator[io.BufferedReader]:
    """Decompress what is gzip, up to a limit."""
    if not file.peek(2).startswith(_GZIP):
        yield file
        return
    with gzip.GzipFile(fileobj=file) as unpacked:
        yield io.BufferedReader(_Capped(unpacked))


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
