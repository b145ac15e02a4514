"""Reads JSON files of evidence: HAR files and JSON cassettes, entry by entry."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TypeAlias, TypeVar

import msgspec

from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import Json
from asdocumented.formats.json_stream import JsonStream

T = TypeVar("T")

MOST_JSON = 256 * 2**20
"""The most bytes that a JSON file may have that is read as a whole."""

MOST_WHOLE_HAR = 32 * 2**20
"""A HAR file with more bytes is read entry by entry, in memory that does not grow."""

Entries: TypeAlias = Iterable[object]
"""Parsed values, or `msgspec.Raw` of those that are not parsed yet."""

_HAR_BEGINNING = re.compile(rb'\s*\{\s*"log"\s*:')


class _Log(msgspec.Struct, frozen=True):
    entries: list[msgspec.Raw]


class _Top(msgspec.Struct, frozen=True):
    log: _Log | None = None
    interactions: list[msgspec.Raw] | None = None
    http_interactions: list[msgspec.Raw] | None = None
    version: object = None


class JsonFile(msgspec.Struct, frozen=True):
    """The entries of a JSON file, and the key under which they stand."""

    key: str
    entries: Entries
    version: object = None


def read_json_file(file: BinaryIO, start: bytes = b"") -> JsonFile:
    """Return the entries of a HAR file or a JSON cassette.

    Args:
        file: the file, of any size where it is a HAR file.
        start: what was read of it already.

    Raises:
        Damaged: the file is neither; of a large HAR file, while its entries are taken.

    """
    start += file.read(max(MOST_WHOLE_HAR + 1 - len(start), 0))
    is_large = len(start) > MOST_WHOLE_HAR
    start = start.removeprefix(BOM_UTF8)
    if is_large and _HAR_BEGINNING.match(start):
        return JsonFile("log", map(msgspec.Raw, JsonStream(file, start).items("log", "entries")))
    content = _content(file, start)
    try:
        return _classify(msgspec.json.decode(content, type=_Top))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pass
    try:
        return _classify(msgspec.convert(loads_leniently(content), _LenientTop))
    except msgspec.ValidationError as error:
        raise Damaged("neither a cassette nor a HAR file") from error


def read_json_tree(file: BinaryIO, start: bytes = b"") -> Json:
    """Return all that a JSON file holds, of which `start` was read; raise Damaged if it is none."""
    content = _content(file, start.removeprefix(BOM_UTF8))
    return read_json_text(content)


def read_json_text(text: bytes) -> Json:
    """Return the value of a JSON text; raise Damaged where it is none."""
    try:
        found: Json = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return loads_leniently(text)
    return found


def each(entries: Entries, kind: type[T]) -> Iterator[T | Damaged]:
    """Yield each entry as a value of `kind`, or why it cannot be read."""
    for entry in entries:
        try:
            if isinstance(entry, msgspec.Raw):
                yield msgspec.json.decode(entry, type=kind)
            else:
                yield msgspec.convert(entry, kind)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            yield Damaged("an entry that is not written as its format says")


def _content(file: BinaryIO, start: bytes = b"") -> bytes:
    content = start + file.read(max(MOST_JSON + 1 - len(start), 0))
    if len(content) > MOST_JSON:
        raise Damaged("larger than 256 MiB")
    return content.removeprefix(BOM_UTF8)


class _LenientLog(msgspec.Struct, frozen=True):
    entries: list[object]


class _LenientTop(msgspec.Struct, frozen=True):
    log: _LenientLog | None = None
    interactions: list[object] | None = None
    http_interactions: list[object] | None = None
    version: object = None


def loads_leniently(content: bytes) -> Json:
    """Parse JSON with lone surrogates, which browsers write and only Python accepts."""
    try:
        value: Json = json.loads(content.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise Damaged("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise Damaged(f"not valid JSON at line {error.lineno}, or cut off there") from error
    except RecursionError as error:
        raise Damaged("JSON nested too deeply") from error
    except ValueError as error:
        raise Damaged("a number that JSON does not allow, or one too long to read") from error
    return value


def _refuse(_: str) -> float:
    raise ValueError("constant")


def _classify(top: "_Top | _LenientTop") -> JsonFile:
    if top.log is not None:
        return JsonFile("log", top.log.entries)
    if top.interactions is not None:
        return JsonFile("interactions", top.interactions, top.version)
    if top.http_interactions is not None:
        return JsonFile("http_interactions", top.http_interactions)
    raise Damaged("neither a cassette nor a HAR file")
