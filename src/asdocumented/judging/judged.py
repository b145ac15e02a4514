"""What was found out about one contract: drifts, observations, and counts by evidence set."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from asdocumented.checks.check import Check
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import EvidenceSet, Origin
from asdocumented.judging.drift_counts import DriftCounts, Sample
from asdocumented.judging.observations import Observation, merge

K = TypeVar("K")


class Judged(msgspec.Struct):
    """All that was found out about one contract; `checks` are those that were run, by their ids.

    `observations` holds what was seen, by location. `interactions` counts what was judged, by
    evidence set, `statuses` how often each HTTP status came, `parameters_sent` how often each
    parameter was sent in a request whose answer could be read, `requests` the requests that are
    evidence themselves. `effects` holds the parameters whose effect an answer could show, `shown`
    the sets of which an answer showed something. `calls_compared` counts how often each relation
    between calls compared two answers, `answers_left_out` how many were not kept for that. `mixed`
    are the origins of which there were too many targets to tell them all apart.
    """

    contract: Contract
    checks: Mapping[str, Check]
    drift_counts: DriftCounts
    observations: dict[str, Observation] = msgspec.field(default_factory=dict)
    interactions: Counter[EvidenceSet] = msgspec.field(default_factory=Counter)
    statuses: dict[EvidenceSet, Counter[int]] = msgspec.field(default_factory=dict)
    parameters_sent: dict[EvidenceSet, Counter[str]] = msgspec.field(default_factory=dict)
    requests: Counter[EvidenceSet] = msgspec.field(default_factory=Counter)
    effects: set[tuple[EvidenceSet, str]] = msgspec.field(default_factory=set)
    shown: set[EvidenceSet] = msgspec.field(default_factory=set)
    calls_compared: Counter[tuple[str, EvidenceSet]] = msgspec.field(default_factory=Counter)
    answers_left_out: int = 0
    mixed: set[Origin] = msgspec.field(default_factory=set)

    def add(self, later: "Judged") -> list[Sample]:
        """Add what a later part of the evidence showed; return its samples that are kept."""
        kept = self.drift_counts.add(later.drift_counts)
        for observation in later.observations.values():
            merge(self.observations, observation)
        self.interactions.update(later.interactions)
        self.requests.update(later.requests)
        _add_each(self.statuses, later.statuses)
        _add_each(self.parameters_sent, later.parameters_sent)
        self.effects |= later.effects
        self.shown |= later.shown
        return kept

    def count(
        self,
        evidence_set: EvidenceSet,
        status: int | None,
        parameters_sent: Sequence[str] | None,
        *,
        interactions: int,
        readable: int,
    ) -> None:
        """Count interactions of one kind, so many of them with a body that could be read."""
        self.interactions[evidence_set] += interactions
        if status is not None:
            self.statuses.setdefault(evidence_set, Counter())[status] += interactions
        self.requests[evidence_set] += 0 if parameters_sent is None else interactions
        sent = self.parameters_sent.setdefault(evidence_set, Counter())
        sent.update(dict.fromkeys(parameters_sent or (), readable))


def _add_each(
    counts: dict[EvidenceSet, Counter[K]], more: Mapping[EvidenceSet, Counter[K]]
) -> None:
    """Add counts by evidence set to others."""
    for evidence_set, count in more.items():
        counts.setdefault(evidence_set, Counter()).update(count)
