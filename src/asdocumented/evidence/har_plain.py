"""Reads the entries of a HAR file that are written as most are, in a fraction of the time.

Their bodies are texts that are complete and in no coding. What it cannot read it leaves to `har`,
which says why, or what was passed over.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from asdocumented.evidence.har_model import HarHeader
from asdocumented.evidence.interaction import SentHeaders
from asdocumented.evidence.recorded import STATUSES, Recorded, read_time
from asdocumented.formats.damage import UNREADABLE_JSON

MARK_BYTES = 3
"""How many bytes a body may lack of its size: those of a byte order mark."""

_MOST_HEADERS = _MOST_ORDERS = 256
_LONGEST_HEADERS = 8192
_NAMES = re.compile(
    rb'"(?:request|response|method|url|status|content|mimeType|encoding|text|headers'
    rb"|startedDateTime)\""
)
"""Names that stand once in an entry, as a rule, but `headers` twice."""
_ESCAPED_NAME = re.compile(rb'\\u[0-9A-Fa-f]{4}[^"\\]{0,20}"\s{0,20}:')
_TEXT = b'"text"'
_HEADERS = 2
"""How many objects of an entry have headers."""
_MOST_NAMES = 12
"""How many names an entry has where none stands more often than it may."""
_QUOTES = 18
"""How many belong to the members that each entry has: two a name, and two a text but the body."""
_LONGEST_EMPTY = len(b"[]")


class _Content(msgspec.Struct, frozen=True):
    mime_type: str | None = msgspec.field(name="mimeType", default=None)
    text: msgspec.Raw = msgspec.Raw()
    encoding: str | None = None
    size: float | None = None


class _Request(msgspec.Struct, frozen=True):
    method: str
    url: str
    headers: msgspec.Raw = msgspec.Raw()


class _Response(msgspec.Struct, frozen=True):
    content: _Content
    status: int | str | None = None
    headers: msgspec.Raw = msgspec.Raw()


class _Entry(msgspec.Struct, frozen=True):
    request: _Request
    response: _Response
    started: str | None = msgspec.field(name="startedDateTime", default=None)


class _Headers(NamedTuple):
    """What headers tell of a body; None for no content type."""

    content_type: str | None
    is_coded: bool


_decode = msgspec.json.Decoder(_Entry).decode
_decode_any = msgspec.json.Decoder().decode
_decode_text = msgspec.json.Decoder(str).decode
_decode_headers = msgspec.json.Decoder(list[HarHeader] | None).decode


def read_entry(entry: bytes) -> Recorded | None:
    """Return an entry from its JSON text, None where it is not written as most are."""
    try:
        found = _decode(entry)
        response = found.response
        content = response.content
        request = found.request
        text = bytes(content.text)
        body = _decode_text(text).encode()
        sent, received = bytes(request.headers), bytes(response.headers)
        headers = _read_headers(received)
        sent_headers = _decode_any(sent) if len(sent) > _LONGEST_EMPTY else None
    except UNREADABLE_JSON:
        return None
    status, size = response.status, content.size
    if (
        type(status) is not int
        or status not in STATUSES
        or headers.is_coded
        or content.encoding
        or (size is not None and size > len(body) + MARK_BYTES)
        or _may_repeat_beside(entry, text, _fewest_quotes(found, sent, received))
    ):
        return None
    return Recorded(
        request.method,
        request.url,
        status,
        headers.content_type or content.mime_type or None,
        body,
        read_time(found.started),
        sent_headers=SentHeaders(sent_headers),
    )


def may_repeat(text: bytes) -> bool:
    """Tell whether a name of the format may stand twice in one object of an entry."""
    return _may_repeat(text, len(text), len(text))


def _fewest_quotes(found: _Entry, sent: bytes, received: bytes) -> int:
    """Return how many quotes an entry has beside its body: no fewer, and more with other members.

    `sent` and `received` are its headers, as they are written.
    """
    content = found.response.content
    count = _QUOTES + (4 if found.started is not None else 0)
    count += (4 if content.mime_type is not None else 0) + (2 if content.size is not None else 0)
    count += sent.count(b'"') + 2 if sent else 0
    return count + (received.count(b'"') + 2 if received else 0)


def _may_repeat_beside(entry: bytes, text: bytes, fewest: int) -> bool:
    """Tell whether a name may stand twice in an entry, beside the JSON text of its body.

    With the fewest quotes that an entry can have, each of its names stands once.
    """
    end = entry.find(_TEXT) + len(_TEXT)
    start = end + (2 if entry.startswith(b": ", end) else 1)
    if not entry.startswith(text, start):
        return may_repeat(entry)
    behind = start + len(text)
    if entry.count(b'"', 0, end) + entry.count(b'"', behind) == fewest:
        return False
    return _may_repeat(entry, end, behind)


def _may_repeat(text: bytes, end: int, start: int) -> bool:
    """Tell whether a name may stand twice up to `end` and from `start` on together."""
    names = (*_NAMES.findall(text, 0, end), *_NAMES.findall(text, start))
    if len(names) > _MOST_NAMES or not _are_once(names):
        return True
    if text.find(b"\\u", 0, end) < 0 and text.find(b"\\u", start) < 0:
        return False
    search = _ESCAPED_NAME.search
    return (search(text, 0, end) or search(text, start)) is not None


@lru_cache(maxsize=_MOST_ORDERS)
def _are_once(names: tuple[bytes, ...]) -> bool:
    """Tell whether none of the names stands more often than it may; few orders are distinct."""
    again = len(names) - len({*names})
    return again == 0 or (again == 1 and names.count(b'"headers"') == _HEADERS)


def _read_headers(written: bytes) -> _Headers:
    """Return what headers tell; few are distinct, as a rule."""
    short = len(written) <= _LONGEST_HEADERS
    return _known_headers(written) if short else _headers(written)


def _headers(written: bytes) -> _Headers:
    decoded = _decode_headers(written) if written else None
    headers = [(one.name.lower(), one.value) for one in decoded or () if one.value]
    return _Headers(
        next((value for name, value in headers if name == "content-type"), None),
        any(name == "content-encoding" for name, _ in headers),
    )


_known_headers = lru_cache(maxsize=_MOST_HEADERS)(_headers)
