"""What is written in the place of a text, by what may happen to it."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from asdocumented.redaction.numbers import plain, renumbered
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.vocabulary import chunks, is_plain, reads_as_name

_DIGITS = re.compile("[0-9]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the texts of one exchange, once all its secrets are known."""

    pseudonyms: Pseudonyms
    secrets: Secrets
    public: frozenset[str]

    def replaced(self, text: str) -> str:
        """Return the pseudonym of a text."""
        return self.pseudonyms.of(text)

    def kept(self, text: str) -> str:
        """Return a text without the secrets in it."""
        return self.secrets.without_them(text, self.pseudonyms)

    def listed(self, text: str) -> str:
        """Return a text without the sensitive values in it."""
        return self.secrets.without_them(text, self.pseudonyms, only_guarded=True)

    def without_credentials(self, text: str) -> str:
        """Return a text without the credentials in it."""
        return self.secrets.without_credentials(text, self.pseudonyms)

    def name(self, text: str) -> str:
        """Return a name that no table lists: it stays where it reads as one and is no secret."""
        if reads_as_name(text, self.public):
            return self.listed(text)
        return self.pseudonyms.of(text)

    def message(self, text: str) -> str:
        """Return a message in which secrets, and the words that nobody knows, are replaced."""
        return self.secrets.without_them(text, self.pseudonyms, self._words)

    def reason(self, status: int, text: str) -> str:
        """Return the reason phrase of a response: HTTP's own stays, any other is a message."""
        return text if text.casefold() == _phrase(status).casefold() else self.message(text)

    def digits(self, text: str) -> str:
        """Return a text with other digits."""
        return _DIGITS.sub(lambda found: self.pseudonyms.of(found[0]), text)

    def number(self, token: str) -> str:
        """Return another number, spelled in the same way."""
        return renumbered(token, self.pseudonyms.of)

    def kept_number(self, token: str, *, only_guarded: bool) -> str:
        """Return a number as it is, unless it is a secret or holds one."""
        told = any(
            self.secrets.spans(text, only_guarded=only_guarded) for text in {token, plain(token)}
        )
        return self.number(token) if told else token

    def _words(self, text: str) -> str:
        written, end = [], 0
        for found in chunks(text):
            stays = is_plain(found[0], self.public) and not self.secrets.holds(found[0])
            written += [text[end : found.start()], found[0] if stays else self.replaced(found[0])]
            end = found.end()
        return "".join([*written, text[end:]])


def unknown_words(message: str, public: frozenset[str]) -> list[str]:
    """Return the pieces of a message that nobody knows."""
    return [found[0] for found in chunks(message) if not is_plain(found[0], public)]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
