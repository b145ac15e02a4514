"""Reads VCR's YAML as vcrpy writes it, by patterns: many times faster than a YAML loader.

Only ASCII text in one strict shape is read here. An interaction in any other shape is read by the
YAML loader, and so is the rest of the file if that interaction does not stand by itself.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO, NamedTuple

from asdocumented.evidence.vcr_scalars import read_scalar, scalar_shape
from asdocumented.evidence.vcr_yaml import MOST_BYTES, Part, Source, Tree, parts
from asdocumented.formats.damage import Damaged

_HEAD = b"interactions:\n"
_SECTION = re.compile(rb'\n[!"$-~]')
_CHUNK = 2**18
_ASCII = bytes([*range(0x20, 0x7F), 0x0A])

_NAME = r"[A-Za-z0-9_.-]{1,100}"
_HEADER = rf"\n\ {{6}}(?P<name>{_NAME}):(?P<values>(?:\n\ {{6}}-\ {scalar_shape(8)})++)"
_HEADERS = rf"headers:(?:\ \{{\}}|(?:{re.sub('P<[a-z]+>', ':', _HEADER)})++)"
_INTERACTION = re.compile(
    rf"""
-\ (?:asdocumented:(?:\n\ {{4}}as_created:\ (?P<as_created>true|false))?
(?:\n\ {{4}}deviations:(?P<deviations>(?:\n\ {{4}}-\ {scalar_shape(6)})++))?
\n\ {{4}}stand_in:\ (?P<stand_in>true|false)
\n\ {{4}}target:\ (?P<target>{scalar_shape(6)})
\n\ {{4}}version:\ (?P<version>{scalar_shape(6)})
\n\ {{4}}zone:\ (?P<zone>{scalar_shape(6)})
\n\ \ )?(?:recorded_at:\ (?P<when>{scalar_shape(4)})\n\ \ )?request:
\n\ {{4}}body:\ (?P<sent>{scalar_shape(6)})
\n\ {{4}}(?P<sent_headers>{_HEADERS})
\n\ {{4}}method:\ (?P<method>{scalar_shape(6)})
\n\ {{4}}uri:\ (?P<uri>{scalar_shape(6)})
\n\ \ response:
\n\ {{4}}body:
\n\ {{6}}string:\ (?P<body>{scalar_shape(8)})
\n\ {{4}}(?P<headers>{_HEADERS})
\n\ {{4}}status:
\n\ {{6}}code:\ (?P<code>[0-9]++)
\n\ {{6}}message:\ (?P<message>{scalar_shape(8)})
\n
""",
    re.VERBOSE | re.DOTALL,
)

_HEADER_NAME = re.compile(rf"\n {{6}}({_NAME}):\n")
_HEADER_PATTERN = re.compile(_HEADER, re.VERBOSE | re.DOTALL)
_VALUE_PATTERN = re.compile(rf"\n\ {{6}}-\ ({scalar_shape(8)})", re.VERBOSE | re.DOTALL)
_DEVIATION_PATTERN = re.compile(rf"\n\ {{4}}-\ ({scalar_shape(6)})", re.VERBOSE | re.DOTALL)
_LONGEST_KEPT = 8192
_READ_HEADERS = frozenset({"content-type", "content-encoding"})


def read_parts(file: BinaryIO, *, whole: bool = False) -> Iterator[Part]:
    """Yield what `vcr_yaml.parts` yields of the same file, as far as an interaction needs it.

    `whole` asks for each text of an interaction, also those that nothing is judged by.
    Raises Damaged if the file is no YAML, or if one interaction takes more than 64 MiB.
    """
    sections = _Sections(file)
    head = sections.take()
    block = sections.take()
    if head.replace(b"\r\n", b"\n") != _HEAD or not block.startswith(b"- "):
        yield from parts(Source(head + block + sections.taken(), file))
        return
    yield Part("interactions", [], item=False, plain=whole)
    lines, last = 1, b""
    while block.startswith(b"- "):
        part = _read(block, whole=whole)
        if part is None:
            yield from _hand_over(block + sections.taken(), file, lines, skip=0)
            return
        yield part
        lines += block.count(b"\n")
        last, block = block, sections.take()
    if block in (b"version: 1\n", b"version: 1\r\n", b"version: 1") and sections.at_end():
        yield Part("version", "1", item=False, plain=whole)
    elif block:
        lines -= last.count(b"\n")
        yield from _hand_over(last + block + sections.taken(), file, lines, skip=1)


class _Sections:
    """A file cut before each line that begins with visible ASCII and is no comment.

    Only such a line is sure to end an item: an item may go on after a comment, or after a line
    break that is not ASCII.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._buffer = b""
        self._start = 0

    def take(self) -> bytes:
        """Return the next section, empty at the end; raise Damaged if it is too large."""
        searched = self._start
        while (found := _SECTION.search(self._buffer, searched)) is None:
            if len(self._buffer) - self._start > MOST_BYTES:
                raise Damaged("one interaction is larger than 64 MiB")
            searched = max(len(self._buffer) - self._start - 1, 0)
            chunk = self._file.read(max(_CHUNK, len(self._buffer) - self._start))
            self._buffer, self._start = self._buffer[self._start :] + chunk, 0
            if not chunk:
                return self.taken()
        section = self._buffer[self._start : found.start() + 1]
        self._start = found.start() + 1
        return section

    def taken(self) -> bytes:
        """Return what was read of the file but not yet returned."""
        rest, self._buffer, self._start = self._buffer[self._start :], b"", 0
        return rest

    def at_end(self) -> bool:
        """Tell whether nothing is left."""
        if self._start == len(self._buffer):
            self._buffer, self._start = self._file.read(1), 0
        return not self._buffer[self._start :]


def _hand_over(taken: bytes, file: BinaryIO, lines: int, *, skip: int) -> Iterator[Part]:
    """Yield the rest of the list of interactions as the YAML loader reads it."""
    rest = parts(Source(_HEAD + taken, file), lines - 1)
    next(rest)
    for _ in range(skip):
        next(rest)
    yield from rest


def _read(block: bytes, *, whole: bool) -> Part | None:
    """Return one item, read by pattern or by the YAML loader; None if it needs the whole file."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    if not block.translate(None, _ASCII):
        found = _INTERACTION.fullmatch(block.decode("ascii"))
        headers = _known(found["headers"]) if found else None
        if found and headers and not (headers.repeat or _known(found["sent_headers"]).repeat):
            tree = _whole_tree(found) if whole else _tree(found, headers.read)
            return Part("interactions", tree, item=True, plain=whole)
    try:
        _, item, *more = parts(Source(_HEAD + block, BytesIO()), anchors=False)
    except (Damaged, ValueError):
        return None
    return None if more else item


class _Known(NamedTuple):
    """Headers that tell how to read a body, and whether a name may stand twice among all."""

    read: Mapping[str, Tree]
    repeat: bool


def _known(headers: str) -> _Known:
    """Return what headers tell; few are distinct, as a rule."""
    return _kept(headers) if len(headers) <= _LONGEST_KEPT else _known_now(headers)


def _known_now(headers: str) -> _Known:
    names = _HEADER_NAME.findall(headers)
    return _Known(_headers(headers), len({*names}) < len(names))


_kept = lru_cache(maxsize=256)(_known_now)


def read_headers(text: str) -> dict[str, Tree]:
    """Return headers from their lines in a cassette, all of them."""
    return _headers(text, whole=True)


def _tree(found: re.Match[str], headers: Mapping[str, Tree]) -> dict[str, Tree]:
    read: dict[str, Tree] = {
        "request": {"method": read_scalar(found["method"]), "uri": read_scalar(found["uri"])},
        "response": {
            "body": {"string": read_scalar(found["body"])},
            "headers": {**headers},
            "status": {"code": found["code"]},
        },
    }
    if found["when"] is not None:
        read["recorded_at"] = read_scalar(found["when"])
    if found["target"] is None:
        read["sent_headers"] = found["sent_headers"]
    else:
        own: dict[str, Tree] = {
            "stand_in": found["stand_in"],
            "target": read_scalar(found["target"]),
            "zone": read_scalar(found["zone"]),
        }
        if found["as_created"] is not None:
            own["as_created"] = found["as_created"]
        if found["deviations"] is not None:
            names = _DEVIATION_PATTERN.finditer(found["deviations"])
            own["deviations"] = [read_scalar(name[1]) for name in names]
        read["asdocumented"] = own
    return read


def _whole_tree(found: re.Match[str]) -> Tree:
    """Return an interaction with each of its texts."""
    read = _tree(found, {})
    read.pop("sent_headers", None)
    request, response = read["request"], read["response"]
    own = read.get("asdocumented")
    if isinstance(request, dict) and isinstance(response, dict):
        request["body"] = read_scalar(found["sent"])
        request["headers"] = _headers(found["sent_headers"], whole=True)
        response["headers"] = _headers(found["headers"], whole=True)
        status: dict[str, Tree] = {"code": found["code"]}
        response["status"] = status | {"message": read_scalar(found["message"])}
    if isinstance(own, dict):
        own["version"] = read_scalar(found["version"])
    return read


def _headers(text: str, *, whole: bool = False) -> dict[str, Tree]:
    """Return the headers that tell how to read a body, or with `whole` all of them."""
    return {
        header["name"]: [
            read_scalar(value[1]) for value in _VALUE_PATTERN.finditer(header["values"])
        ]
        for header in _HEADER_PATTERN.finditer(text)
        if whole or header["name"].lower() in _READ_HEADERS
    }
