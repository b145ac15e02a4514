"""Reads NDJSON: one interaction a line, each written as an entry of a HAR file."""

from collections.abc import Iterator

import msgspec

from asdocumented.evidence import har
from asdocumented.evidence.lines import Lines
from asdocumented.evidence.recorded import MissingAnswer, Recorded
from asdocumented.formats.damage import Damaged
from asdocumented.formats.type_schema import schema_of

_NO_JSON = "not valid JSON"


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


def read_ndjson(lines: Lines) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each line, or why it or its answer cannot be read."""
    for line in lines:
        found = line if isinstance(line, Damaged) else har.read_entry(line)
        if isinstance(found, Damaged) and found.reason.startswith(_NO_JSON):
            found = Damaged(f"{_NO_JSON}, or cut off")  # which line is told beside it
        yield found
