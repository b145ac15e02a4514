"""What encoded runs hold, and how much of it is unpacked."""

from base64 import b64encode
from gzip import compress

import pytest

from asdocumented.redaction.encoded_runs import as_texts, from_base64, unpacked


def test_all_gzip_together_is_unpacked_up_to_a_size() -> None:
    """Many small runs that unpack to much cost no more than one."""
    packed = compress(b"a" * 100)
    assert as_texts([packed, packed, b"plain", packed], 150) == "\n".join(
        ["a" * 100, "a" * 50, "plain", ""]
    )


@pytest.mark.parametrize(
    ("contents", "texts"),
    [
        ([b"one", b"two"], "one\ntwo"),
        (["é".encode("utf-16")], "é"),
        ([compress("é".encode("utf-16"))], "é"),
        ([compress(b"one")[:-9]], "one"),
        ([b"\x1f\x8bno gzip"], ""),
        ([b"\xffone"], "one"),
        ([], ""),
    ],
)
def test_bytes_become_texts(contents: list[bytes], texts: str) -> None:
    """UTF-8, UTF-16 and gzip, as far as they can be read."""
    assert as_texts(contents, 1000) == texts


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
