"""Reads HAR 1.2 files, as browsers, proxies and API clients write them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, Any

import msgspec

from asdocumented.evidence.har_details import with_plain_details, without_details_at_fault
from asdocumented.evidence.interaction import SentHeaders
from asdocumented.evidence.json_file import (
    JsonFile,
    check_once,
    read_json_text,
    repeated_place,
)
from asdocumented.evidence.recorded import (
    BODY_NOT_RECORDED,
    MissingAnswer,
    Recorded,
    Unparsed,
    read_base64,
    read_status,
    read_time,
    with_repeated,
)
from asdocumented.formats import content_coding, json_body
from asdocumented.formats.damage import Damaged
from asdocumented.formats.http_message import is_json

_BODILESS = (204, 205, 304)
_MARK_BYTES = 3
_MALFORMED = "an entry that is not written as its format says"
_NAMES = re.compile(rb'"(?:request|response|method|status|content|text|headers)"')
"""Names that stand once in an entry, as a rule, but `headers` twice."""
_UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)
_PLACE = re.compile(r"at `\$\.([^`]+)`")
"""Where msgspec says that something has a wrong type: names of this format, no values."""


class HarHeader(msgspec.Struct, frozen=True):
    """One header."""

    name: str
    value: str | None = None


class HarContent(msgspec.Struct, frozen=True):
    """The body of a response: `text`, in base64 where `encoding` says so.

    `size` counts its bytes; a text that is shorter was cut off. No text and a size other than 0 is
    a body that was not recorded.
    """

    mime_type: str | None = msgspec.field(name="mimeType", default=None)
    text: Annotated[object, msgspec.Meta(extra_json_schema={"type": ["string", "null"]})] = None
    encoding: str | None = None
    size: float | None = None


class HarRequest(msgspec.Struct, frozen=True):
    """The request: its method, and its whole URL with the query."""

    method: str
    url: str
    headers: Any = None  # as it was written, for `headers_of`


class HarResponse(msgspec.Struct, frozen=True):
    """The response; `status` is null or 0 where none came."""

    status: int | str | None = None
    headers: list[HarHeader] | None = None
    content: HarContent | None = None


class HarEntry(msgspec.Struct, frozen=True):
    """What is read of one interaction of a HAR file; other members are passed over.

    `startedDateTime` is RFC 3339; without an offset it is UTC.
    """

    request: HarRequest
    response: HarResponse | None = None
    started: str | None = msgspec.field(name="startedDateTime", default=None)


def read_har(file: JsonFile) -> Iterator[Recorded | MissingAnswer | Damaged | Unparsed]:
    """Yield each entry of a HAR file, in its bytes where its text was not parsed as a whole.

    Raises Damaged behind the last one where the file is at fault.
    """
    for entry in file.entries:
        if isinstance(entry, msgspec.Raw):
            yield Unparsed(bytes(entry), read_entry)
        else:
            yield interaction(entry)
    check_once(file)


def read_entry(entry: msgspec.Raw | bytes) -> Recorded | MissingAnswer | Damaged:
    """Return an entry from its JSON text, or why it or its answer cannot be read."""
    found: Recorded | MissingAnswer | Damaged
    try:
        found = _read(msgspec.json.decode(entry, type=HarEntry))
    except _UNREADABLE:
        try:
            found = interaction(read_json_text(bytes(entry)))
        except Damaged as damaged:
            return damaged
    text = bytes(entry)
    if not _may_repeat(text):
        return found
    with suppress(Damaged):
        return with_repeated(found, repeated_place(text, read_json_text(text)))
    return found


def _may_repeat(text: bytes) -> bool:
    """Tell whether a name of the format may stand twice in one object of an entry."""
    names = _NAMES.findall(text)
    again = len(names) - len({*names})
    return again > 1 or (again == 1 and names.count(b'"headers"') < 2)


def interaction(entry: object) -> Recorded | MissingAnswer | Damaged:
    """Return a parsed entry, or why it or its answer cannot be read.

    A detail that is not written as its format says is read where its meaning is plain, such as a
    number for the value of a header; else it is passed over and named.
    """
    with suppress(*_UNREADABLE):
        return _read(msgspec.convert(entry, HarEntry))
    plain = with_plain_details(entry)
    try:
        return _read(msgspec.convert(plain, HarEntry))
    except _UNREADABLE as error:
        place = _PLACE.search(str(error))
        where = f", {place[1]}" if place else ""
    try:
        found = _read(msgspec.convert(without_details_at_fault(plain), HarEntry))
    except _UNREADABLE:
        return Damaged(f"{_MALFORMED}{where}")
    odd = f"judged without a detail that is not written as its format says{where}"
    return found._replace(odd=odd) if isinstance(found, Recorded) else found


def _read(entry: HarEntry) -> Recorded | MissingAnswer:
    request, response = entry.request, entry.response or HarResponse()
    content = response.content or HarContent()
    kind = None
    try:
        status = read_status(response.status)
        kind = next(iter(_headers(response, "content-type")), content.mime_type or None)
        bodiless = status in _BODILESS or request.method.upper() == "HEAD"
        codings = ",".join(_headers(response, "content-encoding"))
        body = _body(content, codings, kind, bodiless=bodiless)
    except Damaged as damaged:
        return MissingAnswer(request.method, request.url, damaged.reason, kind)
    when, headers = read_time(entry.started), SentHeaders(request.headers)
    return Recorded(request.method, request.url, status, kind, body, when, sent_headers=headers)


def _body(content: HarContent, codings: str, kind: str | None, *, bodiless: bool) -> bytes:
    """Return the body; raise Damaged if it was left out or cut off when it was recorded."""
    if content.text is None:
        if bodiless or content.size == 0:
            return b""
        raise Damaged(BODY_NOT_RECORDED)
    if not isinstance(content.text, str):
        raise Damaged("its body is damaged: neither text nor base64")
    if (content.encoding or "").strip().lower() == "base64":
        return _decoded(read_base64(content.text), codings, kind)
    body = content_coding.bytes_of_text(content.text, codings)
    if content_coding.is_coded_text(content.text, codings):
        return _decoded(body, codings, kind)
    if content.size is not None and content.size > len(body) + _MARK_BYTES and not bodiless:
        _refuse_cut_off(body)
    return body


def _decoded(body: bytes, codings: str, kind: str | None) -> bytes:
    """Return a body without its content codings.

    Most writers have decoded it, whatever the header says; so what cannot be decoded is damaged
    where it should be JSON, which is text.
    """
    try:
        return content_coding.decode(body, codings)
    except Damaged:
        if kind is not None and not is_json(kind):
            return body
        raise


def _refuse_cut_off(body: bytes) -> None:
    """Raise Damaged if a body that is shorter than its size is no whole JSON value."""
    if json_body.parse(body)[1] is not None:
        raise Damaged("its body was cut off when it was recorded")


def _headers(response: HarResponse, name: str) -> list[str]:
    """Return the values of a header that are not empty."""
    headers = response.headers or ()
    return [one.value for one in headers if one.name.lower() == name and one.value]
