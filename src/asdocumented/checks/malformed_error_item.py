"""An item of an error or warning array without the documented members or types.

Why it matters: a client that reads the code of the error reads nothing, and reports none.

Example: documented `{"status", "code", "message"}`, answered `{"error": "not found"}`.
"""

from collections.abc import Callable, Iterator

from asdocumented.checks import Check, Findings, ValueRule
from asdocumented.location import KINDS, Json, Step, member, printable
from asdocumented.model import Node
from asdocumented.place import Place

ID = "malformed-error-item"


def _applies(place: Place, kind: type) -> bool:
    return kind is list and place.node.error_array and place.node.item is not None


def _passes(_: Place) -> Callable[[list[Json]], bool]:
    return lambda items: not items


def _find(place: Place, items: list[Json]) -> Findings:
    node = place.node.item
    for index, item in enumerate(items if node is not None else ()):
        for name, documented, observed in _faults(node, item) if node else ():
            path: tuple[Step, ...] = (index, name) if name else (index,)
            yield place.finding(
                ID,
                "warning",
                observed,
                documented=documented,
                citation=(node.citation if node else None) or place.citation,
                below="[*]" + (member(name) if name else ""),
                among=f"{place.location}[*]",
                path=path,
            )


def _faults(node: Node, item: Json) -> Iterator[tuple[str, str, str]]:
    """Yield the member (empty for the item), what is documented, and what was observed."""
    if not isinstance(item, dict):
        if not node.types or KINDS[type(item)] not in node.types:
            yield "", node.kinds, KINDS[type(item)]
        return
    for name, field in node.fields.items():
        if name not in item:
            if field.presence.rule == "promised":
                yield name, field.kinds, "absent"
        elif field.types and not _fits(item[name], field):
            yield name, field.kinds, KINDS[type(item[name])]
    for name in item:
        if name not in node.fields and node.fields:
            yield name, "nothing", f"a member {printable(name)[:40]}"


def _fits(value: Json, node: Node) -> bool:
    kind = KINDS[type(value)]
    return kind in node.types or (kind == "integer" and "number" in node.types)


CHECK = Check(ID, "errors", value=ValueRule(_applies, _find, _passes))
