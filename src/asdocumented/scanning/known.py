"""Searches texts for the credentials of the targets, and for what its form tells to be one."""

import re
from collections.abc import Iterator, Sequence

from asdocumented.redaction.bare_text import bare
from asdocumented.redaction.letters import fold
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets
from asdocumented.redaction.token_forms import credentials_in, has_credential
from asdocumented.scanning.layers import layers
from asdocumented.scanning.model import Hit, Rank, hit

_TAG = re.compile(r"<[^<>]*+>")
_PLAIN = "as it is"
_KINDS = {"a credential": "known-credential", "a replaced value": "known-sample"}


class Searcher:
    """Searches the texts of one file.

    Most texts hold nothing: `suspects` tells so of many texts at once, in little time, and may
    suspect too much, never too little. `hits` names what one text holds.
    """

    def __init__(self, known: Secrets) -> None:
        self._known = known
        values = [*known.credentials, *known.replaced]
        self._bare = {bare(one) for one in values} - {""}
        self._odd = [fold(one) for one in values if not bare(one)]
        self._runs: set[str] = set()

    def suspects(self, texts: Sequence[str]) -> bool:
        """Tell whether one of many texts may hold something; runs of Base64 are read but once."""
        runs = set(self._runs)
        if self._suspects(texts, runs):
            return True
        self._runs = runs
        return False

    def suspects_one(self, text: str) -> bool:
        """Tell whether one text may hold something, whatever was looked at before."""
        return self._suspects([text], set())

    def _suspects(self, texts: Sequence[str], runs: set[str]) -> bool:
        found = (self._holds(one.text) or has_credential(one.text) for one in layers(texts, runs))
        return any(found)

    def suspects_as_it_is(self, text: str) -> bool:
        """Tell whether a text may hold something that is not encoded."""
        return self._holds(text) or has_credential(text)

    def hits(self, place: str, text: str) -> Iterator[Hit]:
        """Yield what a text holds, each kind of known value once."""
        told: set[str] = set()
        for what in find_secrets(text.encode("utf-8", "replace"), self._known):
            words, _, spelling = what.partition(", ")
            kind = _KINDS.get(words, "known-credential")
            plain = spelling == _PLAIN
            if kind not in told:
                yield hit(
                    place, kind, self._value(text) if plain else "", "" if plain else spelling
                )
            told.add(kind)
        seen: set[str] = set()
        for layer in layers([text], set()):
            for kind, value in credentials_in(layer.text):
                if value not in seen:
                    seen.add(value)
                    yield Hit(place, kind, Rank.CREDENTIAL, value, layer.spelling)

    def is_known(self, text: str) -> bool:
        """Tell whether a short text holds a known value."""
        return self._holds(text)

    def _value(self, text: str) -> str:
        spans = self._known.spans(text)
        return text[spans[0].start : spans[0].end] if spans else ""

    def _holds(self, text: str) -> bool:
        """Tell whether a known value stands in a text, whatever separators and tags are in it."""
        if not self._bare and not self._odd:
            return False
        texts = [bare(text), *([bare(_TAG.sub("", text))] if "<" in text else [])]
        folded = fold(text) if self._odd else ""
        return any(value in one for one in texts for value in self._bare) or any(
            value in folded for value in self._odd
        )
