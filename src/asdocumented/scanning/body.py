"""Finds in the body of a response what redaction would replace."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from asdocumented.contracts.model import Contract
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Step
from asdocumented.redaction.body import BodyText, read_body
from asdocumented.redaction.json_text import Members, Tree, with_all_members
from asdocumented.redaction.pairs import may_name
from asdocumented.redaction.placeholders import is_masked
from asdocumented.redaction.telling_names import telling
from asdocumented.redaction.tokens import Token
from asdocumented.scanning.entry import named_hits, texts
from asdocumented.scanning.forms import named_personal, personal_in
from asdocumented.scanning.model import Hit, hit
from asdocumented.scanning.names import Names

_SHORT = 64
_BEGINNING = 2**16
_WHOLE = ("replaced", "digits")

Path: TypeAlias = tuple[Step, ...]


def body_hits(body: bytes, contract: Contract | None, status: int, names: Names) -> Iterator[Hit]:
    """Yield what is replaced in a body, with its place; the first text of one that is no JSON."""
    parsed = json_body.read(body)
    if parsed[1] is not None:
        if unknown := _first_replaced(body, contract, status, parsed):
            yield hit("the body", "undocumented-value", unknown)
        return
    read = read_body(body, contract, status, parsed)
    for token, path, name in _suspects(read, names):
        place = names.in_body(path)
        if token.kind != "word":
            for kind, value in personal_in(token.text):
                yield hit(place, kind, value)
            yield from _named_inside(token.text, place, names)
        for text in _replaced(token):
            if not is_masked(text):
                yield hit(place, _kind(token, name, text), text)


def _first_replaced(
    body: bytes, contract: Contract | None, status: int, parsed: json_body.ParsedBody
) -> str:
    """Return the first text that redaction would replace in a body that is no JSON, "" for none.

    The beginning of a large one is looked at before the rest; what it ends in may be cut off.
    """
    for part, whole in ((body[:_BEGINNING], len(body) <= _BEGINNING), (body, True)):
        tokens = read_body(part, contract, status, parsed).tokens
        for token in tokens if whole else tokens[:-1]:
            if replaced := _replaced(token):
                return replaced[0]
        if whole:
            break
    return ""


def _named_inside(text: str, place: str, names: Names) -> Iterator[Hit]:
    """Yield the credentials that names tell within a text: pairs, JSON, and both in Base64."""
    if not may_name(text):
        return
    for one in texts(text):
        for found in named_hits(one, names, names.words):
            yield found._replace(place=f"{place}.{found.place}")


def _suspects(read: BodyText, names: Names) -> Iterator[tuple[Token, Path, str]]:
    """Yield each token in which something may be found, with its path and the name beside it."""
    numbers = [number for number, token in enumerate(read.tokens) if _may_tell(token, names)]
    if not numbers:
        return
    wanted = iter(numbers)
    awaited = next(wanted)
    for number, (path, name) in enumerate(_places(with_all_members("".join(read.pieces)))):
        if number == awaited:
            yield read.tokens[number], path, name
            awaited = next(wanted, -1)


def _may_tell(token: Token, names: Names) -> bool:
    """Tell whether something is found in a token, whatever its place is."""
    if token.kind == "word":
        return False
    if _replaced(token):
        return True
    return (_tells if len(token.text) <= _SHORT else _tells.__wrapped__)(token.text, names)


@lru_cache(maxsize=8192)
def _tells(text: str, names: Names) -> bool:
    found = chain(personal_in(text), _named_inside(text, "", names))
    return next(found, None) is not None


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
