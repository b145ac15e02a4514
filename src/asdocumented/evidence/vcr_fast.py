"""VCR's YAML as vcrpy writes it, read by lines: many times faster than any YAML loader.

Only ASCII text in one strict shape is read here. An interaction in another shape is handed to
the YAML loader, alone where it stands for itself; else the file is, from there on.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from asdocumented.evidence.vcr_yaml import MOST_BYTES, NULLS, Binary, Part, Source, Tree, parts
from asdocumented.formats.damage import Damaged

_HEAD = b"interactions:\n"
_SECTION = re.compile(rb'\n[!"$-~]')
_CHUNK = 2**18
_ASCII = bytes([*range(0x20, 0x7F), 0x0A])

_ESCAPE = (
    r'\\(?:[0abtnvfre "\\N_LP\n]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}'
    r"|U(?!0000[Dd][89A-Fa-f])(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4})"
)
_REST = r"(?:[^\n :]++|:(?=[^ \n])|\ ++(?=[^ #\n]))*+"


def _scalar_shape(indent: int) -> str:
    """Return the shapes of a scalar whose further lines stand behind so many spaces."""
    return (
        r"(?:'[^']*+(?:''[^']*+)*+'"
        rf'|"[^"\\]*+(?:{_ESCAPE}[^"\\]*+)*+"'
        rf"|!!binary\ \|(?:\n\ {{{indent}}}[A-Za-z0-9+/=]++)++"
        rf"|[A-Za-z0-9_/.(+;]{_REST}(?:\n\ {{{indent}}}(?=[^ #\n]){_REST})*+)"
    )


_NAME = r"[A-Za-z0-9_.-]{1,100}"
_HEADER = rf"\n\ {{6}}(?P<name>{_NAME}):(?P<values>(?:\n\ {{6}}-\ {_scalar_shape(8)})++)"
_HEADERS = rf"headers:(?:\ \{{\}}|(?:{re.sub('P<[a-z]+>', ':', _HEADER)})++)"
_INTERACTION = re.compile(
    rf"""
-\ (?:asdocumented:\n\ {{4}}stand_in:\ (?P<stand_in>true|false)
\n\ {{4}}target:\ (?P<target>{_scalar_shape(6)})
\n\ {{4}}version:\ {_scalar_shape(6)}
\n\ {{4}}zone:\ (?P<zone>{_scalar_shape(6)})
\n\ \ )?(?:recorded_at:\ (?P<when>{_scalar_shape(4)})\n\ \ )?request:
\n\ {{4}}body:\ {_scalar_shape(6)}
\n\ {{4}}{_HEADERS}
\n\ {{4}}method:\ (?P<method>{_scalar_shape(6)})
\n\ {{4}}uri:\ (?P<uri>{_scalar_shape(6)})
\n\ \ response:
\n\ {{4}}body:
\n\ {{6}}string:\ (?P<body>{_scalar_shape(8)})
\n\ {{4}}(?P<headers>{_HEADERS})
\n\ {{4}}status:
\n\ {{6}}code:\ (?P<code>[0-9]++)
\n\ {{6}}message:\ {_scalar_shape(8)}
\n
""",
    re.VERBOSE | re.DOTALL,
)

_HEADER_PATTERN = re.compile(_HEADER, re.VERBOSE | re.DOTALL)
_VALUE_PATTERN = re.compile(rf"\n\ {{6}}-\ ({_scalar_shape(8)})", re.VERBOSE | re.DOTALL)
_LONE_BREAK = re.compile(r"\n *+(?!\n)")
_BREAK = re.compile(r"\n[ \n]*")
_BREAK_AFTER_SPACES = re.compile(r"(?<! ) *\n[ \n]*")
_ESCAPE_SEQUENCE = r"\\(?:\n[ \n]*|x..|u....|U........|.)"
_ESCAPED = re.compile(rf"{_ESCAPE_SEQUENCE}|\n[ \n]*")
_ESCAPED_AFTER_SPACES = re.compile(rf"{_ESCAPE_SEQUENCE}|(?:(?<! )|(?<=\\ )) *\n[ \n]*")
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_READ_HEADERS = frozenset({"content-type", "content-encoding"})


def read_parts(file: BinaryIO) -> Iterator[Part]:
    """Yield what `yaml_stream.parts` yields of the same file, as far as an interaction needs it.

    Raise Damaged where the file is no YAML, or one interaction takes more than 64 MiB.
    """
    sections = _Sections(file)
    head = sections.take()
    block = sections.take()
    if head.replace(b"\r\n", b"\n") != _HEAD or not block.startswith(b"- "):
        yield from parts(Source(head + block + sections.taken(), file))
        return
    yield Part("interactions", [], item=False)
    lines, last = 1, b""
    while block.startswith(b"- "):
        tree = _read(block)
        if tree is None:
            yield from _hand_over(block + sections.taken(), file, lines, skip=0)
            return
        yield Part("interactions", tree, item=True)
        lines += block.count(b"\n")
        last, block = block, sections.take()
    if block in (b"version: 1\n", b"version: 1\r\n", b"version: 1") and sections.at_end():
        yield Part("version", "1", item=False)
    elif block:
        lines -= last.count(b"\n")
        yield from _hand_over(last + block + sections.taken(), file, lines, skip=1)


class _Sections:
    """A file cut before each line that begins with visible ASCII, comments left out.

    Only such a line ends an item for certain: one may go on after a comment or a line break
    that is not ASCII.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._buffer = b""
        self._start = 0

    def take(self) -> bytes:
        """Return the next section, none at the end; raise Damaged where it is too large."""
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
        """Return what was read of the file and not yet returned."""
        rest, self._buffer, self._start = self._buffer[self._start :], b"", 0
        return rest

    def at_end(self) -> bool:
        """Tell whether nothing is left."""
        if self._start == len(self._buffer):
            self._buffer, self._start = self._file.read(1), 0
        return not self._buffer[self._start :]


def _hand_over(taken: bytes, file: BinaryIO, lines: int, *, skip: int) -> Iterator[Part]:
    """Yield the rest by the YAML loader: it stands in the same list as what came before."""
    rest = parts(Source(_HEAD + taken, file), lines - 1)
    next(rest)
    for _ in range(skip):
        next(rest)
    yield from rest


def _read(block: bytes) -> Tree:
    """Return one item by the fast path or by the YAML loader; None where it needs the file."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    if not block.translate(None, _ASCII):
        found = _INTERACTION.fullmatch(block.decode("ascii"))
        if found:
            return _tree(found)
    try:
        _, item, *more = parts(Source(_HEAD + block, BytesIO()), anchors=False)
    except (Damaged, ValueError):
        return None
    return None if more else item.value


def _tree(found: re.Match[str]) -> Tree:
    read: dict[str, Tree] = {
        "request": {"method": _value(found["method"]), "uri": _value(found["uri"])},
        "response": {
            "body": {"string": _value(found["body"])},
            "headers": _headers(found["headers"]),
            "status": {"code": found["code"]},
        },
    }
    if found["when"] is not None:
        read["recorded_at"] = _value(found["when"])
    if found["target"] is not None:
        read["asdocumented"] = {
            "stand_in": found["stand_in"],
            "target": _value(found["target"]),
            "zone": _value(found["zone"]),
        }
    return read


def _headers(text: str) -> dict[str, Tree]:
    """Return the headers that say how a body is to be read."""
    return {
        header["name"]: [_value(value[1]) for value in _VALUE_PATTERN.finditer(header["values"])]
        for header in _HEADER_PATTERN.finditer(text)
        if header["name"].lower() in _READ_HEADERS
    }


def _value(text: str) -> Tree:
    """Return what a scalar in one of the recognised shapes stands for."""
    style = text[0]
    if style == "!":
        return Binary(text.partition("\n")[2])
    spaces = " \n" in text
    if style == '"':
        return (_ESCAPED_AFTER_SPACES if spaces else _ESCAPED).sub(_unescape, text[1:-1])
    if style == "'":
        return _folded(text[1:-1], spaces=spaces).replace("''", "'")
    return None if text in NULLS else _folded(text, spaces=spaces)


def _folded(text: str, *, spaces: bool) -> str:
    """Return the lines of a scalar as one; `spaces` tells that some have them at their end."""
    if "\n" not in text:
        return text
    if not spaces:
        folded = _LONE_BREAK.sub(" ", text)
        if "\n" not in folded:
            return folded
    return (_BREAK_AFTER_SPACES if spaces else _BREAK).sub(_fold, text)


def _fold(found: re.Match[str]) -> str:
    """Return what line breaks between two lines of a scalar stand for."""
    breaks = found[0].count("\n")
    return " " if breaks == 1 else "\n" * (breaks - 1)


def _unescape(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] != "\\":
        return _fold(found)
    if text[1] == "\n":
        return "\n" * (text.count("\n") - 1)
    if text[1] in "xuU":
        return chr(int.from_bytes(bytes.fromhex(text[2:])))
    return _ESCAPES.get(text[1], text[1])
