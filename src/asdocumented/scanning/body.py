"""Finds in the body of a response what redaction would replace."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from asdocumented.contracts.model import Contract
from asdocumented.formats.json_path import Step
from asdocumented.redaction.body import BodyText, read_body
from asdocumented.redaction.json_text import Members, Tree, with_all_members
from asdocumented.redaction.placeholders import is_masked
from asdocumented.redaction.tokens import Token
from asdocumented.scanning.forms import named_personal, personal_in
from asdocumented.scanning.model import Hit, hit
from asdocumented.scanning.names import Names, telling

_SHORT = 64
_WHOLE = ("replaced", "digits")

Path: TypeAlias = tuple[Step, ...]


def body_hits(body: bytes, contract: Contract | None, status: int, names: Names) -> Iterator[Hit]:
    """Yield what is replaced in a body, with its place; the first text of one that is no JSON."""
    read = read_body(body, contract, status)
    if read.fault is not None:
        unknown = [one for token in read.tokens for one in _replaced(token)]
        if unknown:
            yield hit("the body", "undocumented-value", unknown[0])
        return
    for token, path, name in _suspects(read):
        place = names.in_body(path)
        if token.kind != "word":
            for kind, value in personal_in(token.text):
                yield hit(place, kind, value)
        for text in _replaced(token):
            if not is_masked(text):
                yield hit(place, _kind(token, name, text), text)


def _suspects(read: BodyText) -> Iterator[tuple[Token, Path, str]]:
    """Yield each token in which something may be found, with its path and the name beside it."""
    numbers = [number for number, token in enumerate(read.tokens) if _may_tell(token)]
    if not numbers:
        return
    wanted = iter(numbers)
    awaited = next(wanted)
    for number, (path, name) in enumerate(_places(with_all_members("".join(read.pieces)))):
        if number == awaited:
            yield read.tokens[number], path, name
            awaited = next(wanted, -1)


def _may_tell(token: Token) -> bool:
    """Tell whether something is found in a token, whatever its place is."""
    if token.kind == "word":
        return False
    if _replaced(token):
        return True
    return (_is_personal if len(token.text) <= _SHORT else _is_personal.__wrapped__)(token.text)


@lru_cache(maxsize=8192)
def _is_personal(text: str) -> bool:
    return next(personal_in(text), None) is not None


def _kind(token: Token, name: str, text: str) -> str:
    if token.treatment in ("kept", "listed", "json"):
        return "sensitive-value"
    if token.sensitive:
        return "named-credential" if telling(name) else "sensitive-value"
    return named_personal(name, text) or "undocumented-value"


def _replaced(token: Token) -> Sequence[str]:
    """Return the texts of a token that redaction would replace, whatever else the file holds."""
    if token.treatment in _WHOLE or (token.treatment == "json" and token.sensitive):
        return (token.text,)
    if token.treatment == "message":
        return token.replaced[:1]
    if token.treatment == "name":
        return (token.whole,) if token.whole else ()
    return token.personal[:1]


def _places(root: Tree) -> Iterator[tuple[Path, str]]:
    """Yield for each token of a JSON text its path and the name beside it; a name's is below it."""
    waiting: list[tuple[Path, str, Tree]] = [((), "", root)]
    while waiting:
        path, name, value = waiting.pop()
        if isinstance(value, Members):
            for key, member in reversed(value):
                below = (*path, key)
                waiting += [(below, key, member), (below, "", None)]
        elif isinstance(value, list):
            waiting += [((*path, n), name, value[n]) for n in reversed(range(len(value)))]
        else:
            yield path, name
