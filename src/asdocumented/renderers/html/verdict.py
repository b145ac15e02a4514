"""The first thing that a reader sees: the decision, what was judged, and what is worst."""

from collections.abc import Iterator, Sequence

import msgspec
from markupsafe import Markup

from asdocumented.contracts.model import SEVERITIES
from asdocumented.renderers.gate_text import failing_problems, next_steps
from asdocumented.renderers.html.history import Spark, spark
from asdocumented.renderers.html.index import ReportIndex, SetLabel
from asdocumented.renderers.html.text import counted, with_code
from asdocumented.report.gate_model import Decision
from asdocumented.report.model import EvidenceReport, Problem

_MOST_TOP = 6


class Count(msgspec.Struct, frozen=True):
    """How many problems there are of a kind, and how many of them are new; None: not known."""

    kind: str
    count: int
    new: int | None


class SetLine(msgspec.Struct, frozen=True):
    """One evidence set that was judged: whose, where and when, and how much of it."""

    label: SetLabel
    detail: str
    interactions: int


class TopProblem(msgspec.Struct, frozen=True):
    """A problem that the reader should see at once."""

    id: str
    kind: str
    title: Markup
    where: str


class VerdictView(msgspec.Struct, frozen=True):
    """The tile with the decision, and the worst problems beside it.

    `deciding` is the rule that decided, None where none is broken; `steps` say what to do next.
    """

    decision: Decision
    sentence: str
    why: str
    deciding: str | None
    steps: Sequence[str]
    counts: Sequence[Count]
    judged: str
    sets: Sequence[SetLine]
    left_out: Sequence[str]
    top: Sequence[TopProblem]
    problems: int
    spark: Spark | None
    shows_values: bool


def view(index: ReportIndex) -> VerdictView:
    """Return the view of a report's decision."""
    report = index.report
    gate = report.gate
    broken = [one for one in gate.rules if not one.passed]
    deciding = next((one for one in broken if one.consequence == gate.decision), None)
    return VerdictView(
        decision=gate.decision,
        sentence=_sentence(index),
        why=gate.why,
        deciding=deciding.rule if deciding else None,
        steps=next_steps(report),
        counts=[*_counts(index)],
        judged=_judged(index),
        sets=[_line(one, label) for one, label in zip(report.evidence, index.labels, strict=True)],
        left_out=[*_left_out(index)],
        top=[_top(one, index) for one in _worst(index)[:_MOST_TOP]],
        problems=len(report.problems),
        spark=spark(report),
        shows_values=report.redacted.shown,
    )


def _sentence(index: ReportIndex) -> str:
    """Return the decision as a sentence that says how much stands behind it."""
    report = index.report
    failing = len(failing_problems(report))
    if report.gate.decision == "inconclusive":
        return "There is not enough evidence to decide."
    if report.gate.decision == "fails":
        if not failing:
            return "What was judged breaks a rule of the gate."
        verb = "fails" if failing == 1 else "fail"
        return f"{counted(failing, 'problem')} {verb} the gate."
    left = sum(one in ("error", "warning") for one in index.severities.values())
    if left:
        verb, them = ("departs", "it") if left == 1 else ("depart", "them")
        problems = counted(left, "problem")
        return f"{problems} {verb} from the documentation; the gate allows {them}."
    return "The API behaves as documented, as far as it was judged."


def _counts(index: ReportIndex) -> Iterator[Count]:
    """Yield how many problems there are of each severity, and how many are waived."""
    report = index.report
    has_history = bool(report.history.runs)
    new = {one.fingerprint for one in report.drifts if one.status == "new"}
    for severity in SEVERITIES:
        found = [one for one in report.problems if index.severities[one.id] == severity]
        fresh = sum(not new.isdisjoint(one.drifts) for one in found)
        yield Count(severity, len(found), fresh if has_history else None)
    waived = sum(one is None for one in index.severities.values())
    yield Count("waived", waived, None)


def _judged(index: ReportIndex) -> str:
    report = index.report
    operations = len({one.id for one in report.operations})
    editions = len(report.operations)
    of = f"{counted(editions, 'edition')} of " if editions > operations else ""
    return (
        f"Judged: {of}{counted(operations, 'operation')}, "
        f"by {counted(report.run.interactions, 'interaction')} "
        f"in {counted(len(report.evidence), 'evidence set')}"
    )


def _line(one: EvidenceReport, label: SetLabel) -> SetLine:
    first, last = (one.first or "")[:10], (one.last or "")[:10]
    dates = first if first == last else f"{first} to {last}"
    zone = one.zone or ("" if one.origin == "example" else "zone unknown")
    deviations = f"made to depart in {counted(len(one.deviations), 'way')}" * bool(one.deviations)
    return SetLine(label, ", ".join(filter(None, [dates, zone, deviations])), one.interactions)


def _left_out(index: ReportIndex) -> Iterator[str]:
    report = index.report
    yield from (f"Left out: {one.what}: {one.why}." for one in report.run.left_out)
    if report.gate.left_out:
        names = [index.label_of[one].words for one in report.gate.left_out]
        yield f"Not counted by the gate: {', '.join(names)}."
    if others := report.run.other_requests:
        yield f"{counted(others, 'other request')} that no contract is about."
    if report.run.skipped:
        yield f"Checks that were not asked: {', '.join(report.run.skipped)}."


def _worst(index: ReportIndex) -> list[Problem]:
    """Return the problems that fail, then the others that are open, the worst first."""
    failing = failing_problems(index.report)
    known = {one.id for one in failing}
    others = [one for one in index.report.problems if one.id not in known]
    return failing + [one for one in others if index.severities[one.id] in ("error", "warning")]


def _top(problem: Problem, index: ReportIndex) -> TopProblem:
    drifts = [index.drifts[one] for one in problem.drifts]
    shown = {name for one in drifts for name in one.seen}
    reach = f"{len(shown)} of {counted(len(index.labels), 'set')}" if shown else "on the page"
    kind = index.severities[problem.id] or "waived"
    return TopProblem(
        problem.id, kind, with_code(problem.title), f"{index.where(problem)} · {reach}"
    )
