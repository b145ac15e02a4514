"""What was seen at each location: how many values, of which types, and how often none."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from asdocumented.checks.place import Place
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import KINDS


class Observation(msgspec.Struct):
    """What one location held in each evidence set.

    `types` counts the values of each JSON type, `missing` how often there was no value.
    `expected` counts places, with or without a value, by what a value is held against there
    (`Place.expectation`).
    `undecided` counts values that nothing documented could judge (a date in an unknown zone),
    `decided` names the relations that an object could decide.
    """

    place: Place
    types: dict[EvidenceSet, Counter[str]] = msgspec.field(default_factory=dict)
    undecided: Counter[EvidenceSet] = msgspec.field(default_factory=Counter)
    missing: Counter[EvidenceSet] = msgspec.field(default_factory=Counter)
    expected: Counter[tuple[EvidenceSet, str]] = msgspec.field(default_factory=Counter)
    decided: set[tuple[str, EvidenceSet]] = msgspec.field(default_factory=set)

    def values(self, evidence_set: EvidenceSet) -> int:
        """Return how many values there were."""
        types = self.types.get(evidence_set)
        return 0 if types is None else types.total()


def count_values(
    observations: dict[str, Observation],
    place: Place,
    kind: type,
    evidence_set: EvidenceSet,
    count: int,
) -> None:
    """Count values of one JSON type at a place."""
    here = observation_at(observations, place)
    types = here.types.get(evidence_set)
    if types is None:
        types = here.types[evidence_set] = Counter()
    types[KINDS[kind]] += count
    if expectation := place.expectation():
        here.expected[evidence_set, expectation] += count
    if kind is str and place.undecidable():
        here.undecided[evidence_set] += count


def observation_at(observations: dict[str, Observation], place: Place) -> Observation:
    """Return what was seen at a place so far."""
    found = observations.get(place.location)
    if found is None:
        found = observations[place.location] = Observation(place)
    return found


def merge(observations: dict[str, Observation], more: Observation) -> None:
    """Add what was seen elsewhere at the same location."""
    here = observation_at(observations, more.place)
    for evidence_set, types in more.types.items():
        here.types.setdefault(evidence_set, Counter()).update(types)
    if more.undecided:
        here.undecided.update(more.undecided)
    if more.missing:
        here.missing.update(more.missing)
    if more.expected:
        here.expected.update(more.expected)
    here.decided |= more.decided


def merge_all(observations: dict[str, Observation], more: Mapping[str, Observation]) -> None:
    """Add what was seen elsewhere, by location; `more` is a part of the observations then."""
    for location, seen in more.items():
        if observations.setdefault(location, seen) is not seen:
            merge(observations, seen)
