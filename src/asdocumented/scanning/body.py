"""Finds in the body of a response what redaction would replace."""

from collections.abc import Iterator

from asdocumented.contracts.model import Contract
from asdocumented.formats.json_path import Step
from asdocumented.redaction.body import read_body
from asdocumented.redaction.json_text import Array, Leaf, Tree, tree
from asdocumented.redaction.persons import personal_parts
from asdocumented.redaction.placeholders import is_masked
from asdocumented.redaction.treatment import Token
from asdocumented.redaction.vocabulary import reads_as_name, vocabulary
from asdocumented.redaction.writer import unknown_words
from asdocumented.scanning.forms import named_personal, personal_in
from asdocumented.scanning.model import Hit, hit
from asdocumented.scanning.names import Names, telling

_WHOLE = ("replaced", "digits")


def body_hits(body: bytes, contract: Contract | None, status: int, names: Names) -> Iterator[Hit]:
    """Yield what is replaced in a body, with its place; the first text of one that is no JSON."""
    read = read_body(body, contract, status)
    public = vocabulary(contract)
    if read.fault is not None:
        unknown = [one for token in read.tokens for one in _replaced(token, public)]
        if unknown:
            yield hit("the body", "undocumented-value", unknown[0])
        return
    treated = {token.leaf.start: token for token in read.tokens if token.treatment != "fixed"}
    for path, name, leaf in _leaves(tree(read.text)):
        if leaf.kind != "word":
            for kind, value in personal_in(_value(leaf)):
                yield hit(names.in_body(path), kind, value)
        token = treated.get(leaf.start)
        if token is None:
            continue
        for text in _replaced(token, public):
            if not is_masked(text):
                yield hit(names.in_body(path), _kind(token, name, text), text)


def _kind(token: Token, name: str, text: str) -> str:
    if token.treatment in ("kept", "listed", "json"):
        return "sensitive-value"
    if token.sensitive:
        return "named-credential" if telling(name) else "sensitive-value"
    return named_personal(name, text) or "undocumented-value"


def _replaced(token: Token, public: frozenset[str]) -> list[str]:
    """Return the texts of a token that redaction would replace, whatever else the file holds."""
    text = _value(token.leaf)
    if token.treatment in _WHOLE:
        return [text]
    if token.treatment == "message":
        return unknown_words(text, public)[:1]
    if token.treatment == "name":
        return [] if reads_as_name(text, public) else [text]
    if token.leaf.kind != "string":
        return []
    if token.treatment == "json" and token.sensitive:
        return [text]
    return [*personal_parts(text)][:1]


def _leaves(root: Tree) -> Iterator[tuple[tuple[Step, ...], str, Leaf]]:
    """Yield each token of a JSON text with its path and the name beside it; a name below itself."""
    waiting: list[tuple[tuple[Step, ...], str, Tree]] = [((), "", root)]
    while waiting:
        path, name, value = waiting.pop()
        if isinstance(value, Leaf):
            yield path, name, value
        elif isinstance(value, Array):
            waiting += [((*path, number), name, one) for number, one in enumerate(value.items)]
        else:
            for key, member in value.members:
                below = (*path, key.string)
                yield below, "", key
                waiting.append((below, key.string, member))


def _value(leaf: Leaf) -> str:
    return leaf.string if leaf.kind == "string" else leaf.text
