"""Works out what the shape of an object decides.

That is which names are missing or unknown, and which rules apply to which member. All but the
unknown names follow from the members of which something is documented: shapes with the same such
members share it.
"""

from collections.abc import Iterator, Mapping, Sequence

from asdocumented.checks.check import Check, Schema, ValueRule
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Names, Place
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.judging.drift_counts import DriftCount, DriftCounts
from asdocumented.judging.shape_relations import ShapeRelations, shape_relations
from asdocumented.judging.shapes import (
    Documented,
    Found,
    Member,
    MemberRules,
    Plan,
    Rule,
    Shape,
    SharedFindings,
    Spot,
    pass_all,
    pass_none,
)

_MOST_ENTRIES = 4096
"""How many findings are known with their entries: what is known stays, so that its id does."""

_MOST_DOCUMENTED = 2048
"""How many sets of documented members a place keeps."""


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

    def _members(self, name: str, place: Place, kind: type) -> MemberRules:
        """Return the rules for a member."""
        ungated: list[Rule] = []
        gated: list[tuple[Rule, Schema]] = []
        for rule in self._value_rules:
            if rule.applies(place, kind):
                schema = rule.holds(place) if rule.holds else None
                if schema is None or not name.isprintable():
                    ungated.append(_rule(rule, place, kind))
                else:
                    gated.append((_rule(rule, place, kind), schema))
        rules, schemas = zip(*gated, strict=True) if gated else ((), ())
        return MemberRules(
            ungated=Member(name, tuple(ungated)) if ungated else None,
            gateable=Member(name, rules, schemas) if gated else None,
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
                of = dict(zip(present, types, strict=True)) if kept else {}
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
        members: list[MemberRules] = []
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
        for member in known.members:
            if member.ungated is not None:
                ungated.append(member.ungated)
            if member.gateable is not None:
                drifts = any(rule.is_asked for rule in member.gateable.rules)
                (ungated if drifts else gated).append(member.gateable)
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
