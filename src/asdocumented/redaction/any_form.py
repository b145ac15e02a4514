"""Takes secrets that stand in a text in another form out of it: the texts around them go, too."""

import json
import re

from asdocumented.redaction.json_text import joined, kind_of, split, string_of
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets

_WORD = re.compile(r"\w")


def without_other_forms(text: str, secrets: Secrets, pseudonyms: Pseudonyms) -> str:
    """Return a text in which no secret is left in any form that is searched for.

    Of a text that holds none in another form nothing changes. Else each string, number or word
    that holds one gets a pseudonym as a whole; where that is not enough, the whole text does.
    """
    if not _holds_secret(text, secrets):
        return text
    pieces = split(text)
    by_token = joined(
        pieces,
        [
            _replaced(token, pseudonyms) if _holds_secret(token, secrets) else token
            for token in pieces[1::2]
        ],
    )
    for written in (by_token, pseudonyms.of(text)):
        if not _holds_secret(written, secrets):
            return written
    return _WORD.sub("x", text)


def _replaced(token: str, pseudonyms: Pseudonyms) -> str:
    """Return a token with its pseudonym; a string without a closing quote gets none, either."""
    if kind_of(token) != "string":
        return pseudonyms.of(token)
    new = json.dumps(pseudonyms.of(string_of(token)), ensure_ascii=False)
    return new if token.endswith('"') and len(token) > 1 else new[:-1]


def _holds_secret(text: str, secrets: Secrets) -> bool:
    return bool(find_secrets(text.encode("utf-8", "surrogatepass"), secrets))
