"""Reads cassettes: VCR's format in the dialects of vcrpy, Ruby, R, betamax, go-vcr and others."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec

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
from asdocumented.formats import content_coding, dates, json_body
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_body import repeated_names

_VERSIONS = (None, 1, "1", 2, "2")
"""That of vcrpy and the first go-vcr, and that of go-vcr since."""

_NAME_OF_DEVIATION = re.compile("[a-z][a-z0-9-]{0,63}")
_KEY = re.compile("[A-Za-z][A-Za-z0-9_-]{0,63}")
_TARGET = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


def read_yaml(file: BinaryIO) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each interaction of a YAML cassette, or why it or its answer cannot be read.

    Raises Damaged where the file itself is at fault, after the interactions before that place.
    """
    found = False
    for part in vcr_fast.read_parts(file):
        if part.key in LISTS and part.item:
            yield _told(interaction(part.value), part.twice)
        elif part.key in LISTS and isinstance(part.value, list):
            found = True
        elif part.key == "version":
            _check_version(part.value)
    if not found:
        raise Damaged("neither a cassette nor a HAR file")


def read_json(file: JsonFile) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each interaction of a JSON cassette, or why it or its answer cannot be read."""
    for entry in file.entries:
        (found,) = each([entry], dict[str, object])
        yield found if isinstance(found, Damaged) else _told(interaction(found), _twice(entry))
    _check_version(file.version)


def _twice(entry: object) -> str:
    """Return a key that stands twice in an object of a JSON text, "" where none does."""
    if not isinstance(entry, msgspec.Raw):
        return ""
    repeated = repeated_names(bytes(entry), json_body.parse(bytes(entry))[0])
    return next((str(one.path[-1]) for one in repeated), "")


def _told(
    found: Recorded | MissingAnswer | Damaged, twice: str
) -> Recorded | MissingAnswer | Damaged:
    """Return an interaction that tells of a key that stands twice: which value is meant is open."""
    if not twice or not isinstance(found, Recorded):
        return found
    name = twice if _KEY.fullmatch(twice) else "a key"
    return found._replace(odd=f"{name} stands twice in one object: the last value is taken")


def _check_version(version: object) -> None:
    if version not in _VERSIONS:
        raise Damaged("a version of the cassette format that is not read here")


def interaction(entry: object) -> Recorded | MissingAnswer | Damaged:
    """Return a parsed interaction, or why it or its answer cannot be read."""
    found = _mapping(entry)
    response = _mapping(found.get("response"))
    sent = _mapping(found.get("request"))
    try:
        method, url = _request(sent)
    except Damaged as damaged:
        return damaged
    kind = None
    try:
        status = read_status(_status(response))
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


def _request(request: Mapping[str, object]) -> tuple[str, str]:
    """Return method and URL; raise Damaged where they are not there to be read.

    VCR for Ruby writes a symbol for the method, go-vcr `url` for `uri`.
    """
    method = (_text(request.get("method")) or "").removeprefix(":")
    url = _text(request.get("uri", request.get("url")))
    if not method or not url:
        raise Damaged("an interaction without the method or the URI of its request")
    return method, url


def _status(response: Mapping[str, object]) -> object:
    """Return the status of a response, wherever its dialect writes it.

    That is `status.code`; go-vcr has `code` beside a text, old vcrpy for httpx and old betamax
    `status_code`, vcr for R a number, or `status.status_code`.
    """
    status = response.get("status")
    if isinstance(status, Mapping):
        return _text(status.get("code", status.get("status_code")))
    return _text(response.get("code", response.get("status_code", status)))


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
    """Return the bytes of a body without its content codings; old httpx has it as `content`."""
    body = _body(response.get("body", response.get("content")))
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
