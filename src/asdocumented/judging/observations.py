"""What was seen at each location: how many values, of which types, and how often none."""

from collections import Counter
from dataclasses import dataclass, field

from asdocumented.checks.place import Place
from asdocumented.evidence.interaction import Column
from asdocumented.formats.json_path import KINDS
from asdocumented.judging.drift_counts import Sample


@dataclass(slots=True)
class Observation:
    """What one location held, by column: how many values, of which JSON types, how often none.

    `undecided` counts values that nothing documented could judge (a date in an unknown zone),
    `decided` names the relations that an object could decide, and `samples` holds the first value
    of each JSON type where no datatype is documented.
    """

    place: Place
    kinds: dict[Column, Counter[str]] = field(default_factory=dict)
    undecided: Counter[Column] = field(default_factory=Counter)
    missing: Counter[Column] = field(default_factory=Counter)
    decided: set[tuple[str, Column]] = field(default_factory=set)
    samples: dict[tuple[Column, str], Sample] = field(default_factory=dict)

    def values(self, column: Column) -> int:
        """Return how many values there were."""
        return self.kinds.get(column, Counter()).total()


def see(seen: dict[str, Observation], place: Place, kind: type, column: Column, count: int) -> None:
    """Count values of one JSON type at a place."""
    here = seen_at(seen, place)
    here.kinds.setdefault(column, Counter())[KINDS[kind]] += count
    if kind is str and place.undecidable():
        here.undecided[column] += count


def seen_at(seen: dict[str, Observation], place: Place) -> Observation:
    """Return what was seen at a place so far."""
    return seen.setdefault(place.location, Observation(place))


def merge(seen: dict[str, Observation], more: Observation) -> None:
    """Add what was seen elsewhere at the same location."""
    here = seen_at(seen, more.place)
    for column, kinds in more.kinds.items():
        here.kinds.setdefault(column, Counter()).update(kinds)
    here.undecided.update(more.undecided)
    here.missing.update(more.missing)
    here.decided |= more.decided
