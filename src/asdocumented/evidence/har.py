"""Reads HAR 1.2 files, as browsers, proxies and API clients write them."""

import re
from collections.abc import Iterator
from contextlib import suppress

import msgspec
from msgspec import structs

from asdocumented.evidence import har_plain
from asdocumented.evidence.har_details import with_plain_details, without_details_at_fault
from asdocumented.evidence.har_model import HarContent, HarEntry, HarResponse
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
from asdocumented.formats.damage import UNREADABLE_JSON, Damaged
from asdocumented.formats.http_message import is_json

_BODILESS = (204, 205, 304)
_MALFORMED = "an entry that is not written as its format says"
_PLACE = re.compile(r"at `\$\.([^`]+)`")
"""Where msgspec says that something has a wrong type: names of this format, no values."""


def read_har(file: JsonFile) -> Iterator[Recorded | MissingAnswer | Damaged | Unparsed]:
    """Yield each entry of a HAR file, in its bytes where its text was not parsed as a whole.

    Raises Damaged behind the last one where the file is at fault.
    """
    for entry in file.entries:
        if isinstance(entry, msgspec.Raw | bytes):
            yield Unparsed(bytes(entry), read_entry)
        else:
            yield interaction(entry)
    check_once(file)


def read_entry(entry: msgspec.Raw | bytes) -> Recorded | MissingAnswer | Damaged:
    """Return an entry from its JSON text, or why it or its answer cannot be read."""
    text = bytes(entry)
    return har_plain.read_entry(text) or read_odd_entry(text)


def read_odd_entry(text: bytes) -> Recorded | MissingAnswer | Damaged:
    """Return an entry that is not written as most are, or why it or its answer cannot be read."""
    found: Recorded | MissingAnswer | Damaged
    try:
        found = _read(msgspec.json.decode(text, type=HarEntry))
    except UNREADABLE_JSON:
        try:
            found = interaction(read_json_text(text))
        except Damaged as damaged:
            return damaged
    if not har_plain.may_repeat(text):
        return found
    with suppress(Damaged):
        return with_repeated(found, repeated_place(text, read_json_text(text)))
    return found


def interaction(entry: object) -> Recorded | MissingAnswer | Damaged:
    """Return a parsed entry, or why it or its answer cannot be read.

    A detail that is not written as its format says is read where its meaning is plain, such as a
    number for the value of a header; else it is passed over and named.
    """
    with suppress(*UNREADABLE_JSON):
        return _read(msgspec.convert(entry, HarEntry))
    plain = with_plain_details(entry)
    try:
        return _read(msgspec.convert(plain, HarEntry))
    except UNREADABLE_JSON as error:
        place = _PLACE.search(str(error))
        where = f", {place[1]}" if place else ""
    try:
        found = _read(msgspec.convert(without_details_at_fault(plain), HarEntry))
    except UNREADABLE_JSON:
        return Damaged(f"{_MALFORMED}{where}")
    odd = f"judged without a detail that is not written as its format says{where}"
    return structs.replace(found, odd=odd) if isinstance(found, Recorded) else found


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
    if (
        content.size is not None
        and content.size > len(body) + har_plain.MARK_BYTES
        and not bodiless
    ):
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
