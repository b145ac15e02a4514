"""Problems over time, where earlier reports are given."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from asdocumented.contracts.model import SEVERITIES, Severity
from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.html.text import counted, day
from asdocumented.report.gate_model import EarlierDrift
from asdocumented.report.model import Report

_SPARK = (160, 40)
_CHART = (460, 180)
_MARGIN = 14
_MOST_LISTED = 100


class RunLine(msgspec.Struct, frozen=True):
    """One run: how many problems it had, and what changed since the run before it.

    `changes` names pages of which another edition was judged, and contracts that were rewritten.
    """

    day: str
    decision: str
    problems: Mapping[Severity, int]
    new: int
    gone: int
    changes: Sequence[str]
    is_this: bool


class Line(msgspec.Struct, frozen=True):
    """One severity over all runs, as points of an SVG polyline, and where it ends."""

    kind: Severity
    points: str
    end: float
    last: int


class Spark(msgspec.Struct, frozen=True):
    """All problems over time as a small line; `changes` are where an edition changed."""

    points: str
    changes: Sequence[float]
    words: str


class HistoryView(msgspec.Struct, frozen=True):
    """The runs, the oldest first, as lines and as a table; and what is gone, or was not judged."""

    summary: str
    runs: Sequence[RunLine]
    lines: Sequence[Line]
    marks: Sequence[tuple[float, str]]
    highest: int
    first: str
    last: str
    gone: Sequence[EarlierDrift]
    not_judged: Sequence[EarlierDrift]
    more: int


def view(index: ReportIndex) -> HistoryView | None:
    """Return the history of a report; None where no earlier report was given."""
    report = index.report
    history = report.history
    if not history.runs:
        return None
    runs = [*_runs(report)]
    highest = max(max(one.problems.values(), default=0) for one in runs) or 1
    xs = _xs(len(runs), _CHART[0])
    return HistoryView(
        summary=_summary(report),
        runs=runs,
        lines=[_line(kind, runs, xs, highest) for kind in SEVERITIES],
        marks=[(x, one.changes[0]) for x, one in zip(xs, runs, strict=True) if one.changes],
        highest=highest,
        first=runs[0].day,
        last=runs[-1].day,
        gone=history.gone[:_MOST_LISTED],
        not_judged=history.not_judged[:_MOST_LISTED],
        more=sum(max(len(one) - _MOST_LISTED, 0) for one in (history.gone, history.not_judged)),
    )


def spark(report: Report) -> Spark | None:
    """Return the number of problems over time as a small line; None without earlier reports."""
    if not report.history.runs:
        return None
    runs = [*_runs(report)]
    totals = [sum(one.problems.values()) for one in runs]
    width, height = _SPARK
    xs = _xs(len(runs), width, margin=4)
    points = _points(xs, totals, max(totals) or 1, height, margin=5)
    words = f"{totals[0]} to {counted(totals[-1], 'problem')} in {len(runs)} reports"
    changes = [x for x, one in zip(xs, runs, strict=True) if one.changes]
    return Spark(points, changes, f"{words}; dashed: a page changed" if changes else words)


def _summary(report: Report) -> str:
    new = sum(drift.status == "new" for drift in report.drifts)
    gone = len(report.history.gone)
    return (
        f"{counted(len(report.history.runs), 'earlier report')} "
        f"since {day(report.history.runs[0].finished)}: {counted(new, 'new drift')}, {gone} gone"
    )


def _runs(report: Report) -> Iterator[RunLine]:
    """Yield the earlier runs and this one, each with what changed since the one before."""
    history = report.history
    contracts = [one.contracts for one in history.runs]
    contracts.append({f"{one.id} {one.edition}": one.digest for one in report.operations})
    changes = [[], *([*_changes(old, new)] for old, new in pairwise(contracts))]
    for one, changed in zip(history.runs, changes, strict=False):
        problems = {kind: one.problems.get(kind, 0) for kind in SEVERITIES}
        finished = day(one.finished)
        yield RunLine(finished, one.decision, problems, one.new, one.gone, changed, is_this=False)
    yield RunLine(
        day(report.run.finished),
        report.gate.decision,
        {kind: sum(one.severity == kind for one in report.problems) for kind in SEVERITIES},
        sum(drift.status == "new" for drift in report.drifts),
        len(history.gone),
        changes[-1],
        is_this=True,
    )


def _changes(old: Mapping[str, str | None], new: Mapping[str, str | None]) -> Iterator[str]:
    """Yield what changed of the pages between two runs: editions, then rewritten contracts."""
    known = {name.rpartition(" ")[0] for name in old}
    for name in new:
        operation, _, edition = name.rpartition(" ")
        if old and name not in old and operation in known:
            yield f"the page: edition {edition} of {operation}"
    for name, digest in new.items():
        before = old.get(name)
        if before is not None and digest is not None and before != digest:
            yield f"the contract of {name}"


def _line(kind: Severity, runs: Sequence[RunLine], xs: Sequence[float], highest: int) -> Line:
    counts = [one.problems.get(kind, 0) for one in runs]
    points = _points(xs, counts, highest, _CHART[1])
    return Line(kind, points, _y(counts[-1], highest, _CHART[1], _MARGIN), counts[-1])


def _xs(count: int, width: int, margin: int = _MARGIN) -> list[float]:
    step = (width - 2 * margin) / max(count - 1, 1)
    return [round(margin + step * number, 1) for number in range(count)]


def _points(
    xs: Sequence[float], counts: Sequence[int], highest: int, height: int, margin: int = _MARGIN
) -> str:
    places = zip(xs, counts, strict=True)
    return " ".join(f"{x},{_y(count, highest, height, margin)}" for x, count in places)


def _y(count: int, highest: int, height: int, margin: int) -> float:
    return round(height - margin - (height - 2 * margin) * count / highest, 1)
