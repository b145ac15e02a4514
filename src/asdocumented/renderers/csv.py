"""CSV: one line a drift or a remark, for a spreadsheet; no cell is a formula."""

import csv
import io
import re
from collections.abc import Iterator

from asdocumented.renderers.drift_text import first_sample, seen
from asdocumented.report.model import Drift, Problem, RemarkReport, Report

COLUMNS = (
    "severity",
    "status",
    "fails",
    "problem",
    "title",
    "check",
    "operation",
    "edition",
    "location",
    "documented",
    "follows from",
    "observed",
    "page",
    "table",
    "row",
    "name",
    "datatype",
    "seen",
    "sample",
    "waived",
    "what to do",
    "fingerprint",
)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What hides, turns text around or commands a terminal; tabs and line ends stay."""
_FORMULA = re.compile("[\\s\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r]")


def render(report: Report) -> str:
    """Return a header and a line for each drift and each remark, as RFC 4180 writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    problems = {one: problem for problem in report.problems for one in problem.drifts}
    for drift in report.drifts:
        writer.writerow(_defused(cell) for cell in _cells(drift, problems[drift.fingerprint]))
    for remark in report.remarks:
        writer.writerow(_defused(cell) for cell in _remark(remark))
    return text.getvalue()


def _cells(drift: Drift, problem: Problem) -> Iterator[str]:
    """Yield the cells of a drift, in the order of the columns."""
    cited, sample = drift.citation, first_sample(drift)
    yield from (drift.severity, drift.status, "yes" if drift.fails else "no")
    yield from (problem.id, problem.title)
    yield from (drift.check, drift.operation, drift.edition, drift.location)
    yield from (drift.documented, drift.follows_from, drift.observed)
    yield from (cited.title or cited.page, cited.table or "", str(cited.row or ""))
    yield from (cited.name or "", cited.datatype or "")
    yield from (seen(drift), (sample.value if sample else None) or "")
    yield from (drift.waiver.words if drift.waiver else "", problem.what_to_do)
    yield drift.fingerprint


def _remark(remark: RemarkReport) -> Iterator[str]:
    """Yield the cells of a remark: the words of a person stand where a problem has its title."""
    cited = remark.citation
    known = {
        "severity": "note",
        "fails": "no",
        "title": remark.text,
        "check": "remark",
        "operation": remark.operation,
        "edition": remark.edition,
        "page": cited.title or cited.page,
        "table": cited.table or "",
        "row": str(cited.row or ""),
        "name": cited.name or "",
        "datatype": cited.datatype or "",
        "what to do": remark.what_to_do,
    }
    return (known.get(column, "") for column in COLUMNS)


def _defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    plain = _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", cell)
    return f"'{plain}" if _FORMULA.match(plain) else plain
