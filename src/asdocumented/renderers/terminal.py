"""The summary for a terminal: problems by operation, the worst first, with their drifts."""

import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import click

from asdocumented.contracts.model import SEVERITIES, NotJudged, Severity
from asdocumented.renderers.drift_text import (
    both_answers,
    by_fingerprint,
    describe,
    drifts_of,
    expected,
    first_sample,
    seen,
)
from asdocumented.renderers.gate_text import (
    decision_lines,
    gate_lines,
    history_lines,
    open_severity,
    waiver_lines,
)
from asdocumented.report.model import (
    Drift,
    EvidenceReport,
    OperationReport,
    Problem,
    RelationReport,
    RemarkReport,
    Report,
    Unmatched,
)

Paint = Callable[[str, Severity], str]

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_SAMPLE_CHARACTERS = 60
_LABELS = {
    "example": "printed example",
    "cassette": "recording",
    "har": "HAR request",
    "live": "live request",
}


def render(  # noqa: PLR0913  # each is a way to show the same report
    report: Report,
    *,
    notes: bool = True,
    colour: bool = False,
    width: int = sys.maxsize,
    page: str = "",
    more: Sequence[str] = (),
) -> str:
    """Return the summary; the decision and what to do next stand last.

    Args:
        report: the report.
        notes: show notes, too; they are counted at any rate.
        colour: mark severities and the decision with colours of a terminal.
        width: lines are broken at so many columns where they have blanks.
        page: where the page of the report is, "" where nowhere.
        more: lines that stand before the gate.

    """

    def paint(text: str, severity: Severity) -> str:
        return click.style(text, fg=_COLOURS[severity]) if colour else text

    lines = [_headline(report), *_evidence(report)]
    problems = {
        key: list(group)
        for key, group in groupby(
            sorted(report.problems, key=lambda one: (one.operation, one.edition)),
            key=lambda one: (one.operation, one.edition),
        )
    }
    drifts = {drift.fingerprint: drift for drift in report.drifts}
    for operation in report.operations:
        found = problems.get((operation.id, operation.edition), [])
        lines += ["", _operation_line(operation)]
        lines += _problems(operation, found, drifts, paint, notes=notes)
    lines += _probes(report)
    for unread in report.errors:
        lines += ["", f"incomplete: {unread.file}: {unread.reason}"]
    lines += _unmatched(report.unmatched)
    lines += _remarks(report.remarks, notes=notes)
    lines += _not_judged(report.not_judged, notes=notes)
    lines += _not_shown(report.relations, notes=notes)
    lines += [*_values(report), "", *more, _counts_line(report, paint, notes=notes)]
    lines += [*waiver_lines(report.gate), *history_lines(report), *gate_lines(report)]
    lines += decision_lines(report)
    lines += [f"report: {page}"] if page else []
    return "\n".join(_wrapped(line, width) for line in lines)


def _headline(report: Report) -> str:
    editions = _plural(len(report.operations), "edition")
    operations = _plural(len({operation.id for operation in report.operations}), "operation")
    counts: dict[str, int] = {}
    for one in report.evidence:
        counts[one.origin] = counts.get(one.origin, 0) + one.interactions
    judged = [_plural(count, _LABELS[origin]) for origin, count in counts.items()]
    return " · ".join([f"{editions} of {operations}", *(judged or ["nothing to judge"])])


def _evidence(report: Report) -> Iterator[str]:
    """Yield a line for each target, for what was left out, and for what no contract is about."""
    for one in report.evidence:
        if one.target is not None:
            yield f"  {describe_evidence(one)}"
    for left_out in report.run.left_out:
        yield f"  left out: {left_out.what}: {left_out.why}"
    if report.run.other_requests:
        yield f"  {_plural(report.run.other_requests, 'other request')} that no contract is about"


def describe_evidence(one: EvidenceReport) -> str:
    """Return an evidence set as a reader has to know it: zone, stand-in, dates, deviations."""
    parts = [one.zone or "zone unknown"]
    if one.stand_in:
        parts.append("a stand-in, not the vendor's server")
    if one.deviations:
        parts.append(f"made to depart: {', '.join(one.deviations)}")
    if dates := sorted({moment[:10] for moment in (one.first, one.last) if moment}):
        parts.append(f"recorded {' to '.join(dates)}")
    return f"{one.set}: {one.interactions} ({', '.join(parts)})"


def _operation_line(operation: OperationReport) -> str:
    name = f"{operation.method} {operation.path} · edition {operation.edition}"
    return f"{name} · {operation.verdict}"


def _problems(
    operation: OperationReport,
    problems: Sequence[Problem],
    drifts: Mapping[str, Drift],
    paint: Paint,
    *,
    notes: bool,
) -> Iterator[str]:
    if len(operation.verdicts) > 1:
        yield "  " + ", ".join(f"{name}: {one}" for name, one in operation.verdicts.items())
    shown = [problem for problem in problems if notes or problem.severity != "note"]
    shown.sort(key=lambda one: open_severity(drifts_of(one, drifts)) is None)
    for problem in shown:
        yield from _problem(problem, drifts, paint, notes=notes)
    if not shown and operation.verdict != "not shown":
        hidden = f", {_plural(len(problems), 'problem')} in notes" if problems else ""
        yield f"  no errors, no warnings{hidden}"


def _problem(
    problem: Problem, drifts: Mapping[str, Drift], paint: Paint, *, notes: bool
) -> Iterator[str]:
    severity = open_severity(drifts_of(problem, drifts))
    mark = f"{severity or 'waived':<8}"
    yield f"  {paint(mark, severity) if severity else mark} {problem.title}  [{problem.id}]"
    yield f"           {problem.what_to_do}"
    for fingerprint in problem.drifts:
        drift = drifts[fingerprint]
        if notes or drift.severity != "note":
            yield from _drift(drift)


def _drift(drift: Drift) -> Iterator[str]:
    yield f"      {drift.check}  {drift.location}  [{drift.fingerprint}]"
    yield f"        {expected(drift)}"
    yield f"        observed {drift.observed}  {seen(drift)}{_sample(drift)}"
    if both := both_answers(drift):
        yield f"        {both}"
    if drift.waiver is not None:
        yield f"        waived: {drift.waiver.words}"
    if drift.first_seen and drift.first_seen != drift.last_seen:
        yield f"        known since {drift.first_seen[:10]}"


def render_drift(drift: Drift) -> str:
    """Return one drift as in the summary, and an interaction that shows it."""
    lines = [f"{drift.severity}", *_drift(drift)]
    lines += [f"        in {one.interaction}" for one in drift.samples[:1]]
    return "\n".join(lines)


def _sample(drift: Drift) -> str:
    sample = first_sample(drift)
    if sample is None or sample.value is None:
        return ""
    value = sample.value
    cut = len(value) > _SAMPLE_CHARACTERS
    mark = " (replaced)" if sample.replaced else ""
    return f"  {value[: _SAMPLE_CHARACTERS - 1] + '…' if cut else value}{mark}"


def _unmatched(requests: Sequence[Unmatched]) -> Iterator[str]:
    """Yield the requests to an API that no operation matches, each once."""
    if requests:
        yield from ("", "requests that no operation matches:")
    for one in requests:
        yield f"  {one.method} {one.path} ({one.count}): {one.why}"


def _remarks(remarks: Sequence[RemarkReport], *, notes: bool) -> Iterator[str]:
    """Yield how many faults of the pages people noted; with notes, each with what to mend."""
    if remarks:
        hint = "" if notes else " (--notes lists them)"
        yield from ("", f"remarks of people: {_plural(len(remarks), 'fault')} of the pages{hint}")
    for one in remarks if notes else ():
        yield f"  {describe(one.citation, *one.sources)}: {one.text}"
        yield f"    {one.what_to_do}"


def _not_shown(relations: Sequence[RelationReport], *, notes: bool) -> Iterator[str]:
    """Yield how many relations between calls nothing shows; with notes, each with its reason."""
    found = [one for one in relations if one.not_shown]
    if found:
        hint = "" if notes else " (--notes lists them)"
        yield from ("", f"not shown: {_plural(len(found), 'relation')} between calls{hint}")
    for one in found if notes else ():
        yield f"  {one.operation} {one.edition}: {one.id}: {one.not_shown}"


def _not_judged(promises: Sequence[NotJudged], *, notes: bool) -> Iterator[str]:
    """Yield how many documented promises nothing judges; with notes, each with its reason."""
    if promises:
        hint = "" if notes else " (--notes lists them)"
        yield from ("", f"not judged: {_plural(len(promises), 'promise')} of the pages{hint}")
    for one in promises if notes else ():
        yield f"  {one.what}: {one.why}"


def _values(report: Report) -> Iterator[str]:
    """Yield whether secrets of the evidence are replaced in the report, or shown."""
    if report.redacted.shown:
        yield from ("", "values are shown (--show-values): do not forward this report")
    elif report.redacted.values:
        count = _plural(report.redacted.values, "value")
        yield from ("", f"{count} of evidence that is not redacted replaced (--show-values)")


def _probes(report: Report) -> Iterator[str]:
    """Yield the invalid requests that were not refused as documented."""
    probes = report.probes
    if probes:
        decides = any(one.rule == "fail_on_probe" for one in report.gate.rules)
        aside = "" if decides else ", which do not change the exit code"
        refused = sum(probe.refused and not probe.drifts for probe in probes)
        sent = _plural(len(probes), "invalid request")
        yield from (
            "",
            f"probes{aside}: {sent}, {refused} refused as documented",
        )
    for probe in probes:
        if not probe.refused or probe.drifts:
            found = ", ".join(
                f"{one.check} {one.location} ({one.observed})" for one in probe.drifts
            )
            how = "refused" if probe.refused else "accepted"
            where = f"{probe.target} {probe.operation}".strip()
            line = f"  {where}: {probe.probe}: HTTP {probe.status}, {how}"
            yield f"{line}: {found}" if found else line


def _counts_line(report: Report, paint: Paint, *, notes: bool) -> str:
    """Return how many problems there are by severity, and how many of them are waived."""
    drifts = by_fingerprint(report)
    found = [open_severity(drifts_of(one, drifts)) for one in report.problems]
    counts = []
    for severity in SEVERITIES:
        count = found.count(severity)
        text = _plural(count, severity)
        counts.append(paint(text, severity) if count else text)
    accepted = found.count(None)
    counts += [f"{accepted} waived"] if accepted else []
    hidden = "note" in found and not notes
    hint = " (--notes shows them)" if hidden else ""
    return f"problems: {', '.join(counts)} ({_plural(len(report.drifts), 'drift')}){hint}"


def _wrapped(line: str, width: int) -> str:
    """Return a line broken at blanks, further lines two columns further in."""
    if len(line) <= width:
        return line
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return "\n".join(
        textwrap.wrap(
            line,
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
        )
    )


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
