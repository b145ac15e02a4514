"""What the page's own examples show: which values stand at which node."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.model import Contract, Node, PrintedExample
from asdocumented.errors import Fault
from asdocumented.formats.files import files_in, read_json
from asdocumented.formats.json_path import KINDS, Json, mapping


def printed_examples(folder: Path) -> tuple[PrintedExample, ...]:
    """Return the printed examples of an edition, by name.

    An example that cannot be read shows nothing here: whoever judges it says what is wrong.
    """
    found = []
    for path in files_in(folder / "examples", "*.json"):
        try:
            example = mapping(read_json(path))
        except Fault:
            continue
        request, response = mapping(example.get("request")), mapping(example.get("response"))
        status = response.get("status")
        found.append(
            PrintedExample(
                path.stem,
                str(request.get("url", "")),
                request.get("source") == "printed",
                status if isinstance(status, int) else None,
                response.get("body"),
            )
        )
    return tuple(found)


def printed_types(
    contract: Contract, examples: Sequence[PrintedExample]
) -> Mapping[Node, frozenset[str]]:
    """Return the JSON types that printed examples show, by node."""
    found: dict[Node, set[str]] = {}
    for node, value in printed_values(contract, examples):
        found.setdefault(node, set()).add(KINDS[type(value)])
    return {node: frozenset(types) for node, types in found.items()}


def printed_values(
    contract: Contract, examples: Sequence[PrintedExample]
) -> Iterator[tuple[Node, Json]]:
    """Yield every value of printed bodies that has a node.

    An array may stand for a documented object.
    """
    for one in examples:
        root = contract.body(one.status)
        yield from _values(best_branch(root, one.body), one.body) if root else ()


def _values(root: Node, body: Json) -> Iterator[tuple[Node, Json]]:
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
