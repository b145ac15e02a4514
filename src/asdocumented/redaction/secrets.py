"""The texts that must not be written: credentials, and the values replaced so far."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from asdocumented.redaction.bare_text import BareValues, bare, bare_forms
from asdocumented.redaction.credential_places import SHORTEST, CredentialPlaces
from asdocumented.redaction.encoded_layers import Runs
from asdocumented.redaction.letters import fold
from asdocumented.redaction.pseudonyms import Pseudonyms, parts
from asdocumented.redaction.whole_words import WholeWords, runs_of

_SHORTEST_REPLACED = 5
_BLANKS = re.compile(r"\s+")
_DATE = re.compile(r"[0-9]{2,4}[-/.][0-9]{2}[-/.][0-9]{2,4}([t ][0-9:.]{5,}.{0,6})?", re.ASCII)
_ZONE = re.compile(
    r"(africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific)/[a-z_/-]+",
    re.ASCII,
)


class KnownSecrets(NamedTuple):
    """What of the configured targets is secret, before any evidence is read."""

    credentials: Sequence[str] = ()
    samples: Sequence[str] = ()


class Span(NamedTuple):
    """The place of a secret in a text, and whether it is a credential."""

    start: int
    end: int
    credential: bool


class Secrets:
    """Searches texts for credentials anywhere, and for replaced values as whole words.

    Letter case is ignored. A replaced value is searched for if it has five characters or more, and
    is no date, no time zone and no word of the documentation: other values occur by chance. It is
    sensitive if a contract or the caller says so; otherwise it is only unknown.

    A credential that stands within a word of the documentation is searched for as a whole word
    only, and one that is such a word not at all: it cannot be told apart from what is documented.
    """

    def __init__(
        self, credentials: Iterable[str] = (), words: frozenset[str] = frozenset()
    ) -> None:
        self._credentials: dict[str, None] = {}
        self._documented = words
        self._places = CredentialPlaces()
        self._words = WholeWords()
        self._public: set[str] = set()
        self._not_searched: set[str] = set()
        self._is_pseudonym: Callable[[str], bool] = lambda _: False
        self._bare = BareValues()
        self.add_credentials(credentials)

    @property
    def credentials(self) -> tuple[str, ...]:
        """The credentials that are searched for, as they were given."""
        return tuple(self._credentials)

    def add_credentials(self, credentials: Iterable[str]) -> None:
        """Add credentials, such as a token that was just issued."""
        for credential in credentials:
            is_known = len(credential) < SHORTEST or credential in self._credentials
            if is_known or self.is_documented(credential):
                continue
            self._credentials[credential] = None
            folded = fold(credential)
            is_within_a_word = self._is_within_a_word(folded)
            self._places.add(folded, whole=is_within_a_word)
            if not is_within_a_word:
                self._bare.add(credential)

    def is_documented(self, text: str) -> bool:
        """Tell whether a text is a word of the documentation, and so no secret by itself."""
        return fold(text) in self._documented

    def _is_within_a_word(self, folded: str) -> bool:
        return any(folded in word for word in self._documented)

    def _is_documented_bare(self, word: str) -> bool:
        """Tell whether a value of letters stands in a documented word once it is bare."""
        return not any(map(str.isdigit, word)) and bare(word) in self._bare_words

    @cached_property
    def _bare_words(self) -> str:
        """All words of the documentation, each bare in a line of its own."""
        return "\n".join(sorted({bare(word) for word in self._documented}))

    @property
    def replaced(self) -> tuple[str, ...]:
        """The replaced values that are searched for, in lower case."""
        return tuple(self._words)

    def add(
        self,
        texts: Iterable[str],
        public: frozenset[str] = frozenset(),
        *,
        sensitive: bool = False,
    ) -> None:
        """Add values that are replaced; `public` are the words of the documentation."""
        for text in texts:
            for word in _words_of(text):
                if self._is_searched_for(word, public) and (sensitive or word not in self._public):
                    if sensitive:
                        self._add_bare(word)
                    self._words.add(word, sensitive=sensitive)
                elif word and word not in self._words:
                    self._not_searched.add(word)

    def allow(self, texts: Iterable[str]) -> None:
        """Add texts that are written anyway: they are searched for only if they are sensitive."""
        for text in texts:
            folded = fold(text)
            found = {_core(folded), *runs_of(folded)}
            self._public |= found
            for word in found:
                if self._words.remove_unless_sensitive(word):
                    self._not_searched.add(word)

    def ignore_pseudonyms(self, is_pseudonym: Callable[[str], bool]) -> None:
        """Set what tells whether a text is a pseudonym: such a text is not reported."""
        self._is_pseudonym = is_pseudonym

    def begins_with_any(self, runs: Iterable[str]) -> bool:
        """Tell whether a replaced value begins with any of these words and numbers, folded."""
        return self._words.begin_with_any(runs)

    def was_replaced(self, text: str) -> bool:
        """Tell whether a text is a value that was replaced, also a short one."""
        folded = fold(_core(text))
        return folded in self._words or folded in self._not_searched

    def is_sensitive(self, text: str) -> bool:
        """Tell whether a text is a sensitive value."""
        return self._words.is_sensitive(fold(_core(text)))

    def spans(self, text: str, *, only_sensitive: bool = False) -> list[Span]:
        """Return the places of secrets in a text, in order and without overlap."""
        folded = fold(text)
        credentials = [*self._places.places(folded)]
        if not credentials and not self.begins_with_any(runs_of(folded)):
            return []
        found: list[Span] = []
        end = 0
        for start, stop in credentials:
            places = self._words.places(folded, end, start, only_sensitive=only_sensitive)
            found += [Span(*place, credential=False) for place in places]
            found.append(Span(start, stop, credential=True))
            end = stop
        places = self._words.places(folded, end, len(folded), only_sensitive=only_sensitive)
        return found + [Span(*place, credential=False) for place in places]

    def has_credential(self, text: str) -> bool:
        """Tell whether a text contains a credential."""
        return self._places.stand_in(fold(text))

    def holds(self, text: str, *, credentials_only: bool = False) -> tuple[bool, bool]:
        """Tell of a text whether it has a credential, and a replaced value that is no pseudonym."""
        folded = fold(text)
        replaced = not credentials_only and self._has_replaced(folded)
        return self._places.stand_in(folded), replaced

    def has_no_word_of_any(self, text: str) -> bool:
        """Tell whether no replaced value has a word with this text in common, but pseudonyms.

        Then neither this text contains one nor another with the same words.
        """
        return self._has_no_word_of_any(fold(text))

    def _has_no_word_of_any(self, folded: str) -> bool:
        words = self._words.alone_in({*runs_of(folded)})
        return words is not None and all(map(self._is_pseudonym, words))

    def _has_replaced(self, folded: str) -> bool:
        if self._has_no_word_of_any(folded):
            return False
        places = self._words.places(folded, 0, len(folded), only_sensitive=False)
        return any(not self._is_pseudonym(folded[start:end]) for start, end in places)

    def has_in_another_form(self, text: str, runs: Runs | None = None) -> bool:
        """Tell whether a text holds a sensitive value or credential in another form.

        Separators, invisible characters and tags are taken out, entities, percent-encoding and
        Base64 undone; a value that was given out as a pseudonym is none.
        """
        values = self._bare.found_in(bare_forms(text, runs)) if self._bare else ()
        return any(not self._is_pseudonym(value) for value in values)

    def without_secrets(
        self,
        text: str,
        pseudonyms: Pseudonyms,
        rest: Callable[[str], str] = str,
        *,
        only_sensitive: bool = False,
    ) -> str:
        """Return a text with every secret replaced; `rest` is applied to the text between them."""
        spans = self.spans(text, only_sensitive=only_sensitive)
        if not spans:
            return rest(text)
        written, end = [], 0
        for span in spans:
            written += [rest(text[end : span.start]), pseudonyms.of(text[span.start : span.end])]
            end = span.end
        return "".join([*written, rest(text[end:])])

    def without_credentials(self, text: str, pseudonyms: Pseudonyms) -> str:
        """Return a text with every credential replaced."""
        written, end = [], 0
        for start, stop in self._places.places(fold(text)):
            written += [text[end:start], pseudonyms.of(text[start:stop])]
            end = stop
        return "".join([*written, text[end:]])

    def _is_searched_for(self, word: str, public: frozenset[str]) -> bool:
        if len(word) < _SHORTEST_REPLACED or word in public:
            return False
        return word.isalnum() or not (_DATE.fullmatch(word) or _ZONE.fullmatch(word))

    def _add_bare(self, word: str) -> None:
        if not self._words.is_sensitive(word) and not self._is_documented_bare(word):
            self._bare.add(word)


def _words_of(text: str) -> Sequence[str]:
    """Return what is searched for of a value, in lower case: its parts, and it as a whole."""
    if text.isalnum():
        return (fold(text),)
    folded = [fold(piece) for piece in parts(text)]
    whole = fold(_core(text))
    return [*folded, *{whole, _BLANKS.sub(" ", whole)}.difference(folded)]


_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def _core(text: str) -> str:
    """Return a text without the punctuation around it."""
    if text[:1].isalnum() and text[-1:].isalnum():
        return text
    found = _CORE.search(text)
    return found[0] if found else ""
