"""How much of each operation was provable and proved: its rows by verdict, in each evidence set."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from asdocumented.renderers.html.index import ReportIndex, SetLabel
from asdocumented.report.model import OperationReport, RowReport

KINDS = ("conforms", "seen", "note", "warning", "error", "absent", "unobserved")
"""The verdicts of a row, those that drift by severity, in the order of the bars."""


class Segment(msgspec.Struct, frozen=True):
    """A part of a bar: where it begins and how wide it is, in per cent."""

    kind: str
    start: float
    width: float


class Bar(msgspec.Struct, frozen=True):
    """The rows of an operation in one evidence set; `counts` are in the order of `KINDS`."""

    label: SetLabel
    counts: Sequence[int]
    segments: Sequence[Segment]
    words: str


class OperationBars(msgspec.Struct, frozen=True):
    """The bars of one edition of an operation; `older` tells that there is a newer one."""

    words: str
    edition: str
    older: bool
    rows: int
    proved: int
    bars: Sequence[Bar]


def view(index: ReportIndex) -> Sequence[OperationBars]:
    """Return the bars of every operation that has rows."""
    return [_bars(one, index) for one in index.report.operations if index.rows[one.id, one.edition]]


def kind_of(row: RowReport, evidence_set: str) -> str:
    """Return the verdict of a row in an evidence set; where it drifts, the worst severity."""
    verdict = row.verdicts.get(evidence_set, "unobserved")
    return row.severities.get(evidence_set, "error") if verdict == "drifts" else verdict


def _bars(one: OperationReport, index: ReportIndex) -> OperationBars:
    rows = index.rows[one.id, one.edition]
    shown = ("conforms", "seen", "note", "warning", "error")
    asked = [label for label in index.labels if label.set in one.interactions]
    return OperationBars(
        words=index.operation_words((one.id, one.edition)),
        edition=one.edition,
        older=not one.newest,
        rows=len(rows),
        proved=sum(any(kind_of(row, each.set) in shown for each in asked) for row in rows),
        bars=[_bar(rows, label) for label in asked],
    )


def _bar(rows: Sequence[RowReport], label: SetLabel) -> Bar:
    counts = Counter(kind_of(row, label.set) for row in rows)
    words = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    return Bar(label, [counts[kind] for kind in KINDS], [*_segments(counts, len(rows))], words)


def _segments(counts: Counter[str], whole: int) -> Iterator[Segment]:
    start = 0
    for kind in KINDS:
        if counts[kind]:
            yield Segment(kind, round(100 * start / whole, 2), round(100 * counts[kind] / whole, 2))
        start += counts[kind]
