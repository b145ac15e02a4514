"""Letters, digits and letter case, one character at a time: lengths never change."""

import re
from functools import lru_cache

LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
_ASCII = re.compile(r"([\x00-\x7f]+)")
_FOREIGN = "".join(chr(0x430 + offset) for offset in range(32))
_UNCASED = "".join(chr(0x4E00 + offset) for offset in range(256))
"""Of letters beyond ASCII, those with a letter case become Cyrillic ones, all others Chinese."""


def fold(text: str) -> str:
    """Return a text without letter case, as long as it was."""
    if text.isascii():
        return text.lower()
    return "".join(
        piece.lower() if piece.isascii() else "".join(map(_fold, piece))
        for piece in _ASCII.split(text)
    )


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 and lower.upper() == character else character


@lru_cache(maxsize=4096)
def alike(folded: str) -> str:
    """Return the characters that may stand in for one; none where it stays as it is.

    Punctuation stays, and so do the few letters whose other case is no single letter.
    """
    if folded in DIGITS:
        return DIGITS
    upper, lower = folded.upper(), folded.lower()
    if len(upper) == 1 and upper.lower() == folded != upper:
        return LOWER if folded.isascii() else _FOREIGN
    has_case = upper != folded or lower != folded or folded.isupper() or folded.islower()
    return _UNCASED if folded.isalnum() and not has_case else ""


def in_case_of(original: str, folded: str) -> str:
    """Return a folded character in the letter case that another one has."""
    return folded.upper() if fold(original) != original else folded
