"""Which tokens of a body may stay: by the documented node, else not at all."""

import re
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from asdocumented import bodies
from asdocumented.model import Contract, Node
from asdocumented.place import Names, Place, Situation
from asdocumented.redaction.json_text import (
    Array,
    Edit,
    Leaf,
    Tree,
    edited,
    leaves,
    quoted,
    tree,
)
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.vocabulary import chunks, is_plain, vocabulary
from asdocumented.words import spells_boolean, spells_null

Treatment: TypeAlias = Literal["fixed", "kept", "message", "name", "replaced"]
"""`fixed` to the letter; `kept` but for secrets in it; `message` but for words nobody knows;
`name` of a member that no table lists; `replaced` whole."""

_NAME = re.compile(r"[@$_A-Za-z][A-Za-z_.:$-]{0,58}[0-9]{0,2}", re.ASCII)
_DATE_SHAPE = re.compile(r"[0-9TZtz :./,+-]{1,40}", re.ASCII)
_NUMBER = re.compile(r"(-?[0-9]+)(?:\.([0-9]+))?([eE][+-]?[0-9]+)?", re.ASCII)
_FEWEST_DIGITS = 2
_FEWEST_UNKNOWN_DIGITS = 5


def redact_body(
    body: bytes, contract: Contract | None, status: int, pseudonyms: Pseudonyms, secrets: Secrets
) -> bytes:
    """Return a body with everything replaced that may not stay; its kind of fault survives."""
    text = body.decode("utf-8", "surrogateescape")
    fault = bodies.parse(body)[1]
    node = contract.body(status) if contract and fault is None else None
    found = list(_treatments(tree(text), _place(contract, node)) if fault is None else _loose(text))
    public = vocabulary(contract)
    replaced = [_value(leaf) for leaf, treatment in found if treatment == "replaced"]
    pseudonyms.announce(replaced)
    secrets.add(replaced, public)
    _add_messages(found, public, pseudonyms, secrets)
    edits = [
        Edit(leaf, new)
        for leaf, treatment in found
        if (new := _written(leaf, treatment, pseudonyms, secrets, public)) != leaf.text
    ]
    written = edited(text, edits).encode("utf-8", "surrogateescape")
    return written if bodies.parse(written)[1] == fault else _STAND_INS.get(fault or "", b"x")


_STAND_INS = {
    "not UTF-8": b"\xff",
    "nested too deeply": b"[" * 100_000 + b"]" * 100_000,
    "NaN or Infinity": b"NaN",
    "a number too long to read": b"1" * 5000,
    "an empty body": b"",
    "HTML or XML": b"<html>",
    "JSON behind a byte order mark": "\ufeff{}".encode(),
    "more than one JSON value": b"{} {}",
    "JSON cut off": b"{",
}
"""For each kind of fault a body that has it and nothing else."""


def _place(contract: Contract | None, node: Node | None) -> Place | None:
    if contract is None or node is None:
        return None
    situation = Situation(contract, "live", None)
    return Place(node, "$", situation, node.citation or contract.citation())


def _treatments(root: Tree, place: Place | None) -> Iterator[tuple[Leaf, Treatment]]:
    """Yield every token of a JSON text; places are found as when a body is judged."""
    stack: list[tuple[Tree, Place | None]] = [(root, place)]
    while stack:
        value, here = stack.pop()
        if isinstance(value, Leaf):
            yield value, _treatment(value, here.node if here else None)
        elif isinstance(value, Array):
            below = here.items() if here and here.node.sensitive is None else None
            stack += [(item, below) for item in value.items]
        else:
            owner = here.as_object() if here and here.node.sensitive is None else None
            present = tuple(dict.fromkeys(name.string for name, _ in value.members))
            names = Names(owner, present) if owner else None
            for name, member in value.members:
                node = names.node(name.string) if names else None
                listed = names is not None and node is not None and node is not _others(names)
                yield name, "fixed" if listed else "name"
                known = owner.field(name.string, node) if owner and node else None
                stack.append((member, known))


def _others(names: Names) -> Node | None:
    return names.place.node.others


def _loose(text: str) -> Iterator[tuple[Leaf, Treatment]]:
    """Yield every token of a text that is not JSON; words may be anything but JSON's own."""
    for leaf in leaves(text):
        fixed = leaf.kind == "word" and leaf.text in ("true", "false", "null", "NaN", "Infinity")
        yield leaf, "fixed" if fixed else "replaced"


def _treatment(leaf: Leaf, node: Node | None) -> Treatment:
    if leaf.kind == "number":
        return _of_number(leaf.text, node)
    return _of_string(leaf.string, node) if leaf.kind == "string" else "fixed"


def _of_string(text: str, node: Node | None) -> Treatment:
    if not text.strip() or spells_null(text) or spells_boolean(text):
        return "fixed"
    if node is None or not _takes(node, "string"):
        return "replaced"
    listed = {str(value).casefold() for value in (*(node.enum or ()), *node.known_values)}
    if text.casefold() in listed:
        return "fixed"
    if node.sensitive is not None:
        return "message" if node.sensitive == "message" else "replaced"
    if node.date is not None:
        return "fixed" if _DATE_SHAPE.fullmatch(text) else "replaced"
    return "kept"


def _of_number(text: str, node: Node | None) -> Treatment:
    digits = sum(character.isdigit() for character in text)
    if node is None or not (_takes(node, "integer") or _takes(node, "number")):
        return "replaced" if digits >= _FEWEST_UNKNOWN_DIGITS else "fixed"
    if node.sensitive in ("personal", "secret"):
        return "replaced" if digits >= _FEWEST_DIGITS else "fixed"
    return "fixed" if node.epoch is not None else "kept"


def _takes(node: Node, kind: str) -> bool:
    """Tell whether the contract knows a value of this JSON type here."""
    nested = bool(node.fields) or node.item is not None or node.others is not None
    return not nested and (not node.types or kind in node.types)


def _value(leaf: Leaf) -> str:
    return leaf.string if leaf.kind == "string" else leaf.text


def _written(
    leaf: Leaf,
    treatment: Treatment,
    pseudonyms: Pseudonyms,
    secrets: Secrets,
    public: frozenset[str],
) -> str:
    """Return what is written in the place of a token."""
    if treatment == "fixed":
        return leaf.text
    if leaf.kind == "number":
        whole = treatment == "replaced" or leaf.text.lstrip("-") in secrets.replaced
        return _number(leaf.text, pseudonyms.of) if whole else leaf.text
    old = _value(leaf)
    if treatment == "replaced":
        new = pseudonyms.of(old)
    elif treatment == "name":
        new = redact_name(old, pseudonyms, secrets)
    elif treatment == "message":
        new = secrets.without_them(old, pseudonyms, lambda rest: _message(rest, pseudonyms, public))
    else:
        new = secrets.without_them(old, pseudonyms)
    if leaf.kind == "word":
        return new
    return leaf.text if new == old else _quoted_like(leaf.text, new)


def _quoted_like(token: str, new: str) -> str:
    """Return a string token; one that had no end gets none."""
    whole = len(token) > 1 and token.endswith('"')
    return quoted(new) if whole else quoted(new)[:-1]


def _number(text: str, of: Callable[[str], str]) -> str:
    """Return a number with other digits, spelled the same way: `12.50` stays a decimal."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return of(text)
    whole, fraction, exponent = found[1], found[2], found[3] or ""
    new = of(whole) if len(whole.lstrip("-")) > 1 else whole
    if fraction is None:
        return new + exponent
    other = of(fraction) if fraction.strip("0") else fraction
    return f"{new}.{other if other.strip('0') or not fraction.strip('0') else fraction}{exponent}"


def redact_name(name: str, pseudonyms: Pseudonyms, secrets: Secrets) -> str:
    """Return a name that no table lists: it may stay where it reads as a name and is no secret."""
    if _NAME.fullmatch(name) is None or name.lower() in secrets.replaced:
        return pseudonyms.of(name)
    return secrets.without_them(name, pseudonyms)


def _message(text: str, pseudonyms: Pseudonyms, public: frozenset[str]) -> str:
    """Return a message in which the words that nobody knows are replaced."""
    new, end = "", 0
    for found in chunks(text):
        kept = is_plain(found[0], public)
        new += text[end : found.start()] + (found[0] if kept else pseudonyms.of(found[0]))
        end = found.end()
    return new + text[end:]


def _add_messages(
    found: list[tuple[Leaf, Treatment]],
    public: frozenset[str],
    pseudonyms: Pseudonyms,
    secrets: Secrets,
) -> None:
    """Remember the words of messages that are going to be replaced."""
    words = [
        chunk[0]
        for leaf, treatment in found
        if treatment == "message"
        for chunk in chunks(leaf.string)
        if not is_plain(chunk[0], public)
    ]
    pseudonyms.announce(words)
    secrets.add(words, public)
