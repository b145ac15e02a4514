"""The journal of a live run: its entries, one JSON object a line, and how they are read.

Each line has a digest of its entry, so that a line that was half written when the run was killed
can be told from a whole one. `live/runs/journal.py` appends the lines.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Annotated, BinaryIO, TypeAlias

import msgspec
from msgspec import Meta

from asdocumented.evidence.interaction import Phase
from asdocumented.evidence.recorded import Recorded
from asdocumented.evidence.unread import Unread
from asdocumented.formats.damage import UNREADABLE_JSON, Damaged
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import printable

BEGINNING = b'{"digest":'
"""How a journal begins, and no other evidence."""

_DIGEST_CHARACTERS = 16
_MOST_BYTES = 64 * 2**20

_Target: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$(?!\n)")]
_Name: TypeAlias = Annotated[str, Meta(max_length=1000)]
"""Names stand in each drift of a report: they have an end."""


class RunStart(msgspec.Struct, frozen=True, tag="start"):
    """The run of one target begins: `plan` identifies what is asked, `started` is in UTC.

    `version` is the tool's, `zone` an IANA id, `seed` what the generated requests come from.
    `number` orders the runs of a folder, whatever the clock says, and `options` are those of the
    command line that decide what is asked; journals of version 0.1.0 have neither.
    """

    target: _Target
    plan: str
    version: str
    started: datetime
    zone: str | None = None
    stand_in: bool = False
    seed: int = 0
    number: int = 0
    options: str = ""


class RequestStart(msgspec.Struct, frozen=True, tag="intent"):
    """A request is about to be sent; `when` is in UTC."""

    target: _Target
    name: _Name
    when: datetime


class RequestResult(msgspec.Struct, frozen=True, tag="outcome"):
    """The redacted exchange of a request, or why there is none to keep.

    `attempts` counts requests on the wire; `status` is that of the answer, None without one.
    """

    target: _Target
    name: _Name
    when: datetime
    attempts: int
    status: int | None = None
    exchange: HttpExchange | None = msgspec.field(default=None, name="transfer")
    failure: str | None = None
    phase: Phase = "plan"


class RunEnd(msgspec.Struct, frozen=True, tag="end"):
    """The run of one target came to its end; `when` is in UTC."""

    target: _Target
    when: datetime


Entry: TypeAlias = RunStart | RequestStart | RequestResult | RunEnd


class _Line(msgspec.Struct, frozen=True):
    """One line of the file."""

    digest: str
    entry: msgspec.Raw


def encode_line(entry: Entry) -> bytes:
    """Return the line of an entry, with its digest and a line break."""
    encoded = msgspec.json.encode(entry)
    return msgspec.json.encode(_Line(_digest(encoded), msgspec.Raw(encoded))) + b"\n"


def read_entries(file: BinaryIO) -> Iterator[Entry]:
    """Yield the entries of a journal, the file's position behind the line of each.

    A last line that a kill cut off is passed over. Raises Damaged at any other broken line.
    """
    while line := file.readline(_MOST_BYTES):
        encoded = _whole_entry(line)
        if encoded is None:
            if line.endswith(b"\n") or file.read(1):
                raise Damaged("a line of the journal is damaged")
            return
        try:
            yield msgspec.json.decode(encoded, type=Entry)
        except UNREADABLE_JSON as error:
            raise Damaged("a line of the journal is not written as its format says") from error


class MissingAnswers:
    """Collects what a run did not learn: requests without an answer, targets not at their end."""

    def __init__(self) -> None:
        self._failures: dict[tuple[str, str], str] = {}
        self._unended: dict[str, None] = {}

    def add(self, entry: Entry) -> None:
        """Take account of the next entry of the journal; a later answer fills an earlier gap."""
        match entry:
            case RunStart():
                self._unended[entry.target] = None
            case RunEnd():
                self._unended.pop(entry.target, None)
            case RequestResult(exchange=None):
                self._failures[entry.target, entry.name] = entry.failure or "no answer"
            case RequestResult():
                self._failures.pop((entry.target, entry.name), None)

    def unread(self, file: str = "") -> Iterator[Unread]:
        """Yield each reason why answers are missing, then each target that is not at its end.

        A reason names the first request, and how many more there are.
        """
        for reason in dict.fromkeys(self._failures.values()):
            first, *more = ["/".join(key) for key, why in self._failures.items() if why == reason]
            which = f"{first} and {len(more)} more" if more else first
            yield Unread(file, printable(f"{which}: {reason}"), whole=False)
        for target in self._unended:
            reason = f"the run of {printable(target)} did not come to its end"
            yield Unread(file, reason, whole=True)


def read_journal(file: BinaryIO) -> Iterator[Recorded | Unread]:
    """Yield the answers of a run in their order, then what has none.

    Raises Damaged at a broken line, but for the last one, which a kill may have cut off.
    """
    starts: dict[str, RunStart] = {}
    missing = MissingAnswers()
    for entry in read_entries(file):
        missing.add(entry)
        if isinstance(entry, RunStart):
            starts[entry.target] = entry
        elif isinstance(entry, RequestResult) and entry.exchange is not None:
            yield _recorded(entry, entry.exchange, starts.get(entry.target))
    yield from missing.unread()


def _digest(encoded: bytes) -> str:
    return sha256(encoded).hexdigest()[:_DIGEST_CHARACTERS]


def _whole_entry(line: bytes) -> bytes | None:
    """Return the entry of a line; None where the line is not whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        found = msgspec.json.decode(line, type=_Line)
    except UNREADABLE_JSON:
        return None
    encoded = bytes(found.entry)
    return encoded if found.digest == _digest(encoded) else None


def _recorded(result: RequestResult, exchange: HttpExchange, start: RunStart | None) -> Recorded:
    return Recorded(
        exchange.method,
        exchange.url,
        exchange.status,
        exchange.content_type,
        exchange.body,
        exchange.recorded,
        start.target if start else None,
        start.zone if start else None,
        start.stand_in if start else False,
        result.phase,
        f"{result.target}/{result.name}",
        exchange.deviations,
        redacted=True,
        as_created=exchange.as_created,
    )
