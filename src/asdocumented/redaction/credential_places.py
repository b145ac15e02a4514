"""Credentials are searched for anywhere in a text, glued to whatever stands around them."""

import re
from collections.abc import Iterator

SHORTEST = 4
"""Credentials with fewer characters occur by chance, and are not searched for."""

_FEW = 50
"""So many are searched for by one expression, which tries each of them at each place of a text."""
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
        self._pattern = _NOTHING

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
        if len(self._whole) <= _FEW:
            longest_first = sorted(self._whole, key=lambda one: (-len(one), one))
            self._pattern = re.compile("|".join(map(self._expression, longest_first)))

    def stand_in(self, folded: str) -> bool:
        """Tell whether any stands in a text."""
        if len(self._whole) <= _FEW:
            return self._pattern.search(folded) is not None
        return next(self._looked_up(folded), None) is not None

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where they stand in a text, without overlap, the longest at each place."""
        if len(self._whole) <= _FEW:
            return (hit.span() for hit in self._pattern.finditer(folded))
        return self._looked_up(folded)

    def _expression(self, folded: str) -> str:
        literal = re.escape(folded)
        return _WHOLE.format(literal) if self._whole[folded] else literal

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
