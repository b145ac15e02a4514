"""How each token of a body is treated: as its documented node allows, else it is replaced."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from asdocumented.checks.place import Names, Place, Situation
from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import Json
from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.credentials import sounds_secret
from asdocumented.redaction.json_text import Array, Leaf, Tree, leaves

Treatment: TypeAlias = Literal[
    "digits", "fixed", "json", "kept", "listed", "message", "name", "replaced"
]
"""How a token is written.

- `fixed`: unchanged
- `kept`: with the secrets in it replaced
- `listed`: where a list of values is documented; with the sensitive values in it replaced
- `message`: with the secrets and the unknown words in it replaced
- `name`: an undocumented member name; replaced unless it reads as a name
- `json`: a text that contains JSON, whose tokens are treated each by itself
- `digits`: a text in the place of a date; with its digits replaced
- `replaced`: replaced as a whole
"""

Sensitivity: TypeAlias = Literal["personal", "secret", "message"] | None

_DATE_SHAPE = re.compile(r"[0-9TZtz :./,+-]{1,40}", re.ASCII)
_DATE = re.compile(
    r"([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}"
    r"|(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01]))"
    r"([Tt ]+[0-9]{1,2}(:?[0-9]{2}){1,2}([.,][0-9]{1,9})?)?[Zz ]*([+-][0-9]{2}(:?[0-9]{2})?)?",
    re.ASCII,
)
_JSON_WORDS = frozenset({"true", "false", "null", "NaN", "Infinity", "-Infinity"})
_MOST_NAMES = 256
"""How many members an object may have whose names are remembered from body to body."""
_FEWEST_DIGITS = 2
_FEWEST_UNKNOWN_DIGITS = 5


class Token(NamedTuple):
    """A token of a body, its treatment, and whether its value is sensitive."""

    leaf: Leaf
    treatment: Treatment
    sensitive: bool = False


class _Here(NamedTuple):
    """The documented place of a value, None without one, and how sensitive it is."""

    place: Place | None
    sensitivity: Sensitivity = None


def json_tokens(root: Tree, contract: Contract | None, node: Node | None) -> Iterator[Token]:
    """Yield every token of a JSON text; its documented place is found as in judging."""
    stack: list[tuple[Tree, _Here]] = [(root, _root(contract, node))]
    while stack:
        value, here = stack.pop()
        if isinstance(value, Leaf):
            yield _token(value, here)
        elif isinstance(value, Array):
            below = _items(here)
            stack += [(item, below) for item in value.items]
        else:
            names = tuple([name.string for name, _ in value.members])
            members = _members if len(names) <= _MOST_NAMES else _members.__wrapped__
            found = members(here, names)
            for text, (name, member) in zip(names, value.members, strict=True):
                listed, below = found[text]
                yield Token(name, "fixed" if listed else "name")
                stack.append((member, below))


def loose_tokens(text: str) -> Iterator[Token]:
    """Yield every token of a text that is no JSON: words are messages, values are replaced."""
    for leaf in leaves(text):
        if leaf.kind == "word":
            yield Token(leaf, "fixed" if leaf.text in _JSON_WORDS else "message")
        else:
            yield Token(leaf, "replaced")


@lru_cache(maxsize=64)
def _root(contract: Contract | None, node: Node | None) -> _Here:
    if contract is None or node is None:
        return _Here(None)
    place = Place(node, "$", Situation(contract, EvidenceSet("live"), None), contract.citation())
    return _Here(place, node.sensitive)


@lru_cache(maxsize=1024)
def _items(here: _Here) -> _Here:
    """Return the place of an array's items; the array's own if no array is documented."""
    if here.place is None:
        return here
    return _below(here.place.items() or here.place, here.sensitivity)


@lru_cache(maxsize=1024)
def _members(here: _Here, written: tuple[str, ...]) -> dict[str, tuple[bool, _Here]]:
    """Return for each name of an object whether it is documented, and the place of its value."""
    present = tuple(dict.fromkeys(written))
    owner = here.place.as_object() if here.place else None
    if owner is None:
        return {name: (False, _undocumented(name, here.sensitivity)) for name in present}
    names = Names(owner, present)
    sensitivity = here.sensitivity or owner.node.sensitive
    found = {}
    for name in present:
        node = names.node(name)
        free = name not in owner.node.fields and name not in names.misnamed
        below = (
            _undocumented(name, sensitivity)
            if node is None
            else _below(owner.field(name, node), sensitivity)
        )
        found[name] = (not free, below)
    return found


def _undocumented(name: str, sensitivity: Sensitivity) -> _Here:
    """Return the place of a value that no row documents: a secret where its name sounds so."""
    return _Here(None, sensitivity or ("secret" if sounds_secret(name) else None))


def _below(place: Place, sensitivity: Sensitivity) -> _Here:
    linked = _sensitive_locations(place.situation.contract).get(place.node.location)
    return _Here(place, place.node.sensitive or linked or sensitivity)


@lru_cache(maxsize=64)
def _sensitive_locations(contract: Contract) -> dict[str, Sensitivity]:
    """Return the locations whose values repeat a sensitive parameter."""
    rules = [(rule.location, contract.parameters.get(rule.parameter)) for rule in contract.filters]
    return {at: found.sensitive for at, found in rules if at and found and found.sensitive}


def _token(leaf: Leaf, here: _Here) -> Token:
    node = here.place.node if here.place else None
    if leaf.kind == "word":
        return Token(leaf, "fixed")
    if leaf.kind == "number":
        return Token(
            leaf, _of_number(leaf.text, node, here.sensitivity), here.sensitivity is not None
        )
    treatment = _of_string(leaf.string, node, here.sensitivity)
    return Token(leaf, treatment, here.sensitivity not in (None, "message"))


def _of_string(text: str, node: Node | None, sensitivity: Sensitivity) -> Treatment:
    if not text.strip() or spells_null(text) or spells_boolean(text):
        return "fixed"
    if node is None or not _takes(node, "string"):
        return "message" if sensitivity == "message" and node is not None else "replaced"
    return _of_known_string(text, node, sensitivity)


def _of_known_string(text: str, node: Node, sensitivity: Sensitivity) -> Treatment:
    if text.casefold() in _listed(node):
        return "fixed"
    if node.date is not None:
        return _of_date(text, node)
    if sensitivity == "message":
        return "message"
    if node.json_text is not None:
        return "json"
    rest: Treatment = "listed" if _listed(node) else "kept"
    return rest if sensitivity is None else "replaced"


def _of_date(text: str, node: Node) -> Treatment:
    form = node.date
    right = form is not None and (form.looks_right(text) or form.looks_right(f"{text}Z"))
    if right or _DATE.fullmatch(text):
        return "fixed"
    return "digits" if _DATE_SHAPE.fullmatch(text) else "replaced"


def _of_number(text: str, node: Node | None, sensitivity: Sensitivity) -> Treatment:
    digits = sum(character.isdigit() for character in text)
    if node is not None and node.enum is not None and _is_listed(text, node.enum):
        return "fixed"
    if sensitivity is not None:
        return "replaced" if digits >= _FEWEST_DIGITS else "fixed"
    known = node is not None and (_takes(node, "integer") or _takes(node, "number"))
    if node is None or not known or (node.date is not None and node.epoch is None):
        return "replaced" if digits >= _FEWEST_UNKNOWN_DIGITS else "listed"
    if node.epoch is not None:
        return "fixed"
    return "listed" if node.enum is not None else "kept"


def _takes(node: Node, kind: str) -> bool:
    """Tell whether the contract documents a value of this JSON type here."""
    nested = bool(node.fields) or node.item is not None or node.others is not None
    return not nested and (not node.types or kind in node.types)


@lru_cache(maxsize=4096)
def _listed(node: Node) -> frozenset[str]:
    listed = (*(node.enum or ()), *node.known_values)
    return frozenset(str(value).casefold() for value in listed)


def _is_listed(text: str, enum: tuple[Json, ...]) -> bool:
    return any(
        float(text) == value
        for value in enum
        if isinstance(value, int | float) and not isinstance(value, bool)
    )
