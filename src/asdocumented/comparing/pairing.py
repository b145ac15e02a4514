"""Which of what is gone is the same as what is new: renames and moves, conservatively.

Two are taken for one where their datatypes agree, where the names or the listed values say so,
and where no third one could be meant.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping

import msgspec

_MARKS = re.compile(r"[^a-z0-9]")
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")


class Traits(msgspec.Struct, frozen=True):
    """What tells one field or parameter from another.

    `parent` is the place that it stands in, `kinds` its datatype with all that belongs to it,
    `words` the values that its description lists, and `below` the names of its members.
    `is_known` is False where the page tells no datatype: the name alone decides then.
    """

    name: str
    parent: str
    kinds: tuple[tuple[str, object], ...]
    words: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
    is_known: bool = True

    @property
    def plain_name(self) -> str:
        """The name without letter case and separators."""
        return _MARKS.sub("", self.name.lower()) or self.name

    @property
    def is_telling(self) -> bool:
        """Whether it can be known again by its values or members, under any name."""
        return self.is_known and (len(self.words) > 1 or len(self.below) > 1)

    @property
    def is_named(self) -> bool:
        """Whether its name alone tells it from others: of two words at least, unlike `id`."""
        return self.is_known and len(_WORD.findall(self.name)) > 1


def pair_up(gone: Mapping[str, Traits], added: Mapping[str, Traits]) -> dict[str, str]:
    """Return which of the first became which of the second."""
    found: dict[str, str] = {}
    ways: tuple[Callable[[Traits], Hashable | None], ...] = (
        lambda one: (one.parent, one.plain_name, one.kinds),
        lambda one: _whole(one, one.name) if one.is_named or one.is_telling else None,
        lambda one: _whole(one, one.parent) if one.is_telling else None,
    )
    for way in ways:
        old = {key: way(one) for key, one in gone.items() if key not in found}
        taken = set(found.values())
        new = {key: way(one) for key, one in added.items() if key not in taken}
        counts = Counter(old.values()), Counter(new.values())
        by_trait = {trait: key for key, trait in new.items()}
        found |= {
            key: by_trait[trait]
            for key, trait in old.items()
            if trait is not None and counts[0][trait] == counts[1][trait] == 1
        }
    return found


def _whole(one: Traits, name: str) -> Hashable:
    return name, one.kinds, one.words, one.below
