"""Evidence of every origin brought to the contracts: which is judged by which, what is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from asdocumented.checks import Check
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder, newest
from asdocumented.engine import Freshness, Judge, Judged
from asdocumented.interactions.evidence import Evidence, Unreadable
from asdocumented.interactions.matching import match
from asdocumented.model import Contract, Interaction, Origin
from asdocumented.report import TargetReport, Unread


@dataclass(slots=True)
class _Target:
    """How many interactions of a target there were, and from when to when."""

    zone: str | None
    stand_in: bool
    interactions: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def count(self, recorded: datetime | None) -> None:
        self.interactions += 1
        if recorded is not None:
            self.first = min(self.first or recorded, recorded)
            self.last = max(self.last or recorded, recorded)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of all evidence: judged by edition, the targets, and what was left out."""

    judged: Sequence[Judged]
    targets: Sequence[TargetReport]
    unmatched: int
    unread: Sequence[Unread]


@dataclass(slots=True)
class _File:
    interactions: int = 0
    matched: int = 0


class Judging:
    """Judges evidence one by one, in flat memory.

    An edition judges its own examples; all other evidence goes to the newest edition of the
    operation that its request asks for.
    """

    def __init__(
        self,
        editions: Sequence[EditionFolder],
        checks: Sequence[Check],
        clusters: Clusters,
        freshness: Freshness | None = None,
    ) -> None:
        self._judges = {
            id(edition.contract): Judge(edition.contract, checks, clusters, freshness)
            for edition in editions
        }
        self._newest = [edition.contract for edition in newest(editions)]
        self._targets: dict[tuple[str, Origin], _Target] = {}
        self._files: dict[str, _File] = {}
        self._unread: list[Unread] = []

    def example(self, contract: Contract, interaction: Interaction) -> None:
        """Judge an example by the edition that prints it."""
        self._judges[id(contract)].judge(interaction)

    def evidence(self, found: Iterable[Evidence | Unreadable]) -> None:
        """Judge evidence from files; what cannot be read is remembered."""
        for one in found:
            if isinstance(one, Unreadable):
                self._unread.append(Unread(one.file, one.reason, one.whole))
                continue
            file = self._files.setdefault(one.file, _File())
            file.interactions += 1
            file.matched += self.interaction(one.interaction)

    def interaction(self, interaction: Interaction) -> bool:
        """Judge one interaction; tell whether some operation matches."""
        request = interaction.request
        contract = match(request.method, request.url, self._newest)
        if contract is None:
            return False
        self._judges[id(contract)].judge(interaction)
        if interaction.target is not None:
            key = interaction.target, interaction.origin
            target = self._targets.setdefault(key, _Target(interaction.zone, interaction.stand_in))
            target.count(interaction.recorded)
        return True

    def result(self) -> Gathered:
        """Return all that was found; judge no more afterwards."""
        return Gathered(
            judged=[judge.result() for judge in self._judges.values()],
            targets=[
                TargetReport(
                    name,
                    origin,
                    target.zone,
                    target.stand_in,
                    target.interactions,
                    _timestamp(target.first),
                    _timestamp(target.last),
                )
                for (name, origin), target in sorted(self._targets.items())
            ],
            unmatched=sum(one.interactions - one.matched for one in self._files.values()),
            unread=[
                *self._unread,
                *(
                    _without_operation(file, one.interactions)
                    for file, one in self._files.items()
                    if not one.matched
                ),
            ],
        )


def _without_operation(file: str, count: int) -> Unread:
    which = "its interaction" if count == 1 else f"any of its {count} interactions"
    return Unread(file, f"no operation of the contracts matches {which}", whole=True)


def _timestamp(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
