"""Compares what several targets show: of each fault, place and status."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from asdocumented.checks.check import Comparison
from asdocumented.contracts.model import SEVERITIES, Severity
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.judging.drift_counts import DriftCount
from asdocumented.judging.judged import Judged
from asdocumented.judging.observations import Observation

_AS_DOCUMENTED = "as documented"

_OF_THE_MOMENT = (429,)
"""Statuses that tell of the moment, as those from 500 on do, and of no target."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and how often each evidence set showed what it did."""

    comparison: Comparison
    counts: Counter[EvidenceSet]


def comparisons(judged: Judged) -> Iterator[Compared]:
    """Yield what can be compared: each fault, each place's types and presence, each status.

    Only the live answers of several targets are compared.
    """
    targets = _targets(judged)
    if len(targets) < 2:
        return
    yield from _compare_faults(judged, targets)
    for seen in judged.observations.values():
        if compared := _compare_place(seen, targets):
            yield compared
    yield from _compare_statuses(judged, targets)


def _targets(judged: Judged) -> Mapping[EvidenceSet, str]:
    """Return the evidence sets of targets that answered, with the targets' names."""
    return {one: one.target for one in +judged.interactions if one.target}


def _compare_faults(judged: Judged, targets: Mapping[EvidenceSet, str]) -> Iterator[Compared]:
    """Yield each fault that some evidence set shows, but for those that places are compared by."""
    groups: dict[tuple[str, str, str], list[DriftCount]] = {}
    for entry in judged.drift_counts.entries.values():
        finding = entry.finding
        if not judged.checks[finding.check].compared_by_place or entry.severity == "error":
            key = finding.check, finding.location, finding.expected
            groups.setdefault(key, []).append(entry)
    for (check, _, _), entries in groups.items():
        finding = entries[0].finding
        counts: Counter[EvidenceSet] = Counter()
        states: dict[str, str] = {}
        for one, target in targets.items():
            faults = sorted(e.finding.kind for e in entries if e.counts[one])
            if faults or _could_show(judged, finding.among, one):
                states[target] = f"{check} ({' or '.join(faults)})" if faults else _AS_DOCUMENTED
                counts[one] = sum(entry.counts[one] for entry in entries)
        comparison = Comparison(
            location=finding.location,
            documented=finding.expected,
            citation=finding.citation,
            among=finding.among,
            states=states,
            severity=_milder(entries),
        )
        yield Compared(comparison, counts)


def _could_show(judged: Judged, location: str, evidence_set: EvidenceSet) -> bool:
    seen = judged.observations.get(location)
    if seen is None:
        return judged.interactions[evidence_set] > 0
    return seen.values(evidence_set) > seen.undecided[evidence_set]


def _milder(entries: Sequence[DriftCount]) -> Severity:
    """Return the worst severity, a warning for an error: the fault itself is told as one."""
    worst = min((entry.severity for entry in entries), key=SEVERITIES.index)
    return "warning" if worst == "error" else worst


def _compare_place(seen: Observation, targets: Mapping[EvidenceSet, str]) -> Compared | None:
    """Return whether a place is present, and its types where the page gives no datatype."""
    place, node = seen.place, seen.place.node
    if node.citation is None:
        return None
    states: dict[str, str] = {}
    counts: Counter[EvidenceSet] = Counter()
    for one, target in targets.items():
        values = seen.values(one)
        if values:
            types = sorted({_type(kind) for kind in seen.types[one]} - {"null"})
            states[target] = "there" if node.types or not types else " and ".join(types)
            counts[one] = values
        elif seen.missing[one]:
            states[target] = "never there"
    types_seen = {state for state in states.values() if state not in ("there", "never there")}
    comparison = Comparison(
        location=place.location,
        documented=node.documented,
        citation=place.citation,
        among=place.location,
        states=states,
        severity="warning" if len(types_seen) > 1 else "note",
    )
    return Compared(comparison, counts)


def _type(kind: str) -> str:
    return "number" if kind == "integer" else kind


def _compare_statuses(judged: Judged, targets: Mapping[EvidenceSet, str]) -> Iterator[Compared]:
    """Yield the documented statuses that came at least once from some target."""
    contract = judged.contract
    found = {status for counts in judged.statuses.values() for status in counts}
    for status in sorted(found):
        if status in _OF_THE_MOMENT or status >= 500 or not contract.documents(status):
            continue
        counts = {one: judged.statuses.get(one, Counter())[status] for one in targets}
        comparison = Comparison(
            location="$statusCode",
            documented=f"HTTP {status}",
            citation=contract.citation(),
            among="",
            states={
                target: f"HTTP {status}" if counts[one] else f"never HTTP {status}"
                for one, target in targets.items()
            },
            severity="note",
        )
        yield Compared(comparison, Counter(counts))
