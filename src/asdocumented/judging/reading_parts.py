"""The parts of a reading: what judges the objects, arrays and scalars of known shapes.

A part takes a decoded value, an object as a struct, and returns it reduced to the members that
rules about the whole interaction look at. It raises `Unknown` where it cannot tell that the walk
would find nothing but known drifts. The parts for objects are generated: `reading_source.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from asdocumented.checks.check import Finds, Says
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
from asdocumented.judging.shapes import Plan, Rule, Shape

Decoded: TypeAlias = Any
"""What msgspec decodes into a type that is made at run time."""


_MOST_TEXTS = 64
_SHORT = 64


class Unknown(Exception):  # no error: the walk judges the body
    """Something that no reading has judged before."""


class Tally(msgspec.Struct):
    """What is counted together, and how often it came since the counts were handed on.

    `quotes` are those that stand in the JSON of each value, or of each object without what lies in
    its arrays.
    """

    shapes: list[Shape] = msgspec.field(default_factory=list)
    plans: list[Plan] = msgspec.field(default_factory=list)
    drifts: list[DriftCount] = msgspec.field(default_factory=list)
    count: int = 0
    quotes: int = 0

    def add(self, other: "Tally") -> None:
        """Count along what another tally counts."""
        self.shapes += other.shapes
        self.plans += other.plans
        self.drifts += other.drifts
        self.quotes += other.quotes

    def hand_on(self, evidence_set: EvidenceSet) -> None:
        """Add the count to all that is counted, and begin anew."""
        for shape in self.shapes:
            shape.count += self.count
        for plan in self.plans:
            plan.count += self.count
        for drift in self.drifts if self.count else ():
            drift.counts[evidence_set] += self.count
        self.count = 0


Part: TypeAlias = Callable[[Decoded, "list[Tally]"], Json]
"""Takes a value, and returns it reduced; adds what is to be counted, or raises `Unknown`."""


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


class Remembered(dict[str, Says]):
    """What was told of the first short texts, so that it need not be worked out again."""

    def __init__(self, finds: Finds) -> None:
        """Remember what `finds` tells."""
        super().__init__()
        self._finds = finds

    def __missing__(self, text: str) -> Says:
        """Work out what is to be told."""
        found = self._finds(text)
        if len(self) < _MOST_TEXTS and len(text) < _SHORT:
            self[text] = found
        return found


class RuleTest(msgspec.Struct, frozen=True):
    """A rule that looks at values one by one.

    `finds` tells quickly what it finds, and `known` counts the drifts that this tells of.
    """

    rule: Rule
    finds: Finds | None
    known: Mapping[bool | str, Tally]
    drifts: KnownDrifts

    def test(self, value: Decoded, tallies: list[Tally]) -> None:
        """Count known drifts where the rule finds them; raise `Unknown` at any other finding."""
        found = None if self.finds is None else self.finds(value)
        if found is not False:
            self.count(value, found, tallies)

    def count(self, value: Decoded, found: Says, tallies: list[Tally]) -> None:
        """Count known drifts where the rule found something, or may have."""
        rule = self.rule
        if found is not None and found in self.known:
            tallies.append(self.known[found])
            return
        tallies.extend(map(self.drifts.tally, rule.find(rule.place, value)))


def as_it_is(value: Decoded, _: list[Tally]) -> Json:
    """Take an object or an array of which nothing is documented."""
    reduced: Json = value
    return reduced


class ScalarPart(msgspec.Struct, frozen=True):
    """Judges the values of one scalar type, each by itself."""

    tests: Sequence[RuleTest]

    def read(self, value: Decoded, tallies: list[Tally]) -> Json:
        """Test every rule."""
        for one in self.tests:
            one.test(value, tallies)
        return as_it_is(value, tallies)


class CountedPart(msgspec.Struct, frozen=True):
    """Judges what no object counts that it lies in: items of an array, and whole bodies."""

    part: Part
    tally: Tally

    def read(self, value: Decoded, tallies: list[Tally]) -> Json:
        """Judge the value, and count it."""
        reduced = self.part(value, tallies)
        tallies.append(self.tally)
        return reduced


class ArrayPart(msgspec.Struct, frozen=True):
    """Judges an array: its items by their type, and the rules about all of them together."""

    items: Mapping[type, Part]
    tests: Sequence[RuleTest]

    @property
    def item(self) -> Part | None:
        """What judges all items, if their type is one; numbers may be whole or not."""
        if len(self.items) != 1 or float in self.items:
            return None
        return next(iter(self.items.values()))

    def read(self, value: list[Decoded], tallies: list[Tally]) -> Json:
        """Return the items, each reduced."""
        items = [self.items[type(item)](item, tallies) for item in value]
        for one in self.tests:
            one.test(items, tallies)
        return items
