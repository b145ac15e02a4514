"""The text of a JSON body with the place of each token, so that it can be edited in place.

Duplicate keys, the spelling of numbers, the order of keys and blanks stay as they are.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

_SHORT = 64
"""Of so many characters or fewer, texts come again: names above all."""

Kind: TypeAlias = Literal["string", "number", "word"]

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*+"?)'
    r"|(?P<mark>[{}\[\]])"
    r"|(?P<number>-?[0-9][0-9.eE+-]*)"
    r'|(?P<word>[^\s{}\[\]:,"]+)',
    re.DOTALL,
)


class Leaf(NamedTuple):
    """A string, a number or a word, and its place in the text."""

    kind: Kind
    start: int
    text: str

    @property
    def end(self) -> int:
        """The position behind it."""
        return self.start + len(self.text)

    @property
    def string(self) -> str:
        """The value of a string token; that of a broken one is its own characters."""
        return (_value if len(self.text) <= _SHORT else _value.__wrapped__)(self.text)


@lru_cache(maxsize=8192)
def _value(text: str) -> str:
    if "\\" not in text and text.find('"', 1) == len(text) - 1 > 0 and text[0] == '"':
        return text[1:-1]
    try:
        return str(json.loads(text))
    except ValueError:
        return text.strip('"')


@dataclass(slots=True)
class Object:
    """The members of an object in their order, with duplicates."""

    members: list[tuple[Leaf, "Tree"]] = field(default_factory=list)


@dataclass(slots=True)
class Array:
    """The items of an array."""

    items: list["Tree"] = field(default_factory=list)


Tree: TypeAlias = Leaf | Object | Array


_BRANCHES: Mapping[str, type[Object | Array]] = {"{": Object, "[": Array}


class Edit(NamedTuple):
    """A token, and the text that replaces it."""

    leaf: Leaf
    text: str


def leaves(text: str) -> Iterator[Leaf]:
    """Yield every string, number and word, whether the text is JSON or not."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "mark":
            yield _leaf(found)


def tree(text: str) -> Tree:
    """Return the tree of a JSON text, nested to any depth."""
    root = Array()
    open_branches: list[Object | Array] = [root]
    name: Leaf | None = None
    for found in _TOKEN.finditer(text):
        mark = found[0] if found.lastgroup == "mark" else ""
        if mark == "}" or mark == "]":  # noqa: PLR1714  # twice as quick as a set
            open_branches.pop()
            continue
        branch = open_branches[-1]
        if type(branch) is Object:
            if name is None:
                name = Leaf("string", found.start(), found[0])
                continue
            value: Tree = _BRANCHES[mark]() if mark else _leaf(found)
            branch.members.append((name, value))
            name = None
        else:
            value = _BRANCHES[mark]() if mark else _leaf(found)
            branch.items.append(value)  # type: ignore[union-attr]  # it is an array
        if mark:
            open_branches.append(value)  # type: ignore[arg-type]  # a mark opens a branch
    return root.items[0]


def _leaf(found: re.Match[str]) -> Leaf:
    return Leaf(found.lastgroup, found.start(), found[0])  # type: ignore[arg-type]  # no mark


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with tokens replaced; all characters between them stay as they are."""
    pieces: list[str] = []
    end = 0
    for leaf, replacement in sorted(edits, key=lambda edit: edit.leaf.start):
        pieces += [text[end : leaf.start], replacement]
        end = leaf.end
    return "".join([*pieces, text[end:]])


def quoted(value: str) -> str:
    """Return a string as a JSON token, in ASCII."""
    return json.dumps(value)
