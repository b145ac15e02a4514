"""Writes the redacted form of a text, one method for each treatment."""

import re
from http import HTTPStatus

import msgspec

from asdocumented.redaction.numbers import plain, renumbered
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.vocabulary import chunks, is_plain, reads_as_name

_DIGITS = re.compile("[0-9]+", re.ASCII)


class Writer(msgspec.Struct, frozen=True):
    """Writes the texts of one exchange, after its secrets were collected."""

    pseudonyms: Pseudonyms
    secrets: Secrets
    public: frozenset[str]

    def replaced(self, text: str) -> str:
        """Return the pseudonym of a text."""
        return self.pseudonyms.of(text)

    def kept(self, text: str) -> str:
        """Return a text with the secrets in it replaced."""
        return self.secrets.without_secrets(text, self.pseudonyms)

    def listed(self, text: str) -> str:
        """Return a text with the sensitive values in it replaced, but not those only unknown."""
        return self.secrets.without_secrets(text, self.pseudonyms, only_sensitive=True)

    def without_credentials(self, text: str) -> str:
        """Return a text with the credentials in it replaced."""
        return self.secrets.without_credentials(text, self.pseudonyms)

    def name(self, text: str) -> str:
        """Return an undocumented name: replaced unless it reads as a name."""
        if reads_as_name(text, self.public):
            return self.listed(text)
        return self.pseudonyms.of(text)

    def message(self, text: str) -> str:
        """Return a message with its secrets and its unknown words replaced."""
        return self.secrets.without_secrets(text, self.pseudonyms, self._words)

    def reason(self, status: int, text: str) -> str:
        """Return a reason phrase: HTTP's own unchanged, any other as a message."""
        return text if text.casefold() == _phrase(status).casefold() else self.message(text)

    def digits(self, text: str) -> str:
        """Return a text with its digits replaced."""
        return _DIGITS.sub(lambda found: self.pseudonyms.of(found[0]), text)

    def number(self, token: str) -> str:
        """Return a number with its digits replaced, spelled in the same way."""
        return renumbered(token, self.pseudonyms.of)

    def kept_number(self, token: str, *, only_sensitive: bool) -> str:
        """Return a number unchanged, unless it is a secret or contains one."""
        is_secret = any(
            self.secrets.spans(text, only_sensitive=only_sensitive)
            for text in {token, plain(token)}
        )
        return self.number(token) if is_secret else token

    def _words(self, text: str) -> str:
        written, end = [], 0
        for found in chunks(text):
            stays = is_plain(found[0], self.public) and not self.secrets.was_replaced(found[0])
            written += [text[end : found.start()], found[0] if stays else self.replaced(found[0])]
            end = found.end()
        return "".join([*written, text[end:]])


def unknown_words(message: str, public: frozenset[str]) -> list[str]:
    """Return the pieces of a message that are no known words."""
    return [found[0] for found in chunks(message) if not is_plain(found[0], public)]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
