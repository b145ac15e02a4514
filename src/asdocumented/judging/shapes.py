"""What is worked out once for a place and for a shape of object, and used for all that follow.

A shape is the names and JSON types of an object's members; the bodies of one operation have few.
It decides which names are missing or unknown, and which rules apply to which member. All but the
unknown names follow from the members of which something is documented: shapes with the same such
members share it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from asdocumented.checks.check import Check, Findings, Finds, Schema, ValueRule
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Names, Place
from asdocumented.contracts.model import Node
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import Json
from asdocumented.judging.drift_counts import SAMPLES, DriftCount, DriftCounts
from asdocumented.judging.observations import Observation, count_values, observation_at
from asdocumented.judging.shape_relations import (
    AppliedRelation,
    ShapeRelations,
    shape_relations,
)

_MOST_ENTRIES = 4096
"""How many findings are known with their entries: what is known stays, so that its id does."""

_MOST_DOCUMENTED = 2048
"""How many sets of documented members a place keeps."""

_DocumentedKey: TypeAlias = tuple[tuple[str, ...], tuple[type, ...], bool]

Found: TypeAlias = "tuple[tuple[DriftCount, Finding], ...]"
"""Findings, each with the entry that it counts towards."""


class Rule(msgspec.Struct):
    """A rule about the values of one type at a place.

    `known` has the drifts that `finds` tells of, by what it says, once they have their samples:
    then they are only counted.
    `is_asked` tells that no schema speaks for the rule: it found something once, or its schema
    refused a value in which it found nothing.
    """

    find: Callable[[Place, Any], Findings]
    place: Place
    finds: Finds | None = None
    looks_at: Sequence[str] | None = None
    known: dict[bool | str, DriftCount] = msgspec.field(default_factory=dict)
    is_asked: bool = False


def pass_all(_: Json) -> bool:
    """Pass every object: the gate of a shape that has no gated rules."""
    return True


def pass_none(_: Json) -> bool:
    """Pass no object: the gate of a shape before its own is made."""
    return False


class Member(msgspec.Struct, frozen=True, eq=False):
    """The rules about a member of an object, and the schemas that rule out any findings.

    Shapes share the members at one spot, so that one need not learn what another has.
    """

    name: str
    rules: tuple[Rule, ...]
    schemas: tuple[Schema, ...] = ()


class SharedFindings(msgspec.Struct, eq=False):
    """What every object with the same documented members shows: counted together.

    `count` is how often it came since its counts were handed on, once each finding of it
    `has_samples`; until then each is counted by itself.
    """

    found: Found
    has_samples: bool = False
    count: int = 0

    def note_samples(self, evidence_set: EvidenceSet) -> None:
        """Note whether each finding has its samples."""
        self.has_samples = all(entry.counts[evidence_set] >= SAMPLES for entry, _ in self.found)

    def hand_on(self, evidence_set: EvidenceSet) -> None:
        """Add the count to all findings, and begin anew."""
        for entry, _ in self.found:
            entry.counts[evidence_set] += self.count
        self.count = 0


class Shape(msgspec.Struct):
    """The names and types of an object's members, what to do with them, and how often they came.

    `shared` has the findings that follow from the documented members, `unlisted` those about the
    others. `gate` tells in one call that no rule in `gated` finds anything in an object. A member
    that has drifted once is moved to `ungated`, whose rules look at every object.
    """

    names: tuple[str, ...]
    types: tuple[type, ...]
    shared: SharedFindings
    unlisted: Found
    ungated: list[Member]
    gated: list[Member]
    nested: tuple[tuple[str, "Spot"], ...]
    scalars: tuple[tuple[str, Place, type], ...]
    missing: tuple[Place, ...]
    gate: Callable[[Json], bool]
    relations: ShapeRelations | None
    count: int = 0

    @property
    def entries(self) -> list[DriftCount]:
        """The drifts that every object of this shape shows."""
        return [entry for entry, _ in (*self.shared.found, *self.unlisted)]


class Documented(msgspec.Struct, frozen=True, eq=False):
    """What follows from the members of an object of which something is documented.

    `members` are the rules about each of them, those that no gate may pass and those that one may;
    the other fields are those of a shape.
    """

    names: tuple[str, ...]
    types: tuple[type, ...]
    shared: SharedFindings
    members: tuple[tuple[Member | None, Member | None], ...]
    nested: tuple[tuple[str, "Spot"], ...]
    scalars: tuple[tuple[str, Place, type], ...]
    missing: tuple[Place, ...]


class Plan(msgspec.Struct):
    """What to do with values of one JSON type at a spot, and how often they came."""

    rules: tuple[Rule, ...]
    items: "Spot | None"
    members: "Spot | None"
    count: int = 0


class Spot(msgspec.Struct):
    """A place and what was worked out for it.

    `counted_only` marks the items of error arrays, which one check judges as a whole. `shapes` are
    those of its objects; `partial` are shapes of documented members alone, for objects of further
    shapes: by them and by whether there are others. `documented` has what shapes share. `members`
    are the rules about values of each type where they are members of one name, those that no gate
    may pass and those that one may; `relations` are those of objects here, by what they compare.
    """

    place: Place
    counted_only: bool = False
    latest: "Shape | None" = None
    plans: dict[type, Plan] = msgspec.field(default_factory=dict)
    shapes: dict[tuple[tuple[str, ...], tuple[type, ...]], Shape] = msgspec.field(
        default_factory=dict
    )
    partial: dict[Documented, Shape] = msgspec.field(default_factory=dict)
    documented: dict[_DocumentedKey, Documented] = msgspec.field(default_factory=dict)
    spots: dict[tuple[str, Node], "Spot"] = msgspec.field(default_factory=dict)
    members: dict[type, tuple[Member | None, Member | None]] = msgspec.field(default_factory=dict)
    relations: dict[tuple[int, str | None], AppliedRelation] = msgspec.field(default_factory=dict)

    def below(self, name: str, node: Node) -> "Spot":
        """Return the spot of a member; all free names of a map share one."""
        free = node is self.place.node.others and name not in self.place.node.fields
        place = self.place.free(node) if free else self.place.field(name, node)
        known = self.spots.get((place.location, node))
        if known is None:
            known = self.spots[place.location, node] = Spot(place)
        return known


class Shaper:
    """Works out plans and shapes for a set of checks."""

    def __init__(self, checks: Sequence[Check], drift_counts: DriftCounts) -> None:
        self._value_rules = [check.value for check in checks if check.value is not None]
        self._relation_rules = [check.relation for check in checks if check.relation is not None]
        self._names_rules = [check.names for check in checks if check.names is not None]
        self._unlisted_rules = [check.unlisted for check in checks if check.unlisted is not None]
        self._drift_counts = drift_counts
        self._entries: dict[int, tuple[DriftCount, Finding]] = {}

    def _rules(self, place: Place, kind: type) -> tuple[Rule, ...]:
        rules = (rule for rule in self._value_rules if rule.applies(place, kind))
        return tuple(_rule(rule, place, kind) for rule in rules)

    def _members(self, name: str, place: Place, kind: type) -> tuple[Member | None, Member | None]:
        """Return the rules for a member that no gate may pass, and those that one may."""
        ungated: list[Rule] = []
        gated: list[tuple[Rule, Schema]] = []
        for rule in self._value_rules:
            if rule.applies(place, kind):
                schema = rule.holds(place) if rule.holds else None
                if schema is None or not name.isprintable():
                    ungated.append(_rule(rule, place, kind))
                else:
                    gated.append((_rule(rule, place, kind), schema))
        return (
            Member(name, tuple(ungated)) if ungated else None,
            Member(name, tuple(rule for rule, _ in gated), tuple(schema for _, schema in gated))
            if gated
            else None,
        )

    def plan(self, spot: Spot, kind: type) -> Plan:
        """Return what to do with values of one JSON type at a spot."""
        place, items, members = spot.place, None, None
        if spot.counted_only:
            return Plan((), None, None)
        if kind is list and (below := place.items()):
            items = Spot(below, counted_only=place.node.error_array)
        elif kind is dict and (here := place.as_object()):
            members = spot if here is place else Spot(here)
        rules = self._rules(place, kind)
        if members is not None and members is not spot:
            rules += self._rules(members.place, kind)
        return Plan(rules, items, members)

    def shape(self, spot: Spot, names: Names, types: tuple[type, ...]) -> Shape:
        """Return what to do with objects of these member names and types."""
        known = self.documented(spot, names, types)
        evidence_set = spot.place.situation.evidence_set
        entry = self._drift_counts.entry
        unlisted = [(entry(one, evidence_set), one) for one in self.unlisted(names)]
        return self._made(spot, known, names.present, types, tuple(unlisted))

    def partial_shape(self, spot: Spot, known: Documented) -> Shape:
        """Return what to do with the documented members of objects, as a shape of their own."""
        return self._made(spot, known, known.names, known.types, ())

    def unlisted(self, names: Names) -> Iterator[Finding]:
        """Yield the findings about members of an object that no table lists."""
        for rule in self._unlisted_rules:
            yield from rule(names)

    def documented(self, spot: Spot, names: Names, types: tuple[type, ...]) -> Documented:
        """Return what follows from the members of which something is documented."""
        present, more = names.present, False
        if spot.place.node.others is None:
            fields, misnamed = spot.place.node.fields, names.misnamed
            kept = [one for one in present if one in fields or one in misnamed]
            if len(kept) < len(present):
                more = True
                of = dict(zip(present, types, strict=True))
                present, types = tuple(kept), tuple([of[one] for one in kept])
        key = present, types, more
        known = spot.documented.get(key)
        if known is None:
            known = self._documented(spot, Names(spot.place, present, more), types)
            if len(spot.documented) < _MOST_DOCUMENTED:
                spot.documented[key] = known
        return known

    def _documented(self, spot: Spot, names: Names, types: tuple[type, ...]) -> Documented:
        evidence_set = spot.place.situation.evidence_set
        found = [
            self._entry(finding, evidence_set)
            for rule in self._names_rules
            for finding in rule(names)
        ]
        members: list[tuple[Member | None, Member | None]] = []
        nested: list[tuple[str, Spot]] = []
        scalars: list[tuple[str, Place, type]] = []
        for name, kind in zip(names.present, types, strict=True):
            node = names.node(name)
            if node is None:
                continue
            below = spot.below(name, node)
            if kind in (list, dict):
                nested.append((name, below))
                continue
            scalars.append((name, below.place, kind))
            rules = below.members.get(kind)
            if rules is None:
                rules = self._members(name, below.place, kind)
                if name in spot.place.node.fields:
                    below.members[kind] = rules
            members.append(rules)
        return Documented(
            names.present,
            types,
            SharedFindings(tuple(found)),
            tuple(members),
            tuple(nested),
            tuple(scalars),
            names.absent,
        )

    def _made(
        self,
        spot: Spot,
        known: Documented,
        present: tuple[str, ...],
        types: tuple[type, ...],
        unlisted: Found,
    ) -> Shape:
        ungated: list[Member] = []
        gated: list[Member] = []
        for always, gateable in known.members:
            ungated += [always] if always else []
            if gateable is not None:
                drifts = any(rule.is_asked for rule in gateable.rules)
                (ungated if drifts else gated).append(gateable)
        return Shape(
            names=present,
            types=types,
            shared=known.shared,
            unlisted=unlisted,
            ungated=ungated,
            gated=gated,
            nested=known.nested,
            scalars=known.scalars,
            missing=known.missing,
            gate=pass_none if gated else pass_all,
            relations=self._relations(spot, dict(zip(present, types, strict=True))),
        )

    def _relations(self, spot: Spot, types: Mapping[str, type]) -> ShapeRelations | None:
        return shape_relations(self._relation_rules, spot.place, types, spot.relations)

    def _entry(self, finding: Finding, evidence_set: EvidenceSet) -> tuple[DriftCount, Finding]:
        """Return a finding with its entry; that of an absent field is the same in many shapes."""
        known = self._entries.get(id(finding))
        if known is None:
            known = self._drift_counts.entry(finding, evidence_set), finding
            if len(self._entries) < _MOST_ENTRIES:
                self._entries[id(finding)] = known
        return known


def _rule(rule: ValueRule, place: Place, kind: type) -> Rule:
    return Rule(
        rule.find,
        place,
        rule.finds(place, kind) if rule.finds else None,
        rule.looks_at(place) if rule.looks_at else None,
    )


def collect(spot: Spot, evidence_set: EvidenceSet, observations: dict[str, Observation]) -> None:
    """Add to the observations how often everything came at a spot and below it."""
    for kind, plan in spot.plans.items():
        count_values(observations, spot.place, kind, evidence_set, plan.count)
        for below in (plan.items, plan.members):
            if below is not None and below is not spot:
                collect(below, evidence_set, observations)
    for shape in (*spot.shapes.values(), *spot.partial.values()):
        collect_shape(shape, shape.count, evidence_set, observations)
    for below in spot.spots.values():
        collect(below, evidence_set, observations)


def collect_shape(
    shape: Shape, count: int, evidence_set: EvidenceSet, observations: dict[str, Observation]
) -> None:
    """Add to the observations a shape that came so often."""
    if shape.relations is not None:
        seen = observation_at(observations, shape.relations.place)
        seen.decided.update((one.relation.id, evidence_set) for one in shape.relations.decided)
    for _, place, kind in shape.scalars:
        count_values(observations, place, kind, evidence_set, count)
    for place in shape.missing:
        expected = place.expected()
        if expectation := place.expectation():
            observation_at(observations, place).expected[evidence_set, expectation] += count
        if expected is not False and place.node.presence.rule != "conditional":
            observation_at(observations, place).missing[evidence_set] += count
