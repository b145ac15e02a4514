"""Gathers the hits of one file into finds, without any value."""

from collections.abc import Iterable
from itertools import islice

import msgspec

from asdocumented.scanning.model import RANKS, Find, Hit, Rank, masked

_MOST_VALUES = 1000
"""How many values of a file are compared with others, or searched for to tell their lines."""
_SHORTEST = 4
_START = 24
_Key = tuple[str, str, str, int | None]


class _Gathered(msgspec.Struct):
    hit: Hit
    index: int | None
    count: int = 1
    line: int | None = None


class FileFinds(msgspec.Struct):
    """What was found in one file; `reason` says why it could not be read as a whole.

    `is_broken` says that no reader could parse the file to its end.

    Values stay in memory, so that the raw text of the file is told of what nothing else told.
    """

    reason: str = ""
    is_broken: bool = False
    _found: dict[_Key, _Gathered] = msgspec.field(default_factory=dict)
    _values: set[str] = msgspec.field(default_factory=set)
    _known: set[str] = msgspec.field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was found."""
        return not self._found

    def add(self, hits: Iterable[Hit], index: int | None) -> None:
        """Add what stands in one entry, each kind once for a place, and nothing twice."""
        told: dict[_Key, Hit] = {}
        for one in _without_lesser([*hits]):
            told.setdefault((one.place, one.kind, one.spelling, None if index is None else 0), one)
        for key, one in told.items():
            gathered = self._found.get(key)
            self._remember(one)
            if gathered is None:
                self._found[key] = _Gathered(one, index)
            else:
                gathered.count += 1

    def add_raw(self, hits: Iterable[Hit], line: int) -> None:
        """Add what stands on a line of the raw text, and was not told before."""
        for one in hits:
            if self._is_told(one) or (not one.value and one.kind in self._known):
                continue
            self._remember(one)
            key = (one.place, one.kind, one.spelling, line)
            self._found.setdefault(key, _Gathered(one, None, line=line))

    def lines_in(self, text: str, before: int) -> None:
        """Say on which line of a text, after so many lines of the file, values stand first."""
        for one in islice(self._found.values(), _MOST_VALUES):
            if one.line is None and len(one.hit.value) >= _SHORTEST:
                at = text.find(one.hit.value)
                one.line = before + text.count("\n", 0, at) + 1 if at >= 0 else None

    def finds(self, file: str) -> list[Find]:
        """Return what was found, the worst first, in the order of the file."""
        found = [
            Find(
                file=file,
                place=one.hit.place,
                rank=one.hit.rank,
                kind=one.hit.kind,
                excerpt=masked(one.hit.value),
                interaction=one.index,
                count=one.count,
                spelling=one.hit.spelling,
                line=one.line,
            )
            for one in self._found.values()
        ]
        return sorted(found, key=lambda one: (RANKS.index(one.rank), one.interaction or 0))

    def _is_told(self, one: Hit) -> bool:
        """Tell whether a value was told, be it in another form or as a part of another one."""
        start = one.value[:_START]
        if one.value in self._values:
            return True
        return bool(start) and any(start in told for told in self._values)

    def _remember(self, one: Hit) -> None:
        self._known.add(one.kind)
        if len(self._values) < _MOST_VALUES:
            self._values.add(one.value)


def _without_lesser(hits: list[Hit]) -> Iterable[Hit]:
    """Yield hits without those that tell less of a value that another one tells."""
    worst = [one for one in hits if one.rank is Rank.CREDENTIAL and len(one.value) >= _SHORTEST]
    sure = {one.value for one in worst[:_MOST_VALUES]}
    users = {one.value for one in worst if one.kind == "user-information"}
    personal = {one.value for one in hits if one.rank is Rank.PERSONAL}
    for one in hits:
        if one.kind == "e-mail-address":
            start = one.value.partition("@")[0]
            is_lesser = any(value.endswith(start) for value in users)
        else:
            is_lesser = one.rank is Rank.REDACTABLE and (
                one.value in personal or any(value in one.value for value in sure)
            )
        if not is_lesser:
            yield one
