"""Judges evidence of every origin: chooses the contract, and keeps what no contract matches."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec
from msgspec import structs

from asdocumented.checks.check import Check
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder, Operation, newest
from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.evidence.interaction import (
    EvidenceSet,
    Interaction,
    Request,
    Response,
)
from asdocumented.evidence.unread import MissingEvidence, Unread
from asdocumented.formats.json_path import printable
from asdocumented.formats.urls import with_lower_host
from asdocumented.judging.call_answers import CallAnswers, UrlChecksums
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.drift_counts import Sample, fingerprint
from asdocumented.judging.incomplete import without_answer, without_operation, worthless
from asdocumented.judging.judged import Judged
from asdocumented.judging.judged_part import Deferred, Outcome, SessionPart
from asdocumented.judging.probes import JudgedProbe, judge_probe
from asdocumented.judging.readings import READ_AFTER, READ_AFTER_OF_MUCH
from asdocumented.judging.set_counts import SetCounts
from asdocumented.judging.situations import Freshness
from asdocumented.judging.unjudged import (
    UnansweredRequests,
    UnmatchedRequest,
    UnmatchedRequests,
)

if TYPE_CHECKING:
    from asdocumented.evidence.files import Evidence, EvidenceEntry
    from asdocumented.redaction.redactor import Redactor


_MOST_PATHS = 1024
_MOST_PROBES = 1000


class FoundDrift(NamedTuple):
    """What tells one drift from another while evidence is judged."""

    operation: str
    check: str
    location: str
    fingerprint: str


class JudgedEvidence(msgspec.Struct, frozen=True):
    """The result for all evidence.

    `judged` has an entry for each edition, `sets` one for each evidence set, `unread` what could
    not be read, is missing, or showed nothing. `unmatched` counts the requests that no operation
    matches, `others` those that are not worth naming. `unanswered` are the operations of which a
    request has no answer. `departing` counts by target the recordings that were left out, since
    their stand-in was made to depart from the pages. `answers` are those that are kept, by the
    operation, with its newest contract, `redactor` what redacts what a report shows of them; None
    shows it.
    """

    judged: Sequence[Judged]
    sets: Mapping[EvidenceSet, SetCounts]
    unread: Sequence[Unread]
    unmatched: Counter[UnmatchedRequest] = msgspec.field(default_factory=Counter)
    others: int = 0
    unanswered: frozenset[str] = frozenset()
    probes: Sequence[JudgedProbe] = ()
    departing: Mapping[str, int] = msgspec.field(default_factory=dict)
    answers: Mapping[str, tuple[Contract, CallAnswers]] = msgspec.field(default_factory=dict)
    redactor: "Callable[[], Redactor] | None" = None


KeptUrls: TypeAlias = tuple[UrlChecksums | None, ...]
"""Of each edition the URLs of which answers are kept, None as long as all are."""


class JudgingSession:
    """Judges interactions one by one, in bounded memory.

    An edition judges its own examples; all other evidence is judged by the newest edition of the
    operation that its request asks for. `editions` are those that were chosen, `operations` all
    that are known: an interaction of an operation that was not chosen is left out, and no fault.
    `redactor` redacts what reports show of evidence that is not redacted; None shows it.
    `part_of` are the `kept_urls` of the session to which this one's findings are added; that one
    redacts.
    """

    def __init__(  # noqa: PLR0913  # what a session depends on, each by itself
        self,
        editions: Sequence[EditionFolder],
        checks: Sequence[Check],
        clusters: Clusters,
        freshness: Freshness | None = None,
        operations: Sequence[Operation] = (),
        *,
        base_urls: Mapping[str, str] | None = None,
        leave_out_departing: bool = False,
        redactor: "Callable[[], Redactor] | None" = None,
        part_of: KeptUrls | None = None,
    ) -> None:
        self._redactor = redactor
        self._deferred: list[Deferred] | None = None if part_of is None else []
        contracts = [edition.contract for edition in editions]
        kept_urls = part_of or (None,) * len(contracts)
        self._judges = {
            id(one): ContractJudge(
                one,
                checks,
                clusters,
                freshness,
                redactor,
                others=[other for other in contracts if other is not one],
                deferred=self._deferred,
                only=only,
                read_after=READ_AFTER if part_of is None else READ_AFTER_OF_MUCH,
            )
            for one, only in zip(contracts, kept_urls, strict=True)
        }
        self._newest = [edition.contract for edition in newest(editions)]
        # Recordings ask for few paths many times.
        self._matched = lru_cache(maxsize=_MOST_PATHS)(partial(match, contracts=self._newest))
        self._operations = operations
        self._sets: defaultdict[EvidenceSet, SetCounts] = defaultdict(SetCounts)
        # The longest base of a URL names its target.
        longest_first = sorted((base_urls or {}).items(), key=lambda one: -len(one[0]))
        self._targets = [(f"{with_lower_host(url)}/", name) for url, name in longest_first]
        self._departing: Counter[str] | None = Counter() if leave_out_departing else None
        self._files: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
        self._unread: list[Unread] = []
        self._unmatched = UnmatchedRequests(self._newest, operations)
        self._unanswered = UnansweredRequests()
        self._probes: list[JudgedProbe] = []
        self._checks = checks
        self._clusters = clusters

    def example(self, contract: Contract, interaction: Interaction) -> None:
        """Judge an example by the edition that prints it."""
        self._judge(contract, interaction)

    def evidence(self, evidence: "Iterable[EvidenceEntry]") -> None:
        """Judge evidence from files; what is missing or cannot be read is kept for the result."""
        for one in evidence:
            if isinstance(one, Unread):
                self._unread.append(Unread(printable(one.file), one.reason, one.whole))
                continue
            outcome = (
                self._missing(one)
                if isinstance(one, MissingEvidence)
                else self.interaction(self._with_target(one))
            )
            self._files[one.file][outcome] += 1

    def interaction(self, interaction: Interaction) -> Outcome:
        """Judge one interaction; return what became of it."""
        request = interaction.request
        contract = self._contract(request)
        if contract is None:
            return self._without_contract(request, interaction.response)
        if self._departing is not None and interaction.deviations:
            self._departing[interaction.target or ""] += 1
            return "elsewhere"
        if interaction.phase == "probe":
            self._probe(contract, interaction)
            return "judged"
        self._judge(contract, interaction)
        return "judged"

    def shows_nothing(self, target: str) -> bool:
        """Tell whether a target was asked live, and no answer of it could show anything so far."""
        sets = [one for one in self._sets if one.origin == "live" and one.target == target]
        return bool(sets) and self._shown().isdisjoint(sets)

    def drifts(self) -> dict[FoundDrift, int]:
        """Return how often each error and warning was found so far."""
        return {
            FoundDrift(
                judge.contract.operation,
                entry.finding.check,
                entry.finding.location,
                fingerprint(judge.contract, key),
            ): entry.counts.total()
            for judge in self._judges.values()
            for key, entry in judge.drift_counts.entries.items()
            if entry.severity != "note"
        }

    def result(self) -> JudgedEvidence:
        """Return all that was found; judge no more afterwards."""
        newest = [self._judges[id(one)] for one in self._newest]
        answers = [(judge.contract, judge.answers) for judge in newest]
        return JudgedEvidence(
            judged=[judge.result(answers) for judge in self._judges.values()],
            answers={one.operation: (one, kept) for one, kept in answers},
            redactor=self._redactor,
            sets=self._sets,
            unread=[
                *self._unread,
                *without_answer(self._unanswered, self._files),
                *worthless(self._sets, self._shown()),
                *without_operation(self._files),
            ],
            unmatched=self._unmatched.counts.named,
            others=self._unmatched.counts.others,
            unanswered=frozenset(self._unanswered.operations),
            probes=self._probes,
            departing=self._departing or {},
        )

    def kept_urls(self) -> KeptUrls:
        """Return of each edition the URLs of which answers are kept, once no more are."""
        return tuple(judge.answers.checksums for judge in self._judges.values())

    def kept_share(self) -> float:
        """Return how much of the room for answers is taken, from 0 to 1, where most of it is."""
        return max((judge.answers.share for judge in self._judges.values()), default=0)

    def take(self) -> SessionPart:
        """Return what was found in a part of the evidence; judge no more afterwards."""
        return SessionPart(
            parts=[judge.take() for judge in self._judges.values()],
            deferred=self._deferred or (),
            sets=self._sets,
            unread=self._unread,
            unmatched=self._unmatched.counts,
            unanswered=self._unanswered,
            departing=self._departing or Counter(),
            files=self._files,
        )

    def add(self, part: SessionPart) -> bool:
        """Add what a session found in a later part of the evidence.

        Returns false, and adds nothing, where a limit is reached: then what is kept depends on the
        parts before, and this session has to judge the part itself.
        """
        judges = [*self._judges.values()]
        pairs = [*zip(judges, part.parts, strict=True)]
        if part.unmatched.is_full or not all(one.adds_exactly(found) for one, found in pairs):
            return False
        kept = {id(sample) for judge, found in pairs for sample in judge.add(found)}
        for one in part.deferred:
            self._finish(one, [sample for sample in one.samples if id(sample) in kept])
        for evidence_set, counts in part.sets.items():
            self._sets[evidence_set].add(counts)
        self._unread += part.unread
        self._unmatched.counts.add(part.unmatched)
        self._unanswered.add_all(part.unanswered)
        if self._departing is not None:
            self._departing.update(part.departing)
        for file, outcomes in part.files.items():
            self._files[file].update(outcomes)
        return True

    def _finish(self, deferred: Deferred, kept: list[Sample]) -> None:
        """Do what a part left to this session: judge an invalid request, redact samples."""
        if deferred.interaction.phase == "probe":
            self._probe(deferred.contract, deferred.interaction)
        elif kept and self._redactor is not None:
            self._judges[id(deferred.contract)].complete_samples(deferred._replace(samples=kept))

    def _with_target(self, evidence: "Evidence") -> Interaction:
        """Return an interaction with its target: its own, else that of its URL, else its source."""
        interaction = evidence.interaction
        if interaction.target is not None:
            return interaction
        target = evidence.source
        if self._targets:
            url = with_lower_host(interaction.request.url)
            named = (target for base, target in self._targets if url.startswith(base))
            target = next(named, target)
        return structs.replace(interaction, target=target)

    def _missing(self, missing: MissingEvidence) -> Outcome:
        """Take account of a request without an answer that could be judged."""
        request = missing.request
        contract = self._contract(request)
        if contract is None:
            return self._without_contract(request, Response(None, missing.content_type, b""))
        self._unanswered.add(contract, missing)
        return "unanswered"

    def _contract(self, request: Request) -> Contract | None:
        """Return the contract of the operation that a request asks for; its query is no part."""
        return self._matched(request.method, request.url.partition("?")[0])

    def _without_contract(self, request: Request, response: Response) -> Outcome:
        if match(request.method, request.url, self._operations) is not None:
            return "elsewhere"
        self._unmatched.add(request.method, request.url, response)
        return "unmatched"

    def _judge(self, contract: Contract, interaction: Interaction) -> None:
        """Judge an interaction, and count it in the set that the judge counts it in."""
        evidence_set = self._judges[id(contract)].judge(interaction)
        self._sets[evidence_set].count(interaction)

    def _probe(self, contract: Contract, interaction: Interaction) -> None:
        """Judge an invalid request apart from all else: it is no part of the gate."""
        if self._deferred is not None:
            self._deferred.append(Deferred(contract, interaction))
        elif len(self._probes) < _MOST_PROBES:
            found = judge_probe(contract, interaction, self._checks, self._clusters, self._redactor)
            self._probes.append(found)

    def _shown(self) -> set[EvidenceSet]:
        return {one for judge in self._judges.values() for one in judge.shown}
