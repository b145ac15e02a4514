"""What is packed as a whole is read."""

from base64 import b64encode

import pytest

from asdocumented.evidence.vcr_yaml import Binary
from asdocumented.scanning.packed import decoded

ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ["utf-8", *ENCODINGS])
def test_an_encoding_is_told_by_its_mark_or_its_zeros(encoding: str) -> None:
    """Both orders of bytes."""
    text = '{"name": "Zürich", "password": "horse"}'
    found = decoded(Binary(b64encode(text.encode(encoding)).decode()))
    assert found == ("base64", text)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (bytes(range(0x80, 0xC0)), None),
        (b"\x89PNG" + bytes(range(0x80, 0xC0)), None),
        ("Zürich, 20 coupons of the year".encode("latin-1"), "Z\ufffdrich, 20 coupons of the year"),
    ],
)
def test_bytes_that_are_no_text_hold_none(content: bytes, text: str | None) -> None:
    """What stands for them when they are decoded counts as no letter; one of many costs nothing."""
    found = decoded(Binary(b64encode(content).decode()))
    assert (found.text if found else None) == text
