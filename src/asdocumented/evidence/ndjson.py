"""Reads NDJSON: one interaction a line, written as an entry of a HAR file or as gateways do."""

import re
from collections.abc import Iterator

import msgspec

from asdocumented.evidence import gateways, har, har_plain
from asdocumented.evidence.har_model import HarEntry
from asdocumented.evidence.json_file import read_json_text, repeated_place
from asdocumented.evidence.lines import Lines
from asdocumented.evidence.recorded import MissingAnswer, Recorded, Unparsed, with_repeated
from asdocumented.formats.damage import UNREADABLE_JSON, Damaged
from asdocumented.formats.json_path import mapping
from asdocumented.formats.type_schema import schema_of

_NO_JSON = "not valid JSON"
_HAR = re.compile(rb'"content"\s*:\s*\{')
"""What an entry of a HAR file has that holds a body."""
_OFTEN = {b'"response":': 1, b'"method":': 1, b'"status":': 1, b'"headers":': 2}
"""How often a name stands in a line, as a rule; only where it is more, a closer look is taken."""


def line_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a line, as the types say it that a line is read into."""
    return schema_of(HarEntry, "ndjson-line", "A line of NDJSON: one request, its response")


def members_of(line: bytes) -> dict[str, msgspec.Raw] | None:
    """Return the members of the object on a line, None where it is none."""
    try:
        return msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except UNREADABLE_JSON:
        return None


def read_ndjson(lines: Lines) -> Iterator[Damaged | Unparsed]:
    """Yield each line, or that it is too long."""
    for line in lines:
        yield line if isinstance(line, Damaged) else Unparsed(line, read_line)


def read_line(line: bytes) -> Recorded | MissingAnswer | Damaged:
    """Return the interaction of a line, or why it or its answer cannot be read."""
    if plain := har_plain.read_entry(line):
        return plain
    as_har = har.read_odd_entry(line) if _HAR.search(line) else None
    if isinstance(as_har, Recorded):
        return as_har
    try:
        entry = read_json_text(line)
        shaped = gateways.shape_line(line, entry)
    except Damaged as damaged:
        is_no_json = damaged.reason.startswith(_NO_JSON)  # which line is told beside it
        return Damaged(f"{_NO_JSON}, or cut off") if is_no_json else damaged
    if shaped is not None:
        found = gateways.interaction(shaped)
        if any(line.count(name) > most for name, most in _OFTEN.items()):
            found = with_repeated(found, repeated_place(line, entry))
        return found
    if not gateways.is_line(mapping(entry)):
        return Damaged("no request with its response")
    return as_har or har.read_odd_entry(line)
