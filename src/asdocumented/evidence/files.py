"""Evidence from files and folders: cassettes, HAR files and journals."""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

import msgspec
from msgspec import structs

from asdocumented.evidence.finding import EvidenceFile, list_evidence
from asdocumented.evidence.interaction import Interaction, Origin, Request, Response
from asdocumented.evidence.lines import Lines
from asdocumented.evidence.locations import Location
from asdocumented.evidence.opening import open_evidence
from asdocumented.evidence.recorded import MissingAnswer, Recorded, Unparsed
from asdocumented.evidence.unread import MissingEvidence, Unread
from asdocumented.formats.damage import Damaged

_MARK = b"\xef\xbb\xbf"
_PEEKED = 4096


class Evidence(msgspec.Struct, frozen=True):
    """An interaction, and the file that holds it.

    `source` names the file or the folder that was given: evidence that does not say what target
    it comes from is counted under it.
    """

    interaction: Interaction
    file: str
    source: str = ""


class FileTally(msgspec.Struct):
    """How many entries of a file were met and read, and those that cannot be read.

    `faults` has for each reason the place of the first, and the count.
    """

    count: int = 0
    read: int = 0
    faults: dict[str, tuple[str, int]] = msgspec.field(default_factory=dict)

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


def read_evidence(paths: Sequence[Location]) -> Iterator[EvidenceEntry]:
    """Yield the interactions of files and folders in order, and what is missing or unreadable.

    A folder is searched in the order of names for `*.yaml`, `*.yml`, `*.json`, `*.har`, `*.jsonl`,
    `*.ndjson` and these with `.gz`, without hidden files; a file given by itself may have any name,
    `-` is standard input, and what is at a URL is read by fsspec. The content of a file tells its
    format. No file is read twice. An interaction is named by the path below the given folder, so
    that a report contains no path of this machine. Never raises on evidence. Memory use does not
    grow with the file, except for JSON cassettes.
    """
    for found in list_evidence(paths):
        if isinstance(found, Unread):
            yield found
        else:
            yield from read_file(found)


def read_file(file: EvidenceFile) -> Iterator[EvidenceEntry]:
    """Yield the interactions of one file, then what cannot be read of it."""
    tally = FileTally()
    ended = Ended()
    with ended, open_content(file.path) as content:
        yield from read_entries(file, content.origin, content.numbered(), tally)
    yield from tally.unread(file.shown, ended.reason)


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
    named = file.shown
    for one in entries:
        found, index = one.entry, one.number
        entry = found.read(found.content) if isinstance(found, Unparsed) else found
        if isinstance(entry, Unread):
            yield structs.replace(entry, file=named)
            continue
        tally.count += 1
        if isinstance(entry, Damaged):
            tally.add_fault(entry.reason, one.place)
            continue
        tally.read += 1
        if isinstance(entry, Recorded):
            if entry.odd:
                tally.add_fault(entry.odd, one.place)
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
        sent_headers=entry.sent_headers,
    )


def _missing(entry: MissingAnswer, file: str, index: int) -> MissingEvidence:
    request = Request(entry.method, entry.url)
    return MissingEvidence(request, entry.reason, file, index, entry.content_type)


Entry: TypeAlias = Recorded | MissingAnswer | Damaged | Unread | Unparsed


class Numbered(msgspec.Struct, frozen=True):
    """An entry of a file, its number from 0, and its number among the `unit` that it stands in."""

    number: int
    entry: Entry
    position: int
    unit: str

    @property
    def place(self) -> str:
        """How a message names its place."""
        return f"{self.unit}{self.position}"


class Content(NamedTuple):
    """What a file holds: entries, one after the other, of which `lines` are where each has one."""

    origin: Origin
    entries: Iterable[Entry]
    lines: Lines | None = None

    def numbered(self, first: int = 0) -> Iterator[Numbered]:
        """Yield each entry with its place; the first one has this number."""
        lines = self.lines
        for number, entry in enumerate(self.entries, first):
            if lines is None:
                yield Numbered(number, entry, number, "#")
            else:
                yield Numbered(number, entry, lines.number, "line ")


@contextmanager
def open_content(path: Location) -> Iterator[Content]:
    """Open a file of evidence; raise OSError, or Damaged where it is none."""
    with open_evidence(path) as opened:
        yield _content(opened)


def content_of_lines(lines: Lines) -> Content:
    """Return what lines of NDJSON hold."""
    from asdocumented.evidence import ndjson

    return Content("har", ndjson.read_ndjson(lines), lines)


def _content(file: io.BufferedReader) -> Content:
    """Return the origin and the entries of a file, whose beginning tells its format.

    Its reader is imported here: a start imports none that it does not need.
    """
    from asdocumented.evidence.beginning import recognise

    start = file.peek(_PEEKED).removeprefix(_MARK).lstrip()
    if not start:
        raise Damaged("empty")
    begun = recognise(file, start)
    if begun.form == "yaml":
        from asdocumented.evidence.vcr import read_yaml

        return Content("cassette", read_yaml(begun.file))
    if begun.form == "journal":
        from asdocumented.evidence.journal import read_journal

        return Content("live", read_journal(file))
    if begun.form == "ndjson":
        return content_of_lines(begun.lines)
    return _content_of_json(file, begun.start)


def _content_of_json(file: io.BufferedReader, start: bytes) -> Content:
    from asdocumented.evidence.har import read_har
    from asdocumented.evidence.json_file import read_json_file
    from asdocumented.evidence.vcr import read_json
    from asdocumented.evidence.vcr_yaml import LISTS

    found = read_json_file(file, start)
    if found.key in LISTS:
        return Content("cassette", read_json(found))
    return Content("har", read_har(found))
