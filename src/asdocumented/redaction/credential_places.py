"""Credentials are searched for anywhere in a text, glued to whatever stands around them."""

import re
from collections.abc import Iterator

SHORTEST = 4
"""Credentials with fewer characters occur by chance, and are not searched for."""

_FEW = 50
_SHORT = 10_000
"""So many, with so many characters in all, are searched for by one expression, which tries each of
them at each place of a text."""
_WHOLE = r"(?<!\w){}(?!\w)"
_NOTHING = re.compile("(?!)")


class CredentialPlaces:
    """Credentials in lower case, each with whether it counts as a whole word only.

    Of more than a few, what stands at each place of a text is looked up by its beginning: time
    grows with the text, not with the number of credentials.
    """

    def __init__(self) -> None:
        self._whole: dict[str, bool] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._characters = 0
        self._pattern: re.Pattern[str] | None = None

    def __contains__(self, folded: object) -> bool:
        """Tell whether it is one of them."""
        return folded in self._whole

    def add(self, folded: str, *, whole: bool) -> None:
        """Add one of at least `SHORTEST` characters."""
        if folded in self._whole:
            return
        self._whole[folded] = whole
        beginning = folded[:SHORTEST]
        lengths = {*self._lengths.get(beginning, ()), len(folded)}
        self._lengths[beginning] = tuple(sorted(lengths, reverse=True))
        self._characters += len(folded)
        self._pattern = None

    def stand_in(self, folded: str) -> bool:
        """Tell whether any stands in a text."""
        if self._are_few():
            return self._expression().search(folded) is not None
        return next(self._looked_up(folded), None) is not None

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where they stand in a text, without overlap, the longest at each place."""
        if self._are_few():
            return (hit.span() for hit in self._expression().finditer(folded))
        return self._looked_up(folded)

    def _are_few(self) -> bool:
        return len(self._whole) <= _FEW and self._characters <= _SHORT

    def _expression(self) -> re.Pattern[str]:
        """Return one expression for all; it is made anew where one was added."""
        if self._pattern is None:
            longest_first = sorted(self._whole, key=lambda one: (-len(one), one))
            terms = [
                _WHOLE.format(re.escape(one)) if self._whole[one] else re.escape(one)
                for one in longest_first
            ]
            self._pattern = re.compile("|".join(terms)) if terms else _NOTHING
        return self._pattern

    def _looked_up(self, folded: str) -> Iterator[tuple[int, int]]:
        lengths, behind = self._lengths, 0
        last = len(folded) - SHORTEST + 1
        for start in [at for at in range(last) if folded[at : at + SHORTEST] in lengths]:
            if start < behind:
                continue
            for length in lengths[folded[start : start + SHORTEST]]:
                stop = start + length
                whole = self._whole.get(folded[start:stop])
                if whole is not None and not (whole and _is_in_a_word(folded, start, stop)):
                    yield start, stop
                    behind = stop
                    break


def _is_in_a_word(text: str, start: int, stop: int) -> bool:
    """Tell whether a letter, digit or underscore stands before or behind a part of a text."""
    return any(
        one.isalnum() or one == "_" for one in (text[start - 1 : start], text[stop : stop + 1])
    )
