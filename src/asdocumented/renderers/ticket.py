"""A problem as text for a ticket or a mail: it reads well as it is, and as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence

from asdocumented.contracts.model import Citation
from asdocumented.renderers.curl import curl, value_names
from asdocumented.renderers.drift_text import seen
from asdocumented.renderers.markdown_text import LINKED, code, line, unlinked
from asdocumented.renderers.web_address import web_address
from asdocumented.report.model import Drift, OperationReport, OtherSample, Problem, Sample

_MOST_DRIFTS = 20
_ACTIVE = re.compile(
    rf"[\\`*\[\]<>|~$&@#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|{LINKED}", re.IGNORECASE
)
_MARKUP = re.compile(r"([\\*\[\]<>~&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")
_QUOTED = re.compile("`([^`]*)`")


def ticket(problem: Problem, drifts: Sequence[Drift], operation: OperationReport) -> str:
    """Return a problem as Markdown, with its rows, evidence, and a request that shows it.

    The values of sensitive parameters are named in the request, as in `explain`.
    """
    lines = [f"**{sentence(problem.title)}**", "", *_head(problem, operation)]
    for drift in drifts[:_MOST_DRIFTS]:
        lines += ["", *drift_lines(drift, operation), f"- Seen: {seen(drift)}"]
    if len(drifts) > _MOST_DRIFTS:
        lines += ["", f"and {len(drifts) - _MOST_DRIFTS} more of the same kind"]
    sample = next((one for drift in drifts for one in drift.samples), None)
    if sample is not None:
        lines += ["", *sample_lines(sample), *_request(sample, drifts)]
        lines += ["", *_other(sample.other, drifts)] if sample.other is not None else []
    return "\n".join(lines) + "\n"


def drift_lines(drift: Drift, operation: OperationReport) -> Iterator[str]:
    """Yield the rows of a drift, what is documented, and what was observed."""
    yield from row_lines((drift.citation, *drift.sources), operation)
    if drift.documented:
        yield f"- Documented: {words(drift.documented)}"
    if drift.follows_from:
        yield f"- Follows from it: {words(drift.follows_from)}"
    yield f"- Observed at {code(drift.location)}: {words(drift.observed)}"


def row_lines(cited: Iterable[Citation], operation: OperationReport) -> Iterator[str]:
    """Yield rows as a reader of the page finds them; another page is named."""
    for one in cited:
        here = (one.page, one.edition) == (operation.page, operation.edition)
        page = [] if here else [words(f"{one.title or one.page} {one.edition}")]
        table = [words(one.table)] if one.table else ["the page as a whole"]
        row = [f"row {one.row}", code(one.name or ""), words(one.datatype or "no datatype")]
        yield f"- Row: {', '.join([*page, *table, *(row if one.row is not None else [])])}"


def sample_lines(sample: Sample | OtherSample) -> Iterator[str]:
    """Yield a sample as a block of code."""
    shown = sample.surroundings or sample.value
    if shown is not None:
        yield from _fenced("json", line(shown))


def words(text: str) -> str:
    """Return text that Markdown leaves as it is: as code where something in it is active."""
    return code(text) if _ACTIVE.search(text) or not text.isprintable() else line(text)


def sentence(text: str) -> str:
    """Return a title or an advice: the names in it, between backticks, are code."""
    parts = _QUOTED.split(line(text))
    return "".join(code(one) if n % 2 else _escaped(one) for n, one in enumerate(parts))


def _escaped(text: str) -> str:
    return unlinked(_MARKUP.sub(r"\\\1", text))


def _head(problem: Problem, operation: OperationReport) -> Iterator[str]:
    address = web_address(operation.address)
    yield f"- Operation: {words(f'{operation.method} {operation.path}')}"
    page = words(operation.title or operation.page)
    yield f"- Page: {page}, edition {words(operation.edition)}{address and f', {address}'}"
    yield f"- What to mend: {sentence(problem.what_to_do)}"


def _other(other: OtherSample, drifts: Sequence[Drift]) -> Iterator[str]:
    """Yield the answer that a sample was held against."""
    yield f"held against {words(other.interaction)}:"
    yield ""
    yield from sample_lines(other)
    yield from _request(other, drifts)


def _request(sample: Sample | OtherSample, drifts: Sequence[Drift]) -> Iterator[str]:
    if sample.request is not None:
        yield from _fenced("sh", line(curl(sample.request, value_names(drifts))))


def _fenced(language: str, content: str) -> Iterator[str]:
    """Yield a block of code whose fence is longer than any run of backticks in it."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", content)), 0)
    yield from (f"{fence}{language}", content, fence)
