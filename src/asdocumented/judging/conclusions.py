"""What follows from all evidence together: types that vary at one place, sets that differ."""

from collections.abc import Sequence

from asdocumented.checks.check import Check, TypesSeen
from asdocumented.judging.evidence_comparison import comparisons
from asdocumented.judging.judged import Judged
from asdocumented.judging.observations import Observation


def conclude(judged: Judged, checks: Sequence[Check]) -> None:
    """Count what the checks find in all that was seen; judge nothing more afterwards."""
    for _, seen in sorted(judged.observations.items()):
        _judge_types(judged, checks, seen)
    _compare_evidence(judged, checks)


def _judge_types(judged: Judged, checks: Sequence[Check], seen: Observation) -> None:
    """Ask the checks that look at all JSON types of one place, for each evidence set alone."""
    rules = [check.types_seen for check in checks if check.types_seen is not None]
    firsts = judged.drift_counts.firsts
    for evidence_set, types in seen.types.items():
        types_seen = TypesSeen(seen.place, types)
        for finding in (finding for rule in rules for finding in rule(types_seen)):
            entry = judged.drift_counts.entry(finding, evidence_set)
            entry.counts[evidence_set] += types_seen.rarer
            entry.samples += [
                sample
                for (one, location, kind), sample in firsts.items()
                if (one, location) == (evidence_set, seen.place.location) and kind != "null"
            ]


def _compare_evidence(judged: Judged, checks: Sequence[Check]) -> None:
    """Run the checks that compare evidence sets."""
    rules = [check.comparison for check in checks if check.comparison is not None]
    for compared in list(comparisons(judged)):
        for finding in (finding for rule in rules for finding in rule(compared.comparison)):
            judged.drift_counts.entry(finding).counts.update(compared.counts)
