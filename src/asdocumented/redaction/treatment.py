"""How a value of a body is treated: as its documented node allows, else it is replaced."""

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from asdocumented.contracts.model import Node
from asdocumented.formats.json_path import Json
from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.tokens import Treatment

Sensitivity: TypeAlias = Literal["personal", "secret", "message"] | None

_DATE_SHAPE = re.compile(r"[0-9TZtz :./,+-]{1,40}", re.ASCII)
_DATE = re.compile(
    r"([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}"
    r"|(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01]))"
    r"([Tt ]+[0-9]{1,2}(:?[0-9]{2}){1,2}([.,][0-9]{1,9})?)?[Zz ]*([+-][0-9]{2}(:?[0-9]{2})?)?",
    re.ASCII,
)
_FEWEST_DIGITS = 2
_FEWEST_UNKNOWN_DIGITS = 5


def of_string(text: str, node: Node | None, sensitivity: Sensitivity) -> Treatment:
    """Return how a text is treated at a documented node, None without one."""
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


def of_number(text: str, node: Node | None, sensitivity: Sensitivity) -> Treatment:
    """Return how a number, as it is spelled, is treated at a documented node."""
    digits = len(text) if text.isdigit() else sum(map(str.isdigit, text))
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
