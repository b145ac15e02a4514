"""Which claims of a contract evidence proves: a wrong one would be noticed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from asdocumented.checks.check import Check
from asdocumented.checks.mutation import Subject
from asdocumented.contracts.model import Contract
from asdocumented.judging.drift_counts import DriftKey
from asdocumented.renderers.drift_text import describe
from asdocumented.selftest.claims import Claim, claims
from asdocumented.selftest.judge import SelftestJudge

Why: TypeAlias = Literal["never there", "not noticed"]

_Count = Annotated[int, Meta(ge=0)]


class Unproven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim that could be wrong without anyone noticing, and why."""

    row: str
    location: str
    claim: str
    why: Why


class ProofResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many claims of one edition the evidence proves, and those that it does not."""

    format: Literal[1]
    operation: str
    edition: str
    interactions: _Count
    claims: _Count
    proven: _Count
    relations: _Count
    unproven: list[Unproven]
    unproven_relations: list[str]


def prove(
    contract: Contract,
    subjects: Sequence[Subject],
    judge: SelftestJudge,
    checks: Sequence[Check],
) -> ProofResult:
    """Deny each claim of a contract, and note which denials nothing contradicts."""
    every = list(claims(contract))
    proofs = _Proofs(judge, subjects)
    unproven = [
        Unproven(describe(one.citation), one.location, one.what, why)
        for one in every
        if (why := proofs.why_unproven(one)) is not None
    ]
    relations = sorted({*_relations(contract)})
    broken = {
        mutant.relation
        for subject in subjects
        for check in checks
        if check.mutations is not None
        for mutant in check.mutations(subject)
    }
    return ProofResult(
        format=1,
        operation=contract.operation,
        edition=contract.edition,
        interactions=len(subjects),
        claims=len(every),
        proven=len(every) - len(unproven),
        relations=len(relations),
        unproven=unproven,
        unproven_relations=[one for one in relations if one not in broken],
    )


class _Proofs:
    """Looks claims up in evidence; what an interaction shows as it is is judged once."""

    def __init__(self, judge: SelftestJudge, subjects: Sequence[Subject]) -> None:
        self._judge = judge
        self._known: dict[int, Counter[DriftKey]] = {}
        self._shown: defaultdict[str, list[Subject]] = defaultdict(list)
        for subject in subjects:
            for location in dict.fromkeys(_shown(subject)):
                self._shown[location].append(subject)

    def why_unproven(self, claim: Claim) -> Why | None:
        """Return why a wrong claim would not be noticed; None where it would."""
        shown = self._shown.get(claim.location)
        if not shown:
            return "never there"
        denied = claim.deny()
        return None if any(self._is_noticed(denied, one) for one in shown) else "not noticed"

    def _is_noticed(self, denied: Contract, subject: Subject) -> bool:
        interaction = subject.parsed.interaction
        if id(subject) not in self._known:
            self._known[id(subject)] = self._judge.counts(subject.contract, interaction)
        return bool(self._judge.told(denied, [interaction], self._known[id(subject)]))


def _shown(subject: Subject) -> Iterator[str]:
    """Yield the locations of what an interaction has: values, parameters, a status."""
    yield from (spot.node.location for spot in subject.spots)
    yield from (
        subject.contract.parameters[name].location
        for name in subject.parsed.sent
        if name in subject.contract.parameters
    )
    yield f"$statusCode {subject.parsed.situation.status}"


def _relations(contract: Contract) -> Iterator[str]:
    """Yield the ids of the relations between what is in one body, and between calls."""
    yield from (one.id for one in contract.calls)
    for root in contract.roots:
        for node in root.tree():
            yield from (one.id for one in node.relations)
            yield from (one.id for one in node.statuses)
