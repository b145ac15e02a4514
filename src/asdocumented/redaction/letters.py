"""Letters, digits and letter case, one character at a time: lengths never change."""

from functools import lru_cache

LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
_MOST_FOLDS = 65_536
_FOREIGN = "".join(chr(0x430 + offset) for offset in range(32))
_UNCASED = "".join(chr(0x4E00 + offset) for offset in range(256))
"""Of letters beyond ASCII, those with a letter case become Cyrillic ones, all others Chinese."""


def fold(text: str) -> str:
    """Return a text without letter case, as long as it was."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDS)


class _Folds(dict[int, int]):
    """What each character becomes without its letter case; worked out when it comes."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        lower = character.lower()
        one = len(lower) == 1 and lower.upper() == character
        folded = ord(lower) if one else code
        if len(self) < _MOST_FOLDS:
            self[code] = folded
        return folded


_FOLDS = _Folds()


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
