"""Recognises answers that can show nothing about the API: refusals and empty results."""

from collections.abc import Iterator
from typing import TypeAlias

from asdocumented.checks.statuses import status_members
from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json

_Found: TypeAlias = tuple[Json, Node | None]
_REFUSALS = {401, 403}
_MISSING = 404


def shows_nothing(contract: Contract, interaction: Interaction) -> bool:
    """Tell whether an answer is a refusal, a "not found", or an empty result.

    A result is empty where its body has no values but those in error arrays, statuses, and the
    identity that the request asked for.
    """
    status = interaction.response.status
    if status in _REFUSALS or status == _MISSING:
        return True
    root = contract.body(status)
    body, fault = json_body.parse(interaction.response.body)
    if root is None or fault is not None:
        return root is None
    return next(_values(body, root), None) is None


def _values(body: Json, root: Node) -> Iterator[Json]:
    """Yield the values that show something."""
    statuses = status_members(root)
    stack: list[_Found] = [(body, root)]
    while stack:
        value, node = stack.pop()
        if node is not None and node.error_array:
            continue
        if isinstance(value, list):
            identity = node.identity if node else None
            item = node.item if node else None
            stack += [(_without(one, identity), item) for one in value]
        elif isinstance(value, dict):
            fields = node.fields if node else {}
            stack += [(v, fields.get(name)) for name, v in value.items() if name not in statuses]
        elif value is not None and value != "":
            yield value


def _without(item: Json, identity: str | None) -> Json:
    if identity is None or not isinstance(item, dict):
        return item
    return {name: value for name, value in item.items() if name != identity}
