"""A whole selftest: evidence becomes subjects, subjects trials, trials a result."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from asdocumented.checks.check import Check
from asdocumented.checks.mutation import Subject
from asdocumented.contracts.folder import ContractFolder
from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats.files import digest_of
from asdocumented.formats.json_path import printable
from asdocumented.selftest import judge
from asdocumented.selftest.harmless import harmless
from asdocumented.selftest.judge import SelftestJudge
from asdocumented.selftest.result import (
    FORMAT,
    CheckRate,
    FalseAlarm,
    OperationRate,
    SelftestResult,
    Survivor,
    Told,
)
from asdocumented.selftest.run import Bench, Outcome, make_subjects
from asdocumented.selftest.survivors import Reason
from asdocumented.selftest.trials import choose_trials

_HARMLESS = 6
"""Into how many interactions of an operation harmless changes are made, unless into all."""


class SelftestOptions(msgspec.Struct, frozen=True):
    """How faults are chosen, who has to find them, and which survivors are explained."""

    version: str
    checks: Sequence[Check]
    reasons: Sequence[Reason] = ()
    seed: int = 1
    every: bool = False


def subjects_of(
    folder: ContractFolder, interactions: Iterable[Interaction], checks: Sequence[Check]
) -> dict[Contract, list[Subject]]:
    """Return the interactions by the contract that they are judged by; probes and others go."""
    found: defaultdict[Contract, list[Interaction]] = defaultdict(list)
    for one in interactions:
        contract = match(one.request.method, one.request.url, folder.contracts)
        if contract is not None and one.phase != "probe":
            found[contract].append(one)
    return {
        contract: make_subjects(contract, found[contract], checks, folder.clusters)
        for contract in folder.contracts
        if found[contract]
    }


def selftest(
    folder: ContractFolder,
    subjects: Mapping[Contract, Sequence[Subject]],
    options: SelftestOptions,
) -> SelftestResult:
    """Put faults into all subjects, one at a time, and return what was said of them."""
    bench = Bench(SelftestJudge(options.checks, folder.clusters, subjects=subjects))
    outcomes: dict[Contract, list[Outcome]] = {}
    drifting, changes, alarms = 0, 0, list[FalseAlarm]()
    for contract, of_one in subjects.items():
        trials = choose_trials(of_one, options.checks, seed=options.seed, every=options.every)
        found = [bench.outcome(trial) for trial in trials]
        outcomes[contract] = [one for one in found if one is not None]
        drifting += len(found) - len(outcomes[contract])
        tried, told = _alarms(bench, of_one if options.every else of_one[:_HARMLESS])
        changes, alarms = changes + tried, [*alarms, *told]
    every = [one for of_one in outcomes.values() for one in of_one]
    tested = {one.trial.check for one in every}
    return SelftestResult(
        format=FORMAT,
        version=options.version,
        seed=options.seed,
        every=options.every,
        operations=[_operation(one, subjects[one], outcomes[one]) for one in outcomes],
        checks=_checks(every),
        untried=[one.id for one in options.checks if one.id not in tested],
        drifting=drifting,
        survivors=[_survivor(one, options.reasons) for one in every if one.state != "caught"],
        harmless=changes,
        alarms=alarms,
    )


def _alarms(bench: Bench, subjects: Sequence[Subject]) -> tuple[int, list[FalseAlarm]]:
    """Make harmless changes; return how many, and those that were told."""
    changes = [(subject, mutant) for subject in subjects for mutant in harmless(subject)]
    said = [(subject, mutant, bench.said(subject, mutant)) for subject, mutant in changes]
    return len(changes), [
        FalseAlarm(subject.contract.operation, mutant.fault, mutant.location, _in_words(told))
        for subject, mutant, told in said
        if told
    ]


def _in_words(told: Iterable[judge.Told]) -> list[str]:
    return sorted({f"{one.check} at {one.location}" for one in told})


def _operation(
    contract: Contract, subjects: Sequence[Subject], outcomes: Sequence[Outcome]
) -> OperationRate:
    return OperationRate(
        operation=contract.operation,
        edition=contract.edition,
        digest=digest_of(contract.folder) if contract.folder else None,
        interactions=len(subjects),
        tried=len(outcomes),
        caught=sum(one.state == "caught" for one in outcomes),
    )


def _checks(outcomes: Sequence[Outcome]) -> list[CheckRate]:
    by_check: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_check[one.trial.check].append(one)
    return [
        CheckRate(
            check=check,
            tried=len(of_one),
            caught=sum(one.state == "caught" for one in of_one),
            company=_company(one for one in of_one if one.state == "caught"),
        )
        for check, of_one in sorted(by_check.items())
    ]


def _company(outcomes: Iterable[Outcome]) -> list[Told]:
    """Return what was told beside the right finding, the most frequent first."""
    beside = Counter(
        pair for one in outcomes for pair in {(told.check, told.severity) for told in one.company}
    )
    ordered = sorted(beside.items(), key=lambda one: (-one[1], one[0]))
    return [Told(check, severity, number) for (check, severity), number in ordered]


def _survivor(outcome: Outcome, reasons: Sequence[Reason]) -> Survivor:
    trial = outcome.trial
    return Survivor(
        check=trial.check,
        operation=trial.contract.operation,
        edition=trial.contract.edition,
        fault=trial.mutant.fault,
        location=trial.mutant.location,
        interaction=printable(trial.subject.parsed.interaction.name),
        state=outcome.state,
        told=_in_words(outcome.company),
        reason=next((one.reason for one in reasons if one.is_about(trial)), ""),
    )
