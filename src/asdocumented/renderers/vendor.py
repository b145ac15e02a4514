"""What to mend on the pages, for those who keep them: no targets, no values, no requests."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from msgspec import structs

from asdocumented.checks.registry import all_checks
from asdocumented.renderers.drift_text import by_fingerprint
from asdocumented.renderers.markdown_text import code, plain
from asdocumented.renderers.ticket import drift_lines, row_lines, sentence
from asdocumented.renderers.web_address import web_address
from asdocumented.report.model import Drift, OperationReport, Problem, RemarkReport, Report

_EXAMPLE = "example"
_MOST_DRIFTS = 50


class _Page(NamedTuple):
    """A page in a report."""

    report: Report
    operation: OperationReport

    def unnamed(self, text: str, instead: str) -> str:
        """Return a text that names no evidence set of a target; another one where it does."""
        sets = [one for one in self.report.evidence if one.target]
        return instead if any((one.target or one.set) in text for one in sets) else text


def render(report: Report) -> str:
    """Return the problems of the pages as Markdown, grouped by page, each with row and correction.

    A problem is the page's where the page alone shows it, where its own example departs from its
    row, or where the evidence says that the page is at fault.
    """
    lines = ["# What to mend on the pages", "", *_head(report)]
    number = count(1)
    for one in report.operations:
        found = [*_of_page(report, one)]
        remarks = [each for each in report.remarks if _key(each) == (one.id, one.edition)]
        if found or remarks:
            lines += ["", *_page(one)]
        for problem, drifts in found:
            lines += ["", *_problem(next(number), problem, drifts, _Page(report, one))]
        for remark in remarks:
            lines += ["", *_remark(next(number), remark, one)]
    if next(number) == 1:
        lines += ["", "Nothing to mend was found."]
    return "\n".join(lines) + "\n"


def _head(report: Report) -> Iterator[str]:
    judged = report.run.finished[:10]
    yield (
        "Each point names the row as it stands on the page, what was seen instead, and what would "
        f"mend it. Found on {plain(judged)} by asdocumented {plain(report.run.version)}."
    )


def _key(one: RemarkReport | Problem) -> tuple[str, str]:
    return one.operation, one.edition


def _of_page(
    report: Report, operation: OperationReport
) -> Iterator[tuple[Problem, Sequence[Drift]]]:
    """Yield the problems of a page with their drifts."""
    drifts = by_fingerprint(report)
    evidence = {check.id for check in all_checks() if check.group == "evidence"}
    for problem in report.problems:
        if _key(problem) != (operation.id, operation.edition):
            continue
        found = [
            drifts[one]
            for one in problem.drifts
            if drifts[one].check not in evidence and is_of_page(drifts[one])
        ]
        if found:
            yield problem, found


def is_of_page(drift: Drift) -> bool:
    """Tell whether the page is at fault, or contradicts itself."""
    return drift.cause == "page" or _EXAMPLE in drift.seen or not drift.seen


def _page(one: OperationReport) -> Iterator[str]:
    yield f"## {plain(one.title or one.page)}, edition {plain(one.edition)}"
    yield ""
    address = web_address(one.address)
    yield f"{code(f'{one.method} {one.path}')}{address and f', {address}'}"
    if one.retrieved:
        yield f"The page was read on {plain(one.retrieved)}."


def _problem(number: int, problem: Problem, drifts: Sequence[Drift], of: _Page) -> Iterator[str]:
    yield f"### {number}. {sentence(of.unnamed(problem.title, drifts[0].observed_class))}"
    yield ""
    yield sentence(problem.what_to_do)
    for one in drifts[:_MOST_DRIFTS]:
        shown = structs.replace(
            one,
            documented=of.unnamed(one.documented, "see the row"),
            follows_from=of.unnamed(one.follows_from, "see the row"),
            observed=of.unnamed(one.observed, one.observed_class),
        )
        yield from ("", *drift_lines(shown, of.operation), f"- Shown by: {_shown_by(one)}")
    if len(drifts) > _MOST_DRIFTS:
        yield f"\nand {len(drifts) - _MOST_DRIFTS} more of the same kind"


def _remark(number: int, remark: RemarkReport, operation: OperationReport) -> Iterator[str]:
    yield f"### {number}. {sentence(remark.text)}"
    yield ""
    yield sentence(remark.what_to_do)
    yield ""
    yield from row_lines((remark.citation, *remark.sources), operation)


def _shown_by(drift: Drift) -> str:
    if not drift.seen:
        return "the page itself"
    share = drift.seen.get(_EXAMPLE)
    parts = [f"the page's own example, {share.count} of {share.of}"] if share else []
    return " and ".join([*parts, *(["answers of a server"] if {*drift.seen} - {_EXAMPLE} else [])])
