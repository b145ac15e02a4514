"""Reads NDJSON: one interaction a line, each written as an entry of a HAR file."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from asdocumented.evidence import har
from asdocumented.evidence.recorded import MissingAnswer, Recorded
from asdocumented.formats.damage import Damaged
from asdocumented.formats.type_schema import schema_of

MOST_LINE = 64 * 2**20
"""The most bytes that a line may have."""

_CHUNK = 2**20


class _Entry(msgspec.Struct, frozen=True):
    request: msgspec.Raw


def line_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a line, as the types say it that a line is read into."""
    return schema_of(har.HarEntry, "ndjson-line", "A line of NDJSON: one request, its response")


def is_entry(line: bytes) -> bool:
    """Tell whether a first line, with its line break, is an interaction by itself."""
    if not line.endswith(b"\n") and len(line) >= MOST_LINE:
        return False
    try:
        msgspec.json.decode(line.removeprefix(BOM_UTF8), type=_Entry)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


def read_ndjson(file: BinaryIO, first: bytes) -> Iterator[Recorded | MissingAnswer | Damaged]:
    """Yield each line, or why it or its answer cannot be read.

    Args:
        file: the lines behind the first.
        first: the first line.

    """
    for line in read_lines(file, first):
        yield line if isinstance(line, Damaged) else har.read_entry(line)


def read_lines(file: BinaryIO, first: bytes) -> Iterator[bytes | Damaged]:
    """Yield each line that is not empty, or that it is too long."""
    line = first.removeprefix(BOM_UTF8)
    while line:
        if len(line) >= MOST_LINE and not line.endswith(b"\n"):
            _skip(file)
            yield Damaged("a line larger than 64 MiB")
        elif stripped := line.strip():
            yield stripped
        line = file.readline(MOST_LINE)


def _skip(file: BinaryIO) -> None:
    """Read to the end of a line."""
    while (part := file.readline(_CHUNK)) and not part.endswith(b"\n"):
        pass
