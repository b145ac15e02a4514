"""Credentials that their form tells, such as JSON Web Tokens and keys of cloud providers."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec


class TokenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of credentials: a pattern, and texts of which one stands in each of them."""

    kind: str
    words: str
    marks: tuple[str, ...]
    secret: str


class _Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    form: tuple[TokenForm, ...]


_TEXT = Path(__file__).with_name("token_forms.toml").read_text(encoding="utf-8")
FORMS = msgspec.convert(tomllib.loads(_TEXT), _Forms).form
_PATTERNS = [(one.kind, one.marks, re.compile(one.secret, re.ASCII)) for one in FORMS]
_MARKS = tuple(mark for one in FORMS for mark in one.marks)
_SHORTEST = 15
"""No token has fewer characters."""
_SHORT = 64
"""Of so many characters or fewer, texts come again."""


def credentials_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the value of each credential in a text whose form tells it."""
    if len(text) < _SHORTEST or not any(map(text.__contains__, _MARKS)):
        return
    for kind, marks, pattern in _PATTERNS:
        if any(mark in text for mark in marks):
            for found in pattern.finditer(text):
                yield kind, found[0]


def has_credential(text: str) -> bool:
    """Tell whether a text holds a credential whose form tells it."""
    return next(credentials_in(text), None) is not None


def tokens_in(text: str) -> tuple[str, ...]:
    """Return the credentials in a text whose form tells them."""
    if len(text) < _SHORTEST:
        return ()
    return (_tokens if len(text) <= _SHORT else _tokens.__wrapped__)(text)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(value for _, value in credentials_in(text))
