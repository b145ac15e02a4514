"""Reads cassettes: VCR's format as vcrpy, VCR for Ruby and Schemathesis write it."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from asdocumented.evidence import vcr_fast
from asdocumented.evidence.json_file import JsonFile, each
from asdocumented.evidence.recorded import (
    MARK,
    MissingAnswer,
    Recorded,
    read_base64,
    read_status,
    read_time,
)
from asdocumented.evidence.vcr_yaml import LISTS, Binary
from asdocumented.formats import content_coding, dates
from asdocumented.formats.damage import Damaged

_VERSIONS = (None, 1, "1")
_NAME_OF_DEVIATION = re.compile("[a-z][a-z0-9-]{0,63}")
_TARGET = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


def read_yaml(file: BinaryIO) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each interaction of a YAML cassette, or why it or its answer cannot be read.

    Raises Damaged where the file itself is at fault, after the interactions before that place.
    """
    found = False
    for part in vcr_fast.read_parts(file):
        if part.key in LISTS and part.item:
            yield interaction(part.value)
        elif part.key in LISTS and isinstance(part.value, list):
            found = True
        elif part.key == "version":
            _check_version(part.value)
    if not found:
        raise Damaged("neither a cassette nor a HAR file")


def read_json(file: JsonFile) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each interaction of a JSON cassette, or why it or its answer cannot be read."""
    for entry in each(file.entries, dict[str, object]):
        yield entry if isinstance(entry, Damaged) else interaction(entry)
    _check_version(file.version)


def _check_version(version: object) -> None:
    if version not in _VERSIONS:
        raise Damaged("a version of the cassette format that is not read here")


def interaction(entry: object) -> Recorded | MissingAnswer | Damaged:
    """Return a parsed interaction, or why it or its answer cannot be read."""
    found = _mapping(entry)
    response = _mapping(found.get("response"))
    sent = _mapping(found.get("request"))
    try:
        method, url = _request(sent, response)
    except Damaged as damaged:
        return damaged
    kind = None
    try:
        status = read_status(_text(_mapping(response.get("status")).get("code")))
        kind = next(iter(_values(_mapping(response.get("headers")), "content-type")), None)
        body = _decoded_body(response)
    except Damaged as damaged:
        return MissingAnswer(method, url, damaged.reason, kind)
    own = _mapping(found.get("asdocumented"))
    return Recorded(
        method,
        url,
        status,
        kind,
        body,
        read_time(found.get("recorded_at")),
        _target(own.get("target")),
        _zone(own.get("zone")),
        str(own.get("stand_in")).lower() == "true",
        deviations=_deviations(own.get("deviations")),
        as_created=str(own.get("as_created")).lower() == "true",
        redacted=bool(own or _values(_mapping(sent.get("headers")), MARK[0].lower())),
    )


def _request(request: Mapping[str, object], response: Mapping[str, object]) -> tuple[str, str]:
    """Return method and URL; raise Damaged where they are not there to be read."""
    _refuse_dialects(request, response)
    method, url = _text(request.get("method")), _text(request.get("uri"))
    if not method or not url:
        raise Damaged("an interaction without the method or the URI of its request")
    return method, url


def _refuse_dialects(request: Mapping[str, object], response: Mapping[str, object]) -> None:
    """Raise Damaged, with its name, at a dialect of the format that is not read here."""
    dialect = ""
    if "uri" not in request and "url" in request:
        dialect = "go-vcr" if "code" in response else "`url` in place of `uri`"
    elif "status_code" in response:
        dialect = "old vcrpy for httpx"
    elif isinstance(status := response.get("status"), str | int) or (
        "status_code" in _mapping(status)
    ):
        dialect = "vcr for R"
    if dialect:
        raise Damaged(f"this dialect ({dialect}) is not read")


def _target(value: object) -> str | None:
    """Return the name of a target, None if it is none."""
    return value if isinstance(value, str) and _TARGET.fullmatch(value) else None


def _deviations(value: object) -> tuple[str, ...]:
    """Return the names in a list of deviations; what cannot be a name is passed over."""
    names = value if isinstance(value, list) else []
    return tuple(n for n in names if isinstance(n, str) and _NAME_OF_DEVIATION.fullmatch(n))


def _zone(value: object) -> str | None:
    """Return an IANA id, None if it is unknown."""
    if not isinstance(value, str):
        return None
    try:
        dates.find_zone(value)
    except ValueError:
        return None
    return value


def _decoded_body(response: Mapping[str, object]) -> bytes:
    """Return the bytes of a body without its content codings."""
    body = _body(response.get("body"))
    codings = ",".join(_values(_mapping(response.get("headers")), "content-encoding"))
    return content_coding.decode(body, codings) if codings else body


def _body(value: object) -> bytes:
    """Return the bytes of a body from its text or base64, bare or under VCR's keys for them."""
    if isinstance(value, dict):
        if isinstance(coded := value.get("base64_string"), str):
            return read_base64(coded)
        value = value.get("string", value)
    if isinstance(value, Binary):
        return read_base64(value.base64)
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if value is None:
        return b""
    raise Damaged("its body is damaged: neither text nor base64")


def _values(headers: Mapping[str, object], name: str) -> list[str]:
    """Return the values of a header; the letter case of its name is ignored."""
    for key, value in headers.items():
        if key.lower() == name:
            values = value if isinstance(value, list) else [value]
            return [text for text in map(_text, values) if text]
    return []


def _text(value: object) -> str | None:
    if isinstance(value, Binary):
        return read_base64(value.base64).decode("latin-1")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
