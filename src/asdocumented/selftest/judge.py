"""Judges a conforming interaction beside a changed one, and says what only the change shows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from msgspec import structs

from asdocumented.checks.check import Check
from asdocumented.checks.mutation import Subject
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract, Severity
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.call_answers import CallAnswers
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.drift_counts import DriftKey
from asdocumented.judging.situations import Freshness

FRESHNESS = Freshness(36525, datetime(2100, 1, 1, tzinfo=UTC))
"""No recording that anybody judges is older; one of 1970 is."""


class Told(NamedTuple):
    """What was told of a change: by which check, where, how grave, of which relation."""

    check: str
    location: str
    severity: Severity
    relation: str


class SelftestJudge(msgspec.Struct, frozen=True):
    """Judges by a set of checks, each time anew, as `asdocumented check` would.

    `contracts` are those of all pages, for checks that hold one page against another, `subjects`
    conforming answers, for relations that hold one operation against another.
    """

    checks: Sequence[Check]
    clusters: Clusters
    contracts: Sequence[Contract] = ()
    subjects: Mapping[Contract, Sequence[Subject]] = msgspec.field(default_factory=dict)

    def counts(self, contract: Contract, *interactions: Interaction) -> Counter[DriftKey]:
        """Return how often each drift shows in some interactions, and in the page."""
        return Counter(
            {key: count for key, (count, _) in self._judged(contract, interactions, self.checks)}
        )

    def told(
        self,
        contract: Contract,
        interactions: Sequence[Interaction],
        known: Counter[DriftKey],
        *,
        calls: bool = True,
    ) -> frozenset[Told]:
        """Return what is told of some interactions more often than it was known before.

        Without `calls` the answers are not held against each other.
        """
        checks = [one for one in self.checks if calls or one.calls is None]
        return frozenset(
            told
            for key, (count, told) in self._judged(contract, interactions, checks)
            if count > known[key]
        )

    def _judged(
        self, contract: Contract, interactions: Sequence[Interaction], checks: Sequence[Check]
    ) -> list[tuple[DriftKey, tuple[int, Told]]]:
        key = contract.operation, contract.edition
        others = [one for one in self.contracts if (one.operation, one.edition) != key]
        judge = ContractJudge(contract, checks, self.clusters, FRESHNESS, others=others)
        for one in interactions:
            judge.judge(one)
        of_calls = any(check.calls is not None for check in checks)
        elsewhere = [*self._elsewhere(contract, interactions[0])] if of_calls else []
        return [
            (
                key,
                (
                    entry.counts.total() or 1,
                    Told(key.check, key.location, entry.severity, entry.finding.relation),
                ),
            )
            for key, entry in judge.result(elsewhere).drift_counts.entries.items()
        ]

    def _elsewhere(
        self, contract: Contract, interaction: Interaction
    ) -> Iterator[tuple[Contract, CallAnswers]]:
        """Yield the answers of the operations that a relation is about, as if given just then."""
        named = {one.operation for one in contract.calls if one.here}
        for other, subjects in self.subjects.items():
            if other.operation in named:
                kept = CallAnswers()
                for subject in subjects:
                    one = subject.parsed.interaction
                    if one.evidence_set == interaction.evidence_set:
                        near = structs.replace(one, recorded=interaction.recorded)
                        kept.add(one.evidence_set, near, subject.parsed.sent)
                yield other, kept
