"""Reads NDJSON: one interaction a line, each written as an entry of a HAR file."""

from collections.abc import Iterator

import msgspec

from asdocumented.evidence import har
from asdocumented.evidence.lines import Lines
from asdocumented.evidence.recorded import MissingAnswer, Recorded, Unparsed
from asdocumented.formats.damage import Damaged
from asdocumented.formats.type_schema import schema_of

_NO_JSON = "not valid JSON"


def read_ndjson(lines: Lines) -> Iterator[Damaged | Unparsed]:
    """Yield each line, or that it is too long."""
    for line in lines:
        yield line if isinstance(line, Damaged) else Unparsed(line, read_line)


class _Entry(msgspec.Struct, frozen=True):
    request: msgspec.Raw


def line_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a line, as the types say it that a line is read into."""
    return schema_of(har.HarEntry, "ndjson-line", "A line of NDJSON: one request, its response")


def is_entry(line: bytes) -> bool:
    """Tell whether a line is an interaction by itself."""
    try:
        msgspec.json.decode(line, type=_Entry)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


def read_line(line: bytes) -> Recorded | MissingAnswer | Damaged:
    """Return the interaction of a line, or why it or its answer cannot be read."""
    found = har.read_entry(line)
    if isinstance(found, Damaged) and found.reason.startswith(_NO_JSON):
        return Damaged(f"{_NO_JSON}, or cut off")  # which line is told beside it
    return found
