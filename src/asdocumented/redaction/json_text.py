"""The text of a JSON body cut into its tokens, so that it can be edited in place.

Duplicate keys, the spelling of numbers, the order of keys and blanks stay as they are.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Literal, TypeAlias

_SHORT = 64
"""Of so many characters or fewer, texts come again."""

Kind: TypeAlias = Literal["string", "number", "word"]

_TOKEN = re.compile(
    r'("[^"\\]*+(?:\\.[^"\\]*+)*+"?|-?[0-9][0-9.eE+-]*|[^\s{}\[\]:,"]+)',
    re.DOTALL,
)


class Members(list[tuple[str, "Tree"]]):
    """The members of an object in their order, with those whose name stands there again."""


Tree: TypeAlias = "bool | int | float | str | Sequence[Tree] | Mapping[str, Tree] | None"
"""A parsed JSON text, the objects in which may be `Members`."""


def split(text: str) -> list[str]:
    """Return a text cut at its strings, numbers and words, whether it is JSON or not.

    These tokens have the odd indexes, and what stands between them the even ones.
    """
    pieces = _TOKEN.split(text)
    pieces[::2] = map(intern, pieces[::2])
    return pieces


def kind_of(token: str) -> Kind:
    """Tell what a token is."""
    if token[0] == '"':
        return "string"
    digit = token[1:2] if token[0] == "-" else token[0]
    return "number" if "0" <= digit <= "9" else "word"


def string_of(token: str) -> str:
    """Return the value of a string token; that of a broken one is its own characters."""
    return (_string if len(token) <= _SHORT else _string.__wrapped__)(token)


@lru_cache(maxsize=8192)
def _string(token: str) -> str:
    if "\\" not in token and token.find('"', 1) == len(token) - 1 > 0:
        return token[1:-1]
    try:
        return str(json.loads(token))
    except ValueError:
        return token.strip('"')


def with_all_members(text: str) -> Tree:
    """Return a JSON text with every object as its `Members`; a number is its own text."""
    found: Tree = json.loads(text, object_pairs_hook=Members, parse_int=str, parse_float=str)
    return found


def joined(pieces: Sequence[str], tokens: Sequence[str]) -> str:
    """Return the text of `split` pieces with other tokens."""
    written = [*pieces]
    written[1::2] = tokens
    return "".join(written)


def quoted(value: str) -> str:
    """Return a string as a JSON token, in ASCII."""
    return f'"{value}"' if value.isascii() and value.isalnum() else json.dumps(value)
