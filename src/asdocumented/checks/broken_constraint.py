"""A value that breaks another constraint of the schema: a pattern, a length, a combination.

Why it matters: a client that relies on the documented bounds meets a value outside them.

Example: documented with `minLength: 8`, answered `"A1"`.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from asdocumented.checks import Check, Exchange, Findings
from asdocumented.location import Step, member
from asdocumented.model import Citation, Contract, Finding, Node

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

ID = "broken-constraint"
_MOST = 200


def _find(exchange: Exchange) -> Findings:
    contract, root = exchange.situation.contract, exchange.node
    if root is None or exchange.fault is not None or not contract.residues:
        return
    status = next(status for status, node in contract.bodies.items() if node is root)
    validator = _validator(contract, status)
    if validator is None:
        return
    for count, error in enumerate(validator.iter_errors(exchange.body)):
        if count == _MOST:
            break
        path: list[Step] = list(error.instance_path)
        location, citation, documented = _cited(root, path, contract.citation())
        yield Finding(
            check=ID,
            severity="error",
            location=location,
            documented=documented,
            observed=f"breaks {error.kind.name}",
            citation=citation,
            among=location,
            path=tuple(path),
        )


@lru_cache(maxsize=256)
def _validator(contract: Contract, status: str) -> "Draft202012Validator | None":
    if status not in contract.residues:
        return None
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(dict(contract.residues[status]), validate_formats=True)


def _cited(root: Node, path: Sequence[Step], page: Citation) -> tuple[str, Citation, str]:
    node, location, citation, documented = root, "$", root.citation or page, root.documented
    for step in path:
        location += "[*]" if isinstance(step, int) else member(step)
        below = node.item if isinstance(step, int) else node.fields.get(step) or node.others
        if below is None:
            break
        node, citation, documented = below, below.citation or citation, below.documented
    return location, citation, documented


CHECK = Check(ID, "structure", exchange=_find)
