"""In what two values of two answers differ, place by place."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from asdocumented.contracts.model import Node
from asdocumented.formats.dates import DateForm, Moment
from asdocumented.formats.json_path import Json, Step, member
from asdocumented.formats.urls import as_query_value

_WORD = re.compile(r"[^\W_]+")
_LEAST_REPLACED = 5

_Indexed: TypeAlias = tuple[int, Json]

Kind: TypeAlias = Literal["absent", "there", "another value", "another offset"]


class Difference(NamedTuple):
    """One difference of two answers: where it is documented, and where it lies in both.

    A path leads to the value, or to what it should lie in where there is none: of the first answer
    where it is `absent`, of the other one where it is `there`.
    """

    location: str
    kind: Kind
    path: tuple[Step, ...]
    other_path: tuple[Step, ...]


class _Place(NamedTuple):
    """What is documented of two values, and where they lie."""

    node: Node | None
    location: str
    path: tuple[Step, ...]
    other_path: tuple[Step, ...]

    def member(self, name: str) -> "_Place":
        node = self.node
        below = None if node is None else node.fields.get(name, node.others)
        return _Place(
            below,
            below.location if below is not None else self.location + member(name),
            (*self.path, name),
            (*self.other_path, name),
        )

    def item(self, index: int, other: int) -> "_Place":
        """Return an item of two arrays; an array that stands for an object is passed through."""
        node = self.node
        below = node and (node.item or node)
        stands_for_object = node is not None and node.item is None
        location = self.location if stands_for_object else f"{self.location}[*]"
        return _Place(below, location, (*self.path, index), (*self.other_path, other))


def _spelled(_: Node | None) -> bool:
    return False


class Comparison(msgspec.Struct, frozen=True):
    """How two values are compared.

    `left_out` are the locations at which they may differ, `ignores_case` tells of a place that
    only its letter case may differ there. Where an answer is `redacted`, a word may be a pseudonym:
    what was learnt to be secret between two answers is one value in two spellings.
    """

    left_out: AbstractSet[str] = msgspec.field(default_factory=frozenset)
    ignores_case: Callable[[Node | None], bool] = _spelled
    redacted: bool = False

    def differences(
        self,
        node: Node | None,
        one: tuple[tuple[Step, ...], Json],
        other: tuple[tuple[Step, ...], Json],
    ) -> Iterator[Difference]:
        """Yield the topmost places at which two values differ, each with its path.

        The order of members and items is no difference, nor are errors and warnings; a date differs
        where it is another instant on another wall clock.
        """
        location = node.location if node is not None else "$"
        place = _Place(node, location, one[0], other[0])
        yield from self._compare(place, one[1], other[1])

    def _compare(self, place: _Place, one: Json, other: Json) -> Iterator[Difference]:
        node = place.node
        if place.location in self.left_out or (node is not None and node.error_array):
            return
        if isinstance(one, dict) and isinstance(other, dict):
            yield from self._members(place, one, other)
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            for (index, left), (there, right) in _unlike(one, other):
                yield from self._compare(place.item(index, there), left, right)
        elif not self._are_equal(node, one, other):
            yield Difference(place.location, "another value", place.path, place.other_path)

    def _members(
        self, place: _Place, one: dict[str, Json], other: dict[str, Json]
    ) -> Iterator[Difference]:
        for name in dict.fromkeys((*one, *other)):
            below = place.member(name)
            if name in one and name in other:
                yield from self._compare(below, one[name], other[name])
            elif not self._may_lack(below):
                if name in one:
                    yield Difference(below.location, "there", below.path, place.other_path)
                else:
                    yield Difference(below.location, "absent", place.path, below.other_path)

    def _may_lack(self, place: _Place) -> bool:
        left_out = place.location in self.left_out
        return left_out or (place.node is not None and place.node.error_array)

    def _are_equal(self, node: Node | None, one: Json, other: Json) -> bool:
        if isinstance(one, str) is not isinstance(other, str):
            return is_spelled_alike(one, other)
        if isinstance(one, bool) or isinstance(other, bool):
            return one is other
        if one == other or (self.redacted and may_be_one(node, one, other)):
            return True
        if not isinstance(one, str) or not isinstance(other, str):
            return False
        if self.ignores_case(node) and one.casefold() == other.casefold():
            return True
        return node is not None and node.date is not None and _same_date(node.date, one, other)


def is_spelled_alike(one: Json, other: Json) -> bool:
    """Tell whether two values are one, as a text and as a number or boolean: types are judged."""
    if isinstance(one, dict | list) or isinstance(other, dict | list) or None in (one, other):
        return False
    return as_query_value(one) == as_query_value(other)


def may_be_one(node: Node | None, one: Json, other: Json) -> bool:
    """Tell whether redaction may have made two values of one.

    A pseudonym keeps length and form, and stands for five characters or more, whole words; never
    for a date, nor for a word that the page lists.
    """
    if node is not None and (node.date or node.epoch or node.enum or node.known_values):
        return False
    left, right = _as_text(one), _as_text(other)
    if left is None or right is None or _form(left) != _form(right):
        return False
    words = zip(_WORD.finditer(left), _WORD.finditer(right), strict=True)
    apart = [word for word, there in words if word[0] != there[0]]
    return bool(apart) and apart[-1].end() - apart[0].start() >= _LEAST_REPLACED


def _as_text(value: Json) -> str | None:
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, int | float) else None


def _form(text: str) -> str:
    """Return a text with one character for each class that a pseudonym keeps."""
    return "".join(map(_class_of, text))


def _class_of(character: str) -> str:
    if character.isdigit():
        return "0"
    if character.isalpha():
        return "A" if character.isupper() else "a"
    return character


def _unlike(one: list[Json], other: list[Json]) -> Iterator[tuple[_Indexed, _Indexed]]:
    """Yield the items of two arrays that are not in both, in pairs: no page says in which order."""
    texts = [_text(value) for value in one], [_text(value) for value in other]
    common = Counter(texts[0]) & Counter(texts[1])
    left, right = (
        _beyond(common.copy(), named, of) for named, of in zip(texts, (one, other), strict=True)
    )
    yield from zip(left, right, strict=True)


def _beyond(common: Counter[str], texts: list[str], values: list[Json]) -> list[_Indexed]:
    found: list[_Indexed] = []
    for index, (text, value) in enumerate(zip(texts, values, strict=True)):
        if common[text] > 0:
            common[text] -= 1
        else:
            found.append((index, value))
    return found


def _text(value: Json) -> str:
    return json.dumps(value, sort_keys=True)


def offset_differences(
    node: Node | None,
    one: tuple[tuple[Step, ...], Json],
    other: tuple[tuple[Step, ...], Json],
    left_out: AbstractSet[str],
) -> Iterator[Difference]:
    """Yield the dates that differ in their offset: the same instant, or the same wall clock."""
    location = node.location if node is not None else "$"
    stack = [(_Place(node, location, one[0], other[0]), one[1], other[1])]
    while stack:
        place, left, right = stack.pop()
        if place.node is None or place.location in left_out:
            continue
        if isinstance(left, dict) and isinstance(right, dict):
            stack += [
                (place.member(name), left[name], right[name]) for name in left if name in right
            ]
        elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
            pairs = enumerate(zip(left, right, strict=True))
            stack += [(place.item(index, index), *pair) for index, pair in pairs]
        elif place.node.date is not None and isinstance(left, str) and isinstance(right, str):
            form = place.node.date
            moments = form.read(left), form.read(right)
            if (
                left != right
                and _same_date(form, left, right)
                and len(set(map(_offset, moments))) > 1
            ):
                yield Difference(place.location, "another offset", place.path, place.other_path)


def _offset(moment: Moment | None) -> object:
    return moment and moment.offset


def _same_date(form: DateForm, one: str, other: str) -> bool:
    """Tell whether two dates with offsets are one instant, or have one wall clock."""
    left, right = form.read(one), form.read(other)
    if left is None or right is None or left.offset is None or right.offset is None:
        return False
    if left.wall_clock == right.wall_clock:
        return True
    return left.wall_clock - right.wall_clock == left.offset - right.offset
