"""What the page's own examples show: which JSON types stand at which node."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.model import Contract, Node
from asdocumented.errors import Fault
from asdocumented.formats.files import read_json
from asdocumented.formats.json_path import KINDS, Json, mapping


def printed_types(folder: Path, contract: Contract) -> Mapping[Node, frozenset[str]]:
    """Return the JSON types that the printed examples of an edition show, by node.

    An example that cannot be read shows nothing here: whoever judges it says what is wrong.
    """
    found: dict[Node, set[str]] = {}
    for path in sorted((folder / "examples").glob("*.json")):
        try:
            response = mapping(mapping(read_json(path)).get("response"))
        except Fault:
            continue
        status = response.get("status")
        root = contract.body(status if isinstance(status, int) else None)
        body = response.get("body")
        for node, value in _values(best_branch(root, body), body) if root else ():
            found.setdefault(node, set()).add(KINDS[type(value)])
    return {node: frozenset(types) for node, types in found.items()}


def _values(root: Node, body: Json) -> Iterator[tuple[Node, Json]]:
    """Yield every value of a body that has a node; an array may stand for a documented object."""
    stack = [(root, body)]
    while stack:
        node, value = stack.pop()
        yield node, value
        if isinstance(value, list):
            below = node.item or (node if node.fields else None)
            stack += [(below, item) for item in value] if below else []
        elif isinstance(value, dict):
            holder = node.item if node.item is not None and not node.fields else node
            for name, member in value.items():
                child = holder.fields.get(name, holder.others)
                stack += [(child, member)] if child else []
