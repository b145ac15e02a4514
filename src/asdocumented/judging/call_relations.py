"""Holds the answers to several requests against each other, and counts what differs."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from asdocumented.checks.call_differences import Difference
from asdocumented.checks.calls import CallRule, Calls, Compared
from asdocumented.checks.check import Check
from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import CallRelation, Contract
from asdocumented.evidence.interaction import EvidenceSet, Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, MemberOrder
from asdocumented.judging.call_answers import CallAnswers
from asdocumented.judging.drift_counts import DriftCounts, Sample
from asdocumented.judging.judged import Judged

if TYPE_CHECKING:
    from asdocumented.redaction.redactor import Redactor

CALLS = "$calls."
"""In place of a location, before the id of a relation: how many answers it compared."""


def judge_calls(
    judged: Judged,
    kept: CallAnswers,
    checks: Sequence[Check],
    redactor: "Callable[[], Redactor] | None",
    elsewhere: Sequence[tuple[Contract, CallAnswers]] = (),
) -> None:
    """Hold the answers of each evidence set against each other, and count what differs.

    `elsewhere` has the answers of the other operations.
    """
    contract = judged.contract
    judged.answers_left_out = kept.left_out
    counter = CallCounter(judged, redactor)
    wanted = {one.operation for one in contract.calls}
    for evidence_set in kept.sets:
        others = {
            one.operation: Calls(one, found.in_order(evidence_set))
            for one, found in elsewhere
            if one.operation in wanted
        }
        calls = Calls(contract, kept.in_order(evidence_set), others)
        for check, rule, relation in _rules(contract, checks):
            key = relation.id, evidence_set
            if relation.relation == "same-again":
                judged.calls_compared[key] += kept.repeated[evidence_set]
            for compared in rule.compare(relation, calls):
                counter.count(check, rule, relation, evidence_set, compared)


class CallCounter:
    """Counts what two answers were found to differ in, among the drifts of one contract."""

    def __init__(self, judged: Judged, redactor: "Callable[[], Redactor] | None") -> None:
        self._judged = judged
        self._shown = _ShownAnswers(redactor)

    def count(
        self,
        check: str,
        rule: CallRule,
        relation: CallRelation,
        evidence_set: EvidenceSet,
        compared: Compared,
    ) -> None:
        """Count an answer that was held against another one, and each difference as a finding."""
        self._judged.calls_compared[relation.id, evidence_set] += 1
        self.count_differences(check, rule, relation, evidence_set, compared)

    def count_differences(
        self,
        check: str,
        rule: CallRule,
        relation: CallRelation,
        evidence_set: EvidenceSet,
        compared: Compared,
    ) -> None:
        """Count each difference of two answers as a finding."""
        for finding, difference in _findings(check, rule, relation, compared.differences):
            counts = self._judged.drift_counts
            sample = _count(counts, finding, evidence_set, compared, difference)
            if sample is not None:
                self._shown.complete(sample, compared)


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

            shown = ShownInteraction(interaction, self._redactor(), [sample.path])
            sample.redact(shown)
            body = shown.body
        sample.surround(body, MemberOrder())
