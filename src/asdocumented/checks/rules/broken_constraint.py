"""A value that breaks another constraint of the schema: a pattern, a length, a combination.

Why it matters: a client that relies on the documented bounds meets a value outside them.

Example: documented with `minLength: 8`, answered `"A1"`.
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
        too_deep = broken.keyword == TOO_DEEP
        location, citation, documented = _cited(root, broken.path, contract.citation())
        yield Finding(
            check=ID,
            severity="warning" if too_deep else "error",
            location=location,
            documented=documented,
            observed="nested too deeply to judge" if too_deep else f"breaks {broken.keyword}",
            citation=citation,
            among=location,
            path=broken.path,
        )


def _concerns(contract: Contract) -> bool:
    return any(root.residue is not None for root in contract.bodies.values())


@lru_cache(maxsize=256)
def _constraints(root: Node) -> Constraints | None:
    return None if root.residue is None else Constraints(root.residue)


def _cited(root: Node, path: Sequence[Step], page: Citation) -> tuple[str, Citation, str]:
    """Return the location of a path, with the row and datatype of the nearest documented node."""
    node: Node | None = root
    location, citation, documented = "$", root.citation or page, root.documented
    for step in path:
        free = node is not None and node.others is not None and step not in node.fields
        location += "[*]" if isinstance(step, int) or free else member(step)
        if node is not None:
            node = node.item if isinstance(step, int) else node.fields.get(step, node.others)
        if node is not None:
            citation, documented = node.citation or citation, node.documented
    return location, citation, documented


CHECK = Check(
    ID,
    "structure",
    interaction=_find,
    concerns=_concerns,
    title="`{name}` breaks what the page promises of it",
    mend="Correct the promise in {rows}, or the value.",
)
