"""The parts of a recorded interaction that every format has, and how they are read."""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import takewhile

import msgspec
from msgspec import structs

from asdocumented.evidence.interaction import NO_HEADERS, Phase, SentHeaders
from asdocumented.formats.damage import Damaged

MARK = ("X-Redacted-By", "asdocumented")
"""The request header of our recordings, which marks an interaction as redacted."""

_STATUS = re.compile(r"([1-5][0-9]{2})(?:\.0{1,20})?")
STATUSES = range(100, 600)
"""HTTP's."""

_NO_STATUS = (None, "", 0, -1, "0", "-1")
"""What recorders write where no response came."""
_WORDS = frozenset(
    {"request", "response", "headers", "body", "content", "method", "uri", "url", "http_version"}
    | {"status", "code", "message", "status_code", "recorded_at", "startedDateTime", "postData"}
    | {"string", "base64_string", "text", "encoding", "mimeType", "size", "cookies"}
)
"""Names of the formats, which a reason may tell; others may be values."""
BODY_NOT_RECORDED = "its body was not recorded"
NOT_RECORDED = ("no response was recorded", BODY_NOT_RECORDED)
"""How reasons for a missing answer begin that leave nothing in the file unread."""


class Recorded(msgspec.Struct, frozen=True):
    """One recorded request and its response; `when` is aware, None if it was not recorded.

    `odd` tells what was passed over since it is not written as its format says, "" for nothing;
    `redacted` tells that it is marked as a redacted one.
    Only our own recordings have `target`, its `zone` (an IANA id), `stand_in`, `phase`, `name`,
    `deviations` and `as_created`.
    """

    method: str
    url: str
    status: int
    content_type: str | None
    body: bytes
    when: datetime | None
    target: str | None = None
    zone: str | None = None
    stand_in: bool = False
    phase: Phase = "plan"
    name: str = ""
    deviations: tuple[str, ...] = ()
    odd: str = ""
    redacted: bool = False
    as_created: bool = False
    sent_headers: SentHeaders = NO_HEADERS


class MissingAnswer(msgspec.Struct, frozen=True):
    """One recorded request whose answer is missing or cannot be read, and why.

    `content_type` is that of the answer, None where nothing tells it.
    """

    method: str
    url: str
    reason: str
    content_type: str | None = None


class Unparsed(msgspec.Struct, frozen=True):
    """An entry in its bytes, and what reads it."""

    content: bytes
    read: Callable[[bytes], Recorded | MissingAnswer | Damaged]

    def parse(self) -> Recorded | MissingAnswer | Damaged:
        """Return the interaction, or why it or its answer cannot be read."""
        return self.read(self.content)


def placed(path: Iterable[object]) -> str:
    """Return a place in an entry for a reason, as far as names of its format tell it."""
    words = [str(step) for step in takewhile(_WORDS.__contains__, path)]
    return f", {'.'.join(words)}" if words else ""


def with_repeated(
    found: Recorded | MissingAnswer | Damaged, place: str | None
) -> Recorded | MissingAnswer | Damaged:
    """Return an entry that tells where a name stands in it twice; None where none does."""
    if place is None or not isinstance(found, Recorded) or found.odd:
        return found
    return structs.replace(
        found, odd=f"a name stands twice in one object{place}: the last value is taken"
    )


def read_status(value: object) -> int:
    """Return an HTTP status written as a number or as text; raise Damaged if it is none.

    Some recorders have no integers, and write 200.0.
    """
    if type(value) is int and value in STATUSES:
        return value
    if value in _NO_STATUS:
        raise Damaged("no response was recorded")
    found = _STATUS.fullmatch(str(value)) if isinstance(value, int | float | str) else None
    if found is None:
        raise Damaged("its status is none of HTTP's")
    return int(found[1])


def read_time(value: object) -> datetime | None:
    """Return a time in the form of RFC 3339 or RFC 5322, in UTC; without an offset it is UTC."""
    if not isinstance(value, str):
        return None
    for read in (datetime.fromisoformat, _read_mail_time):
        try:
            when = read(value)
            if when.tzinfo is UTC:
                return when
            return (when.replace(tzinfo=UTC) if when.tzinfo is None else when).astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def _read_mail_time(text: str) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(text)


def read_base64(text: str) -> bytes:
    """Return the bytes of base64 text, which may have line breaks; raise Damaged if it is none."""
    try:
        return b64decode("".join(text.split()).encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise Damaged("binary text that is not base64") from error
