"""Reads cassettes: VCR's format, in the dialects of many recorders."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from asdocumented.evidence.interaction import SentHeaders
from asdocumented.evidence.json_file import JsonFile, check_once, read_as, repeated_place
from asdocumented.evidence.recorded import (
    MARK,
    MissingAnswer,
    Recorded,
    read_status,
    read_time,
    with_repeated,
)
from asdocumented.evidence.vcr_body import header_values, read_body
from asdocumented.evidence.vcr_dialects import as_mapping, as_text, as_vcrpy
from asdocumented.evidence.vcr_yaml import LISTS, Part
from asdocumented.formats import dates
from asdocumented.formats.damage import Damaged

_VERSIONS = (None, 1, "1", 2, "2")
"""vcrpy's and go-vcr's; others write none."""
_NAME_OF_DEVIATION = re.compile("[a-z][a-z0-9-]{0,63}")
_TARGET = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


def read_yaml(file: BinaryIO) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each interaction of a YAML cassette, or why it or its answer cannot be read.

    Raises Damaged where the file itself is at fault, after the interactions before that place.
    """
    from asdocumented.evidence import vcr_fast  # its patterns take long to compile

    found = False
    for part in vcr_fast.read_parts(file):
        if part.key in LISTS and part.item:
            yield of_part(part)
        elif part.key in LISTS and isinstance(part.value, list):
            found = True
        elif part.key == "version":
            _check_version(part.value)
    if not found:
        raise Damaged("neither a cassette nor a HAR file")


def read_json(file: JsonFile) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each interaction of a JSON cassette, or why it or its answer cannot be read."""
    for entry in file.entries:
        value = read_as(entry, dict[str, object])
        if isinstance(value, Damaged):
            yield value
        else:
            yield with_repeated(interaction(value), repeated_place(entry, value))
    _check_version(file.version)
    check_once(file)


def _check_version(version: object) -> None:
    if version not in _VERSIONS:
        raise Damaged("a version of the cassette format that is not read here")


def of_part(part: Part) -> Recorded | MissingAnswer | Damaged:
    """Return an item of a YAML cassette as an interaction, or why it cannot be read."""
    found = Damaged(part.fault) if part.fault else interaction(part.value)
    return with_repeated(found, part.repeated)


def interaction(entry: object) -> Recorded | MissingAnswer | Damaged:
    """Return a parsed interaction, or why it or its answer cannot be read."""
    try:
        found = as_vcrpy(as_mapping(entry))
        sent = as_mapping(found.get("request"))
        method, url = as_text(sent.get("method")), as_text(sent.get("uri"))
    except Damaged as damaged:
        return damaged
    if not method or not url:
        return Damaged("an interaction without the method or the URI of its request")
    response = as_mapping(found.get("response"))
    headers = as_mapping(response.get("headers"))
    kind = None
    try:
        code = as_mapping(response.get("status")).get("code")
        status = read_status(code if isinstance(code, float) else as_text(code))
        kind = next(iter(header_values(headers, "content-type")), None)
        body = read_body(response)
    except Damaged as damaged:
        return MissingAnswer(method, url, damaged.reason, kind)
    own = as_mapping(found.get("asdocumented"))
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
        sent_headers=SentHeaders(found.get("sent_headers", sent.get("headers"))),
        redacted=bool(own or header_values(as_mapping(sent.get("headers")), MARK[0].lower())),
    )


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
