"""A value that breaks another constraint of the schema: a pattern, a length, a combination.

Why it matters: a client that relies on the documented bounds meets a value outside them.

Example: documented with at least 8 characters, answered `"A1"`.
"""

from collections.abc import Sequence
from functools import lru_cache

from asdocumented.checks.check import Check, Findings, ParsedInteraction
from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import Citation, Contract, Node
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Step, at, member
from asdocumented.formats.json_schema import TOO_DEEP, Constraints
from asdocumented.formats.literals import spells_null

ID = "broken-constraint"
_ANOTHER_SHAPE = ("the documented shape", "another shape")
_WORDS = {
    "minimum": ("at least {}", "too small"),
    "maximum": ("at most {}", "too large"),
    "exclusiveMinimum": ("more than {}", "too small"),
    "exclusiveMaximum": ("less than {}", "too large"),
    "multipleOf": ("a multiple of {}", "no multiple"),
    "minLength": ("at least {} characters", "too short"),
    "maxLength": ("at most {} characters", "too long"),
    "pattern": ("a text of the documented form", "another form"),
    "format": ("the format {}", "another format"),
    "minItems": ("at least {} items", "too few items"),
    "maxItems": ("at most {} items", "too many items"),
    "minProperties": ("at least {} members", "too few members"),
    "maxProperties": ("at most {} members", "too many members"),
    "uniqueItems": ("no item twice", "an item twice"),
    "required": ("a member that has to be there", "absent"),
    "const": ("the only documented value", "another value"),
    "enum": ("one of the listed values", "another value"),
    "type": ("the documented type", "another type"),
    "oneOf": ("one of the documented forms", "none of them, or more than one"),
    "anyOf": ("one of the documented forms", "none of them"),
    "contains": ("an item of the documented form", "no such item"),
    "not": ("a form that is not excluded", "an excluded form"),
    TOO_DEEP: ("the documented shape", "nested too deeply to judge"),
}
"""What a keyword of JSON Schema promises (with its limit), and what breaks it, in words."""


def _find(parsed: ParsedInteraction) -> Findings:
    contract, root = parsed.situation.contract, parsed.node
    constraints = _constraints(root) if root is not None and parsed.fault is None else None
    if root is None or constraints is None:
        return
    plain = json_body.is_plain(parsed.interaction.response.body)
    for broken in constraints.breaks(parsed.body, plain=plain):
        value = at(parsed.body, broken.path)
        if isinstance(value, str) and spells_null(value):
            continue
        location, citation, sources = _cited(root, broken.path, contract.citation())
        promised, observed = _WORDS.get(broken.keyword, _ANOTHER_SHAPE)
        yield Finding(
            check=ID,
            severity="warning" if broken.keyword == TOO_DEEP else "error",
            location=location,
            follows_from=promised.format("" if broken.limit is None else broken.limit),
            observed=observed,
            citation=citation,
            sources=sources,
            among=location,
            path=broken.path,
        )


def _concerns(contract: Contract) -> bool:
    return any(root.residue is not None for root in contract.bodies.values())


@lru_cache(maxsize=256)
def _constraints(root: Node) -> Constraints | None:
    return None if root.residue is None else Constraints(root.residue)


def _cited(
    root: Node, path: Sequence[Step], page: Citation
) -> tuple[str, Citation, tuple[Citation, ...]]:
    """Return the location of a path, with what the nearest documented node cites."""
    node: Node | None = root
    location, citation, sources = "$", root.citation or page, root.sources
    for step in path:
        free = node is not None and node.others is not None and step not in node.fields
        location += "[*]" if isinstance(step, int) or free else member(step)
        if node is not None:
            node = node.item if isinstance(step, int) else node.fields.get(step, node.others)
        if node is not None and node.citation is not None:
            citation, sources = node.citation, node.sources
    return location, citation, sources


CHECK = Check(
    ID,
    "structure",
    interaction=_find,
    concerns=_concerns,
    title="`{name}` breaks what the page promises of it",
    mend="Correct the promise in {rows}, or the value.",
)
