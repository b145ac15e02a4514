"""Which faults are put into which interactions: every place once, or as many as a cap allows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from random import Random

import msgspec

from asdocumented.checks.check import Check
from asdocumented.checks.mutation import Mutant, Subject
from asdocumented.contracts.model import Contract

CAP = 8
"""How many places of an operation one fault of one check is put into, unless all are asked for."""


class Trial(msgspec.Struct, frozen=True):
    """One fault in one interaction, and the check that has to find it.

    `of_calls` tells that the check finds it beside the interaction without the fault.
    """

    check: str
    subject: Subject
    mutant: Mutant
    of_calls: bool = False

    @property
    def contract(self) -> Contract:
        """The contract that the interaction conforms to."""
        return self.subject.contract

    @property
    def group(self) -> tuple[str, str, str, str]:
        """What the trials of one cap have in common: operation, check, fault, relation."""
        operation = f"{self.contract.operation}@{self.contract.edition}"
        return operation, self.check, self.mutant.fault, self.mutant.relation


def choose_trials(
    subjects: Iterable[Subject],
    checks: Sequence[Check],
    *,
    seed: int,
    cap: int = CAP,
    every: bool = False,
) -> list[Trial]:
    """Return the trials of some subjects; the same seed chooses the same.

    Each fault is put into each place once, in an interaction that the seed chooses, and of the
    places of an operation into no more than `cap`. `every` has no cap, and takes each interaction.
    """
    random = Random(seed)  # noqa: S311  # it chooses examples
    shuffled = sorted(subjects, key=lambda one: one.parsed.interaction.name)
    random.shuffle(shuffled)
    found: dict[tuple[object, ...], Trial] = {}
    for index, trial in enumerate(_offered(shuffled, checks)):
        key = (trial.group, trial.mutant.location)
        found.setdefault((*key, index) if every else key, trial)
    if every:
        return list(found.values())
    groups: defaultdict[tuple[str, ...], list[Trial]] = defaultdict(list)
    for trial in found.values():
        groups[trial.group].append(trial)
    return [
        trial
        for _, of_one in sorted(groups.items())
        for trial in (random.sample(of_one, cap) if len(of_one) > cap else of_one)
    ]


def _offered(subjects: Iterable[Subject], checks: Sequence[Check]) -> Iterator[Trial]:
    for subject in subjects:
        for check in checks:
            if check.mutations is not None:
                for mutant in check.mutations(subject):
                    yield Trial(check.id, subject, mutant, check.calls is not None)
