"""Judges evidence of every origin: chooses the contract, and keeps what no contract matches."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from asdocumented.checks.check import Check
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder, Operation, newest
from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.evidence.files import Evidence
from asdocumented.evidence.interaction import Interaction, Origin
from asdocumented.evidence.unread import Unread
from asdocumented.formats.json_path import printable
from asdocumented.judging.answers import shows_nothing
from asdocumented.judging.contract_judge import ContractJudge, Freshness
from asdocumented.judging.judged import Judged
from asdocumented.judging.probes import JudgedProbe, judge_probe

_Key: TypeAlias = tuple[str, Origin, str, bool]
"""What a recording says of its target: name, origin, zone ("" where unknown), whether stand-in."""

_MOST_TARGETS = 1000
_MOST_PROBES = 1000


class DriftKey(NamedTuple):
    """What identifies a drift while it is counted."""

    operation: str
    check: str
    location: str
    expected: str
    observed_class: str


@dataclass(slots=True)
class Answers:
    """How many live answers of a target were judged, and how many of them show nothing."""

    count: int = 0
    empty: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there were answers, and none of them shows anything."""
        return 0 < self.count == self.empty


@dataclass(slots=True)
class _Target:
    """How many interactions of a target there were, and from when to when."""

    interactions: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def count(self, recorded: datetime | None) -> None:
        self.interactions += 1
        if recorded is not None:
            self.first = min(self.first or recorded, recorded)
            self.last = max(self.last or recorded, recorded)


@dataclass(frozen=True, slots=True)
class JudgedTarget:
    """A target whose answers were judged; `first` and `last` are aware, None where unknown."""

    name: str
    origin: Origin
    zone: str | None
    stand_in: bool
    interactions: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class JudgedEvidence:
    """The result for all evidence: by edition, the targets, and what could not be judged."""

    judged: Sequence[Judged]
    targets: Sequence[JudgedTarget]
    unmatched: int
    unread: Sequence[Unread]
    probes: Sequence[JudgedProbe] = ()


Outcome: TypeAlias = Literal["judged", "elsewhere", "unmatched"]
"""What became of an interaction: judged, of an operation that was not chosen, or of none."""


class JudgingSession:
    """Judges interactions one by one, in bounded memory.

    An edition judges its own examples; all other evidence is judged by the newest edition of the
    operation that its request asks for. `editions` are those that were chosen, `operations` all
    that are known: an interaction of an operation that was not chosen is left out, and no fault.
    """

    def __init__(
        self,
        editions: Sequence[EditionFolder],
        checks: Sequence[Check],
        clusters: Clusters,
        freshness: Freshness | None = None,
        operations: Sequence[Operation] = (),
    ) -> None:
        self._judges = {
            id(edition.contract): ContractJudge(edition.contract, checks, clusters, freshness)
            for edition in editions
        }
        self._newest = [edition.contract for edition in newest(editions)]
        self._operations = operations
        self._targets: dict[_Key, _Target] = {}
        self._answers: dict[str, Answers] = {}
        self._files: dict[str, Counter[Outcome]] = {}
        self._unread: list[Unread] = []
        self._probes: list[JudgedProbe] = []
        self._checks = checks
        self._clusters = clusters

    def example(self, contract: Contract, interaction: Interaction) -> None:
        """Judge an example by the edition that prints it."""
        self._judges[id(contract)].judge(interaction)

    def evidence(self, evidence: Iterable[Evidence | Unread]) -> None:
        """Judge evidence from files; what cannot be read is kept for the result."""
        for one in evidence:
            if isinstance(one, Unread):
                self._unread.append(Unread(printable(one.file), one.reason, one.whole))
                continue
            outcome = self.interaction(one.interaction)
            self._files.setdefault(one.file, Counter())[outcome] += 1

    def interaction(self, interaction: Interaction) -> Outcome:
        """Judge one interaction; return what became of it."""
        request = interaction.request
        contract = match(request.method, request.url, self._newest)
        if contract is None:
            other = match(request.method, request.url, self._operations)
            return "elsewhere" if other else "unmatched"
        if interaction.phase == "probe":
            self._probe(contract, interaction)
        else:
            self._judges[id(contract)].judge(interaction)
            self._count_answer(contract, interaction)
        if interaction.target is not None:
            self._count_target(interaction.target, interaction)
        return "judged"

    def _probe(self, contract: Contract, interaction: Interaction) -> None:
        """Judge an invalid request apart from all else: it is no part of the gate."""
        if len(self._probes) < _MOST_PROBES:
            found = judge_probe(contract, interaction, self._checks, self._clusters)
            self._probes.append(found)

    def answers(self, target: str) -> Answers:
        """Return the count of a target's live answers, without probes; it goes on counting."""
        return self._answers.setdefault(target, Answers())

    def drifts(self) -> dict[DriftKey, int]:
        """Return how often each error and warning was found so far."""
        return {
            DriftKey(judge.contract.operation, *key): entry.counts.total()
            for judge in self._judges.values()
            for key, entry in judge.drift_counts.entries.items()
            if entry.severity != "note"
        }

    def _count_answer(self, contract: Contract, interaction: Interaction) -> None:
        if interaction.origin != "live" or interaction.target is None:
            return
        answers = self.answers(interaction.target)
        answers.count += 1
        answers.empty += shows_nothing(contract, interaction)

    def _count_target(self, name: str, interaction: Interaction) -> None:
        key = name, interaction.origin, interaction.zone or "", interaction.stand_in
        if key in self._targets or len(self._targets) < _MOST_TARGETS:
            self._targets.setdefault(key, _Target()).count(interaction.recorded)

    def result(self) -> JudgedEvidence:
        """Return all that was found; judge no more afterwards."""
        return JudgedEvidence(
            judged=[judge.result() for judge in self._judges.values()],
            targets=[
                JudgedTarget(
                    name,
                    origin,
                    zone or None,
                    stand_in,
                    target.interactions,
                    target.first,
                    target.last,
                )
                for (name, origin, zone, stand_in), target in sorted(self._targets.items())
            ],
            unmatched=sum(file["unmatched"] for file in self._files.values()),
            unread=[
                *self._unread,
                *(_worthless(name) for name, found in self._answers.items() if found.nothing),
                *(
                    _without_operation(name, file["unmatched"])
                    for name, file in self._files.items()
                    if file["unmatched"] == file.total()
                ),
            ],
            probes=self._probes,
        )


def _worthless(target: str) -> Unread:
    return Unread(printable(target), "only refusals, 404 or empty results came back", whole=True)


def _without_operation(file: str, count: int) -> Unread:
    which = "its interaction" if count == 1 else f"any of its {count} interactions"
    return Unread(printable(file), f"no operation of the contracts matches {which}", whole=True)
