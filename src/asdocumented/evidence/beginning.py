"""Tells which format a file of evidence is written in, by its beginning."""

import io
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Literal, NamedTuple

from asdocumented.evidence import journal
from asdocumented.evidence.gateway_envoy import BUFFERED, OTHERS
from asdocumented.evidence.lines import MOST_LINE, BufferedFile, Lines, Objects
from asdocumented.formats.damage import Damaged

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LOOKED_AT = 8
"""How many lines are looked at where the first one tells nothing."""

_KEYS = rb"interactions|http_interactions|version|recorded_with|recorded_at"
_YAML = re.compile(rb"---|[#%%\xfe\xff]|(['\"]?)(?:%s)\1[ \t]*:" % _KEYS)
_WHOLE_JSON = re.compile(rb'\s*(?:\[|\{\s*"(?:log|%s)"\s*:)' % _KEYS)
_GOES_ON = (b",", b"[", b":")
"""How a line ends behind which the value on the next one is a part of the same JSON text."""


_TRACE = re.compile(rb'\{\s*\n\s*"(?:%s)"\s*:' % "|".join([BUFFERED, *OTHERS]).encode())
"""How a trace of Envoy begins, which is written over several lines."""


class Beginning(NamedTuple):
    """The format of a file, and the file: its lines for NDJSON, else with what was read of it."""

    form: Literal["journal", "json", "ndjson", "yaml"]
    file: BufferedFile
    lines: Lines
    start: bytes = b""


def recognise(file: BufferedFile, start: bytes) -> Beginning:
    """Return the format of a file.

    NDJSON is told by its first line, and where that is damaged or too long by one of the next. A
    JSON text over several lines is told from it by what stands before a line that is an entry.

    Args:
        file: the file, at its first byte.
        start: its first bytes, without a byte order mark and without blanks.

    Raises:
        Damaged: its first line is too long, and nothing in the file tells a format.

    """
    if start.startswith(journal.BEGINNING):
        return Beginning("journal", file, Lines(file))
    is_json = start.startswith((b"{", b"["))
    if not is_json and _YAML.match(start):
        return Beginning("yaml", file, Lines(file))
    first, empty = _first_line(file)
    if len(first) >= MOST_LINE and _WHOLE_JSON.match(first):
        return Beginning("json", file, Lines(file), first)
    lines = (Objects if _TRACE.match(start) else Lines)(file, first, empty)
    if isinstance(lines, Objects) or _is_ndjson(lines, is_json=is_json):
        return Beginning("ndjson", file, lines)
    taken = lines.taken()
    if is_json:
        return Beginning("json", file, lines, taken)
    return Beginning("yaml", io.BufferedReader(_Again(taken, file)), lines)


def _first_line(file: BufferedFile) -> tuple[bytes, int]:
    """Return the first line that is not empty, and how many empty ones stand before it."""
    line, empty = file.readline(MOST_LINE).removeprefix(BOM_UTF8), 0
    while line and not line.strip():
        line, empty = file.readline(MOST_LINE), empty + 1
    return line, empty


def _is_ndjson(lines: Lines, *, is_json: bool) -> bool:
    """Tell whether a line among the first ones is an entry, and no part of a longer text.

    So are two objects of any kind: no JSON text has one behind the other.
    """
    from asdocumented.evidence import gateways, ndjson

    before = b""
    objects = 0
    is_lost = False
    for line in lines.ahead(_LOOKED_AT):
        if isinstance(line, Damaged):
            is_lost, before = True, b""
            continue
        members = None if before.endswith(_GOES_ON) else ndjson.members_of(line)
        objects += members is not None
        if members is not None and (gateways.is_line(members) or objects > 1):
            return True
        before = line.strip() or before
    if is_lost and not is_json:
        raise Damaged("neither a cassette nor a HAR file")
    return is_lost


class _Again(io.RawIOBase):
    """A file with what was read of it in front of it again."""

    def __init__(self, start: bytes, file: BufferedFile) -> None:
        self._start = start
        self._file = file

    def readable(self) -> bool:
        """Return true: the file can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer; return how many bytes."""
        into = memoryview(buffer)
        size = len(into)
        found, self._start = self._start[:size], self._start[size:]
        found = found or self._file.read(size)
        into[: len(found)] = found
        return len(found)
