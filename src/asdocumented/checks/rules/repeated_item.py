"""One item answered twice, told apart by the letter case of its code or by nothing.

Why it matters: a client that looks codes up without case finds two answers, one of them wrong.

Example: `wl2zbjzk` succeeded and `WL2ZBJZK` failed in the same response.
"""

from typing import Any, Literal

from asdocumented.checks.check import Check, Findings, Finds, Rating, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import FindingFields, Place
from asdocumented.contracts.model import Node, Unique
from asdocumented.formats.json_path import Json, member
from asdocumented.formats.literals import spells_null

ID = "repeated-item"
_SAME = "answered again"
_OTHER_CASE = "answered again in another letter case"
_SHARED = "the same for two items"


def _applies(place: Place, kind: type) -> bool:
    return kind is list and place.node.identity is not None


def _looks_at(place: Place) -> list[str]:
    return [place.node.identity or "", *(unique.member for unique in place.node.unique)]


def _finds(place: Place, _: type) -> Finds:
    """Return what tells quickly that all items differ in what they must not share."""
    identity, others = place.node.identity or "", [one.member for one in place.node.unique]

    def finds(items: list[Any]) -> Literal[False] | None:
        if len(items) < 2:
            return False
        try:
            several = [{item[identity].casefold() for item in items}]
            several += [{item[name] for item in items} for name in others]
        except (AttributeError, KeyError, TypeError):
            return None
        return False if all(len(one) == len(items) for one in several) else None

    return finds


def _find(place: Place, items: list[Json]) -> Findings:
    yield from _again(place, items)
    for unique in place.node.unique:
        yield from _shared(place, items, unique)


def _shared(place: Place, items: list[Json], unique: Unique) -> Findings:
    """Yield each item that has the unique member of an item with another identity."""
    name, identity = unique.member, place.node.identity or ""
    first: dict[str | int, str] = {}
    for index, item in enumerate(items):
        value = item.get(name) if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(value, str | int):
            continue
        own = str(item.get(identity)).casefold()
        if value != unique.unset and first.setdefault(value, own) != own:
            node = place.node.item.fields.get(name) if place.node.item else None
            yield place.finding(
                ID,
                "warning",
                _SHARED,
                below=f"[*]{member(name)}",
                path=(index, name),
                follows_from=f"one {name} for each {identity}",
                citation=node.citation if node else None,
            )


def _again(place: Place, items: list[Json]) -> Findings:
    """Yield each item whose identity came before."""
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
            observed = _SAME if first == identity else _OTHER_CASE
            fields: FindingFields = {"below": f"[*]{member(name)}", "path": (index, name)}
            fields.update(_promise(place, node, name, observed))
            yield place.finding(ID, "warning", observed, **fields)


def _promise(place: Place, node: Node | None, name: str, observed: str) -> FindingFields:
    """Return from which rows it follows that an item comes once."""
    location = node.location if node and observed == _OTHER_CASE else None
    for rule in place.situation.contract.filters if location else ():
        if rule.ignore_case and rule.location == location:
            first, *more = rule.case_sources or (rule.citation,)
            words = f"one answer for each {name}, as letter case does not matter to the query"
            return {"follows_from": words, "citation": first, "sources": tuple(more)}
    citation = node.citation if node else None
    return {"follows_from": f"one item for each {name}", "citation": citation}


def _mutations(spot: Spot) -> Mutants:
    """Answer the first item once more, and once more in another letter case."""
    name, items = spot.node.identity, spot.value
    first = items[0] if isinstance(items, list) and items else None
    identity = first.get(name) if isinstance(first, dict) and name else None
    if not isinstance(items, list) or not isinstance(first, dict) or not name or not identity:
        return
    below = f"[*]{member(name)}"
    yield spot.becomes("an item answered again", [*items, first], below)
    for unique in spot.node.unique:
        if first.get(unique.member) not in (None, unique.unset):
            another: dict[str, Json] = {**first, name: f"{identity}UNLIKE"}
            place = f"[*]{member(unique.member)}"
            yield spot.becomes("another item with the same identifier", [*items, another], place)
    if isinstance(identity, str) and identity.upper() != identity.lower():
        other: dict[str, Json] = {**first, name: identity.swapcase()}
        yield spot.becomes("an item again in another letter case", [*items, other], below)


CHECK = Check(
    ID,
    "letter case",
    severities=(
        Rating(
            "warning",
            "one item comes twice, or two items share what tells them apart",
            "a client that looks items up finds one of two answers",
        ),
    ),
    value=ValueRule(_applies, _find, finds=_finds, looks_at=_looks_at),
    grouping="values",
    picture="spellings",
    title="An item with one `{name}` is answered twice",
    mend="Answer each item once.",
    mutations=each_value(_mutations),
)
