"""The journal of a live run: what was asked and answered, one JSON object a line."""

import binascii
from base64 import b64decode
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

import msgspec

from asdocumented.evidence.interaction import Phase
from asdocumented.evidence.recorded import Recorded
from asdocumented.evidence.unread import Unread
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import printable

BEGINNING = b'{"digest":'
"""How a journal begins, and no other evidence."""

DIGEST_CHARACTERS = 16
_MOST_BYTES = 64 * 2**20


class Line(msgspec.Struct, frozen=True):
    """One line: an entry, and the digest that tells whether it is whole."""

    digest: str
    entry: msgspec.Raw


class _Start(msgspec.Struct, frozen=True, tag="start"):
    target: str
    zone: str | None = None
    stand_in: bool = False


class _Intent(msgspec.Struct, frozen=True, tag="intent"):
    name: str


class _Transfer(msgspec.Struct, frozen=True):
    method: str
    url: str
    status: int
    response_headers: list[tuple[str, str]]
    body: str
    recorded: datetime


class _Outcome(msgspec.Struct, frozen=True, tag="outcome"):
    name: str
    target: str
    transfer: _Transfer | None = None
    failure: str | None = None
    phase: Phase = "plan"


class _End(msgspec.Struct, frozen=True, tag="end"):
    target: str


def digest(encoded: bytes) -> str:
    """Return what tells a whole entry from one that was half written."""
    return sha256(encoded).hexdigest()[:DIGEST_CHARACTERS]


def whole_entry(line: bytes) -> bytes | None:
    """Return the entry of a line; None where the line is not whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        found = msgspec.json.decode(line, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    encoded = bytes(found.entry)
    return encoded if found.digest == digest(encoded) else None


def read_journal(file: BinaryIO) -> Iterator[Recorded | Unread]:
    """Yield what was answered, in the order of the run, then what was not.

    Raises Damaged at a broken line, but for the last one, which a kill may have cut off.
    """
    starts: dict[str, _Start] = {}
    failures: dict[tuple[str, str], str] = {}
    ended = set()
    for entry in _entries(file):
        if isinstance(entry, _Start):
            starts[entry.target] = entry
        elif isinstance(entry, _End):
            ended.add(entry.target)
        elif isinstance(entry, _Outcome) and entry.transfer is not None:
            failures.pop((entry.target, entry.name), None)
            yield _recorded(entry, entry.transfer, starts.get(entry.target))
        elif isinstance(entry, _Outcome):
            failures[entry.target, entry.name] = entry.failure or "no answer"
    yield from _lost(failures)
    for target in starts:
        if target not in ended:
            yield Unread("", f"the run of {printable(target)} did not come to its end", whole=True)


def _lost(failures: Mapping[tuple[str, str], str]) -> Iterator[Unread]:
    """Yield each reason why answers are missing, with the first request, and how many more."""
    for reason in dict.fromkeys(failures.values()):
        first, *more = ["/".join(key) for key, why in failures.items() if why == reason]
        which = f"{first} and {len(more)} more" if more else first
        yield Unread("", printable(f"{which}: {reason}"), whole=False)


def _entries(file: BinaryIO) -> Iterator[_Start | _Intent | _Outcome | _End]:
    while line := file.readline(_MOST_BYTES):
        encoded = whole_entry(line)
        if encoded is None:
            if line.endswith(b"\n") or file.read(1):
                raise Damaged("a line of the journal is damaged")
            return
        try:
            yield msgspec.json.decode(encoded, type=_Start | _Intent | _Outcome | _End)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Damaged("a line of the journal is not written as its format says") from error


def _recorded(outcome: _Outcome, transfer: _Transfer, start: _Start | None) -> Recorded:
    types = [value for name, value in transfer.response_headers if name.lower() == "content-type"]
    try:
        body = b64decode(transfer.body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Damaged("a body in the journal is not base64") from error
    return Recorded(
        transfer.method,
        transfer.url,
        transfer.status,
        types[0] if types else None,
        body,
        transfer.recorded,
        start.target if start else None,
        start.zone if start else None,
        start.stand_in if start else False,
        outcome.phase,
        f"{outcome.target}/{outcome.name}",
    )
