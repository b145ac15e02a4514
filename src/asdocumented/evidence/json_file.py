"""Reads JSON files of evidence: HAR files and JSON cassettes, entry by entry."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import BinaryIO, TypeAlias, TypeVar, cast

import msgspec
from msgspec import structs

from asdocumented.evidence.recorded import placed
from asdocumented.formats import json_body
from asdocumented.formats.damage import UNREADABLE_JSON, Damaged
from asdocumented.formats.json_path import Json
from asdocumented.formats.json_stream import JsonStream

T = TypeVar("T")

MOST_JSON = 256 * 2**20
"""The most bytes that a JSON file may have that is read as a whole."""

MOST_WHOLE_HAR = 32 * 2**20
"""A HAR file with more bytes is read entry by entry, in memory that does not grow."""

Entries: TypeAlias = Iterable[object]
"""Parsed values, or `msgspec.Raw` or bytes of those that are not parsed yet."""

_NEITHER = "neither a cassette nor a HAR file"
_HAR_BEGINNING = re.compile(rb'\s*\{\s*"log"\s*:')


class _Entry(msgspec.Struct, frozen=True):
    request: object


class _Log(msgspec.Struct, frozen=True):
    entries: list[msgspec.Raw]


class _Top(msgspec.Struct, frozen=True):
    log: _Log | None = None
    interactions: list[msgspec.Raw] | None = None
    http_interactions: list[msgspec.Raw] | None = None
    version: object = None


class JsonFile(msgspec.Struct, frozen=True):
    """The entries of a JSON file, and the key under which they stand.

    `is_repeated` tells that a name stands twice beside them; what is read is the last one.
    """

    key: str
    entries: Entries
    version: object = None
    is_repeated: bool = False


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
        return JsonFile("log", JsonStream(file, start).items("log", "entries"))
    content = _content(file, start)
    is_list = content.lstrip().startswith(b"[")
    try:
        if is_list:
            return _bare_list(msgspec.json.decode(content, type=list[msgspec.Raw]))
        found = _classify(msgspec.json.decode(content, type=_Top))
        return structs.replace(found, is_repeated=_repeats(content, "log"))
    except UNREADABLE_JSON:
        pass
    value = loads_leniently(content)
    try:
        if is_list:
            return _bare_list(msgspec.convert(value, list[object]))
        return _classify(msgspec.convert(_lenient_top(value), _LenientTop))
    except UNREADABLE_JSON as error:
        raise Damaged(_NEITHER) from error


def check_once(file: JsonFile) -> None:
    """Raise Damaged if a name of the file stands there twice."""
    if file.is_repeated:
        raise Damaged("a name of the file stands there twice")


def read_json_tree(file: BinaryIO, start: bytes = b"") -> Json:
    """Return all that a JSON file holds, of which `start` was read; raise Damaged if it is none."""
    content = _content(file, start.removeprefix(BOM_UTF8))
    return read_json_text(content)


def read_json_text(text: bytes) -> Json:
    """Return the value of a JSON text; raise Damaged where it is none."""
    try:
        found: Json = msgspec.json.decode(text)
    except UNREADABLE_JSON:
        return loads_leniently(text)
    return found


def read_as(entry: object, kind: type[T]) -> T | Damaged:
    """Return an entry as a value of `kind`, or why it cannot be read."""
    try:
        if isinstance(entry, msgspec.Raw):
            return msgspec.json.decode(entry, type=kind)
        return msgspec.convert(entry, kind)
    except UNREADABLE_JSON:
        return Damaged("an entry that is not written as its format says")


def repeated_place(entry: object, value: object) -> str | None:
    """Return where a name stands twice in an object of an entry, None for nowhere.

    Args:
        entry: the entry; only its text can tell.
        value: what was read of it.

    """
    if not isinstance(entry, msgspec.Raw | bytes):
        return None
    with suppress(*UNREADABLE_JSON, ValueError):
        found = next(json_body.repeated_names(bytes(entry), cast("Json", value)), None)
        return None if found is None else placed(found.path)
    return None


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


def _lenient_top(value: Json) -> Json:
    """Return what a file holds without what nobody reads, be it under a name of half a letter."""
    top = _known(value, _LenientTop)
    return (
        {**top, "log": _known(top["log"], _LenientLog)}
        if isinstance(top, dict) and "log" in top
        else top
    )


def _known(value: Json, kind: type[msgspec.Struct]) -> Json:
    """Return an object with the members alone that a type has, any other value as it is."""
    if not isinstance(value, dict):
        return value
    return {name: value[name] for name in kind.__struct_fields__ if name in value}


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
    raise Damaged(_NEITHER)


def _bare_list(entries: Sequence[object]) -> JsonFile:
    """Return a list of interactions that stands by itself, as some recorders write it."""
    if not is_bare_list(entries):
        raise Damaged(_NEITHER)
    return JsonFile("interactions", entries)


def is_bare_list(value: object) -> bool:
    """Tell whether a value is a list, the first item of which has a request."""
    first = value[0] if isinstance(value, list) and value else None
    return not isinstance(read_as(first, _Entry), Damaged)


def _repeats(content: bytes, below: str) -> bool:
    """Tell whether a name stands twice in the object of a file, or in the one below it.

    A parsed object has the last value only, and so fewer colons than its text.
    """
    members = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    inner = members.get(below)
    return msgspec.json.encode(members).count(b":") < content.count(b":") or (
        inner is not None and bytes(inner).startswith(b"{") and _repeats(bytes(inner), "")
    )
