"""The relations that objects of one shape can decide, compiled so that most are judged at once.

A relation is judged one by one until an object has decided it, and the shape has come four times.
Then it belongs to a gate, which passes objects that break none of its relations; those that it
refuses are judged one by one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import msgspec

from asdocumented.checks.check import Compare, RelationRule
from asdocumented.checks.field_relations import broken, is_documented, pairs
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.dates import iso_seconds
from asdocumented.formats.json_path import Json

_NESTED = (dict, list)
_GATE_AFTER = 3

Members: TypeAlias = dict[str, Json]


MembersTest: TypeAlias = Callable[[Members], bool | None]
"""Tells of an object whether a relation of its members holds; None where that cannot be said."""


class AppliedRelation(msgspec.Struct, frozen=True, eq=False):
    """A relation in objects of one shape, as `exact` compares two values and `test` an object.

    `inline` and `unset` are the expressions of its rule, None where it has none; `inline` is in
    doubt where a side lies in an array, which has no members.
    """

    rule: RelationRule
    relation: FieldRelation
    exact: Compare
    test: MembersTest
    inline: str | None
    unset: str | None

    def written(self, write: Callable[[tuple[str, ...]], str]) -> str | None:
        """Return the expression with its sides as `write` writes the paths that lead to them."""
        return self._with_sides(self.inline, write)

    def written_unset(self, write: Callable[[tuple[str, ...]], str]) -> str | None:
        """Return what is true only where the relation is undecided, written like the other."""
        return self._with_sides(self.unset, write)

    def _with_sides(
        self, expression: str | None, write: Callable[[tuple[str, ...]], str]
    ) -> str | None:
        if expression is None:
            return None
        left, *others = map(write, self.relation.paths)
        return expression.format(left=left, right=others[0] if others else None)


class ShapeRelations:
    """The relations of the objects of one shape."""

    __slots__ = ("_count", "_gate", "_single", "_tests", "decided", "place", "undecided")

    def __init__(self, place: Place, undecided: Sequence[AppliedRelation]) -> None:
        self.place = place
        self.decided: list[AppliedRelation] = []
        self.undecided = undecided
        self._tests = [one.test for one in undecided]
        self._single: list[MembersTest] = []
        self._gate: MembersTest | None = None
        self._count = 0

    def find(self, members: Members) -> Sequence[Finding]:
        """Return what breaks a relation in an object."""
        if self._gate is None:
            self._count += 1
            if self._count > _GATE_AFTER:
                self._compile()
        if self._gate is not None and _holds(self._gate, members) and not self.decides(members):
            return ()
        return self._find(members)

    def decides(self, members: Members) -> bool:
        """Tell whether an object decides a relation for the first time."""
        return any(test(members) is not None for test in self._tests)

    def broken(self, members: Members) -> Iterator[Finding]:
        """Yield what breaks a relation that was decided before."""
        single = self._single or [one.test for one in self.decided]
        for one, test in zip(self.decided, single, strict=True):
            if not _holds(test, members):
                yield from broken(one.rule, self.place, one.relation, members, one.exact)

    def paths(self) -> Iterator[tuple[str, ...]]:
        """Yield the paths of all members that the relations are about."""
        for one in (*self.decided, *self.undecided):
            yield from one.relation.paths

    def _find(self, members: Members) -> Sequence[Finding]:
        """Note which relations an object decides for the first time, and judge them one by one."""
        findings = [*self.broken(members)]
        decided = [one for one in self.undecided if one.test(members) is not None]
        if decided:
            self.decided += decided
            self.undecided = [one for one in self.undecided if one not in decided]
            self._tests = [one.test for one in self.undecided]
            self._single, self._gate, self._count = [], None, 0
        for one in decided:
            findings += broken(one.rule, self.place, one.relation, members, one.exact)
        return findings

    def _compile(self) -> None:
        """Make one test of all relations that were decided, and one of each."""
        texts = [one.written(_as_members) for one in self.decided]
        self._single = [
            one.test if text is None else compiled(text)
            for one, text in zip(self.decided, texts, strict=True)
        ]
        others = [one.test for one, text in zip(self.decided, texts, strict=True) if text is None]
        together = compiled(" and ".join(f"({text})" for text in texts if text) or "True")
        self._gate = together if not others else _all_of([together, *others])


@lru_cache(maxsize=256)
def compiled(expression: str) -> MembersTest:
    """Return the function of an object `o` that an expression is of."""
    made: MembersTest = eval(f"lambda o: {expression}", {"seconds": iso_seconds})  # noqa: S307  # of names that are quoted
    return made


def _as_members(path: Sequence[str]) -> str:
    return "o" + "".join(f"[{name!r}]" for name in path)


def _holds(test: MembersTest, members: Members) -> bool:
    """Tell that a relation is not broken; in doubt it may be."""
    try:
        return test(members) is not False
    except (LookupError, TypeError, ValueError, OverflowError):
        return False


def _all_of(tests: Sequence[MembersTest]) -> MembersTest:
    return lambda members: all(test(members) is not False for test in tests)


def shape_relations(
    rules: Sequence[RelationRule],
    place: Place,
    types: Mapping[str, type],
    known: dict[tuple[int, str | None], AppliedRelation],
) -> ShapeRelations | None:
    """Return the relations that objects with members of these types can decide; None for none.

    `known` has those that were worked out for other shapes of the place.
    """
    by_word = {word: rule for rule in rules for word in rule.words}
    found = [
        _applied(rule, place, relation, types, known)
        for relation in place.node.relations
        if (rule := by_word.get(relation.relation)) is not None and _fits(place, relation, types)
    ]
    return ShapeRelations(place, found) if found else None


def _fits(place: Place, relation: FieldRelation, types: Mapping[str, type]) -> bool:
    """Tell whether objects with members of these types can have what a relation compares."""
    for path in relation.paths:
        if path[0] not in types or (types[path[0]] in _NESTED) != (len(path) > 1):
            return False
    return is_documented(place, relation)


def _applied(
    rule: RelationRule,
    place: Place,
    relation: FieldRelation,
    types: Mapping[str, type],
    known: dict[tuple[int, str | None], AppliedRelation],
) -> AppliedRelation:
    left, *others = relation.paths
    outer = None
    if len(left) == 1 and len(relation.paths) <= 2:
        way = others[0][:-1] if others else ()
        if not way or (len(way) == 1 and types[way[0]] is dict):
            outer = "".join(way)
    key = id(relation), outer
    if key not in known:
        exact = rule.compare(place, relation)
        test = _test(relation, outer, exact)
        inline, unset = rule.inline(place, relation), rule.unset(place, relation)
        known[key] = AppliedRelation(rule, relation, exact, test, inline, unset)
    return known[key]


def _test(relation: FieldRelation, outer: str | None, compare: Compare) -> MembersTest:
    """Return what judges a relation in an object."""
    if outer is None:
        return _of_any(relation, compare)
    left, *others = (path[-1] for path in relation.paths)
    if not others:
        return lambda members: compare(members[left], None)
    right = others[0]
    if outer:
        return lambda members: compare(members[left], members[outer].get(right))  # type: ignore[union-attr]  # `outer` is an object
    return lambda members: compare(members[left], members[right])


def _of_any(relation: FieldRelation, compare: Compare) -> MembersTest:
    def test(members: Members) -> bool | None:
        found = {compare(pair.left, pair.right) for pair in pairs(relation, members)}
        return False if False in found else (True in found or None)

    return test
