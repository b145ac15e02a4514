"""Puts faults into conforming evidence, one at a time, and notes what the suite says of each."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from asdocumented.checks.check import Check
from asdocumented.checks.mutation import Mutant, Subject
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.drift_counts import DriftKey
from asdocumented.selftest.judge import SelftestJudge, Told
from asdocumented.selftest.state import State
from asdocumented.selftest.trials import Trial


class Outcome(msgspec.Struct, frozen=True):
    """What the suite said of a trial; `company` are findings beside the right one."""

    trial: Trial
    state: State
    company: tuple[Told, ...]


class Bench(msgspec.Struct):
    """Judges trials; what a subject shows without a fault is judged once."""

    judge: SelftestJudge
    _known: dict[int, Counter[DriftKey]] = msgspec.field(default_factory=dict)

    def outcome(self, trial: Trial) -> Outcome | None:
        """Return what is said of a trial; None where its place drifts already."""
        known = self.known(trial.subject)
        right = trial.check, trial.mutant.location
        if any((key.check, key.location) == right for key in known):
            return None
        told = self.said(trial.subject, trial.mutant, calls=trial.of_calls)
        return Outcome(trial, _state(trial, told), tuple(sorted(told - _right(trial, told))))

    def said(self, subject: Subject, mutant: Mutant, *, calls: bool = True) -> frozenset[Told]:
        """Return what is told of a change that is not told without it.

        Without `calls` the changed answer is not held against the one without the change.
        """
        known, original = self.known(subject), subject.parsed.interaction
        made = mutant.make()
        if isinstance(made, Contract):
            return self.judge.told(made, [original, original], known, calls=calls)
        return self.judge.told(subject.contract, [original, made], known, calls=calls)

    def known(self, subject: Subject) -> Counter[DriftKey]:
        """Return what a subject shows twice, as it is."""
        original = subject.parsed.interaction
        if id(subject) not in self._known:
            counts = self.judge.counts(subject.contract, original, original)
            self._known[id(subject)] = counts
        return self._known[id(subject)]


def make_subjects(
    contract: Contract,
    interactions: Iterable[Interaction],
    checks: Sequence[Check],
    clusters: Clusters,
) -> list[Subject]:
    """Return the interactions of one contract, ready to have faults put into."""
    judge = ContractJudge(contract, checks, clusters)
    return [Subject(judge.parse(one)) for one in interactions]


def _right(trial: Trial, told: frozenset[Told]) -> frozenset[Told]:
    return frozenset(
        one
        for one in told
        if (one.check, one.location) == (trial.check, trial.mutant.location)
        and (not trial.mutant.relation or one.relation == trial.mutant.relation)
    )


def _state(trial: Trial, told: frozenset[Told]) -> State:
    if _right(trial, told):
        return "caught"
    if any(one.check == trial.check for one in told):
        return "elsewhere"
    return "by another check" if told else "missed"
