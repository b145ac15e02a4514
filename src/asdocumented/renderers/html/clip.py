"""The cited rows of a drift as the reader finds them: page, table, and the rows beside them."""

from collections.abc import Mapping, Sequence

import msgspec

from asdocumented.contracts.model import Citation
from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.web_address import web_address
from asdocumented.report.model import Drift, OperationReport, RowReport

_BESIDE = 1
_MOST_ROWS = 12


class ClipRow(msgspec.Struct, frozen=True):
    """One row; `gap` tells that rows before it are left out."""

    number: int
    name: str
    datatype: str
    cited: bool
    gap: bool


class Clip(msgspec.Struct, frozen=True):
    """A part of a documented table; without `table`, the page as a whole."""

    title: str
    address: str
    edition: str
    table: str
    rows: Sequence[ClipRow]
    more: int


def clips(drift: Drift, index: ReportIndex) -> list[Clip]:
    """Return the cited rows of a drift with those beside them, table by table."""
    tables: dict[tuple[str, str, str], list[Citation]] = {}
    for one in (drift.citation, *drift.sources):
        tables.setdefault((one.page, one.edition, one.table or ""), []).append(one)
    if len(tables) > 1:
        tables = {key: cited for key, cited in tables.items() if key[2]} or tables
    return [_clip(cited, index, drift) for cited in tables.values()]


def _clip(cited: Sequence[Citation], index: ReportIndex, drift: Drift) -> Clip:
    first = cited[0]
    page = index.pages.get((first.page, first.edition))
    rows = _rows(cited, _known(first, page, index, drift))
    return Clip(
        title=first.title or first.page,
        address=web_address(page.address if page else None),
        edition=first.edition,
        table=first.table or "",
        rows=rows[:_MOST_ROWS],
        more=max(len(rows) - _MOST_ROWS, 0),
    )


def _known(
    one: Citation, page: OperationReport | None, index: ReportIndex, drift: Drift
) -> Mapping[int, RowReport]:
    """Return the rows of the cited table by their numbers; none where no contract has it."""
    key = (page.id, page.edition) if page else (drift.operation, drift.edition)
    return index.tables.get((*key, one.table or ""), {})


def _rows(cited: Sequence[Citation], known: Mapping[int, RowReport]) -> list[ClipRow]:
    named = {one.row: one for one in cited if one.row is not None}
    numbers = {
        near
        for row in named
        for near in range(row - _BESIDE, row + _BESIDE + 1)
        if near in known or near in named
    }
    found, last = list[ClipRow](), 0
    for number in sorted(numbers):
        one = named.get(number) or known[number]
        gap = bool(found) and number > last + 1
        name = one.name or ""
        found.append(ClipRow(number, name, one.datatype or "", number in named, gap))
        last = number
    return found
