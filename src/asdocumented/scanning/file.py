"""Looks through one file: its interactions, all that stands beside them, and its raw text."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedReader

import msgspec

from asdocumented.contracts.model import Contract
from asdocumented.evidence.journal import BEGINNING
from asdocumented.evidence.locations import Location
from asdocumented.evidence.opening import is_narrowed, open_evidence, was_packed
from asdocumented.evidence.raw import RawEntry, RawInteraction, read_raw
from asdocumented.formats import json_body
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import mapping
from asdocumented.redaction.pairs import named_in
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.vocabulary import all_words
from asdocumented.scanning.entry import Text, may_tell, named_hits, personal_hits, strings, texts
from asdocumented.scanning.exchange import ExchangeReader, is_read
from asdocumented.scanning.finds import FileFinds
from asdocumented.scanning.gzip_headers import header_texts
from asdocumented.scanning.known import Searcher
from asdocumented.scanning.model import Hit, hit
from asdocumented.scanning.names import Names
from asdocumented.scanning.raw_text import RawText

_UNREADABLE = (Damaged, EOFError, zlib.error, OSError)
_PEEKED = 2**16
_MARK = b"\xef\xbb\xbf"
_BATCH = 2**18
_PARTS = 8
_GZIP_HEADER = "the header of gzip"
_HEADERS = (("request", "headers"), ("response", "headers"))
_LOOKED_AT = (
    *_HEADERS,
    ("request", "cookies"),
    ("response", "cookies"),
    ("request", "uri"),
    ("request", "url"),
)
_BODIES = (("response", "body"), ("response", "content"))
"""Where `ExchangeReader` looks at names in an interaction that can be read: bodies of JSON only."""


class _Entry(msgspec.Struct):
    """An entry: what was found in it so far, and what is still to be searched."""

    index: int | None
    hits: list[Hit]
    strings: list[str]
    walk: Callable[[], Iterable[Text]]


def scan_file(path: Location, known: Secrets, contracts: Sequence[Contract]) -> FileFinds:
    """Return what was found in a file, and why it could not be read as a whole."""
    finds = FileFinds(is_broken=True)
    scanner = FileScanner(known, contracts)
    packed = False
    try:
        with open_evidence(path) as file:
            packed = was_packed(file)
            finds.reason = scanner.interactions(file, finds)
        finds.is_broken = False
    except _UNREADABLE as error:
        finds.reason = _reason(error)
    scanner.raw(path, finds)
    if packed:
        scanner.gzip_headers(path, finds)
    return finds


def _reason(error: Exception) -> str:
    """Return why a file cannot be read to its end."""
    if isinstance(error, Damaged):
        return error.reason
    if isinstance(error, EOFError | zlib.error | gzip.BadGzipFile):
        return "gzip that is cut off or broken"
    return getattr(error, "strerror", None) or "cannot be read"


class FileScanner:
    """Looks through one file with what is made once for it."""

    def __init__(self, known: Secrets, contracts: Sequence[Contract]) -> None:
        self._words = all_words(tuple(contracts))
        self._searcher = Searcher(known)
        self._names = Names(self._searcher.is_known, self._words)
        self._exchanges = ExchangeReader(contracts, self._names)
        self._is_journal = self._is_json = False
        self._is_plain = True
        self._is_lossy = False

    def interactions(self, file: BufferedReader, finds: FileFinds) -> str:
        """Add what stands in a file that can be parsed; return what could not be read of it."""
        start = file.peek(_PEEKED).removeprefix(_MARK).lstrip()
        if not start:
            raise Damaged("empty")
        self._is_journal = start.startswith(BEGINNING)
        self._is_json = start.startswith((b"{", b"["))
        faults = 0
        batch: list[_Entry] = []
        size = 0
        try:
            for number, raw in _numbered(
                _journal(file) if self._is_journal else read_raw(file, start)
            ):
                faults += isinstance(raw.read, Damaged)
                self._is_plain = self._is_plain and raw.plain
                self._is_lossy = self._is_lossy or raw.is_lossy
                one = self._entry(number, raw)
                batch.append(one)
                size += sum(map(len, one.strings))
                if size > _BATCH:
                    self._search(batch, finds)
                    batch, size = [], 0
        finally:
            self._search(batch, finds)
        return f"{faults} interactions cannot be read" if faults else ""

    def _entry(self, number: int | None, raw: RawEntry) -> _Entry:
        """Return what names, contracts and forms of personal data tell of an entry."""
        read = raw.read if isinstance(raw.read, RawInteraction) else None
        entry = {raw.key: raw.entry} if raw.key else raw.entry
        found = [] if read is None else [*self._exchanges.hits(read)]
        if self._is_journal or (read is not None and read.marked):
            return _Entry(
                number, found, _strings(entry, read), lambda: _walk(entry, read, alone=True)
            )
        alone = read is not None and is_read(read)
        walked = [*_walk(entry, read, alone=alone)]
        for text in walked:
            if not may_tell(text, self._words):
                continue
            found += named_hits(text, self._names, self._words)
            if not (alone and text.path[:2] in _BODIES):
                found += personal_hits(text, self._names)
        return _Entry(number, found, [one.text for one in walked], lambda: walked)

    def _search(self, batch: Sequence[_Entry], finds: FileFinds) -> None:
        """Add what was found in entries, and the known values and tokens in their texts."""
        for one in self._suspected(batch):
            for text in one.walk():
                if self._searcher.suspects_one(text.text):
                    one.hits += self._in_text(text)
        for one in batch:
            finds.add(one.hits, one.index)

    def _suspected(self, batch: Sequence[_Entry]) -> Iterator[_Entry]:
        """Yield the entries that may hold something: parts of the batch are looked at in turn."""
        if not self._searcher.suspects([text for one in batch for text in one.strings]):
            return
        if len(batch) == 1:
            yield from batch
            return
        size = -(-len(batch) // _PARTS)
        for start in range(0, len(batch), size):
            yield from self._suspected(batch[start : start + size])

    def _in_text(self, text: Text) -> Iterator[Hit]:
        for found in self._searcher.hits(self._names.place(text.path), text.text):
            yield found._replace(spelling=found.spelling or text.spelling)

    def raw(self, path: Location, finds: FileFinds) -> None:
        """Add what stands in the raw text of a file, and nowhere in what was parsed of it.

        What seems to be UTF-16 and cannot be parsed may be binary that holds texts in UTF-8.
        """
        if self._is_plain and not finds.is_broken and finds.is_empty:
            return
        whole = finds.is_broken or self._is_lossy
        raw = RawText(self._searcher, self._words, whole=whole, is_json=self._is_json)
        try:
            with open_evidence(path) as file:
                seems_wide = is_narrowed(file)
                raw.scan(file, finds)
            if whole and seems_wide:
                with open_evidence(path, narrowed=False) as file:
                    raw.scan(file, finds)
        except _UNREADABLE as error:
            finds.reason = finds.reason or _reason(error)

    def gzip_headers(self, path: Location, finds: FileFinds) -> None:
        """Add what stands in the headers of a gzip file, which no reader gives."""
        try:
            with open_evidence(path, packed=True) as file:
                for text in header_texts(file):
                    hits = [*self._searcher.hits(_GZIP_HEADER, text)]
                    named = named_in(text, self._words)
                    hits += [hit(_GZIP_HEADER, "named-credential", value) for _, value in named]
                    finds.add(hits, None)
        except _UNREADABLE as error:
            finds.reason = finds.reason or _reason(error)


def _numbered(entries: Iterable[RawEntry]) -> Iterator[tuple[int | None, RawEntry]]:
    """Yield each entry with its number; what stands beside the interactions has none."""
    number = 0
    for one in entries:
        if one.read is None:
            yield None, one
        else:
            yield number, one
            number += 1


def _journal(file: BufferedReader) -> Iterator[RawEntry]:
    """Yield the lines of a journal, which is redacted; `check` says which are damaged."""
    for line in file:
        value, fault = json_body.parse(line)
        yield RawEntry(line.decode("utf-8", "replace") if fault else value, None)


def _walk(entry: object, read: RawInteraction | None, *, alone: bool) -> Iterator[Text]:
    """Yield the texts of an entry; names do not count where it is redacted.

    `alone` says that the members of the body were looked at one by one.
    """
    marked = read is not None and read.marked
    looked_at = () if read is None else (*_LOOKED_AT, *(_BODIES if alone else ()))
    known: set[str] = set()
    for text in texts(entry, looked_at, by_name=not marked):
        known.add(text.text)
        yield text
    body = "" if read is None else _decoded_body(entry, read)
    if body and body not in known:
        place = ("response", "body")
        yield Text(place, "", body, "decoded", by_name=False, inside=not marked, is_json=alone)


def _strings(entry: object, read: RawInteraction | None) -> list[str]:
    """Return the texts of an entry without their places."""
    body = "" if read is None else _decoded_body(entry, read)
    return [*strings(entry), *([body] if body else [])]


def _decoded_body(entry: object, read: RawInteraction) -> str:
    """Return the body of a response where the file has it in an encoding, "" where it has none."""
    body = mapping(mapping(mapping(entry).get("response")).get("body")).get("string")
    content = read.recorded.body
    if isinstance(body, str) and len(body) == len(content) and not read.body_is_encoded:
        return ""
    return content.decode("utf-8", "replace")
