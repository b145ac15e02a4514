"""Texts without what hides a value in them: separators, accents, markup, and encodings."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from asdocumented.redaction.encoded_layers import Runs, layers, without_markup

_SHORTEST = 8
_FEWEST_DIGITS = 10
_FEWEST_LETTERS = 12
"""Fewer characters than these occur by chance, or in words, once separators are gone."""

_FEW = 50
"""So many values are searched for one by one, more of them at each place of a text."""
_LOWER = bytes(range(256)).lower()
_NOT_BARE_ASCII = bytes(one for one in range(128) if not chr(one).isalnum())
_FOREIGN = re.compile(rb"[\x80-\xff]+")
_NOT_BARE = re.compile(r"[\W_\u115f\u1160]+")
"""What is no letter or digit, the fillers of Hangul included, which Unicode calls letters."""


def bare(text: str) -> str:
    """Return the letters and digits of a text in any letter case, without accents.

    That is Unicode's case folding of its NFKD: `ß` is as `SS`.
    """
    if text.isascii():
        return text.encode("ascii").translate(_LOWER, _NOT_BARE_ASCII).decode("ascii")
    coded = text.encode("utf-8", "surrogatepass").translate(_LOWER, _NOT_BARE_ASCII)
    return _FOREIGN.sub(_bare_foreign, coded).decode("utf-8", "surrogatepass")


def _bare_foreign(found: re.Match[bytes]) -> bytes:
    """Return the letters and digits of what is not ASCII: mostly a small part of a text."""
    text = found[0].decode("utf-8", "surrogatepass")
    letters = _NOT_BARE.sub("", normalize("NFKD", text)).casefold()
    return letters.encode("utf-8", "surrogatepass")


class BareValues:
    """Values that are searched for in bare texts, glued to whatever stands around them.

    A value counts if eight letters and digits are left of it; ten where all are digits, twelve
    where all are letters.
    """

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._lengths: dict[str, set[int]] = {}

    def add(self, text: str) -> None:
        """Add a value, unless it is too short."""
        value = bare(text)
        if len(value) >= _fewest(value):
            self._values.add(value)
            self._lengths.setdefault(value[:_SHORTEST], set()).add(len(value))

    def __bool__(self) -> bool:
        """Tell whether there is any value."""
        return bool(self._values)

    def found_in(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the values that stand in bare texts."""
        lengths, values = self._lengths, self._values
        for text in texts:
            if len(values) <= _FEW:
                yield from (value for value in values if value in text)
                continue
            last = len(text) - _SHORTEST + 1
            for start in [at for at in range(last) if text[at : at + _SHORTEST] in lengths]:
                for length in lengths[text[start : start + _SHORTEST]]:
                    value = text[start : start + length]
                    if value in values:
                        yield value


def _fewest(value: str) -> int:
    if value.isdigit():
        return _FEWEST_DIGITS
    return _FEWEST_LETTERS if value.isalpha() else _SHORTEST


def bare_forms(text: str, runs: Runs | None = None) -> Iterator[str]:
    """Yield a text bare: as it is, without markup, and with each layer of encodings undone."""
    for _, layer in layers([text], runs):
        yield bare(layer)
        yield from map(bare, without_markup(layer.replace("\0", "") if "\0" in layer else layer))
