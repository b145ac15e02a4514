"""Reads HAR 1.2 files, as browsers, proxies and API clients write them."""

from collections.abc import Iterator

import msgspec

from asdocumented.evidence.json_file import JsonFile, each
from asdocumented.evidence.recorded import Recorded, read_base64, read_status, read_time
from asdocumented.formats import content_coding, json_body
from asdocumented.formats.damage import Damaged

_BODILESS = (204, 205, 304)
_MARK_BYTES = 3


class _Header(msgspec.Struct, frozen=True):
    name: str
    value: str | None = None


class _Content(msgspec.Struct, frozen=True):
    mime_type: str | None = msgspec.field(name="mimeType", default=None)
    text: str | None = None
    encoding: str | None = None
    size: float | None = None


class _Request(msgspec.Struct, frozen=True):
    method: str
    url: str


class _Response(msgspec.Struct, frozen=True):
    status: int | str | None = None
    headers: list[_Header] | None = None
    content: _Content | None = None


class _Entry(msgspec.Struct, frozen=True):
    request: _Request
    response: _Response | None = None
    started: str | None = msgspec.field(name="startedDateTime", default=None)


def read_har(file: JsonFile) -> Iterator[Recorded | Damaged]:
    """Yield each entry of a HAR file, or why it cannot be read."""
    for entry in each(file.entries, _Entry):
        if isinstance(entry, Damaged):
            yield entry
            continue
        try:
            yield _recorded(entry)
        except Damaged as damaged:
            yield damaged


def interaction(entry: object) -> Recorded | Damaged:
    """Return a parsed entry, or why it cannot be read."""
    try:
        return _recorded(msgspec.convert(entry, _Entry))
    except msgspec.ValidationError:
        return Damaged("an entry that is not written as its format says")
    except Damaged as damaged:
        return damaged


def _recorded(entry: _Entry) -> Recorded:
    response = entry.response or _Response()
    content = response.content or _Content()
    status = read_status(response.status)
    body = _body(content, bodiless=status in _BODILESS or entry.request.method == "HEAD")
    if content.encoding == "base64" and _header(response, "content-encoding") == "gzip":
        body = content_coding.decode(body, "gzip")
    kind = _header(response, "content-type") or content.mime_type or None
    when = read_time(entry.started)
    return Recorded(entry.request.method, entry.request.url, status, kind, body, when)


def _body(content: _Content, *, bodiless: bool) -> bytes:
    """Return the body; raise Damaged if it was left out or cut off when it was recorded."""
    if content.text is None:
        if bodiless or content.size == 0:
            return b""
        raise Damaged("its body was not recorded")
    if content.encoding == "base64":
        return read_base64(content.text)
    body = content.text.encode("utf-8", "surrogatepass")
    if content.size is not None and content.size > len(body) + _MARK_BYTES and not bodiless:
        _refuse_cut_off(body)
    return body


def _refuse_cut_off(body: bytes) -> None:
    """Raise Damaged if a body that is shorter than its size is no whole JSON value."""
    if json_body.parse(body)[1] is not None:
        raise Damaged("its body was cut off when it was recorded")


def _header(response: _Response, name: str) -> str:
    """Return the first value of a header, "" without one."""
    for header in response.headers or ():
        if header.name.lower() == name and header.value:
            return header.value
    return ""
