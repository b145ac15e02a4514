"""Takes secrets that stand in a text in another form out of it: the texts around them go, too."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from asdocumented.redaction.encoded_layers import Runs
from asdocumented.redaction.json_text import joined, kind_of, split, string_of
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets

_WORD = re.compile(r"\w")
_SEPARATOR = "|"
_ALIKE_AMONG_OTHERS = re.compile(r"[ !#$()*+,./0-9:;=?@A-Z\[\]^_`a-z{|}~\"-]*")
"""Texts that hold nothing that is undone further than to its end, as tags and escapes may be."""
_TOGETHER = 16_384
"""Of so many characters, texts are searched together."""


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


def without_any(texts: Iterable[str], secrets: Secrets) -> set[str]:
    """Return those of many short texts that surely hold no secret in any form.

    They are searched many at a time, which takes a part of the time: between two of them stands
    what no form of a secret goes across, but that what follows on another without separators may
    seem to be one. Where something is found, they are searched again, half of them at a time.
    """
    alike = [text for text in dict.fromkeys(texts) if _ALIKE_AMONG_OTHERS.fullmatch(text)]
    return {text for part in _parts(alike) for text in _without_any(part, secrets)}


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield texts of so many characters that they are searched together."""
    start = 0
    ends = accumulate(len(text) + len(_SEPARATOR) for text in texts)
    before = 0
    for index, end in enumerate(ends, start=1):
        if end - before >= _TOGETHER:
            yield texts[start:index]
            start, before = index, end
    yield texts[start:]


def _without_any(texts: Sequence[str], secrets: Secrets) -> Iterator[str]:
    runs = Runs()
    found = find_secrets(_SEPARATOR.join(texts).encode("ascii"), secrets, runs)
    if not found and not runs.unpacked:
        yield from texts
    elif len(texts) > 1:
        half = len(texts) // 2
        yield from _without_any(texts[:half], secrets)
        yield from _without_any(texts[half:], secrets)


def _replaced(token: str, pseudonyms: Pseudonyms) -> str:
    """Return a token with its pseudonym; a string without a closing quote gets none, either."""
    if kind_of(token) != "string":
        return pseudonyms.of(token)
    new = json.dumps(pseudonyms.of(string_of(token)), ensure_ascii=False)
    return new if token.endswith('"') and len(token) > 1 else new[:-1]


def _holds_secret(text: str, secrets: Secrets) -> bool:
    return bool(find_secrets(text.encode("utf-8", "surrogatepass"), secrets))
