"""An item of an error or warning array without the documented members or types.

Why it matters: a client that reads the code of the error reads nothing, and reports none.

Example: documented `{"status", "code", "message"}`, answered `{"error": "not found"}`.
"""

from collections.abc import Iterator

import msgspec

from asdocumented.checks.check import Check, Findings, Rating, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.contracts.model import Citation, Node
from asdocumented.formats.json_path import KINDS, Json, member, printable

ID = "malformed-error-item"
_UNLISTED = "unlistedByAnyTable"
_BELOW = f"[*].{_UNLISTED}"
_VALUES: dict[str, Json] = {
    "string": "words",
    "integer": 7,
    "number": 7.5,
    "boolean": True,
    "object": {},
    "array": [],
}


def _applies(place: Place, kind: type) -> bool:
    return kind is list and place.node.error_array and place.node.item is not None


def _find(place: Place, items: list[Json]) -> Findings:
    node = place.node.item
    for index, item in enumerate(items if node is not None else ()):
        for fault in _faults(node, item) if node else ():
            below = () if fault.name is None else (fault.name,)
            yield place.finding(
                ID,
                "warning",
                fault.observed,
                observed_class=fault.observed_class,
                documented=fault.documented,
                citation=fault.citation or (node.citation if node else None),
                below="[*]" + "".join(member(name) for name in below),
                among=f"{place.location}[*]",
                path=(index, *below),
            )


class _Fault(msgspec.Struct, frozen=True):
    """What is wrong with a member of an item, or with the item itself (no name)."""

    name: str | None
    documented: str
    observed: str
    citation: Citation | None = None
    observed_class: str = ""


def _faults(node: Node, item: Json) -> Iterator[_Fault]:
    if not _fits(item, node):
        yield _Fault(None, node.kinds if node.types else "object", KINDS[type(item)])
    elif isinstance(item, dict):
        for name, field in node.fields.items():
            if name not in item:
                if field.presence.rule == "promised":
                    yield _Fault(name, field.kinds, "absent", field.citation)
            elif not _fits(item[name], field):
                yield _Fault(name, field.kinds, KINDS[type(item[name])], field.citation)
        listed = bool(node.fields) and not node.open and node.others is None
        for name in item:
            if listed and name not in node.fields:
                observed = f"a member {printable(name)[:40]}"
                yield _Fault(name, "in no row", observed, observed_class="an undocumented member")


def _fits(value: Json, node: Node) -> bool:
    """Tell whether a value has a documented type; documented members make it an object."""
    kind = KINDS[type(value)]
    if not node.types:
        return kind == "object" or not node.fields
    return kind in node.types or (kind == "integer" and "number" in node.types)


def _mutations(spot: Spot) -> Mutants:
    """Put an item into an error array that is not as its rows say."""
    item = spot.node.item
    if not spot.node.error_array or item is None or not isinstance(spot.value, list):
        return
    right: dict[str, Json] = {name: _VALUES[_kind(node)] for name, node in item.fields.items()}
    if item.fields or (item.types and "string" not in item.types):
        yield spot.becomes("an error that is a text", [*spot.value, "failed"], "[*]")
    if item.fields and not item.open and item.others is None:
        added: Json = {**right, _UNLISTED: 1}
        yield spot.becomes("an error with an unlisted member", [*spot.value, added], _BELOW)
    for name, node in item.fields.items():
        if node.types:
            wrong: Json = {**right, name: [[]]}
            below = f"[*]{member(name)}"
            yield spot.becomes("an error with a wrong type", [*spot.value, wrong], below)
        if node.presence.rule == "promised":
            absent: Json = {one: value for one, value in right.items() if one != name}
            below = f"[*]{member(name)}"
            yield spot.becomes("an error without a member", [*spot.value, absent], below)


def _kind(node: Node) -> str:
    return next((kind for kind in _VALUES if kind in node.types), "string")


CHECK = Check(
    ID,
    "errors",
    severities=(
        Rating(
            "warning",
            "an error lacks documented members or types",
            "a client does not learn what failed",
        ),
    ),
    value=ValueRule(_applies, _find),
    grouping="object",
    title="Items of {parent} are not as documented",
    mend="Send error items with the documented members, or correct {rows}.",
    mutations=each_value(_mutations),
)
