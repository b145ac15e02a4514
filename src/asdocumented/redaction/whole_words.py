"""Words and phrases that are searched for as whole words."""

import re
from collections.abc import Iterable, Iterator

_RUN = re.compile(r"[^\W_]+")
"""A word or number, without what stands around it."""


def runs_of(folded: str) -> list[str]:
    """Return the words and numbers in a text."""
    return _RUN.findall(folded)


class WholeWords:
    """Words and phrases in lower case, each with whether it is sensitive.

    A phrase is several words and numbers, with what stands between them.
    """

    def __init__(self) -> None:
        self._sensitive: dict[str, bool] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def __iter__(self) -> Iterator[str]:
        """Return all of them."""
        return iter(self._sensitive)

    def __contains__(self, word: object) -> bool:
        """Tell whether it is one of them."""
        return word in self._sensitive

    def add(self, word: str, *, sensitive: bool) -> None:
        """Add one; it stays sensitive if it was so."""
        if not word.isalnum():
            first = _RUN.match(word)
            if first is None:
                return
            lengths = {*self._lengths.get(first[0], ()), len(word)}
            self._lengths[first[0]] = tuple(sorted(lengths, reverse=True))
        self._sensitive[word] = sensitive or self._sensitive.get(word, False)

    def remove_unless_sensitive(self, word: str) -> bool:
        """Remove one; tell whether it was there and is not any more."""
        return self._sensitive.get(word) is False and not self._sensitive.pop(word)

    def is_sensitive(self, word: str) -> bool:
        """Tell whether it is one of them, and sensitive."""
        return self._sensitive.get(word, False)

    def begin_with_any(self, runs: Iterable[str]) -> bool:
        """Tell whether one of them begins with one of these words and numbers."""
        words, phrases = self._sensitive.keys(), self._lengths.keys()
        return not (words.isdisjoint(runs) and phrases.isdisjoint(runs))

    def alone_in(self, runs: set[str]) -> set[str] | None:
        """Return those of these words that are some of them; None where a phrase begins there."""
        return self._sensitive.keys() & runs if self._lengths.keys().isdisjoint(runs) else None

    def places(
        self, folded: str, start: int, end: int, *, only_sensitive: bool
    ) -> Iterator[tuple[int, int]]:
        """Yield where they stand in a text between two positions, the longest at each place."""
        words, phrases = self._sensitive, self._lengths
        behind = start
        for run in _RUN.finditer(folded, start, end):
            word, begin = run[0], run.start()
            if begin < behind or not (word in words or word in phrases):
                continue
            for length in (*phrases.get(word, ()), len(word)):
                stop = begin + length
                sensitive = words.get(folded[begin:stop]) if stop <= end else None
                wanted = sensitive if only_sensitive else sensitive is not None
                if wanted and (stop == end or not folded[stop].isalnum()):
                    yield begin, stop
                    behind = stop
                    break
