"""The parts of a reading: what judges the objects, arrays and scalars of known shapes.

A part takes a decoded value, an object as a struct, and returns it reduced to the members that
rules look at together: relations, and rules about the whole body. It raises `Unknown` where it
cannot tell that the walk would find nothing but known drifts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import SEVERITIES
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import Json
from asdocumented.judging.drift_counts import (
    SAMPLES,
    DriftCount,
    DriftCounts,
    DriftKey,
    drift_key,
)
from asdocumented.judging.shape_relations import ShapeRelations
from asdocumented.judging.shapes import Plan, Rule, Shape

Decoded: TypeAlias = Any
"""What msgspec decodes into a type that is made at run time."""


class Unknown(Exception):  # no error: the walk judges the body
    """Something that no reading has judged before."""


@dataclass(slots=True)
class Tally:
    """What is counted together, and how often it came since the counts were handed on."""

    shape: Shape | None = None
    plans: list[Plan] = field(default_factory=list)
    drifts: list[DriftCount] = field(default_factory=list)
    count: int = 0

    def add(self, other: "Tally") -> None:
        """Count along what another tally counts."""
        self.plans += other.plans
        self.drifts += other.drifts

    def hand_on(self, evidence_set: EvidenceSet) -> None:
        """Add the count to all that is counted, and begin anew."""
        if self.shape is not None:
            self.shape.count += self.count
        for plan in self.plans:
            plan.count += self.count
        for drift in self.drifts if self.count else ():
            drift.counts[evidence_set] += self.count
        self.count = 0


class Part(Protocol):
    """Judges the values of one place and type."""

    def read(self, value: Decoded, tallies: list[Tally]) -> Json:
        """Return a value reduced, and add what is to be counted; raise `Unknown` in doubt."""


class KnownDrifts:
    """The drifts that have their samples, so that further findings of them are only counted."""

    def __init__(self, drift_counts: DriftCounts, evidence_set: EvidenceSet) -> None:
        self._entries = drift_counts.entries
        self._evidence_set = evidence_set
        self._tallies: dict[DriftKey, Tally] = {}

    def tally(self, finding: Finding) -> Tally:
        """Return what counts a finding; raise `Unknown` where it tells anything new."""
        key = drift_key(finding)
        entry = self._entries.get(key)
        if (
            entry is None
            or not self.is_known(entry)
            or (finding.among, finding.expectation) not in entry.among
            or SEVERITIES.index(finding.severity) < SEVERITIES.index(entry.severity)
        ):
            raise Unknown
        return self._tallies.setdefault(key, Tally(drifts=[entry]))

    def is_known(self, entry: DriftCount) -> bool:
        """Tell whether a drift needs no more samples of the evidence set."""
        return entry.counts[self._evidence_set] >= SAMPLES

    def hand_on(self) -> None:
        """Add what was counted to the drifts."""
        for tally in self._tallies.values():
            tally.hand_on(self._evidence_set)


@dataclass(frozen=True, slots=True)
class RuleTest:
    """A rule that looks at values one by one; `tally` counts the drift that it tells quickly."""

    rule: Rule
    tally: Tally | None
    drifts: KnownDrifts

    def test(self, value: Decoded, tallies: list[Tally]) -> None:
        """Count known drifts where the rule finds them; raise `Unknown` at any other finding."""
        rule = self.rule
        found = None if rule.finds is None else rule.finds(value)
        if found is False:
            return
        if found and self.tally is not None:
            tallies.append(self.tally)
            return
        tallies.extend(map(self.drifts.tally, rule.find(rule.place, value)))


@dataclass(frozen=True, slots=True)
class ScalarPart:
    """Judges the values of one scalar type, each by itself."""

    tests: Sequence[RuleTest]

    def read(self, value: Json, tallies: list[Tally]) -> Json:
        """Test every rule."""
        for one in self.tests:
            one.test(value, tallies)
        return value


@dataclass(frozen=True, slots=True)
class CountedPart:
    """Judges what no object counts that it lies in: items of an array, and whole bodies."""

    part: Part
    tally: Tally

    def read(self, value: Decoded, tallies: list[Tally]) -> Json:
        """Judge the value, and count it."""
        reduced = self.part.read(value, tallies)
        tallies.append(self.tally)
        return reduced


@dataclass(frozen=True, slots=True)
class OpenPart:
    """Takes an object or an array of which nothing is documented, as it is."""

    def read(self, value: Json, _: list[Tally]) -> Json:
        """Return the value."""
        return value


@dataclass(frozen=True, slots=True)
class ArrayPart:
    """Judges an array: its items by their type, and the rules about all of them together."""

    items: Mapping[type, Part]
    tests: Sequence[RuleTest]

    def read(self, value: list[Any], tallies: list[Tally]) -> Json:
        """Return the items, each reduced."""
        items = [self.items[type(item)].read(item, tallies) for item in value]
        for one in self.tests:
            one.test(items, tallies)
        return items


@dataclass(frozen=True, slots=True)
class ObjectPart:
    """Judges objects of several shapes, told apart by the types of the members that vary."""

    varying: Callable[[Any], tuple[Any, ...]]
    shapes: "Mapping[tuple[type, ...], ShapePart]"

    def read(self, value: Decoded, tallies: list[Tally]) -> Json:
        """Judge an object by its shape."""
        shape = self.shapes.get(tuple(map(type, self.varying(value))))
        if shape is None:
            raise Unknown
        return shape.read(value, tallies)


@dataclass(frozen=True, slots=True)
class ShapePart:
    """Judges objects of one shape.

    `gate` judges the `gated` values of an object in one call, `tests` those of single members.
    `names` are the members that are kept, with `values` that returns them; `nested` has those
    that have a part of their own, and whether they are kept.
    """

    tally: Tally
    gated: Callable[[Any], tuple[Any, ...]]
    gate: Callable[[object], bool] | None
    tests: Sequence[tuple[Callable[[Any], Any], RuleTest]]
    names: Sequence[str]
    values: Callable[[Any], tuple[Any, ...]]
    nested: Sequence[tuple[str, Callable[[Any], Any], Part, bool]]
    relations: ShapeRelations | None
    drifts: KnownDrifts

    def read(self, value: Decoded, tallies: list[Tally]) -> Json:
        """Return the members that are kept."""
        if self.gate is not None and not self.gate(self.gated(value)):
            raise Unknown
        for get, test in self.tests:
            test.test(get(value), tallies)
        members: dict[str, Json] = dict(zip(self.names, self.values(value), strict=True))
        for name, get, part, is_kept in self.nested:
            below = part.read(get(value), tallies)
            if is_kept:
                members[name] = below
        if self.relations is not None and not self.relations.passes(members):
            if self.relations.decides(members):
                raise Unknown
            tallies += map(self.drifts.tally, self.relations.broken(members))
        tallies.append(self.tally)
        return members
