"""What several targets that were asked live show at the same place, as far as it tells."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from asdocumented.checks.check import Comparison
from asdocumented.contracts.model import SEVERITIES, Contract, Severity
from asdocumented.evidence.interaction import Column
from asdocumented.judging.drift_counts import DriftCount, DriftCounts
from asdocumented.judging.observations import Observation

_AS_DOCUMENTED = "as documented"
_OF_PLACES = ("absent-field", "inconsistent-type")
"""What these find is compared place by place, unless a page promises it."""

_PASSING = (429,)
"""Statuses that tell of the moment, as those from 500 on do, and of no target."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and by column how often its target showed what it did."""

    comparison: Comparison
    counts: Counter[Column]


@dataclass(frozen=True, slots=True)
class Columns:
    """What was counted under the columns of one contract: interactions, and HTTP statuses."""

    interactions: Counter[Column] = field(default_factory=Counter)
    statuses: dict[Column, Counter[int]] = field(default_factory=dict)

    def targets(self) -> Mapping[Column, str]:
        """Return the columns of targets that answered, with their names, where there are two."""
        found = {column: column.partition(":")[2] for column in +self.interactions if ":" in column}
        return found if len(found) > 1 else {}


def comparisons(
    contract: Contract, drift_counts: DriftCounts, seen: Mapping[str, Observation], columns: Columns
) -> Iterator[Compared]:
    """Yield what can be compared: each fault, each place's types and presence, each status."""
    if not columns.targets():
        return
    yield from _faults(drift_counts, seen, columns)
    for one in seen.values():
        if compared := _place(one, columns):
            yield compared
    yield from _statuses(contract, columns)


def _faults(
    drift_counts: DriftCounts, seen: Mapping[str, Observation], columns: Columns
) -> Iterator[Compared]:
    groups: dict[tuple[str, str, str], list[DriftCount]] = {}
    for entry in drift_counts.entries.values():
        finding = entry.finding
        if finding.check not in _OF_PLACES or entry.severity == "error":
            key = finding.check, finding.location, finding.documented
            groups.setdefault(key, []).append(entry)
    for (check, _, _), entries in groups.items():
        finding = entries[0].finding
        place = seen.get(finding.among)
        counts: Counter[Column] = Counter()
        states: dict[str, str] = {}
        for column, target in columns.targets().items():
            faults = sorted(e.finding.observed for e in entries if e.counts[column])
            if faults or _could_show(place, column, columns):
                states[target] = f"{check} ({' or '.join(faults)})" if faults else _AS_DOCUMENTED
                counts[column] = sum(entry.counts[column] for entry in entries)
        yield Compared(
            Comparison(
                finding.location,
                finding.documented,
                finding.citation,
                finding.among,
                states,
                _milder(entries),
            ),
            counts,
        )


def _could_show(place: Observation | None, column: Column, columns: Columns) -> bool:
    if place is None:
        return columns.interactions[column] > 0
    return place.values(column) > place.undecided[column]


def _milder(entries: Sequence[DriftCount]) -> Severity:
    """Return a warning where one target breaks clients: the fault itself is told as an error."""
    worst = min((entry.severity for entry in entries), key=SEVERITIES.index)
    return "warning" if worst == "error" else worst


def _place(seen: Observation, columns: Columns) -> Compared | None:
    """Return how present a place is, and of which types where the page gives no datatype."""
    node = seen.place.node
    if node.citation is None:
        return None
    states: dict[str, str] = {}
    counts: Counter[Column] = Counter()
    for column, target in columns.targets().items():
        values = seen.values(column)
        if values:
            kinds = sorted({_type(kind) for kind in seen.kinds[column]} - {"null"})
            states[target] = "there" if node.types or not kinds else " and ".join(kinds)
            counts[column] = values
        elif seen.missing[column]:
            states[target] = "never there"
    present = {state for state in states.values() if state not in ("there", "never there")}
    severity: Severity = "warning" if len(present) > 1 else "note"
    place = seen.place
    return Compared(
        Comparison(
            place.location, node.documented, place.citation, place.location, states, severity
        ),
        counts,
    )


def _type(kind: str) -> str:
    return "number" if kind == "integer" else kind


def _statuses(contract: Contract, columns: Columns) -> Iterator[Compared]:
    """Yield the documented statuses that came at least once from some target."""
    found = {status for counts in columns.statuses.values() for status in counts}
    for status in sorted(found):
        if status in _PASSING or status >= 500 or not contract.documents(status):
            continue
        came = {
            column: columns.statuses.get(column, Counter())[status] for column in columns.targets()
        }
        states = {
            target: f"HTTP {status}" if came[column] else f"never HTTP {status}"
            for column, target in columns.targets().items()
        }
        yield Compared(
            Comparison("$statusCode", f"HTTP {status}", contract.citation(), "", states, "note"),
            Counter(came),
        )
