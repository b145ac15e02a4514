"""The gate in words: its rules, its waivers, earlier runs, and the decision with what to do."""

from collections.abc import Iterator, Sequence

from asdocumented.contracts.model import SEVERITIES, Severity
from asdocumented.report.gate_model import EarlierDrift, GateReport
from asdocumented.report.model import Drift, Problem, Report

_MOST_NEXT = 3
_MOST_GONE = 20


def gate_lines(report: Report) -> Iterator[str]:
    """Yield every rule with limit and actual value, those that passed too."""
    gate = report.gate
    files = ", ".join(one for one in (gate.file, gate.waivers_file) if one)
    yield f"gate, decided by {files or 'the defaults'}:"
    for rule in gate.rules:
        mark = "ok" if rule.passed else "FAIL" if rule.consequence == "fails" else "MISSING"
        setting = "" if rule.source == "default" else f", {rule.source}"
        yield (
            f"  {mark:<7}  {rule.rule}: {rule.what}: {rule.actual} (limit: {rule.limit}{setting})"
        )
    if gate.left_out:
        yield f"  not counted: {', '.join(gate.left_out)}"


def waiver_lines(gate: GateReport) -> Iterator[str]:
    """Yield the waivers that are not in force, with what changed; those not judged are no fault."""
    for one in gate.waivers:
        if one.state in ("expired", "lapsed", "stale"):
            yield f"waiver {one.state}: {one.fingerprint}: {one.drift}: {one.what_changed}"


def history_lines(report: Report) -> Iterator[str]:
    """Yield what became of the drifts of earlier runs; nothing where none was given."""
    history = report.history
    if not history.runs:
        return
    known = sum(drift.status == "known" or _was_known(drift) for drift in report.drifts)
    new = len(report.drifts) - known
    counts = f"{new} new, {known} still there, {len(history.gone)} gone"
    before = f"{len(history.runs)} earlier runs" if len(history.runs) > 1 else history.runs[0].file
    yield f"against {before}: {counts}, {len(history.not_judged)} not judged now"
    yield from (f"  gone: {_earlier(one)}" for one in history.gone[:_MOST_GONE])
    yield from (
        f"  not judged now: {_earlier(one)}: {one.why}" for one in history.not_judged[:_MOST_GONE]
    )
    more = max(len(history.gone) - _MOST_GONE, 0) + max(len(history.not_judged) - _MOST_GONE, 0)
    if more:
        yield f"  and {more} more: drift.json lists all"


def decision_lines(report: Report) -> Iterator[str]:
    """Yield the decision in words, then what to do next."""
    gate = report.gate
    yield f"{gate.decision}: {gate.why}"
    yield from (f"  next: {step}" for step in next_steps(report))


def next_steps(report: Report) -> Sequence[str]:
    """Return what to do next, three steps at most: those first that the decision hangs on."""
    gate = report.gate
    broken = [one for one in gate.rules if not one.passed]
    broken.sort(key=lambda one: one.consequence != gate.decision)
    steps = dict.fromkeys(with_problem(one.what_to_do, report) for one in broken)
    return [*steps][:_MOST_NEXT]


def failing_problems(report: Report) -> list[Problem]:
    """Return the problems that make the gate fail, the worst first."""
    failing = {drift.fingerprint for drift in report.drifts if drift.fails}
    found = [one for one in report.problems if not failing.isdisjoint(one.drifts)]
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def open_severity(drifts: Sequence[Drift]) -> Severity | None:
    """Return the worst severity of a problem's drifts that are not waived.

    It is None where the problem is waived: all of its drifts are that could break a client.
    """
    left = [drift.severity for drift in drifts if drift.status != "waived"]
    worst = min(left, key=SEVERITIES.index, default=None)
    return None if len(left) < len(drifts) and worst in ("note", None) else worst


def _was_known(drift: Drift) -> bool:
    """Tell whether a waived drift is one that an earlier run had."""
    return drift.status == "waived" and drift.first_seen != drift.last_seen


def _earlier(one: EarlierDrift) -> str:
    place = f"{one.operation} {one.edition} {one.location}"
    return f"{one.check} at {place}, last seen {one.last_seen[:10]}"


def with_problem(step: str, report: Report) -> str:
    """Return a step with the id of the worst failing problem where it names one."""
    found = failing_problems(report)
    return step.replace("PROBLEM", found[0].id) if found else step
