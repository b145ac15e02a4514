"""Tells which members of bodies had few texts: a reading that takes those alone is quicker."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from asdocumented.formats.json_path import Json
from asdocumented.judging.shapes import Spot

SeenTexts: TypeAlias = Mapping[int, Mapping[str, Sequence[str]]]
"""The texts of members, by the identity of the spot of the object that has them."""

NO_TEXTS: SeenTexts = MappingProxyType({})

_Counted: TypeAlias = dict[int, dict[str, Counter[str]]]
"""The same, with how often each text came."""

_TIMES_EACH = 8
"""How often each of few texts came, on average."""

_MOST_TEXTS = 16
_LONGEST = 200


def few_texts(root: Spot, bodies: Iterable[Json]) -> SeenTexts:
    """Return the members that had few texts in some bodies, and short ones, with these texts.

    Args:
        root: the spot of the bodies, which has their shapes.
        bodies: their JSON values.

    """
    seen: _Counted = {}
    for body in bodies:
        _look(root, body, seen)
    return {
        spot: {name: sorted(texts) for name, texts in members.items() if _are_few(texts)}
        for spot, members in seen.items()
    }


def _are_few(texts: Counter[str]) -> bool:
    most = min(texts.total() / _TIMES_EACH, _MOST_TEXTS)
    return len(texts) <= most and all(len(text) <= _LONGEST for text in texts)


def _look(spot: Spot, value: Json, seen: _Counted) -> None:
    plan = spot.plans.get(type(value))
    if isinstance(value, list) and plan is not None and plan.items is not None:
        for item in value:
            _look(plan.items, item, seen)
    elif isinstance(value, dict) and plan is not None and plan.members is not None:
        members = plan.members
        texts = seen.setdefault(id(members), {})
        for name, text in value.items():
            if isinstance(text, str):
                texts.setdefault(name, Counter())[text] += 1
        shape = members.shapes.get((tuple(value), tuple(map(type, value.values()))))
        for name, below in shape.nested if shape is not None else ():
            _look(below, value[name], seen)
