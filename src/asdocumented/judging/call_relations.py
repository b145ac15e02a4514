"""Keeps the answers to the requests of one operation, and holds them against each other."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from asdocumented.checks.call_differences import Difference
from asdocumented.checks.calls import Answer, CallRule, Calls, Compared
from asdocumented.checks.check import Check
from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import CallRelation, Contract
from asdocumented.evidence.interaction import EvidenceSet, Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json
from asdocumented.judging.drift_counts import DriftCounts, Sample
from asdocumented.judging.judged import Judged

if TYPE_CHECKING:
    from asdocumented.redaction.redactor import Redactor

CALLS = "$calls."
"""In place of a location, before the id of a relation: how many answers it compared."""

MOST_ANSWERS = 4096
MOST_BYTES = 32 * 2**20
MOST_OF_ONE_REQUEST = 4
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class CallAnswers:
    """The answers of one operation that are kept, by evidence set and URL, in bounded memory.

    An answer that repeats the one before it is counted, and not kept. `left_out` counts those past
    4,096 answers or 32 MiB of bodies, and past four different answers to one request. None is kept
    unless `wanted`.
    """

    wanted: bool = True
    kept: dict[EvidenceSet, dict[str, list[Answer]]] = field(default_factory=dict)
    repeated: Counter[EvidenceSet] = field(default_factory=Counter)
    left_out: int = 0
    _answers: int = 0
    _bytes: int = 0

    def add(
        self,
        evidence_set: EvidenceSet,
        interaction: Interaction,
        sent: Mapping[str, Sequence[str]],
    ) -> None:
        """Keep an answer that could be read, unless it says what the one before it did."""
        if not self.wanted or not _is_comparable(interaction):
            return
        body = interaction.response.body
        known = self.kept.setdefault(evidence_set, {}).get(interaction.request.url)
        if known and known[-1].interaction.response.body == body:
            self.repeated[evidence_set] += 1
            return
        full = self._answers >= MOST_ANSWERS or self._bytes + len(body) > MOST_BYTES
        if full or (known and len(known) >= MOST_OF_ONE_REQUEST):
            self.left_out += 1
            return
        values = {name: tuple(texts) for name, texts in sent.items()}
        of_one = self.kept[evidence_set].setdefault(interaction.request.url, [])
        of_one.append(Answer(interaction, values))
        self._answers += 1
        self._bytes += len(body)

    def in_order(self, evidence_set: EvidenceSet) -> list[Answer]:
        """Return the answers of a set in the order of time; those without one as they came."""
        found = [one for of_one in self.kept.get(evidence_set, {}).values() for one in of_one]
        return sorted(found, key=lambda one: one.interaction.recorded or _NEVER)


def judge_calls(
    judged: Judged,
    kept: CallAnswers,
    checks: Sequence[Check],
    redactor: "Callable[[], Redactor] | None",
) -> None:
    """Hold the answers of each evidence set against each other, and count what differs."""
    contract = judged.contract
    judged.answers_left_out = kept.left_out
    shown = _ShownAnswers(redactor)
    for evidence_set in kept.kept:
        calls = Calls(contract, kept.in_order(evidence_set))
        for check, rule, relation in _rules(contract, checks):
            key = relation.id, evidence_set
            if relation.relation == "same-again":
                judged.calls_compared[key] += kept.repeated[evidence_set]
            for compared in rule.compare(relation, calls):
                judged.calls_compared[key] += 1
                findings = _findings(check, rule, relation, compared.differences)
                for finding, difference in findings:
                    sample = _count(
                        judged.drift_counts, finding, evidence_set, compared, difference
                    )
                    if sample is not None:
                        shown.complete(sample, compared)


def _is_comparable(interaction: Interaction) -> bool:
    """Tell whether an answer may be held against others: examples are printed, not answered."""
    status = interaction.response.status
    answered = status is None or 200 <= status < 300
    return answered and interaction.origin != "example" and not interaction.request.inferred


def relations_of(
    contract: Contract, checks: Sequence[Check]
) -> Iterator[tuple[CallRelation, CallRule]]:
    """Yield the relations between calls that some check judges."""
    yield from ((relation, rule) for _, rule, relation in _rules(contract, checks))


def _rules(
    contract: Contract, checks: Sequence[Check]
) -> Iterator[tuple[str, CallRule, CallRelation]]:
    rules = defaultdict[str, list[tuple[str, CallRule]]](list)
    for check in checks:
        if check.calls is not None:
            for word in check.calls.words:
                rules[word].append((check.id, check.calls))
    for relation in contract.calls:
        for name, rule in rules[relation.relation]:
            yield name, rule, relation


def _findings(
    check: str, rule: CallRule, relation: CallRelation, differences: Sequence[Difference]
) -> Iterator[tuple[Finding, Difference]]:
    """Yield a finding for each place and kind of difference of two answers, once for both."""
    each = {(one.location, one.kind): one for one in reversed(differences)}
    for difference in reversed(each.values()):
        finding = Finding(
            check=check,
            severity=relation.severity,
            location=difference.location,
            follows_from=rule.promise(relation),
            observed=_OBSERVED[difference.kind],
            citation=relation.citation,
            sources=relation.sources,
            relation=relation.id,
            among=CALLS + relation.id,
            path=difference.path,
            has_value=difference.kind != "absent",
        )
        yield finding, difference


_OBSERVED = {
    "absent": "absent, where another answer has it",
    "there": "there, where another answer lacks it",
    "another value": "another value than in another answer",
    "another offset": "another offset than in another answer",
}


def _count(
    counts: DriftCounts,
    finding: Finding,
    evidence_set: EvidenceSet,
    compared: Compared,
    difference: Difference,
) -> Sample | None:
    """Count a finding; return a sample that names both interactions where one is wanted."""
    entry = counts.entry(finding, evidence_set)
    if not entry.count(evidence_set):
        return None
    one, other = compared.answer.interaction, compared.other.interaction
    sample = entry.sample(finding, evidence_set, one, (), _body(one))
    there = difference.kind != "there"
    sample.other = Sample.of(evidence_set, other, difference.other_path, _body(other), there=there)
    return sample


def _body(interaction: Interaction) -> Json:
    return json_body.parse(interaction.response.body)[0]


class _ShownAnswers:
    """Completes samples by what a report may show of their answers."""

    def __init__(self, redactor: "Callable[[], Redactor] | None") -> None:
        self._redactor = redactor

    def complete(self, sample: Sample, compared: Compared) -> None:
        """Redact a sample and the other one, and add what is around each."""
        self._complete(sample, compared.answer.interaction)
        if sample.other is not None:
            self._complete(sample.other, compared.other.interaction)

    def _complete(self, sample: Sample, interaction: Interaction) -> None:
        body = _body(interaction)
        if self._redactor is not None and not interaction.redacted:
            from asdocumented.redaction.shown import ShownInteraction

            shown = ShownInteraction(interaction, self._redactor())
            sample.redact(shown)
            body = shown.body
        sample.surround(body)
