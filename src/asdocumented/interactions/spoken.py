"""Evidence with its headers, for those who look for what should not stand in it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple

from asdocumented.interactions import cassette, har
from asdocumented.interactions.damage import Damaged
from asdocumented.interactions.json_file import each, read_json_file
from asdocumented.interactions.recorded import MARK, Recorded
from asdocumented.interactions.yaml_stream import LISTS, Binary, Source, parts


class Spoken(NamedTuple):
    """One interaction, all of its headers, and whether it says that it was redacted."""

    recorded: Recorded
    request_headers: tuple[tuple[str, str], ...]
    response_headers: tuple[tuple[str, str], ...]
    marked: bool
    when: datetime


def read_spoken(file: BinaryIO, start: bytes) -> Iterator[Spoken | Damaged]:
    """Yield the interactions of a cassette or a HAR file; raise Damaged where it is neither.

    `start` are the first bytes of the file, which tell what it is.
    """
    if not start.startswith((b"{", b"[")):
        yield from _of_yaml(file)
        return
    found = read_json_file(file)
    for entry in each(found.entries, dict[str, object]):
        if isinstance(entry, Damaged):
            yield entry
        elif found.key in LISTS:
            yield _spoken(entry, cassette.interaction(entry))
        else:
            yield _spoken(entry, har.interaction(entry))


def _of_yaml(file: BinaryIO) -> Iterator[Spoken | Damaged]:
    found = False
    for part in parts(Source(b"", file)):
        if part.key in LISTS and part.item and isinstance(part.value, dict):
            yield _spoken(part.value, cassette.interaction(part.value))
        found = found or (part.key in LISTS and isinstance(part.value, list))
    if not found:
        raise Damaged("neither a cassette nor a HAR file")


def _spoken(entry: Mapping[str, object], recorded: Recorded | Damaged) -> Spoken | Damaged:
    if isinstance(recorded, Damaged):
        return recorded
    request = tuple(_headers(entry, "request"))
    own = isinstance(entry.get("asdocumented"), dict)
    marked = own or any(name.lower() == MARK[0].lower() for name, _ in request)
    when = recorded.when or datetime(1970, 1, 1, tzinfo=UTC)
    return Spoken(recorded, request, tuple(_headers(entry, "response")), marked, when)


def _headers(entry: Mapping[str, object], side: str) -> Iterator[tuple[str, str]]:
    """Yield the headers of a message, written as a map of lists or as HAR's list of pairs."""
    message = entry.get(side)
    headers = message.get("headers") if isinstance(message, dict) else None
    if isinstance(headers, dict):
        for name, values in headers.items():
            for value in values if isinstance(values, list) else [values]:
                yield str(name), _text(value)
    for pair in headers if isinstance(headers, list) else ():
        if isinstance(pair, dict):
            yield str(pair.get("name", "")), _text(pair.get("value"))


def _text(value: object) -> str:
    return value.base64 if isinstance(value, Binary) else "" if value is None else str(value)
