"""One item answered twice, told apart by the letter case of its code or by nothing.

Why it matters: a client that looks codes up without case finds two answers, one of them wrong.

Example: `wl2zbjzk` succeeded and `WL2ZBJZK` failed in the same response.
"""

from asdocumented.checks.check import Check, Findings, ValueRule
from asdocumented.checks.place import Place
from asdocumented.contracts.model import Citation, Node
from asdocumented.formats.json_path import Json, member
from asdocumented.formats.literals import spells_null

ID = "repeated-item"


def _applies(place: Place, kind: type) -> bool:
    return kind is list and place.node.identity is not None


def _find(place: Place, items: list[Json]) -> Findings:
    name = place.node.identity or ""
    node = place.node.item.fields.get(name) if place.node.item else None
    seen: dict[str | int, str | int] = {}
    for index, item in enumerate(items):
        identity = item.get(name) if isinstance(item, dict) else None
        if not isinstance(identity, str | int) or isinstance(identity, bool):
            continue
        if isinstance(identity, str) and spells_null(identity):
            continue
        folded = identity.casefold() if isinstance(identity, str) else identity
        first = seen.get(folded)
        if first is None:
            seen[folded] = identity
        else:
            yield place.finding(
                ID,
                "warning",
                "answered again" if first == identity else "answered again in another letter case",
                documented=f"one item for each {name}",
                citation=_citation(place, node),
                below=f"[*]{member(name)}",
                path=(index, name),
            )


def _citation(place: Place, node: Node | None) -> Citation | None:
    """Return the row of the parameter that decides the letter case, else that of the identity."""
    rule = node.letter_case if node else None
    parameter = place.situation.contract.parameters.get(rule.parameter) if rule else None
    if parameter is not None:
        return parameter.citation
    return node.citation if node else None


CHECK = Check(
    ID,
    "letter case",
    value=ValueRule(_applies, _find),
    grouping="values",
    title="An item with one `{name}` is answered twice",
    mend="Answer each item once.",
)
