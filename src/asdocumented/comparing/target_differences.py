"""What differs between the bodies of two targets, place by place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from asdocumented.comparing.target_dates import (
    Clock,
    form_of,
    is_date,
    is_explained,
    is_of_zone,
    offset_of,
)
from asdocumented.comparing.target_shapes import BodyShape, Spot
from asdocumented.comparing.upgrade_map import is_below
from asdocumented.contracts.model import Node
from asdocumented.formats.json_path import Json, excerpt


class Found(NamedTuple):
    """One difference: its class, its location, and what each target says with its place."""

    change: str
    location: str
    before: str
    after: str
    detail: str = ""


class Sides(NamedTuple):
    """What two targets answered, and their clocks; `same` tells that values can be compared."""

    before: BodyShape
    after: BodyShape
    clocks: tuple[Clock, Clock]
    same: bool

    def node(self, location: str) -> Node | None:
        """Return what is documented of a location."""
        return self.before.nodes.get(location) or self.after.nodes.get(location)


def body_differences(sides: Sides) -> Iterator[Found]:
    """Yield what differs of types, presence, letter case, dates, items and values."""
    uneven = [one for one in sides.before.lengths if sides.same and _is_uneven(sides, one)]
    for location in uneven:
        yield _items(sides, location)
    for location in dict.fromkeys((*sides.before.spots, *sides.after.spots)):
        even = not any(is_below(location, one) for one in uneven)
        yield from _presence(sides, location, even=even)
        types = [*_types(sides, location)]
        yield from types
        values = sides.before.values.get(location, []), sides.after.values.get(location, [])
        if all(values):
            texts = [*_texts(sides, location, values)]
            yield from texts
            told = types or any(one.change in _INSTEAD_OF_VALUES for one in texts)
            if sides.same and even and not told:
                yield from _values(sides, location, values)


_INSTEAD_OF_VALUES = ("target-date-form-differs", "target-letter-case-differs")


def _is_uneven(sides: Sides, location: str) -> bool:
    if location not in sides.after.lengths:
        return False
    return sorted(sides.before.lengths[location]) != sorted(sides.after.lengths[location])


def _items(sides: Sides, location: str) -> Found:
    said = []
    for one in (sides.before, sides.after):
        lengths = ", ".join(map(str, one.lengths[location]))
        first = one.first(location)
        said.append(f"{lengths} ({first.place if first else location})")
    return Found("target-items-differ", location, said[0], said[1])


def _presence(sides: Sides, location: str, *, even: bool) -> Iterator[Found]:
    """Yield whether a field is there at one target alone, or more often at one.

    `even` tells that both have as many items, so that it can be told how often.
    """
    one, other = sides.before, sides.after
    parent = one.parents.get(location) or other.parents.get(location)
    if parent is None or not (one.objects[parent] and other.objects[parent]):
        return
    there = one.present[location], other.present[location]
    said = _there(one, location, parent), _there(other, location, parent)
    if not there[1]:
        yield Found("target-field-missing", location, *said)
    elif not there[0]:
        yield Found("target-field-added", location, *said)
    always = [there[0] == one.objects[parent], there[1] == other.objects[parent]]
    if there[0] and there[1] and sides.same and even and always[0] != always[1]:
        yield Found("target-presence-differs", location, *said)


def _there(shape: BodyShape, location: str, parent: str) -> str:
    first = shape.first(location) or shape.first(parent)
    of = f"{shape.present[location]} of {shape.objects[parent]}"
    return f"there in {of} ({first.place})" if first else f"there in {of}"


def _types(sides: Sides, location: str) -> Iterator[Found]:
    """Yield whether a value has other JSON types; of other samples, null tells nothing."""
    ignored = frozenset() if sides.same else frozenset({"null"})
    old, new = (one.types(location) - ignored for one in (sides.before, sides.after))
    if not old or not new or old == new:
        return
    added = new - old - ({"integer"} if "number" in old else set())
    kind = "target-type-added" if added else "target-type-missing"
    said = [_typed(sides.before, location, old), _typed(sides.after, location, new)]
    yield Found(kind, location, said[0], said[1], " ".join(sorted(added or old - new)))


def _typed(shape: BodyShape, location: str, types: frozenset[str]) -> str:
    shown = [shape.spots[location][one] for one in sorted(types)]
    return " or ".join(
        f"{type_} ({one.place})" for type_, one in zip(sorted(types), shown, strict=True)
    )


def _texts(
    sides: Sides, location: str, values: tuple[Sequence[Spot], Sequence[Spot]]
) -> Iterator[Found]:
    """Yield how texts are written otherwise: as dates, and in letter case."""
    node = sides.node(location)
    dates = [[one for one in found if is_date(node, one.value)] for found in values]
    if all(dates):
        yield from _dates(sides, location, (dates[0], dates[1]))
    elif sides.same and (cases := _cases(node, values)):
        yield Found("target-letter-case-differs", location, *cases)


def _dates(
    sides: Sides, location: str, dates: tuple[Sequence[Spot], Sequence[Spot]]
) -> Iterator[Found]:
    """Yield how dates are written otherwise, and with what other offset."""
    forms = [{form_of(str(one.value)): one for one in found} for found in dates]
    if other := forms[1].keys() - forms[0].keys():
        yield _said("target-date-form-differs", location, dates[0][0], forms[1][min(other)])
    offsets = [{offset_of(str(one.value)) for one in found} for found in dates]
    if "" in offsets[0] | offsets[1] or offsets[0] & offsets[1]:
        return
    node, clocks = sides.node(location), sides.clocks
    own = all(
        is_of_zone(node, str(one.value), clock)
        for found, clock in zip(dates, clocks, strict=True)
        for one in found
    )
    change = "target-offset-of-zone" if own else "target-offset-differs"
    yield _said(change, location, dates[0][0], dates[1][0])


def _cases(
    node: Node | None, values: tuple[Sequence[Spot], Sequence[Spot]]
) -> tuple[str, str] | None:
    """Return how both sides write the same texts, where they do it in other letter case.

    What recordings hold under pseudonyms is compared by its letter case alone.
    """
    texts = [[one for one in found if isinstance(one.value, str)] for found in values]
    if not all(texts):
        return None
    if node is not None and node.sensitive is not None:
        if node.sensitive == "message":
            return None
        kinds = [{_case(str(one.value)) for one in found} - {""} for found in texts]
        if not all(kinds) or kinds[0] & kinds[1]:
            return None
        said = [
            f"{' or '.join(sorted(kind))} ({found[0].place})"
            for kind, found in zip(kinds, texts, strict=True)
        ]
        return said[0], said[1]
    old, new = (Counter(str(one.value) for one in found) for found in texts)
    folded = [Counter(text.casefold() for text in found.elements()) for found in (old, new)]
    if old == new or folded[0] != folded[1]:
        return None
    first = next(one for one in texts[0] if str(one.value) not in new)
    other = next(
        one for one in texts[1] if str(one.value).casefold() == str(first.value).casefold()
    )
    return _shown(first), _shown(other)


def _case(text: str) -> str:
    """Return the letter case of a text; empty where it has no letters."""
    if text.upper() == text.lower():
        return ""
    return (
        "upper case"
        if text == text.upper()
        else "lower case"
        if text == text.lower()
        else "mixed case"
    )


def _values(
    sides: Sides, location: str, values: tuple[Sequence[Spot], Sequence[Spot]]
) -> Iterator[Found]:
    """Yield a value that one target alone answers, and that neither time nor zone explains."""
    node = sides.node(location)
    if (node is not None and node.sensitive is not None) or len(values[0]) != len(values[1]):
        return
    old, new = (Counter(_key(one.value) for one in found) for found in values)
    gone = [one for one in values[0] if _key(one.value) not in new]
    come = [one for one in values[1] if _key(one.value) not in old]
    for one, other in zip(sorted(gone, key=_order), sorted(come, key=_order), strict=False):
        if not is_explained(node, (one.value, other.value), sides.clocks):
            yield _said("target-value-differs", location, one, other)
            return
    if old != new and not (gone and come):
        yield _said("target-value-differs", location, values[0][0], values[1][0])


def _key(value: Json) -> str:
    return excerpt(
        float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    )


def _order(one: Spot) -> str:
    return _key(one.value)


def _said(change: str, location: str, one: Spot, other: Spot) -> Found:
    return Found(change, location, _shown(one), _shown(other))


def _shown(one: Spot) -> str:
    return f"{excerpt(one.value)} ({one.place})"
