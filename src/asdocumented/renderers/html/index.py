"""What several sections look up in a report: each is found once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import msgspec

from asdocumented.checks.check import Check
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import SEVERITIES, Citation, Severity
from asdocumented.evidence.interaction import Origin
from asdocumented.renderers.drift_text import by_fingerprint
from asdocumented.renderers.gate_text import open_severity
from asdocumented.report.model import (
    Drift,
    EvidenceReport,
    OperationReport,
    Problem,
    Report,
    RowReport,
)

MOST_IN_PAGE = 1000
"""So many drifts stand in the page itself; those of further problems are packed."""

ALL_WHOLE = 400
"""In a report of so many drifts, each is shown whole."""

MOST_WHOLE = 100
"""So many drifts of a larger report are shown whole, the others as the text of a ticket."""

EditionKey: TypeAlias = tuple[str, str]
"""An operation's id and its edition."""

_KINDS: dict[Origin, str] = {
    "example": "on the page",
    "cassette": "recorded",
    "har": "HAR",
    "live": "live",
}


class SetLabel(NamedTuple):
    """How the page calls an evidence set: by its target, and by where it comes from."""

    set: str
    name: str
    kind: str
    origin: Origin
    stand_in: bool

    @property
    def words(self) -> str:
        """The label within a sentence."""
        return self.name if self.origin == "example" else f"{self.kind} {self.name}"


class ReportIndex(msgspec.Struct, frozen=True, dict=True):
    """A report, and what is looked up in it."""

    report: Report

    @cached_property
    def labels(self) -> Sequence[SetLabel]:
        """The evidence sets in the order of the report: that of every column and strip."""
        return [_label(one) for one in self.report.evidence]

    @cached_property
    def label_of(self) -> Mapping[str, SetLabel]:
        """The label of each evidence set by its name."""
        return {one.set: one for one in self.labels}

    @cached_property
    def evidence_of(self) -> Mapping[str, EvidenceReport]:
        """The evidence sets by their names."""
        return {one.set: one for one in self.report.evidence}

    @cached_property
    def drifts(self) -> Mapping[str, Drift]:
        """The drifts by their fingerprints."""
        return by_fingerprint(self.report)

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """The checks by their ids."""
        return {one.id: one for one in all_checks()}

    @cached_property
    def operations(self) -> Mapping[EditionKey, OperationReport]:
        """The operations by id and edition."""
        return {(one.id, one.edition): one for one in self.report.operations}

    @cached_property
    def pages(self) -> Mapping[tuple[str, str], OperationReport]:
        """The operations by page and edition of the page."""
        return {(one.page, one.edition): one for one in self.report.operations}

    @cached_property
    def rows(self) -> Mapping[EditionKey, Sequence[RowReport]]:
        """The documented rows of each operation and edition, in the order of the page."""
        found: dict[EditionKey, list[RowReport]] = defaultdict(list)
        for one in self.report.rows:
            found[one.operation, one.edition].append(one)
        return found

    @cached_property
    def tables(self) -> Mapping[tuple[str, str, str], Mapping[int, RowReport]]:
        """The rows by their numbers, by operation, edition and title of the table."""
        found: dict[tuple[str, str, str], dict[int, RowReport]] = defaultdict(dict)
        for one in self.report.rows:
            found[one.operation, one.edition, one.table][one.row] = one
        return found

    @cached_property
    def severities(self) -> Mapping[str, Severity | None]:
        """The severity of each problem by its id, of what is not waived; None where all is."""
        return {
            one.id: open_severity([self.drifts[each] for each in one.drifts])
            for one in self.report.problems
        }

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """The problems in the order of the page: the worst that is not waived first."""
        return sorted(self.report.problems, key=self._rank)

    def _rank(self, problem: Problem) -> tuple[int, bool]:
        fails = any(self.drifts[one].fails for one in problem.drifts)
        return (*SEVERITIES, None).index(self.severities[problem.id]), not fails

    @cached_property
    def in_page(self) -> int:
        """How many problems, the first ones, stand in the page itself."""
        return self._first(MOST_IN_PAGE)

    @cached_property
    def whole(self) -> int:
        """How many problems, the first ones, are shown whole."""
        is_large = len(self.report.drifts) > ALL_WHOLE
        return self._first(MOST_WHOLE) if is_large else len(self.problems)

    def _first(self, most: int) -> int:
        """Return how many problems have together no more drifts than `most`."""
        return sum(end <= most for end in accumulate(len(one.drifts) for one in self.problems))

    @cached_property
    def _anchors(self) -> Mapping[str, str]:
        return {
            drift: f"drift-{drift}" if place < self.in_page else f"problem-{problem.id}"
            for place, problem in enumerate(self.problems)
            for drift in problem.drifts
        }

    def link(self, fingerprint: str) -> str:
        """Return where a drift stands in the page: at itself, or at its problem that is packed."""
        return f"#{self._anchors[fingerprint]}"

    def operation_words(self, key: EditionKey) -> str:
        """Return an operation as a person calls it: method and path."""
        found = self.operations.get(key)
        return f"{found.method} {found.path}" if found else key[0]

    def where(self, problem: Problem) -> str:
        """Return the operation of a problem, and the table and rows that it is about."""
        found = [self.drifts[one] for one in problem.drifts]
        cited = [each for one in found for each in cited_rows(one)]
        tables: dict[str, set[int]] = defaultdict(set)
        for one in cited:
            tables[one.table or "the page as a whole"].update([one.row] if one.row else [])
        places = [f"{table}{_rows(sorted(rows))}" for table, rows in tables.items()]
        shown = "; ".join(places[:3]) + ("; …" if len(places) > 3 else "")
        return f"{self.operation_words((problem.operation, problem.edition))} · {shown}"


def cited_rows(drift: Drift) -> list[Citation]:
    """Return the cited rows of a drift; where it is about none, the page as a whole."""
    every = [drift.citation, *drift.sources]
    return [one for one in every if one.row is not None] or every[:1]


def _rows(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(map(str, numbers[:8])) + (", …" if len(numbers) > 8 else "")
    return f", {'row' if len(numbers) == 1 else 'rows'} {shown}"


def _label(one: EvidenceReport) -> SetLabel:
    name = one.set.partition(":")[2] or ("printed examples" if one.origin == "example" else "file")
    return SetLabel(one.set, name, _KINDS[one.origin], one.origin, one.stand_in)
