"""What the documentation says of one field in both editions, fact by fact."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from asdocumented.comparing.change import Side
from asdocumented.comparing.differences import Difference, side
from asdocumented.comparing.types import type_change
from asdocumented.contracts.model import Epoch, Node, Presence

_UNITS = {1: "seconds", 1000: "milliseconds"}
_BITS = {"int32": 32, "int64": 64}


class _Pair(NamedTuple):
    before: Node
    after: Node

    def sides(self, before: str, after: str) -> tuple[Side, Side]:
        """Return both sides with these words."""
        return node_side(self.before, before), node_side(self.after, after)


def node_side(node: Node, says: str) -> Side:
    """Return what one edition says of a node, with its rows."""
    return side(node.location, says, [node.citation, *node.sources])


def fact_differences(before: Node, after: Node) -> Iterator[Difference]:
    """Yield every fact that differs; nothing where no page documents the field on either side."""
    if before.citation is None and after.citation is None:
        return
    pair = _Pair(before, after)
    rows = [one.citation is not None and one.citation.row is not None for one in pair]
    if rows[0] != rows[1] and after.name:
        kind = "row-added" if rows[1] else "row-removed"
        yield Difference(kind, *pair.sides(before.documented, after.documented))
    yield from _types(pair, row_differs=rows[0] != rows[1])
    yield from _numbers(pair)
    yield from _dates(pair)
    yield from _epochs(pair)
    yield from _values(pair)
    yield from _presence(pair)
    yield from _texts(pair)


def _types(pair: _Pair, *, row_differs: bool) -> Iterator[Difference]:
    one, other = pair
    kind = type_change(one.types, other.types)
    if kind is None:
        means_the_same = one.types and not row_differs and one.format == other.format
        if means_the_same and other.name and one.documented != other.documented:
            yield Difference("datatype-respelled", *pair.sides(one.documented, other.documented))
        return
    if kind in ("told", "untold") and (row_differs or not other.name):
        return  # the row, or that of the array, tells it
    words = [each.documented for each in pair]
    if words[0] == words[1]:
        words = [each.kinds for each in pair]
    yield Difference(f"type-{kind}", *pair.sides(words[0], words[1]))


def _numbers(pair: _Pair) -> Iterator[Difference]:
    one, other = pair
    if one.format == other.format or not one.types or not other.types:
        return
    if "integer" in one.types & other.types:
        old, new = (_BITS.get(each.format or "", 65) for each in pair)
        kind = "integer-widened" if new > old else "integer-narrowed"
        words = (f"{bits} bits" if bits < 65 else "any number of bits" for bits in (old, new))
        shown = [f"{each.documented}, {text}" for each, text in zip(pair, words, strict=True)]
        yield Difference(kind, *pair.sides(shown[0], shown[1]))
    elif one.types == other.types:
        sides = pair.sides(one.format or "no format", other.format or "no format")
        yield Difference("format-changed", *sides)


def _dates(pair: _Pair) -> Iterator[Difference]:
    one, other = pair.before.date, pair.after.date
    if one is None or other is None:
        if one is not other:
            kind = "date-format-told" if one is None else "date-format-untold"
            words = ("no format" if each is None else each.words for each in (one, other))
            yield Difference(kind, *pair.sides(*words))
        return
    if one.pattern != other.pattern:
        yield Difference("date-format-changed", *pair.sides(one.words, other.words))
    if one.zone != other.zone:
        yield Difference("date-zone-changed", *pair.sides(_zone(one.zone), _zone(other.zone)))


def _zone(zone: str) -> str:
    return {"server": "the zone of the server", "none": "no zone"}.get(zone, zone)


def _epochs(pair: _Pair) -> Iterator[Difference]:
    one, other = pair.before.epoch, pair.after.epoch
    if one == other:
        return
    kind = "told" if one is None else "untold" if other is None else "changed"
    words = (_unit(each) if each else "no unit" for each in (one, other))
    yield Difference(f"time-unit-{kind}", *pair.sides(*words))


def _unit(epoch: Epoch) -> str:
    unit = _UNITS.get(epoch.per_second, f"{epoch.per_second} a second")
    return unit if epoch.unset is None else f"{unit}, {epoch.unset} for no time"


def _values(pair: _Pair) -> Iterator[Difference]:
    one, other = pair
    if one.enum is not None and other.enum is not None:
        old, new = ({json.dumps(value) for value in each.enum or ()} for each in pair)
        yield from _each_value(pair, "value", old, new)
    elif one.enum is not None or other.enum is not None:
        kind = "values-listed" if one.enum is None else "values-unlisted"
        words = (
            ", ".join(map(json.dumps, each.enum)) if each.enum else "any value" for each in pair
        )
        yield Difference(kind, *pair.sides(*words))
    old, new = ({*each.known_values} for each in pair)
    if bool(old) == bool(new):
        yield from _each_value(pair, "example-value", old, new)
        return
    words = (", ".join(sorted(each.known_values)) or "none named" for each in pair)
    kind = "example-values-told" if new else "example-values-untold"
    yield Difference(kind, *pair.sides(*words))


def _each_value(pair: _Pair, kind: str, old: set[str], new: set[str]) -> Iterator[Difference]:
    for value in sorted(old - new):
        yield Difference(f"{kind}-removed", *pair.sides(value, "not listed"), value)
    for value in sorted(new - old):
        yield Difference(f"{kind}-added", *pair.sides("not listed", value), value)


def _presence(pair: _Pair) -> Iterator[Difference]:
    old, new = (one.presence for one in pair)
    if old == new:
        return
    words = pair.sides(_when(old), _when(new))
    if "parameter" in (old.rule, new.rule):
        if old.rule == new.rule:
            yield Difference("field-asked-otherwise", *words)
        else:
            asked = new.rule == "parameter"
            yield Difference("field-asked-for" if asked else "field-unasked", *words)
    elif "promised" in (old.rule, new.rule):
        added = new.rule == "promised"
        yield Difference("promise-added" if added else "promise-removed", *words)
    else:
        eased = new.rule == "conditional"
        yield Difference("condition-added" if eased else "condition-removed", *words)


def _when(presence: Presence) -> str:
    return {
        "promised": "always there",
        "conditional": "there under a condition",
        "counted": "there, without a promise",
        "parameter": f"there where {presence.parameter} is {presence.equals}",
    }[presence.rule]


def _texts(pair: _Pair) -> Iterator[Difference]:
    one, other = pair
    if one.letter_case != other.letter_case:
        words = (
            f"{each.letter_case.parameter} decides" if each.letter_case else "nothing decides"
            for each in pair
        )
        yield Difference("letter-case-changed", *pair.sides(*words))
    held = [(each.json_text is not None, each.content_schema) for each in pair]
    if held[0] != held[1]:
        words = ("JSON" if each.json_text else "plain text" for each in pair)
        yield Difference("json-text-changed", *pair.sides(*words))
    if one.error_array != other.error_array:
        words = ("reports errors" if each.error_array else "reports none" for each in pair)
        yield Difference("error-list-changed", *pair.sides(*words))
