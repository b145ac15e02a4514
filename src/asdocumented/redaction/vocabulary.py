"""Words that are never sensitive: those of the documentation, and those of any API's messages."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from asdocumented.contracts.model import Contract
from asdocumented.redaction.letters import without_numbers

_PLAIN = frozenset(Path(__file__).with_name("plain_words.txt").read_text(encoding="utf-8").split())
"""Words of any API's messages, of HTTP, of HTML and of the recordings' file formats."""
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MARKS = r"\s,;:!?()\[\]{}\"'<>|=/&"
_EDGES = rf"{_MARKS}.*`…-"
_CHUNK = re.compile(rf"[^{_EDGES}](?:[^{_MARKS}]*[^{_EDGES}])?")
_COMPOUND = re.compile(r"[A-Za-z]+(?:[-_.][A-Za-z]+)*", re.ASCII)
_SHORT_NUMBER = re.compile(r"[0-9]{1,3}%?", re.ASCII)
_NAME = re.compile(r"[@$_]?[A-Za-z][A-Za-z0-9_.:$-]{0,58}", re.ASCII)
_DIGITS_INSIDE = re.compile(r"[0-9]{2}|[0-9][A-Za-z]|[A-Z_][0-9]")
_JOINED = re.compile(r"(?<=.)[.:$]")
_LONG_NUMBER = re.compile(r"[0-9]{3}")
_LONGEST_ACRONYM = 3


@lru_cache(maxsize=64)
def vocabulary(contract: Contract | None) -> frozenset[str]:
    """Return the words that are not replaced in messages of an operation, in lower case."""
    if contract is None:
        return _PLAIN
    texts = [contract.operation, contract.page, contract.path, contract.method]
    texts += contract.parameters
    texts += [v for p in contract.parameters.values() for v in (*(p.enum or ()), p.default or "")]
    for root in contract.bodies.values():
        for node in root.tree():
            texts += [node.name, *node.known_values, *map(str, node.enum or ())]
    return _PLAIN | {word for text in texts for word in _words(text)}


@lru_cache(maxsize=16)
def all_words(contracts: tuple[Contract, ...]) -> frozenset[str]:
    """Return the words that are not replaced in messages of any of several operations."""
    return frozenset().union(_PLAIN, *map(vocabulary, contracts))


def _words(text: str) -> Iterator[str]:
    yield text.lower()
    yield from (piece.lower() for piece in _PIECE.findall(text))


def chunks(message: str) -> Iterator[re.Match[str]]:
    """Yield the pieces of a message: words, codes, numbers or addresses."""
    return _CHUNK.finditer(message)


def is_plain(chunk: str, known: frozenset[str]) -> bool:
    """Tell whether a piece of a message is not replaced: known words, or a short number."""
    if chunk.lower() in known or _SHORT_NUMBER.fullmatch(chunk):
        return True
    return _COMPOUND.fullmatch(chunk) is not None and _all_known(chunk, known)


def reads_as_name(text: str, known: frozenset[str]) -> bool:
    """Tell whether an undocumented name is not replaced: `storeId`, `address2`, but not `SUMMER20`.

    Codes are written in capitals and digits, and persons as `jane.roe`: a name that looks so must
    have known words only.
    """
    return _NAME.fullmatch(text) is not None and _is_no_code(without_numbers(text), known)


@lru_cache(maxsize=8192)
def _is_no_code(text: str, known: frozenset[str]) -> bool:
    if _LONG_NUMBER.search(text):
        return False
    words = (word.lower() for word in _PIECE.findall(text) if len(word) > _LONGEST_ACRONYM)
    loud = text.isupper() and not known.issuperset(words)
    joined = _JOINED.search(text) is not None
    return not (loud or joined or _DIGITS_INSIDE.search(text)) or _all_known(text, known)


def _all_known(text: str, known: frozenset[str]) -> bool:
    words = [word.lower() for word in _PIECE.findall(text)]
    return bool(words) and known.issuperset(words) and _LONG_NUMBER.search(text) is None
