"""The relations that objects of one shape can decide, fused so that most are judged at once.

A relation is judged one by one until an object has decided it. Then it belongs to a gate, which
passes objects that break none of its relations; those that it refuses are judged one by one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias

from asdocumented.checks.check import Compare, FusedCompare, MembersTest, RelationRule
from asdocumented.checks.field_relations import broken, is_documented, pairs
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.json_path import Json

_NESTED = (dict, list)

Members: TypeAlias = dict[str, Json]


@dataclass(frozen=True, slots=True)
class AppliedRelation:
    """A relation in objects of one shape: `test` judges it there, `quick` once it is decided.

    `exact` is what `test` compares two values with.

    `quick` may say that it holds where it cannot be judged. `outer` is the member in which the
    right side lies, "" where both sides are members of the object itself, None where a side lies
    deeper, or there is but one.
    """

    rule: RelationRule
    relation: FieldRelation
    exact: Compare
    test: MembersTest
    quick: MembersTest
    outer: str | None
    fused: FusedCompare | None


class ShapeRelations:
    """The relations of the objects of one shape."""

    __slots__ = ("_behind", "_gates", "_tests", "_undecided", "decided", "place")

    def __init__(self, place: Place, undecided: Sequence[AppliedRelation]) -> None:
        self.place = place
        self.decided: list[AppliedRelation] = []
        self._undecided = undecided
        self._tests = [one.test for one in undecided]
        self._gates: list[MembersTest] = []
        self._behind: list[Sequence[AppliedRelation]] = []

    def find(self, members: Members) -> Sequence[Finding]:
        """Return what breaks a relation in an object."""
        return () if self.passes(members) else self._find(members)

    def passes(self, members: Members) -> bool:
        """Tell that an object breaks no relation, and decides none for the first time."""
        for gate in self._gates:
            if not gate(members):
                return False
        return not self.decides(members)

    def decides(self, members: Members) -> bool:
        """Tell whether an object decides a relation for the first time."""
        return any(test(members) is not None for test in self._tests)

    def broken(self, members: Members) -> Iterator[Finding]:
        """Yield what breaks a relation that was decided before."""
        for gate, related in zip(self._gates, self._behind, strict=True):
            for one in related if not gate(members) else ():
                yield from broken(one.rule, self.place, one.relation, members, one.exact)

    def paths(self) -> Iterator[tuple[str, ...]]:
        """Yield the paths of all members that the relations are about."""
        for one in (*self.decided, *self._undecided):
            yield from one.relation.paths

    def _find(self, members: Members) -> Sequence[Finding]:
        """Note which relations an object decides for the first time, and judge them one by one."""
        findings = [*self.broken(members)]
        decided = [one for one in self._undecided if one.test(members) is not None]
        if decided:
            self.decided += decided
            self._undecided = [one for one in self._undecided if one not in decided]
            self._tests = [one.test for one in self._undecided]
            gates = [*_gates(self.decided)]
            self._gates = [gate for gate, _ in gates]
            self._behind = [related for _, related in gates]
        for one in decided:
            findings += broken(one.rule, self.place, one.relation, members, one.exact)
        return findings


def shape_relations(
    rules: Sequence[RelationRule], place: Place, types: Mapping[str, type]
) -> ShapeRelations | None:
    """Return the relations that objects with members of these types can decide; None for none."""
    by_word = {word: rule for rule in rules for word in rule.words}
    found = [
        _applied(rule, place, relation, types)
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
    rule: RelationRule, place: Place, relation: FieldRelation, types: Mapping[str, type]
) -> AppliedRelation:
    left, *others = relation.paths
    outer = None
    if len(left) == 1 and others:
        *way, _ = others[0]
        if not way or (len(way) == 1 and types[way[0]] is dict):
            outer = "".join(way)
    exact = rule.compare(place, relation)
    test = _test(relation, outer, exact)
    flat = all(len(path) == 1 for path in relation.paths)
    return AppliedRelation(
        rule,
        relation,
        exact,
        test,
        (rule.quick(place, relation) if rule.quick and flat else None) or test,
        outer,
        rule.fused(place, relation) if rule.fused and outer is not None else None,
    )


def _test(relation: FieldRelation, outer: str | None, compare: Compare) -> MembersTest:
    """Return what judges a relation in an object."""
    left, *others = (path[-1] for path in relation.paths)
    if not others and len(relation.paths[0]) == 1:
        return lambda members: compare(members[left], None)
    if outer is None:
        return _of_any(relation, compare)
    right = others[0]
    if outer:
        return lambda members: compare(members[left], members[outer].get(right))  # type: ignore[union-attr]  # `outer` is an object
    return lambda members: compare(members[left], members[right])


def _of_any(relation: FieldRelation, compare: Compare) -> MembersTest:
    def test(members: Members) -> bool | None:
        found = {compare(pair.left, pair.right) for pair in pairs(relation, members)}
        return False if False in found else (True in found or None)

    return test


def _gates(
    decided: Sequence[AppliedRelation],
) -> Iterator[tuple[MembersTest, tuple[AppliedRelation, ...]]]:
    """Yield gates for decided relations: one for all that can be fused, else one for each."""
    groups: defaultdict[tuple[object, ...], list[AppliedRelation]] = defaultdict(list)
    for number, one in enumerate(decided):
        groups[(number,) if one.fused is None else (one.fused, one.outer)].append(one)
    for group in groups.values():
        first = group[0]
        if first.fused is None or first.outer is None:
            yield first.quick, (first,)
        else:
            yield _fused(group, first.outer, first.fused), tuple(group)


def _fused(group: Sequence[AppliedRelation], outer: str, compare: FusedCompare) -> MembersTest:
    """Return a gate for relations of one word, whose right sides lie in one object."""
    lefts = _values(one.relation.paths[0][-1] for one in group)
    rights = _values(one.relation.paths[1][-1] for one in group)
    get = itemgetter(outer) if outer else None

    def passes(members: Members) -> bool:
        try:
            return compare(lefts(members), rights(get(members) if get else members))
        except (KeyError, TypeError):
            return False

    return passes


def _values(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gets the values of these members of an object as a tuple, quickly."""
    first, *more = names
    if more:
        return itemgetter(first, *more)
    return itemgetter(first, first)
