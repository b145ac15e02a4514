"""What encoded runs hold, and how much of it is unpacked."""

from base64 import b64encode
from gzip import compress

import pytest

from asdocumented.redaction.encoded_runs import from_base64, unpacked


def test_nothing_is_unpacked_once_the_limit_is_reached() -> None:
    """zlib takes 0 for no limit."""
    assert unpacked(compress(b"one"), 0) == b""


@pytest.mark.parametrize("text", ["b25lPz4=", "b25lPz4", "b25lPz4==="])
def test_base64_needs_no_padding(text: str) -> None:
    """Nor too much of it."""
    assert from_base64(text) == b"one?>"


def test_a_character_too_many_is_no_base64() -> None:
    """Of four characters, one alone holds no byte."""
    with pytest.raises(ValueError, match="base64"):
        from_base64(b64encode(b"one").decode() + "x")
