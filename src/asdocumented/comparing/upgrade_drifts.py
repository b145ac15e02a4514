"""Counts as drifts what the answers of two operations contradict in the map of an upgrade."""

from collections.abc import Iterator
from typing import NamedTuple

from asdocumented.checks.call_differences import Difference, is_spelled_alike, may_be_one
from asdocumented.checks.calls import Answer, CallRule, Compared, near_any
from asdocumented.comparing.upgrade_files import upgrade_path
from asdocumented.comparing.upgrade_judge import judge_upgrade
from asdocumented.comparing.upgrade_judgement import ABSENT, JudgedMapping, Observed, ObservedPair
from asdocumented.comparing.upgrade_load import load_upgrade
from asdocumented.contracts.model import CallRelation, Contract
from asdocumented.evidence.interaction import EvidenceSet, Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json, RequestLocation, Step, find
from asdocumented.judging.call_answers import CallAnswers
from asdocumented.judging.call_relations import CallCounter
from asdocumented.judging.judged import Judged
from asdocumented.judging.session import JudgedEvidence


class _Promise(NamedTuple):
    """A relation that the map of an upgrade has, and the check that judges it."""

    relation: CallRelation
    check: str
    rule: CallRule


def count_contradictions(evidence: JudgedEvidence) -> None:
    """Judge each map that a relation between calls names, and count what contradicts it.

    Only values of the same item in answers of one evidence set, an hour apart at most, are judged.
    Raises Fault where there is no such map, or where it is at fault.
    """
    for judged in evidence.judged:
        contract, kept = evidence.answers.get(judged.contract.operation, (None, None))
        for promise in _promises(judged) if judged.contract is contract else ():
            old = evidence.answers.get(promise.relation.operation)
            if old is not None and kept is not None:
                _judge(judged, promise, old, kept, CallCounter(judged, evidence.redactor))


def _promises(judged: Judged) -> Iterator[_Promise]:
    for relation in judged.contract.calls:
        for check in judged.checks.values() if relation.relation == "as-upgraded" else ():
            if check.calls is not None and relation.relation in check.calls.words:
                yield _Promise(relation, check.id, check.calls)


def _judge(
    judged: Judged,
    promise: _Promise,
    old: tuple[Contract, CallAnswers],
    kept: CallAnswers,
    counter: CallCounter,
) -> None:
    sets = [one for one in kept.sets if one in old[1].sets]
    contract, folder = judged.contract, judged.contract.folder
    if not sets or folder is None:
        return
    path = upgrade_path(folder.parent.parent, old[0].operation, contract.operation)
    upgrade = load_upgrade(path, old[0], contract)
    for evidence_set in sets:
        sides = old[1].in_order(evidence_set), kept.in_order(evidence_set)
        before = {one.interaction.name: one for one in near_any(sides[0], sides[1])}
        after = {one.interaction.name: one for one in near_any(sides[1], sides[0])}
        found = judge_upgrade(upgrade, (old[0], contract), _of(before), _of(after))
        for mapping in found.mappings:
            if RequestLocation.read(mapping.old) is None and mapping.rule != "left-out":
                key = promise.relation.id, evidence_set
                judged.calls_compared[key] += mapping.confirmed + mapping.contradicted
                _count(mapping, promise, evidence_set, counter, (before, after))


def _of(answers: dict[str, Answer]) -> Iterator[Interaction]:
    yield from (one.interaction for one in answers.values())


def _count(
    mapping: JudgedMapping,
    promise: _Promise,
    evidence_set: EvidenceSet,
    counter: CallCounter,
    answers: tuple[dict[str, Answer], dict[str, Answer]],
) -> None:
    """Count each contradiction of a field; those beyond the samples show the last of them.

    Time may explain what lies more than an hour apart. Other checks tell of a field that the new
    operation lacks, and of one that is of another type.
    """
    shown = [found for pair in mapping.samples if (found := _compared(mapping, pair, answers))]
    more = mapping.contradicted - len(mapping.samples) if len(shown) == len(mapping.samples) else 0
    for compared in (*shown, *shown[-1:] * more):
        counter.count_differences(
            promise.check, promise.rule, promise.relation, evidence_set, compared
        )


def _compared(
    mapping: JudgedMapping,
    pair: ObservedPair,
    answers: tuple[dict[str, Answer], dict[str, Answer]],
) -> Compared | None:
    """Return two answers whose values differ; None where nothing is to be told."""
    other, one = answers[0][pair.old.interaction], answers[1][pair.new.interaction]
    (there, old), (path, new) = _found(other, pair.old), _found(one, pair.new)
    redacted = one.interaction.redacted or other.interaction.redacted
    is_one = is_spelled_alike(old, new) or (redacted and may_be_one(None, old, new))
    if pair.new.value == ABSENT or is_one or not one.is_near(other):
        return None
    return Compared(one, other, (Difference(mapping.new, "another value", path, there),))


def _found(answer: Answer, observed: Observed) -> tuple[tuple[Step, ...], Json]:
    """Return the path to a value in an answer, and the value."""
    body, _ = json_body.parse(answer.interaction.response.body)
    return find(body, observed.pointer)
