"""Reads HAR 1.2 files, as browsers, proxies and API clients write them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import UnionType
from typing import Annotated

import msgspec

from asdocumented.evidence.json_file import JsonFile, read_json_text
from asdocumented.evidence.recorded import (
    MissingAnswer,
    Recorded,
    read_base64,
    read_status,
    read_time,
)
from asdocumented.formats import content_coding, json_body
from asdocumented.formats.damage import Damaged
from asdocumented.formats.http_message import is_json
from asdocumented.formats.json_path import Json, mapping, sequence

_BODILESS = (204, 205, 304)
_MARK_BYTES = 3
_MALFORMED = "an entry that is not written as its format says"
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


def read_har(file: JsonFile) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each entry of a HAR file, or why it or its answer cannot be read."""
    for entry in file.entries:
        yield read_entry(entry) if isinstance(entry, msgspec.Raw) else interaction(entry)


def read_entry(entry: msgspec.Raw | bytes) -> Recorded | MissingAnswer | Damaged:
    """Return an entry from its JSON text, or why it or its answer cannot be read."""
    with suppress(*_UNREADABLE):
        return _read(msgspec.json.decode(entry, type=HarEntry))
    try:
        return interaction(read_json_text(bytes(entry)))
    except Damaged as damaged:
        return damaged


def interaction(entry: object) -> Recorded | MissingAnswer | Damaged:
    """Return a parsed entry, or why it or its answer cannot be read.

    A detail that is not written as its format says, such as a number for the value of a header, is
    passed over and named.
    """
    try:
        return _read(msgspec.convert(entry, HarEntry))
    except _UNREADABLE as error:
        place = _PLACE.search(str(error))
        where = f", {place[1]}" if place else ""
    try:
        found = _read(msgspec.convert(_without_details_at_fault(entry), HarEntry))
    except _UNREADABLE:
        return Damaged(f"{_MALFORMED}{where}")
    odd = f"judged without a detail that is not written as its format says{where}"
    return found._replace(odd=odd) if isinstance(found, Recorded) else found


def _without_details_at_fault(entry: object) -> object:
    """Return an entry without those parts that a reader can do without and that have a wrong type.

    Method, URL and body stay as they are, for nothing can stand in for them.
    """
    parts = mapping(entry)
    response = mapping(parts.get("response"))
    content = mapping(response.get("content"))
    return {
        "request": parts.get("request"),
        "startedDateTime": _only(str, parts.get("startedDateTime")),
        "response": {
            "status": _whole(response.get("status")),
            "headers": [
                pair
                for pair in _pairs(response.get("headers"))
                if isinstance(pair.get("name"), str) and isinstance(pair.get("value"), str)
            ],
            "content": {
                "mimeType": _only(str, content.get("mimeType")),
                "text": content.get("text"),
                "encoding": _only(str, content.get("encoding")),
                "size": _only(int | float, content.get("size")),
            },
        },
    }


def _pairs(headers: object) -> Iterator[Mapping[str, Json]]:
    """Yield the name and the value of each header, also of those that stand in an object."""
    if isinstance(headers, dict):
        for name, values in headers.items():
            each = values if isinstance(values, list) else [values]
            yield from ({"name": name, "value": value} for value in each)
    else:
        yield from map(mapping, sequence(headers))


def _whole(status: object) -> int | str | None:
    """Return a status as a number; what is none as a text, of which the reader says so."""
    if isinstance(status, float):
        return int(status) if status.is_integer() else str(status)
    return status if isinstance(status, int | str) and not isinstance(status, bool) else None


def _only(kind: type | UnionType, value: object) -> object:
    """Return a value of this type, None instead of any other."""
    return value if isinstance(value, kind) and not isinstance(value, bool) else None


def _read(entry: HarEntry) -> Recorded | MissingAnswer:
    request, response = entry.request, entry.response or HarResponse()
    content = response.content or HarContent()
    kind = None
    try:
        status = read_status(response.status)
        kind = _header(response, "content-type") or content.mime_type or None
        bodiless = status in _BODILESS or request.method == "HEAD"
        body = _decoded(_body(content, bodiless=bodiless), response, kind)
    except Damaged as damaged:
        return MissingAnswer(request.method, request.url, damaged.reason, kind)
    return Recorded(request.method, request.url, status, kind, body, read_time(entry.started))


def _decoded(body: bytes, response: HarResponse, kind: str | None) -> bytes:
    """Return a body without its content codings.

    Only base64 can hold a coded body. Most writers have decoded it, whatever the header says; so
    what cannot be decoded is damaged where it should be JSON, which is text.
    """
    codings = _header(response, "content-encoding")
    if not codings or response.content is None or not _is_base64(response.content):
        return body
    try:
        return content_coding.decode(body, codings)
    except Damaged:
        if kind is not None and not is_json(kind):
            return body
        raise


def _body(content: HarContent, *, bodiless: bool) -> bytes:
    """Return the body; raise Damaged if it was left out or cut off when it was recorded."""
    if content.text is None:
        if bodiless or content.size == 0:
            return b""
        raise Damaged("its body was not recorded")
    if not isinstance(content.text, str):
        raise Damaged("its body is damaged: neither text nor base64")
    if _is_base64(content):
        return read_base64(content.text)
    body = content.text.encode("utf-8", "surrogatepass")
    if content.size is not None and content.size > len(body) + _MARK_BYTES and not bodiless:
        _refuse_cut_off(body)
    return body


def _is_base64(content: HarContent) -> bool:
    return content.encoding is not None and content.encoding.casefold() == "base64"


def _refuse_cut_off(body: bytes) -> None:
    """Raise Damaged if a body that is shorter than its size is no whole JSON value."""
    if json_body.parse(body)[1] is not None:
        raise Damaged("its body was cut off when it was recorded")


def _header(response: HarResponse, name: str) -> str:
    """Return the first value of a header, "" without one."""
    for header in response.headers or ():
        if header.name.lower() == name and header.value:
            return header.value
    return ""
