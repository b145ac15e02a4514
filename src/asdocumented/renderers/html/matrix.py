"""The matrix: every documented row against every evidence set."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from asdocumented.contracts.model import SEVERITIES
from asdocumented.renderers.html.index import EditionKey, ReportIndex, SetLabel
from asdocumented.renderers.html.proved import kind_of
from asdocumented.report.model import Drift, OperationReport, RowReport

_NOT_ASKED = "not-asked"
_DEEPEST = 5

MOST_WHOLE = 1000
"""So many rows stand in the page itself; those of further tables are packed."""


class Cell(msgspec.Struct, frozen=True):
    """What one evidence set shows of a row; `href` leads to the worst drift."""

    kind: str
    words: str
    href: str = ""


class MatrixRow(msgspec.Struct, frozen=True):
    """One documented row; `differs` where it drifts, or the evidence sets do not agree."""

    number: int
    name: str
    datatype: str
    location: str
    depth: int
    cells: Sequence[Cell]
    differs: bool


class MatrixTable(msgspec.Struct, frozen=True):
    """One documented table; `totals` says in words how many rows drift, by evidence set.

    The rows of a packed one are not in the page as it is opened.
    """

    title: str
    differing: int
    totals: Sequence[str]
    rows: Sequence[MatrixRow]
    is_packed: bool = False


class MatrixOperation(msgspec.Struct, frozen=True):
    """One edition of an operation, and its place among them."""

    place: int
    words: str
    edition: str
    totals: Sequence[str]
    tables: Sequence[MatrixTable]

    @property
    def differing(self) -> int:
        """How many rows differ."""
        return sum(table.differing for table in self.tables)


class MatrixView(msgspec.Struct, frozen=True):
    """The matrix, with how many rows there are and how many differ."""

    labels: Sequence[SetLabel]
    operations: Sequence[MatrixOperation]
    rows: int
    differing: int


def view(index: ReportIndex) -> MatrixView:
    """Return the matrix of a report."""
    drifts = _DriftsOfRows(index)
    operations = [
        _operation(place, one, index, drifts)
        for place, one in enumerate(index.report.operations)
        if index.rows[one.id, one.edition]
    ]
    operations = [*_packed(operations)]
    return MatrixView(
        labels=index.labels,
        operations=operations,
        rows=len(index.report.rows),
        differing=sum(one.differing for one in operations),
    )


def _packed(operations: Sequence[MatrixOperation]) -> Iterator[MatrixOperation]:
    """Yield operations, with the tables packed that the page has no room for."""
    room = MOST_WHOLE
    for one in operations:
        tables = list[MatrixTable]()
        for table in one.tables:
            room -= len(table.rows)
            tables.append(replace(table, is_packed=room < 0))
        yield replace(one, tables=tables)


_RowKey: TypeAlias = tuple[str, str, str | None, int | None]


class _DriftsOfRows(msgspec.Struct, frozen=True, dict=True):
    """Which drifts stand behind a row's verdict: those that cite it, and those at its place."""

    index: ReportIndex

    @cached_property
    def cited(self) -> Mapping[_RowKey, Sequence[Drift]]:
        """The drifts that cite a row."""
        found: dict[_RowKey, list[Drift]] = defaultdict(list)
        for one in self.index.report.drifts:
            found[one.operation, one.edition, one.citation.table, one.citation.row].append(one)
        return found

    @cached_property
    def placed(self) -> Mapping[tuple[str, str, str], Sequence[Drift]]:
        """The drifts at a location; array marks are left out, as in rows."""
        found: dict[tuple[str, str, str], list[Drift]] = defaultdict(list)
        for one in self.index.report.drifts:
            found[one.operation, one.edition, one.location.replace("[*]", "")].append(one)
        return found

    def worst(self, row: RowReport, evidence_set: str) -> Drift | None:
        """Return the worst drift of a row that an evidence set shows; None where none is known."""
        key = (row.operation, row.edition, row.table, row.row)
        plain = row.location.replace("[*]", "")
        drifts = [
            *self.cited.get(key, ()),
            *self.placed.get((row.operation, row.edition, plain), ()),
        ]
        shown = (one for one in drifts if evidence_set in one.seen)
        return min(shown, key=lambda one: SEVERITIES.index(one.severity), default=None)


def _operation(
    place: int, one: OperationReport, index: ReportIndex, drifts: _DriftsOfRows
) -> MatrixOperation:
    key: EditionKey = (one.id, one.edition)
    tables: dict[str, list[MatrixRow]] = defaultdict(list)
    for row in index.rows[key]:
        tables[row.table].append(_row(row, one, index, drifts))
    return MatrixOperation(
        place=place,
        words=index.operation_words(key),
        edition=one.edition,
        totals=_totals([row for rows in tables.values() for row in rows], len(index.labels)),
        tables=[_table(title, rows, len(index.labels)) for title, rows in tables.items()],
    )


def _table(title: str, rows: Sequence[MatrixRow], sets: int) -> MatrixTable:
    return MatrixTable(title, sum(row.differs for row in rows), _totals(rows, sets), rows)


def _totals(rows: Sequence[MatrixRow], sets: int) -> list[str]:
    return [_total([row.cells[number].kind for row in rows]) for number in range(sets)]


def _total(kinds: Sequence[str]) -> str:
    """Return in words how many cells of a column drift."""
    counts = Counter(kinds)
    if counts[_NOT_ASKED] == len(kinds):
        return "not asked"
    drifting = counts["error"] + counts["warning"]
    words = [f"{count} {word}" for count, word in ((drifting, "drift"), (counts["note"], "note"))]
    return ", ".join(one for one in words if not one.startswith("0 ")) or "-"


def _row(
    row: RowReport, operation: OperationReport, index: ReportIndex, drifts: _DriftsOfRows
) -> MatrixRow:
    cells = [_cell(row, label, operation, drifts) for label in index.labels]
    return MatrixRow(
        number=row.row,
        name=row.name,
        datatype=row.datatype or "",
        location=row.location,
        depth=min(max(row.location.count(".") - 1, 0), _DEEPEST),
        cells=cells,
        differs=_differs(cells),
    )


def _differs(cells: Sequence[Cell]) -> bool:
    """Tell whether a row drifts somewhere, or is there in one set and absent in another."""
    kinds = {one.kind for one in cells}
    drifts = not kinds.isdisjoint(SEVERITIES)
    return drifts or ("absent" in kinds and not kinds.isdisjoint(("conforms", "seen")))


def _cell(
    row: RowReport, label: SetLabel, operation: OperationReport, drifts: _DriftsOfRows
) -> Cell:
    if label.set not in operation.interactions:
        return Cell(_NOT_ASKED, "not asked")
    kind = kind_of(row, label.set)
    if kind not in SEVERITIES:
        return Cell(kind, kind)
    words = "note" if kind == "note" else "drifts"
    worst = drifts.worst(row, label.set)
    if worst is None:
        return Cell(kind, words)
    share = worst.seen[label.set]
    return Cell(kind, f"{words} {share.count}/{share.of}", drifts.index.link(worst.fingerprint))
