"""What changed of the parameters of a request."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from asdocumented.comparing.change import Side
from asdocumented.comparing.differences import Difference, side
from asdocumented.comparing.limits import limit_differences
from asdocumented.comparing.pairing import Traits, pair_up
from asdocumented.comparing.types import type_change
from asdocumented.contracts.model import Contract, Parameter


class _Pair(NamedTuple):
    before: Parameter
    after: Parameter

    def sides(self, before: str, after: str) -> tuple[Side, Side]:
        """Return both sides with these words."""
        one, other = self
        return _side(one, before), _side(other, after)


def parameter_differences(before: Contract, after: Contract) -> Iterator[Difference]:
    """Yield what is new, gone, renamed, moved or otherwise promised of each parameter."""
    old = {one.location: one for one in before.parameters.values()}
    new = {one.location: one for one in after.parameters.values()}
    gone = {key: _traits(one) for key, one in old.items() if key not in new}
    added = {key: _traits(one) for key, one in new.items() if key not in old}
    pairs = pair_up(gone, added)
    for key, other in pairs.items():
        pair = _Pair(old[key], new[other])
        moved = pair.before.name == pair.after.name
        words = (key, other) if moved else (pair.before.name, pair.after.name)
        kind = "parameter-moved" if moved else "parameter-renamed"
        yield Difference(kind, *pair.sides(*words))
    for key in gone.keys() - pairs.keys():
        kind = "mandatory-parameter-removed" if old[key].required else "parameter-removed"
        yield Difference(kind, _side(old[key], old[key].name), None)
    for key in added.keys() - set(pairs.values()):
        kind = "mandatory-parameter-added" if new[key].required else "parameter-added"
        yield Difference(kind, None, _side(new[key], new[key].name))
    for key in {**old}:
        if (other := pairs.get(key, key)) in new:
            yield from _changes(_Pair(old[key], new[other]))


def _side(one: Parameter, says: str) -> Side:
    return side(one.location, says, [one.citation])


def _traits(one: Parameter) -> Traits:
    kinds: Mapping[str, object] = {
        "types": one.types,
        "datatype": one.citation.datatype,
        "limits": repr(one.limits),
        "separator": one.separator,
    }
    return Traits(
        name=one.name,
        parent=one.place,
        kinds=tuple(kinds.items()),
        words=frozenset(one.enum or one.listed or ()),
        is_known=bool(one.types),
    )


def _changes(pair: _Pair) -> Iterator[Difference]:
    yield from _mandatory(pair)
    yield from _types(pair)
    yield from _values(pair)
    yield from _default(pair)
    one, other = pair
    before, after = ({**each.limits, **_of_list(each)} for each in pair)
    for found in limit_differences(before, after):
        yield Difference(f"parameter-limit-{found.what}", *pair.sides(*found.words), found.keyword)
    if one.separator != other.separator and "" not in (_list_form(one), _list_form(other)):
        sides = pair.sides(_list_form(one), _list_form(other))
        yield Difference("parameter-list-form-changed", *sides)


def _of_list(one: Parameter) -> dict[str, object]:
    return {f"list {key}": value for key, value in one.list_limits.items()}


def _list_form(one: Parameter) -> str:
    return f"{one.separator} between the values" if one.separator else "the parameter repeated"


def _duty(one: Parameter) -> str:
    if one.required:
        return "mandatory"
    if one.mandatory_unless:
        return f"mandatory unless {' or '.join(one.mandatory_unless)} is sent"
    return "optional"


_DUTIES = {
    ("optional", "mandatory"): "parameter-became-mandatory",
    ("mandatory", "optional"): "parameter-became-optional",
    ("optional", "conditional"): "parameter-became-conditional",
    ("conditional", "optional"): "parameter-condition-dropped",
    ("mandatory", "conditional"): "parameter-mandatory-eased",
    ("conditional", "mandatory"): "parameter-mandatory-always",
    ("conditional", "conditional"): "parameter-condition-changed",
}
"""The class of a change by how far a parameter was mandatory before, and is now."""


def _mandatory(pair: _Pair) -> Iterator[Difference]:
    before, after = map(_duty, pair)
    if before != after:
        ranks = tuple("conditional" if " " in one else one for one in (before, after))
        yield Difference(_DUTIES[ranks[0], ranks[1]], *pair.sides(before, after))


def _types(pair: _Pair) -> Iterator[Difference]:
    one, other = pair
    printed = [each.citation.datatype or "no datatype" for each in pair]
    kind = type_change(one.types, other.types)
    if kind is not None:
        yield Difference(f"parameter-type-{kind}", *pair.sides(*_shown(pair, printed)))
    elif one.types and printed[0] != printed[1] and one.limits == other.limits:
        yield Difference("parameter-datatype-respelled", *pair.sides(*printed))


def _shown(pair: _Pair, printed: list[str]) -> list[str]:
    """Return the datatypes as printed, and what they mean where they are printed alike."""
    same = printed[0] == printed[1]
    return [one.kinds for one in pair] if same else printed


def _values(pair: _Pair) -> Iterator[Difference]:
    old, new = (one.enum or one.listed for one in pair)
    if old == new:
        return
    if old is None or new is None:
        kind = "parameter-values-limited" if old is None else "parameter-values-freed"
        words = (", ".join(one) if one else "any value" for one in (old, new))
        yield Difference(kind, *pair.sides(*words))
        return
    listed = pair.sides(", ".join(old), ", ".join(new))
    for value in old:
        if value not in new:
            yield Difference("parameter-value-removed", *_of_value(listed, value, ""), value)
    for value in new:
        if value not in old:
            yield Difference("parameter-value-added", *_of_value(listed, "", value), value)


def _of_value(sides: tuple[Side, Side], before: str, after: str) -> tuple[Side, Side]:
    one, other = sides
    return (
        Side(one.location, before or "not listed", one.rows),
        Side(other.location, after or "not listed", other.rows),
    )


def _default(pair: _Pair) -> Iterator[Difference]:
    old, new = (one.default for one in pair)
    if old == new:
        return
    kind = "added" if old is None else "removed" if new is None else "changed"
    words = ("none told" if one is None else one for one in (old, new))
    yield Difference(f"parameter-default-{kind}", *pair.sides(*words))
