"""Which fields of an answer are new, gone, renamed or moved."""

from collections.abc import Iterator, Mapping

import msgspec

from asdocumented.comparing.change import Side
from asdocumented.comparing.differences import Difference, side
from asdocumented.comparing.field_facts import fact_differences, node_side
from asdocumented.comparing.limits import limit_differences
from asdocumented.comparing.pairing import Traits, pair_up
from asdocumented.contracts.keywords import PROMISE
from asdocumented.contracts.model import Node
from asdocumented.formats.json_path import Json, mapping, member, sequence

_PROMISE_OF = "promise of "
_TOLD_ELSEWHERE = {"properties", "items", "additionalProperties", "format"}


class _Left(msgspec.Struct):
    """The nodes of both bodies that have no counterpart yet, by location."""

    gone: dict[str, Node]
    added: dict[str, Node]
    found: list[Difference] = msgspec.field(default_factory=list)

    def pair(self, old: str, new: str) -> None:
        """Take two nodes for one, and so what is below them under the same names."""
        one, other = self.gone.pop(old), self.added.pop(new)
        self.found += fact_differences(one, other)
        for below in [key for key in self.gone if key.startswith((f"{old}.", f"{old}["))]:
            if (counterpart := new + below.removeprefix(old)) in self.added:
                node = self.gone.pop(below)
                self.found += fact_differences(node, self.added.pop(counterpart))


def body_differences(before: Node, after: Node) -> Iterator[Difference]:
    """Yield every difference of two documented bodies."""
    old, new = _by_location(before), _by_location(after)
    for location in old.keys() & new.keys():
        yield from fact_differences(old[location], new[location])
    left = _Left(
        {key: node for key, node in old.items() if key not in new},
        {key: node for key, node in new.items() if key not in old},
    )
    yield from _renamed_and_moved(left)
    yield from left.found
    yield from (
        Difference("field-removed", node_side(one, one.documented), None)
        for one in left.gone.values()
        if _is_promised(one)
    )
    yield from (
        Difference("field-added", None, node_side(one, one.documented))
        for one in left.added.values()
        if _is_promised(one)
    )
    yield from _constraints(before, after, old, new)


def _by_location(root: Node) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in root.tree():
        found.setdefault(node.location, node)
    return found


def _is_promised(node: Node) -> bool:
    """Tell whether a page documents a field; what only an example shows is no promise."""
    return bool(node.name) and node.citation is not None


def _renamed_and_moved(left: _Left) -> Iterator[Difference]:
    """Yield renames and moves, the outermost first: what is in a moved object moves with it."""
    while pairs := pair_up(_traits(left.gone), _traits(left.added)):
        old, new = min(pairs.items(), key=_depth)
        one, other = left.gone[old], left.added[new]
        kind = "field-renamed" if _parent(one) == _parent(other) else "field-moved"
        yield Difference(kind, node_side(one, old), node_side(other, new))
        left.pair(old, new)


def _depth(pair: tuple[str, str]) -> tuple[int, int, list[str]]:
    """Return what orders pairs, from whichever side one looks: the outermost first."""
    depths = [location.count(".") for location in pair]
    return max(depths), sum(depths), sorted(pair)


def _parent(node: Node) -> str:
    return node.location.removesuffix(member(node.name))


def _traits(nodes: Mapping[str, Node]) -> dict[str, Traits]:
    return {
        key: Traits(
            name=one.name,
            parent=_parent(one),
            kinds=(
                ("types", one.types),
                ("format", one.format),
                ("date", one.date and (one.date.pattern, one.date.zone)),
                ("epoch", one.epoch),
                ("items", one.item and one.item.types),
            ),
            words=one.known_values | {repr(value) for value in one.enum or ()},
            below=frozenset(one.fields) | frozenset(one.item.fields if one.item else ()),
            is_known=bool(one.types),
        )
        for key, one in nodes.items()
        if _is_promised(one)
    }


def _constraints(
    before: Node, after: Node, old: Mapping[str, Node], new: Mapping[str, Node]
) -> Iterator[Difference]:
    """Yield what changed of the limits that no other fact of a node holds."""
    one = {at: _worded(limits, before) for at, limits in _limits(before.residue, "$")}
    other = {at: _worded(limits, after) for at, limits in _limits(after.residue, "$")}
    for location in sorted({*one, *other}):
        if location not in old or location not in new:
            continue
        first, second = old[location], new[location]
        for found in limit_differences(one.get(location, {}), other.get(location, {})):
            kind = found.what if found.what in ("added", "removed") else "changed"
            sides = (
                _limit_side(first, found.words[0], before),
                _limit_side(second, found.words[1], after),
            )
            yield Difference(f"constraint-{kind}", *sides, found.keyword)


def _limit_side(node: Node, says: str, root: Node) -> Side:
    """Return what one edition says of a limit, with the rows of a promise in words."""
    rows = {f"{_PROMISE_OF}{one.words}": [one.citation, *one.sources] for one in root.promises}
    return side(node.location, says, rows.get(says, [node.citation, *node.sources]))


def _worded(limits: Mapping[str, Json], root: Node) -> dict[str, Json]:
    """Return the keywords of a schema, what promises something in words as those words."""
    number = limits.get(PROMISE)
    if isinstance(number, int):
        return {f"{_PROMISE_OF}{root.promises[number].words}": ""}
    worded = dict(limits)
    branches = [mapping(one) for one in sequence(worded.pop("allOf", []))]
    plain: list[Json] = [dict(one) for one in branches if PROMISE not in one]
    for one in branches:
        worded |= _worded(one, root) if PROMISE in one else {}
    return {**worded, "allOf": plain} if plain else worded


def _limits(schema: Mapping[str, Json] | None, at: str) -> Iterator[tuple[str, dict[str, Json]]]:
    """Yield the keywords of a schema at each location below it."""
    if not schema:
        return
    own = {
        key: value for key, value in schema.items() if key not in _TOLD_ELSEWHERE and key[0] != "$"
    }
    if own:
        yield at, own
    for name, child in mapping(schema.get("properties")).items():
        yield from _limits(mapping(child), at + member(name))
    yield from _limits(mapping(schema.get("items")), f"{at}[*]")
