"""Texts of two or four bytes a character are read as such."""

import pytest

from asdocumented.scanning.wide_text import decode, narrowed

ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ["utf-8", *ENCODINGS])
def test_an_encoding_is_told_by_its_mark_or_its_zeros(encoding: str) -> None:
    """Both orders of bytes."""
    text = '{"name": "Zürich", "password": "horse"}'
    assert decode(text.encode(encoding), "strict") == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_latin_letters_are_found_among_others(encoding: str) -> None:
    """Where the beginning of a text does not tell its encoding."""
    text = f"{'Ж' * 500} token-4711 {'Ж' * 50}".encode(encoding).decode("utf-8", "ignore")
    assert "token-4711" in narrowed(text)


def test_other_zeros_say_nothing() -> None:
    """Those at the end of a text, and within binary."""
    assert narrowed("a\0b\0 and more\0\0\0") == ""
