"""What stands in the headers of gzip is read, of every member."""

import gzip
import io

import pytest

from asdocumented.scanning.gzip_headers import header_texts

PLAIN = gzip.compress(b"x" * 100_000, mtime=0)


def member(flags: int, fields: bytes) -> bytes:
    """Return a member of gzip with fields in its header."""
    return PLAIN[:3] + bytes([flags]) + PLAIN[4:10] + fields + PLAIN[10:]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PLAIN, []),
        (member(8, b"a.har\0"), ["a.har"]),
        (member(16, b"made by hand\0"), ["made by hand"]),
        (member(4 | 8, b"\x03\x00xyza.har\0"), ["xyz", "a.har"]),
        (PLAIN * 3 + member(8 | 2, b"a\0??"), ["a"]),
        (PLAIN + b"text", []),
        (member(8, b"a.har\0")[:60], ["a.har"]),
        (member(8, b"cut off")[:15], ["cut o"]),
    ],
)
def test_names_comments_and_extra_fields_are_read(content: bytes, found: list[str]) -> None:
    """Whatever follows the last whole member."""
    assert [*header_texts(io.BufferedReader(io.BytesIO(content)))] == found
