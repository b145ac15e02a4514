"""Which of several documented bodies one is: the branch that it fits best."""

from asdocumented.contracts.model import Node
from asdocumented.formats.json_path import KINDS, Json

_MOST_ITEMS = 20


def best_branch(root: Node, body: Json) -> Node:
    """Return the branch of a root that departs least from a body; the root where it has none.

    Of branches that fit alike, the one with the fewest missing members, else the first.
    """
    if not root.branches:
        return root
    return min(root.branches, key=lambda branch: _misfit(branch, body))


def _misfit(node: Node, value: Json) -> tuple[int, int]:
    """Return how often a value departs from a node, and how many documented members are missing."""
    if not _has_type(node, value):
        return 1, 0
    departs = int(node.enum is not None and value not in node.enum)
    missing = 0
    below: list[tuple[Node, Json]] = []
    if isinstance(value, dict):
        known = {name: node.fields.get(name, node.others) for name in value}
        below = [(child, value[name]) for name, child in known.items() if child is not None]
        departs += 0 if node.open else len(known) - len(below)
        absent = [child for name, child in node.fields.items() if name not in value]
        departs += sum(child.presence.rule == "promised" for child in absent)
        missing = sum(child.citation is not None for child in absent)
    elif isinstance(value, list) and node.item is not None:
        below = [(node.item, item) for item in value[:_MOST_ITEMS]]
    for child, one in below:
        more = _misfit(child, one)
        departs, missing = departs + more[0], missing + more[1]
    return departs, missing


def _has_type(node: Node, value: Json) -> bool:
    """Tell whether a value has a documented type, or else the one that the node's children need."""
    kind = KINDS[type(value)]
    if not node.types:
        needed = {"object"} if node.fields else set()
        needed |= {"array"} if node.item is not None else set()
        return kind in needed or not needed
    return kind in node.types or (kind == "integer" and "number" in node.types)
