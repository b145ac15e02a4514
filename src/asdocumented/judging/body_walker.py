"""Walks through a body and applies to each value the rules of its place.

Bodies of one operation have few shapes (names and types of an object's members). What a shape
decides is worked out once: which rules apply, which names are missing or unknown. Most rules
about values can also be said as a JSON Schema: one call of the schema library then passes all
members of an object that have not drifted before. So a body that drifts in a known way costs
little more than a clean one.
"""

from collections.abc import Sequence
from typing import TypeAlias

from asdocumented.checks.check import Check
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Names, Place, Situation
from asdocumented.contracts.model import Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.json_path import KINDS, Json, Step, excerpt, printable
from asdocumented.formats.json_schema import make_gate
from asdocumented.judging.drift_counts import SAMPLES, DriftCount, DriftCounts, Sample
from asdocumented.judging.observations import Observation, merge
from asdocumented.judging.shape_counts import collect, collect_shape
from asdocumented.judging.shaper import Shaper
from asdocumented.judging.shapes import (
    Member,
    Rule,
    Shape,
    SharedFindings,
    Spot,
    pass_all,
    pass_none,
)

Trail: TypeAlias = "tuple[Trail, Step] | None"
_MOST_SHAPES = 2048
_GATE_AFTER = 3


class BodyWalker:
    """Judges the bodies of one situation, and counts what is found."""

    def __init__(
        self, root: Node, situation: Situation, checks: Sequence[Check], drift_counts: DriftCounts
    ) -> None:
        citation = root.citation or situation.contract.citation()
        self.root = Spot(Place(root, "$", situation, citation))
        self._evidence_set = situation.evidence_set
        self._shaper = Shaper(checks, drift_counts)
        self._drift_counts = drift_counts
        self._overflow: dict[str, Observation] = {}
        self._uncounted: list[SharedFindings] = []
        self._interaction: Interaction | None = None

    def walk(self, interaction: Interaction, body: Json) -> None:
        """Judge the body of an interaction, parsed."""
        self._interaction = interaction
        self._visit(self.root, body, None)
        for shared in self._uncounted:
            shared.hand_on(self._evidence_set)
        self._uncounted.clear()

    def collect(self, observations: dict[str, Observation]) -> None:
        """Add what was seen so far, by location."""
        for more in self._overflow.values():
            merge(observations, more)
        collect(self.root, self._evidence_set, observations)

    def _visit(self, spot: Spot, value: Json, trail: Trail) -> None:
        plan = spot.plans.get(type(value))
        if plan is None:
            plan = spot.plans[type(value)] = self._shaper.plan(spot, type(value))
            self._remember(spot.place, value, trail)
        plan.count += 1
        if plan.rules:
            self._judge(plan.rules, value, trail)
        if plan.members is not None:
            self._visit_object(plan.members, value, trail)  # type: ignore[arg-type]
        elif plan.items is not None:
            for index, item in enumerate(value):  # type: ignore[arg-type]
                self._visit(plan.items, item, (trail, index))

    def _visit_object(self, spot: Spot, value: dict[str, Json], trail: Trail) -> None:
        names, types = tuple(value), tuple(map(type, value.values()))
        shape = spot.latest
        if shape is None or shape.names != names or shape.types != types:
            shape = self._find_shape(spot, names, types, value, trail)
        shape.count += 1
        self._count(shape, value, trail)
        if shape.relations is not None:
            for finding in shape.relations.find(value):
                self._record(finding, value, trail)
        for one in shape.ungated:
            self._judge(one.rules, value[one.name], (trail, one.name))
        try:
            passed = shape.gate(value)
        except ValueError:
            passed = False
        if not passed:
            self._judge_gated(shape, value, trail)
        for name, below in shape.nested:
            self._visit(below, value[name], (trail, name))

    def _count(self, shape: Shape, value: Json, trail: Trail) -> None:
        """Count what the names of a shape show, and keep the samples that are still wanted."""
        shared, found = shape.shared, shape.unlisted
        if not shared.has_samples:
            found = (*shared.found, *found)
        else:
            self._uncounted += () if shared.count else (shared,)
            shared.count += 1
        for entry, finding in found:
            if entry.count(self._evidence_set):
                self._sample(entry, finding, value, trail)
        if not shared.has_samples:
            shared.note_samples(self._evidence_set)

    def _find_shape(
        self,
        spot: Spot,
        present: tuple[str, ...],
        types: tuple[type, ...],
        value: dict[str, Json],
        trail: Trail,
    ) -> Shape:
        """Return the shape of an object, worked out when it comes for the first time.

        Where a place has all the shapes that it keeps, an object of a further one is judged by its
        documented members, beside what is found of the others.
        """
        shape = spot.shapes.get((present, types))
        if shape is not None:
            spot.latest = shape
            return shape
        names = Names(spot.place, present)
        if len(spot.shapes) < _MOST_SHAPES:
            spot.latest = spot.shapes[present, types] = self._shaper.shape(spot, names, types)
            self._remember_all(spot.latest, value, trail)
            return spot.latest
        for finding in self._shaper.unlisted(names):
            self._record(finding, value, trail)
        return self._partial_shape(spot, names, types, value, trail)

    def _partial_shape(
        self,
        spot: Spot,
        names: Names,
        types: tuple[type, ...],
        value: dict[str, Json],
        trail: Trail,
    ) -> Shape:
        """Return the shape of the documented members of an object."""
        known = self._shaper.documented(spot, names, types)
        shape = spot.partial.get(known)
        if shape is None:
            shape = self._shaper.partial_shape(spot, known)
            self._remember_all(shape, value, trail)
            if len(spot.partial) < _MOST_SHAPES:
                spot.partial[known] = shape
            else:
                if shape.relations is not None:
                    shape.relations.find(value)
                collect_shape(shape, 1, self._evidence_set, self._overflow)
        return shape

    def _remember_all(self, shape: Shape, value: dict[str, Json], trail: Trail) -> None:
        for name, place, _ in shape.scalars:
            self._remember(place, value[name], (trail, name))

    def _judge_gated(self, shape: Shape, value: dict[str, Json], trail: Trail) -> None:
        """Apply the rules that no gate has passed; make the gate once the shape has come often."""
        drifted = [
            one for one in shape.gated if self._judge(one.rules, value[one.name], (trail, one.name))
        ]
        if drifted or shape.gate is not pass_none:
            suspects = drifted or shape.gated
            drifted = [one for one in suspects if _is_refused(one, value[one.name])]
        if drifted:
            shape.ungated += drifted
            shape.gated = [one for one in shape.gated if one not in drifted]
        if not shape.gated:
            shape.gate = pass_all
        elif shape.count > _GATE_AFTER and (drifted or shape.gate is pass_none):
            shape.gate = make_gate({one.name: one.schemas for one in shape.gated})

    def _judge(self, rules: tuple[Rule, ...], value: Json, trail: Trail) -> bool:
        """Apply each rule to a value; tell whether one of them found something."""
        drifted = False
        for rule in rules:
            found = None if rule.finds is None else rule.finds(value)
            if found is False:
                continue
            known = None if found is None else rule.known.get(found)
            if known is not None:
                known.counts[self._evidence_set] += 1
                drifted = True
                continue
            for finding in rule.find(rule.place, value):
                entry = self._record(finding, value, trail)
                drifted = rule.is_asked = True
                if found is not None and entry.counts[self._evidence_set] >= SAMPLES:
                    rule.known[found] = entry
        return drifted

    def _record(self, finding: Finding, value: Json, trail: Trail) -> DriftCount:
        entry = self._drift_counts.entry(finding, self._evidence_set)
        if entry.count(self._evidence_set):
            self._sample(entry, finding, value, trail)
        return entry

    def _sample(self, entry: DriftCount, finding: Finding, value: Json, trail: Trail) -> None:
        interaction, found_in = self._interaction, self._evidence_set
        if interaction is not None:
            sample = entry.sample(finding, found_in, interaction, _steps(trail), value)
            self._drift_counts.fresh.append(sample)

    def _remember(self, place: Place, value: Json, trail: Trail) -> None:
        """Keep the first value of each JSON type where the documentation gives no datatype."""
        interaction, firsts = self._interaction, self._drift_counts.firsts
        first = self._evidence_set, place.location, KINDS[type(value)]
        if place.node.types or first in firsts or interaction is None:
            return
        sample = Sample(
            self._evidence_set,
            printable(interaction.name),
            interaction.request,
            _steps(trail),
            excerpt(value),
            in_body=True,
        )
        firsts[first] = sample
        self._drift_counts.fresh.append(sample)


def _is_refused(member: Member, value: Json) -> bool:
    """Tell whether a rule of a member has to be asked from now on; note which."""
    for rule, schema in zip(member.rules, member.schemas, strict=True):
        try:
            rule.is_asked |= not make_gate({member.name: [schema]})({member.name: value})
        except ValueError:
            rule.is_asked = True
    return any(rule.is_asked for rule in member.rules)


def _steps(trail: Trail) -> tuple[Step, ...]:
    steps: list[Step] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))
