"""The texts that must not be written: credentials, and all that was replaced so far."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from asdocumented.redaction.letters import fold
from asdocumented.redaction.pseudonyms import Pseudonyms, parts

SHORTEST = 4
"""A credential of fewer characters cannot be told from other text, and is not searched for."""

_SHORTEST_REPLACED = 5
_RUN = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"\s+")
_DATE = re.compile(r"[0-9]{2,4}[-/.][0-9]{2}[-/.][0-9]{2,4}([t ][0-9:.]{5,}.{0,6})?", re.ASCII)
_ZONE = re.compile(
    r"(africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific)/[a-z_/-]+",
    re.ASCII,
)


class Span(NamedTuple):
    """Where a secret stands in a text, and whether it is a credential."""

    start: int
    end: int
    credential: bool


class Secrets:
    """What to search for: credentials wherever they stand, replaced values as whole words.

    Neither has a letter case. A replaced value counts if it has five characters or more, is no
    date, no time zone, and no word of the documentation: shorter or common ones turn up by
    chance. It is guarded where a contract or the caller calls it sensitive, and not only unknown.
    """

    def __init__(self, credentials: Iterable[str] = ()) -> None:
        self.credentials: tuple[str, ...] = ()
        self._pattern = _one_of([])
        self._guarded: dict[str, bool] = {}
        self._lengths: dict[str, list[int]] = {}
        self._public: set[str] = set()
        self._every: set[str] = set()
        self._silent: Callable[[str], bool] = lambda _: False
        self.add_credentials(credentials)

    def add_credentials(self, credentials: Iterable[str]) -> None:
        """Remember credentials, such as a token that was just issued."""
        found = {*self.credentials, *(c for c in credentials if len(c) >= SHORTEST)}
        self.credentials = tuple(sorted(found, key=lambda one: (-len(one), one)))
        self._pattern = _one_of([fold(credential) for credential in self.credentials])

    @property
    def replaced(self) -> tuple[str, ...]:
        """The replaced values that count, without letter case."""
        return tuple(self._guarded)

    def add(
        self,
        texts: Iterable[str],
        public: frozenset[str] = frozenset(),
        *,
        guarded: bool = False,
    ) -> None:
        """Remember values that are replaced; `public` are the words of the documentation."""
        for text in texts:
            pieces = parts(text)
            folded = [fold(piece) for piece in pieces]
            self._every.update(folded)
            whole = fold(_core(text))
            folded += {whole, _BLANKS.sub(" ", whole)}.difference(folded)
            for word in folded:
                if self._tells(word, public) and (guarded or word not in self._public):
                    self._add(word, guarded=guarded or self._guarded.get(word, False))

    def allow(self, texts: Iterable[str]) -> None:
        """Tell of texts that are written anyway: they are searched for only where guarded."""
        for text in texts:
            folded = fold(text)
            found = {_core(folded), *_RUN.findall(folded)}
            self._public |= found
            for word in found:
                if self._guarded.get(word) is False:
                    del self._guarded[word]

    def keep_silent_about(self, is_pseudonym: Callable[[str], bool]) -> None:
        """Tell which texts stand for others: no sweep can tell them from values."""
        self._silent = is_pseudonym

    def holds(self, text: str) -> bool:
        """Tell whether a text is one that was replaced, however short."""
        return fold(_core(text)) in self._every

    def is_guarded(self, text: str) -> bool:
        """Tell whether a text is a sensitive value."""
        return self._guarded.get(fold(_core(text)), False)

    def spans(self, text: str, *, only_guarded: bool = False) -> list[Span]:
        """Return where secrets stand in a text, in order and apart from each other."""
        folded = fold(text)
        found: list[Span] = []
        end = 0
        for hit in self._pattern.finditer(folded):
            found += self._words(folded, end, hit.start(), only_guarded=only_guarded)
            found.append(Span(hit.start(), hit.end(), credential=True))
            end = hit.end()
        return [*found, *self._words(folded, end, len(folded), only_guarded=only_guarded)]

    def has_credential(self, text: str) -> bool:
        """Tell whether a credential stands in a text."""
        return self._pattern.search(fold(text)) is not None

    def has_replaced(self, text: str) -> bool:
        """Tell whether a replaced value stands in a text, and is no other one's pseudonym."""
        folded = fold(text)
        if self._lengths.keys().isdisjoint(_RUN.findall(folded)):
            return False
        words = self._words(folded, 0, len(folded), only_guarded=False)
        return any(not self._silent(folded[word.start : word.end]) for word in words)

    def without_them(
        self,
        text: str,
        pseudonyms: Pseudonyms,
        rest: Callable[[str], str] = str,
        *,
        only_guarded: bool = False,
    ) -> str:
        """Return a text in which every secret is replaced, and what lies between by `rest`."""
        written, end = [], 0
        for span in self.spans(text, only_guarded=only_guarded):
            written += [rest(text[end : span.start]), pseudonyms.of(text[span.start : span.end])]
            end = span.end
        return "".join([*written, rest(text[end:])])

    def without_credentials(self, text: str, pseudonyms: Pseudonyms) -> str:
        """Return a text in which every credential is replaced."""
        written, end = [], 0
        for hit in self._pattern.finditer(fold(text)):
            written += [text[end : hit.start()], pseudonyms.of(text[hit.start() : hit.end()])]
            end = hit.end()
        return "".join([*written, text[end:]])

    def _tells(self, word: str, public: frozenset[str]) -> bool:
        return (
            len(word) >= _SHORTEST_REPLACED
            and word not in public
            and _DATE.fullmatch(word) is None
            and _ZONE.fullmatch(word) is None
        )

    def _add(self, word: str, *, guarded: bool) -> None:
        first = _RUN.match(word)
        if first is not None:
            self._guarded[word] = guarded
            lengths = self._lengths.setdefault(first[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
                lengths.sort(reverse=True)

    def _words(self, folded: str, start: int, end: int, *, only_guarded: bool) -> Iterator[Span]:
        """Yield the replaced values that stand between two places as whole words."""
        behind = start
        for run in _RUN.finditer(folded, start, end):
            begin = run.start()
            for length in self._lengths.get(run[0], ()) if begin >= behind else ():
                stop = begin + length
                guarded = self._guarded.get(folded[begin:stop]) if stop <= end else None
                wanted = guarded if only_guarded else guarded is not None
                if wanted and (stop == end or not folded[stop].isalnum()):
                    yield Span(begin, stop, credential=False)
                    behind = stop
                    break


def _one_of(texts: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)) or "(?!)")


def _core(text: str) -> str:
    """Return a text without the punctuation around it."""
    found = re.search(r"[^\W_](?:.*[^\W_])?", text, re.DOTALL)
    return found[0] if found else ""
