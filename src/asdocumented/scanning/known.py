"""Searches texts for the credentials of the targets, and for what its form tells to be one."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from unicodedata import normalize

from asdocumented.redaction.bare_text import bare
from asdocumented.redaction.encoded_layers import (
    SEPARATOR,
    Layer,
    Runs,
    layers,
    without_invisible,
    without_markup,
)
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets, texts_in_runs
from asdocumented.redaction.token_forms import credentials_in, has_credential
from asdocumented.scanning.model import Hit, Rank, hit

_PLAIN, _IN_ANOTHER_FORM = "as it is", "in another form"
_KINDS = {"a credential": "known-credential", "a replaced value": "known-sample"}
_BLANK = re.compile(r"\s")
_MOST_RUNS = 100_000
_FEWEST = 8
"""Values of fewer letters and digits occur by chance where separators do not count."""

_START = 24
"""Two values that begin alike for so long are one, found once more with what is around it."""


class Searcher:
    """Searches the texts of one file.

    Most texts hold nothing: `suspects` tells so of many texts at once, in little time, and may
    suspect too much, never too little. `hits` names what one text holds.
    """

    def __init__(self, known: Secrets) -> None:
        self._known = known
        values = [*known.credentials, *known.replaced]
        short = {one for one in values if len(bare(one)) < _FEWEST and not _BLANK.search(one)}
        self._short = [one.casefold() for one in short]
        self._bare = {bare(one) for one in values if one not in short} - {""}
        self._runs: set[str] = set()
        self._short_runs: set[str] = set()

    def suspects(self, texts: Sequence[str]) -> bool:
        """Tell whether one of many texts may hold something; runs of Base64 are read but once."""
        runs, short_runs = Runs(self._runs), {*self._short_runs}
        if self._suspects([*dict.fromkeys(texts)], runs, short_runs):
            return True
        self._runs |= runs.new
        self._short_runs = short_runs
        for known in (self._runs, self._short_runs):
            if len(known) > _MOST_RUNS:
                known.clear()
        return False

    def suspects_one(self, text: str) -> bool:
        """Tell whether one text may hold something, whatever was looked at before."""
        return self._suspects([text], Runs(), set())

    def _suspects(self, texts: Sequence[str], runs: Runs, short_runs: set[str]) -> bool:
        for layer in layers(texts, runs):
            if any(self.suspects_as_it_is(form.text) for form in seen_forms(layer)):
                return True
            read = texts_in_runs(layer.text, short_runs) if self._short else ()
            if any(self._has_short(text) for _, text in read):
                return True
        return runs.is_full and len(texts) > 1

    def suspects_as_it_is(self, text: str) -> bool:
        """Tell whether a text may hold something that is not encoded."""
        return self._holds(text) or has_credential(text)

    def hits(self, place: str, text: str) -> Iterator[Hit]:
        """Yield what a text holds, each kind of known value once."""
        told: set[str] = set()
        for what in find_secrets(_encoded([text]), self._known):
            words, _, spelling = what.partition(", ")
            kind = _KINDS.get(words, "known-credential")
            plain = spelling == _PLAIN
            if kind not in told:
                yield hit(
                    place, kind, self._value(text) if plain else "", "" if plain else spelling
                )
            told.add(kind)
        seen: set[str] = set()
        for spelling, one in chain.from_iterable(map(seen_forms, layers([text]))):
            for kind, value in credentials_in(one):
                if value[:_START] not in seen:
                    seen.add(value[:_START])
                    yield Hit(place, kind, Rank.CREDENTIAL, value, spelling)

    def is_known(self, text: str) -> bool:
        """Tell whether a short text holds a known value."""
        return self._holds(text)

    def _value(self, text: str) -> str:
        spans = self._known.spans(text)
        return text[spans[0].start : spans[0].end] if spans else ""

    def _holds(self, text: str) -> bool:
        """Tell whether a known value stands in a text, whatever separators and tags are in it."""
        if self._bare:
            for one in (text, *without_markup(text)):
                if any(map(bare(one).__contains__, self._bare)):
                    return True
        return self._has_short(text)

    def _has_short(self, text: str) -> bool:
        return bool(self._short) and any(map(text.casefold().__contains__, self._short))


def seen_forms(layer: Layer) -> Iterator[Layer]:
    """Yield a text as it is, and as it is seen: without tags, colour codes and invisible letters.

    The text of two or four bytes a letter has zeros between its letters.
    """
    yield layer
    text = layer.text
    for shown in (text, *without_markup(text)):
        seen = shown if shown.isascii() else _without_invisible(shown)
        if "\0" in seen:
            seen = seen.replace("\0", "")
        if seen is not text:
            yield Layer(layer.spelling or _IN_ANOTHER_FORM, seen)


def _without_invisible(text: str) -> str:
    """Return those of joined texts that are not ASCII, in NFKC and without invisible letters."""
    foreign = [one for one in text.split(SEPARATOR) if not one.isascii() or "\0" in one]
    return without_invisible(normalize("NFKC", SEPARATOR.join(foreign)))


def _encoded(texts: Sequence[str]) -> bytes:
    return SEPARATOR.join(texts).encode("utf-8", "replace")
