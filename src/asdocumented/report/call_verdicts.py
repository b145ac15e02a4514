"""The verdict of each relation between calls, and why it is not shown where it is not."""

from collections.abc import Iterator, Mapping

from asdocumented.contracts.model import CallRelation, NotJudged
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.judging.call_answers import MOST_ANSWERS, MOST_BYTES, MOST_OF_ONE_REQUEST
from asdocumented.judging.call_relations import relations_of
from asdocumented.judging.judged import Judged
from asdocumented.report.model import RelationReport, Verdict
from asdocumented.report.row_verdicts import broken_relations


def call_verdicts(judged: Judged, names: Mapping[EvidenceSet, str]) -> Iterator[RelationReport]:
    """Yield each relation between calls with its verdict in each evidence set, by its name.

    Printed examples are no calls: a report on them alone has none.
    """
    contract, checks = judged.contract, [*judged.checks.values()]
    called = {
        one: name
        for one, name in names.items()
        if judged.interactions[one] and one.origin != "example"
    }
    broken = broken_relations(judged)
    for relation, rule in relations_of(contract, checks) if called else ():
        verdicts: dict[str, Verdict] = {
            name: "drifts" if (relation.id, one) in broken else _verdict(judged, relation, one)
            for one, name in called.items()
        }
        shown = {"conforms", "drifts"} & {*verdicts.values()}
        parameter = contract.parameters.get(relation.parameter)
        yield RelationReport(
            operation=contract.operation,
            edition=contract.edition,
            id=relation.id,
            location=parameter.location if parameter is not None else "$",
            verdicts=verdicts,
            not_shown="" if shown else rule.lacks(relation),
        )


def _verdict(judged: Judged, relation: CallRelation, evidence_set: EvidenceSet) -> Verdict:
    return "conforms" if judged.calls_compared[relation.id, evidence_set] else "unobserved"


def answers_left_out(judged: Judged) -> Iterator[NotJudged]:
    """Yield how many answers were not held against others."""
    count = judged.answers_left_out
    if count:
        whose = f"{judged.contract.operation} {judged.contract.edition}"
        answers = "1 answer" if count == 1 else f"{count} answers"
        room = f"{MOST_ANSWERS} answers are kept for that, {MOST_BYTES // 2**20} MiB"
        why = f"of one operation {room}, and {MOST_OF_ONE_REQUEST} to one request"
        yield NotJudged(f"{whose}: relations of {answers} to other answers", why)
