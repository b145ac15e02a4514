"""Applies relations to the members of an object: which values they compare, and what is told."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from asdocumented.checks.check import Compare, Pair, RelationRule
from asdocumented.checks.finding import Finding
from asdocumented.checks.mutation import Mutants, Spot, replaced
from asdocumented.checks.place import Place
from asdocumented.contracts.model import FieldRelation
from asdocumented.formats.json_path import Json, located, mapping, member, select

_MOST = 64


def pairs(relation: FieldRelation, members: Mapping[str, Json]) -> Iterator[Pair]:
    """Yield the values that a relation compares in an object, in its order.

    Items of an array that stands for an object count as that object. Where both sides lie in such
    arrays, the first 64 of the right one are compared.
    """
    left, *others = relation.paths
    whole = dict(members)
    most = None if len(left) == 1 else _MOST
    rights = list(islice(select(whole, others[0]), most)) if others else [((), None)]
    for left_path, one in select(whole, left):
        for right_path, other in rights:
            yield Pair(left_path, one, right_path, other)


def breaks(
    rule: RelationRule,
    spot: Spot,
    faults: Callable[[Place, FieldRelation, Pair], Iterator[tuple[str, Json]]],
) -> Mutants:
    """Yield mutants that break each relation of an object, by another left value.

    `faults` yields such values, each with what is wrong in words.
    """
    for relation in spot.node.relations if isinstance(spot.value, dict) else ():
        if relation.relation not in rule.words or not is_documented(spot.place, relation):
            continue
        compare = rule.compare(spot.place, relation)
        for pair in islice(pairs(relation, mapping(spot.value)), _MOST):
            if compare(pair.left, pair.right):
                for words, value in faults(spot.place, relation, pair):
                    changed = replaced(spot.value, pair.left_path, value)
                    below = _documented(relation)
                    yield spot.becomes(words, changed, below, relation=relation.id)


def broken(
    rule: RelationRule,
    place: Place,
    relation: FieldRelation,
    members: Mapping[str, Json],
    compare: Compare,
) -> Iterator[Finding]:
    """Yield the finding of each left value of an object that breaks a relation.

    `compare` is the rule's for this relation and place.
    """
    latest: object = None
    for pair in pairs(relation, members):
        if pair.left_path != latest and compare(pair.left, pair.right) is False:
            latest = pair.left_path
            yield _finding(rule, place, relation, pair)


def _finding(rule: RelationRule, place: Place, relation: FieldRelation, pair: Pair) -> Finding:
    """Return the finding of two values that break a relation, told at the left one."""
    broken = rule.tell(place, relation, pair)
    return place.finding(
        rule.check,
        broken.severity or relation.severity,
        f"{broken.kind}, such as {broken.shown}" if broken.shown else broken.kind,
        observed_class=broken.kind,
        follows_from=broken.promise,
        citation=relation.citation,
        sources=relation.sources,
        relation=relation.id,
        below=_documented(relation),
        among=place.location + located(pair.left_path)[1:],
        path=pair.left_path,
    )


def is_documented(place: Place, relation: FieldRelation) -> bool:
    """Tell whether the members that a relation is about are documented at a place."""
    return all(place.node.at(path) is not None for path in relation.paths)


def _documented(relation: FieldRelation) -> str:
    """Return where the left member is documented, below its object."""
    return "".join(member(name) for name in relation.paths[0])
