"""Content codings: gzip of any number of members, in time that grows with the size."""

import gzip
import zlib

import pytest

from asdocumented.formats import content_coding
from asdocumented.formats.content_coding import decode
from asdocumented.formats.damage import Damaged


def test_members_are_read_one_after_the_other() -> None:
    """As RFC 1952 has it (section 2.2); what is no member behind them is left out."""
    members = gzip.compress(b"one ") + gzip.compress(b"") + gzip.compress(b"two" * 100_000)
    assert decode(members, "gzip") == b"one " + b"two" * 100_000
    assert decode(members + b"\0\0", "x-gzip") == b"one " + b"two" * 100_000
    assert decode(b"plain", "gzip") == b"plain"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (gzip.compress(b"one", mtime=0)[:-1], "the compressed body is cut off"),
        (gzip.compress(b"one", mtime=0) + b"\x1f\x8b", "the compressed body is cut off"),
        (gzip.compress(b"one", mtime=0)[:10] + b"\xff" * 20, "the body's compression is broken"),
        (gzip.compress(b"0" * 1001, mtime=0), "the body is too large once it is decompressed"),
        (gzip.compress(b"0" * 501, mtime=0) * 2, "the body is too large once it is decompressed"),
    ],
)
def test_what_is_broken_or_too_large_is_named(body: bytes, reason: str) -> None:
    """Also where it is the second member."""
    with pytest.raises(Damaged, match=reason):
        decode(body, "gzip", most=1000)


def test_many_members_cost_as_much_as_they_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is handed to the decompressor grows with their number, not with its square."""
    sizes: list[int] = []

    class Counting:
        """A decompressor that counts what it is given."""

        def __init__(self, window: int) -> None:
            self._stream = zlib.decompressobj(window)

        def decompress(self, piece: bytes, most: int) -> bytes:
            """Count and decompress."""
            sizes.append(len(piece))
            return self._stream.decompress(piece, most)

        eof = property(lambda self: self._stream.eof)
        unused_data = property(lambda self: self._stream.unused_data)

    class Fake:
        """The module with a decompressor that counts."""

        error, MAX_WBITS, decompressobj = zlib.error, zlib.MAX_WBITS, Counting

    monkeypatch.setattr(content_coding, "zlib", Fake)
    member = gzip.compress(b"{}")
    for count in (1000, 2000):
        sizes.clear()
        decode(member * count, "gzip")
        assert sum(sizes) <= 300 * count
