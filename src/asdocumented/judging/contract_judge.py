"""Judges interactions against one contract: runs the checks and counts their findings."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from asdocumented.checks.check import Check, ParsedInteraction
from asdocumented.checks.place import Situation
from asdocumented.checks.selected import is_as_asked
from asdocumented.contracts.branches import best_branch
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.interaction import EvidenceSet, Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import MemberOrder
from asdocumented.judging.answers import shows_nothing
from asdocumented.judging.body_walker import BodyWalker
from asdocumented.judging.call_answers import CallAnswers, UrlChecksums
from asdocumented.judging.call_relations import judge_calls, relations_of
from asdocumented.judging.conclusions import conclude
from asdocumented.judging.drift_counts import DriftCount, DriftCounts, Sample
from asdocumented.judging.judged import Judged
from asdocumented.judging.judged_part import Deferred, JudgedPart
from asdocumented.judging.observations import Observation, merge_all
from asdocumented.judging.page_findings import page_findings
from asdocumented.judging.parameter_effects import ParameterEffects
from asdocumented.judging.reading import Read
from asdocumented.judging.readings import READ_AFTER, Readings
from asdocumented.judging.situations import Differs, Freshness, Situations

if TYPE_CHECKING:
    from asdocumented.redaction.redactor import Redactor

_MOST_SITUATIONS = 512


class _KnownSituation(msgspec.Struct):
    """What was worked out once for a situation, and how often it came.

    `node` is what is documented of the body, `walkers` judge by it or by each of its branches.
    `readings` judge most bodies in place of the walker, where they can; `readable` counts the
    interactions whose body could be judged.
    """

    situation: Situation
    entries: list[DriftCount]
    node: Node | None
    walkers: Mapping[Node, BodyWalker]
    readings: Readings | None
    count: int = 0
    readable: int = 0
    shows: bool = False


class ContractJudge:
    """Judges interactions against one contract, one by one, in bounded memory."""

    def __init__(  # noqa: PLR0913  # what a judge depends on, each by itself
        self,
        contract: Contract,
        checks: Sequence[Check],
        clusters: Clusters,
        freshness: Freshness | None = None,
        redactor: "Callable[[], Redactor] | None" = None,
        *,
        others: Sequence[Contract] = (),
        deferred: list[Deferred] | None = None,
        only: UrlChecksums | None = None,
        read_after: int | None = READ_AFTER,
    ) -> None:
        """Begin to judge; after `read_after` bodies of a situation most are read, never if None.

        Answers to others than the URLs of these checksums are counted `only`, if there are any.
        """
        self._read_after = read_after
        self._redactor = redactor
        self._deferred = deferred
        self._situations = Situations(contract, clusters, freshness)
        self._judged = Judged(
            contract,
            {check.id: check for check in checks},
            DriftCounts(contract),
            mixed=self._situations.mixed,
        )
        self._checks = checks
        self._interaction_checks = [
            check for check in checks if check.interaction is not None and check.concerns(contract)
        ]
        self._interaction_rules = [
            check.interaction for check in self._interaction_checks if check.interaction is not None
        ]
        self._calls = CallAnswers(_are_answers_wanted(contract, others, checks), only)
        self._known: dict[Differs, _KnownSituation] = {}
        self._effects = ParameterEffects(contract)
        self._in_path = tuple(p.name for p in contract.parameters.values() if p.place == "path")
        for finding in page_findings(checks, contract, others):
            self._judged.drift_counts.entry(finding)

    @property
    def contract(self) -> Contract:
        """The contract that interactions are judged against."""
        return self._judged.contract

    @property
    def drift_counts(self) -> DriftCounts:
        """What was found so far, but for what needs all evidence together."""
        for known in self._known.values():
            if known.readings is not None:
                known.readings.hand_on()
        return self._judged.drift_counts

    @property
    def shown(self) -> set[EvidenceSet]:
        """The evidence sets of which an answer showed something so far."""
        return self._judged.shown

    def judge(self, interaction: Interaction) -> EvidenceSet:
        """Judge one interaction and return the set that it is counted in; never raises on it."""
        evidence_set = self._situations.evidence_set(interaction)
        differs, sent = self._situations.of(interaction, evidence_set)
        known = self._known.get(differs) or self._work_out(differs)
        situation = known.situation
        known.count += 1
        counts = self._judged.drift_counts
        for entry in known.entries:
            if entry.count(evidence_set):
                sample = entry.sample(entry.finding, evidence_set, interaction, (), None)
                counts.fresh.append(sample)
        readings = known.readings
        if readings is not None and (known.shows or self._shows(known)) and not counts.fresh:
            read = readings.read(interaction, sent)
            if read is not None and self._is_known(known, readings, interaction, sent, read):
                readings.count(read)
                known.readable += 1
                self._calls.add(evidence_set, interaction, sent)
                return evidence_set
        self._walk(known, _parsed(interaction, situation, sent, known.node))
        return evidence_set

    def _walk(self, known: _KnownSituation, parsed: ParsedInteraction) -> None:
        """Judge an interaction by its parsed body, and count it."""
        interaction, evidence_set = parsed.interaction, parsed.situation.evidence_set
        response, counts = interaction.response, self._judged.drift_counts
        body, fault, node = parsed.body, parsed.fault, parsed.node
        if fault is None and node is not None:
            known.readable += 1
            known.walkers[node].walk(interaction, body)
            if known.readings is not None:
                known.readings.learn(interaction, parsed.sent)
            self._calls.add(evidence_set, interaction, parsed.sent)
        for rule in self._interaction_rules:
            for finding in rule(parsed):
                entry = counts.entry(finding, evidence_set)
                if entry.count(evidence_set):
                    sample = entry.sample(finding, evidence_set, interaction, (), body)
                    counts.fresh.append(sample)
        if counts.fresh:
            held = json_body.ParsedBody(body, fault, parsed.is_odd)
            self._complete_samples(interaction, held)
        if not known.shows and evidence_set not in self._judged.shown:
            known.shows = not shows_nothing(
                node,
                response.status,
                body,
                fault,
                other_content=bool(response.body and self.contract.media_types(response.status)),
            )
            if known.shows:
                self._judged.shown.add(evidence_set)

    def _is_known(
        self,
        known: _KnownSituation,
        readings: Readings,
        interaction: Interaction,
        sent: Mapping[str, list[str]],
        read: Read,
    ) -> bool:
        """Tell whether rules about a whole interaction find nothing but what can be counted."""
        if not readings.rules.rules:
            return True
        as_asked = bool(readings.rules.filter) or is_as_asked(self.contract, sent, read.body)
        parsed = ParsedInteraction(
            interaction, known.situation, sent, read.body, None, known.node, is_as_asked=as_asked
        )
        for rule, heeds_errors in readings.rules.rules:
            findings = [*rule(parsed)]
            if findings and (heeds_errors or not readings.know(findings, read)):
                return False
        return True

    def _shows(self, known: _KnownSituation) -> bool:
        """Tell whether an answer of the evidence set showed something."""
        known.shows = known.situation.evidence_set in self._judged.shown
        return known.shows

    def parse(self, interaction: Interaction) -> ParsedInteraction:
        """Return an interaction as the rules about interactions look at it, and judge nothing."""
        response = interaction.response
        differs, sent = self._situations.of(interaction, interaction.evidence_set)
        situation = Situation(self.contract, *differs)
        node = self.contract.body(response.status, response.content_type)
        return _parsed(interaction, situation, sent, node)

    def complete_samples(self, deferred: Deferred) -> None:
        """Redact samples that were kept of an interaction of another part of the evidence."""
        held = json_body.read(deferred.interaction.response.body)
        self._judged.drift_counts.fresh += deferred.samples
        self._complete_samples(deferred.interaction, held)

    def _complete_samples(self, interaction: Interaction, held: json_body.ParsedBody) -> None:
        """Redact what an interaction gave for reports, and add what is around it."""
        fresh, body = self._judged.drift_counts.fresh, held.value
        if self._deferred is not None and not interaction.redacted:
            self._deferred.append(Deferred(self.contract, interaction, [*fresh]))
        if self._redactor is not None and not interaction.redacted:
            from asdocumented.redaction.shown import ShownInteraction

            paths = [sample.path for sample in fresh]
            shown = ShownInteraction(interaction, self._redactor(), paths, held)
            for sample in fresh:
                sample.redact(shown)
            body = shown.body
        order = MemberOrder()
        for sample in fresh:
            sample.surround(body, order)
        fresh.clear()

    @property
    def answers(self) -> CallAnswers:
        """The answers that are kept for relations between calls."""
        return self._calls

    def take(self) -> JudgedPart:
        """Return what was found in a part of the evidence; judge no more afterwards."""
        self._forget_situations()
        return JudgedPart(
            replace(self._judged, checks={}),
            self._calls if self._calls.only is None else self._calls.counts(),
            frozenset(self._situations.evidence_sets),
        )

    def add(self, part: JudgedPart) -> list[Sample]:
        """Add what was found in a later part of the evidence; return its samples that are kept."""
        self._situations.evidence_sets |= part.evidence_sets
        self._calls.add_all(part.answers)
        return self._judged.add(part.judged)

    def adds_exactly(self, part: JudgedPart) -> bool:
        """Tell whether adding a later part gives what judging it here would give."""
        return (
            not part.judged.mixed
            and self._situations.are_told_apart(part.evidence_sets)
            and self._calls.adds_exactly(part.answers)
            and self._judged.drift_counts.adds_exactly(part.judged.drift_counts)
        )

    def result(self, elsewhere: Sequence[tuple[Contract, CallAnswers]] = ()) -> Judged:
        """Return all that was found; judge no more afterwards.

        `elsewhere` has the answers of other operations.
        """
        self._forget_situations()
        conclude(self._judged, self._checks)
        judge_calls(self._judged, self._calls, self._checks, self._redactor, elsewhere)
        return self._judged

    def _work_out(self, differs: Differs) -> _KnownSituation:
        """Work out what follows from a situation, whatever the body."""
        situation = Situation(self.contract, *differs)
        if len(self._known) >= _MOST_SITUATIONS:
            self._forget_situations()
        drift_counts = self._judged.drift_counts
        rules = (check.situation for check in self._checks if check.situation is not None)
        findings = [finding for rule in rules for finding in rule(situation)]
        found = [drift_counts.entry(finding, situation.evidence_set) for finding in findings]
        entries = {id(entry): entry for entry in found}
        node = self._judged.contract.body(situation.status, situation.content_type)
        roots = (node.branches or (node,)) if node else ()
        walkers = {one: BodyWalker(one, situation, self._checks, drift_counts) for one in roots}
        readings = self._readings(walkers[node]) if node in walkers else None
        known = _KnownSituation(situation, [*entries.values()], node, walkers, readings)
        self._known[differs] = known
        return known

    def _readings(self, walker: BodyWalker) -> Readings | None:
        """Return what reads the bodies that a walker judges; None where readings are off."""
        if self._read_after is None:
            return None
        counts = self._judged.drift_counts
        return Readings(walker.root, counts, self._interaction_checks, self._read_after)

    def _forget_situations(self) -> None:
        """Keep the counts of all situations so far, and nothing else of them."""
        judged = self._judged
        for known in self._known.values():
            situation = known.situation
            in_query = situation.parameters_sent
            sent = None if in_query is None else (*in_query, *self._in_path)
            judged.count(
                situation.evidence_set,
                situation.status,
                sent,
                interactions=known.count,
                readable=known.readable,
            )
            if known.readings is not None:
                known.readings.hand_on()
            for walker in known.walkers.values():
                seen: dict[str, Observation] = {}
                walker.collect(seen)
                judged.effects.update(
                    (situation.evidence_set, name)
                    for name in sent or ()
                    if self._effects.could_show(name, seen, situation.evidence_set)
                )
                merge_all(judged.observations, seen)
        self._known.clear()


def _are_answers_wanted(
    contract: Contract, others: Sequence[Contract], checks: Sequence[Check]
) -> bool:
    """Tell whether a relation between calls is about the answers of an operation."""
    return any(relations_of(contract, checks)) or any(
        relation.operation == contract.operation
        for other in others
        for relation, _ in relations_of(other, checks)
    )


def _parsed(
    interaction: Interaction,
    situation: Situation,
    sent: Mapping[str, list[str]],
    node: Node | None,
) -> ParsedInteraction:
    """Return an interaction with its body parsed; of several bodies, `node` becomes the nearest."""
    body, fault, is_odd = json_body.read(interaction.response.body)
    if fault is None and node is not None:
        node = best_branch(node, body)
    as_asked = fault is None and is_as_asked(situation.contract, sent, body)
    return ParsedInteraction(interaction, situation, sent, body, fault, node, is_odd, as_asked)
