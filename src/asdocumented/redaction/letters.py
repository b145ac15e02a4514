"""Letters, digits and letter case, handled one character at a time: lengths never change."""

from functools import lru_cache

LOWER = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_MOST_FOLDS = 65_536
_FOREIGN = "".join(chr(0x430 + offset) for offset in range(32))
_UNCASED = "".join(chr(0x4E00 + offset) for offset in range(256))
"""Replacements beyond ASCII: Cyrillic for letters with a case, Chinese for all others."""


def without_numbers(name: str) -> str:
    """Return a name in ASCII with a zero for each digit: what names say depends on no number."""
    return name.encode("ascii").translate(_ZEROS).decode("ascii")


def fold(text: str) -> str:
    """Return a text in lower case, with its length unchanged; one that has no other is itself."""
    if text.isascii():
        lower = text.lower()
        return text if lower == text else lower
    return text.translate(_FOLDS)


class _Folds(dict[int, int]):
    """The lower case of each character, worked out when it is first asked for."""

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
def replacements(folded: str) -> str:
    """Return the characters that may replace one; "" if it is not replaced.

    Punctuation is not replaced, nor are the few letters whose other case is not one letter.
    """
    if folded in DIGITS:
        return DIGITS
    upper, lower = folded.upper(), folded.lower()
    if len(upper) == 1 and upper.lower() == folded != upper:
        return LOWER if folded.isascii() else _FOREIGN
    has_case = upper != folded or lower != folded or folded.isupper() or folded.islower()
    return _UNCASED if folded.isalnum() and not has_case else ""
