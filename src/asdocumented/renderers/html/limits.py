"""What stands beside the problems: remarks, relations, and what was not or could not be judged."""

from collections.abc import Iterator, Sequence

import msgspec

from asdocumented.renderers.drift_text import describe
from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.html.proved import kind_of
from asdocumented.renderers.html.text import counted

_MOST_ROWS = 300


class LimitTable(msgspec.Struct, frozen=True):
    """One list: its heads and rows; `more` rows are in drift.json alone.

    `count` says how many there are, `is_open` whether it is shown at once.
    """

    id: str
    title: str
    count: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    more: int = 0
    is_open: bool = False


def view(index: ReportIndex) -> Sequence[LimitTable]:
    """Return the lists of a report in the order of the page; an empty one says that it is so."""
    return [
        _remarks(index),
        _relations(index),
        _not_shown(index),
        _undocumented(index),
        _never_seen(index),
        _not_judged(index),
        _unmatched(index),
        _unread(index),
        _probes(index),
    ]


def _table(  # noqa: PLR0913  # each is a part of the list
    id: str,  # noqa: A002  # it is the id of the element
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    count: str = "",
    *,
    is_open: bool = False,
) -> LimitTable:
    shown, number = rows[:_MOST_ROWS], len(rows)
    words = (count or str(number)) if number else "none"
    return LimitTable(id, title, words, heads, shown, number - len(shown), is_open and number > 0)


def _remarks(index: ReportIndex) -> LimitTable:
    rows = [
        (describe(one.citation, *one.sources), one.text, one.what_to_do)
        for one in index.report.remarks
    ]
    title = "Remarks of people on the pages"
    return _table("remarks", title, ("row", "remark", "what to mend"), rows, is_open=True)


def _relations(index: ReportIndex) -> LimitTable:
    broken = [one for one in index.report.relations if "drifts" in one.verdicts.values()]
    rows = [
        (
            one.id,
            f"{index.operation_words((one.operation, one.edition))} {one.edition}",
            one.location,
            _sets(index, one.verdicts, "drifts"),
            _sets(index, one.verdicts, "conforms"),
        )
        for one in broken
    ]
    heads = ("relation", "operation", "location", "does not hold in", "holds in")
    count = f"{len(broken)} of {len(index.report.relations)}"
    return _table("relations", "Relations that do not hold", heads, rows, count)


def _not_shown(index: ReportIndex) -> LimitTable:
    rows = [
        (
            one.id,
            f"{index.operation_words((one.operation, one.edition))} {one.edition}",
            one.location,
            one.not_shown,
        )
        for one in index.report.relations
        if one.not_shown
    ]
    heads = ("relation", "operation", "location", "why")
    return _table("not-shown", "Relations between calls that no answers show", heads, rows)


def _sets(index: ReportIndex, verdicts: object, wanted: str) -> str:
    found = verdicts.items() if isinstance(verdicts, dict) else ()
    return ", ".join(index.label_of[name].words for name, one in found if one == wanted)


def _undocumented(index: ReportIndex) -> LimitTable:
    rows = [
        (
            index.operation_words((one.operation, one.edition)),
            one.location,
            one.observed,
            ", ".join(index.label_of[name].words for name in one.seen),
        )
        for one in index.report.drifts
        if one.check in index.checks and index.checks[one.check].is_undocumented
    ]
    heads = ("operation", "location", "what", "seen in")
    return _table("undocumented", "Undocumented behaviour", heads, rows)


def _never_seen(index: ReportIndex) -> LimitTable:
    return _table(
        "never-seen",
        "Documented and never seen",
        ("operation", "table", "row", "name", "datatype"),
        [*_unseen(index)],
    )


def _unseen(index: ReportIndex) -> Iterator[Sequence[str]]:
    for one in index.report.operations:
        for row in index.rows[one.id, one.edition]:
            if all(kind_of(row, name) in ("absent", "unobserved") for name in one.interactions):
                words = f"{index.operation_words((one.id, one.edition))} {one.edition}"
                yield words, row.table, str(row.row), row.name, row.datatype or "none"


def _not_judged(index: ReportIndex) -> LimitTable:
    rows = [(one.what, one.why) for one in index.report.not_judged]
    return _table("not-judged", "Not judged", ("promise of the page", "why"), rows)


def _unmatched(index: ReportIndex) -> LimitTable:
    found = index.report.unmatched
    rows = [(f"{one.method} {one.path}", str(one.count), one.why) for one in found]
    title = "Requests that no operation matches"
    count = counted(sum(one.count for one in found), "request")
    return _table("unmatched", title, ("request", "how many", "why"), rows, count)


def _unread(index: ReportIndex) -> LimitTable:
    rows = [
        (one.file, one.reason, "left out as a whole" if one.whole else "the rest of it was judged")
        for one in index.report.errors
    ]
    title = "Incomplete: evidence that could not be read in full"
    return _table("unread", title, ("file", "reason", "what became of it"), rows, is_open=True)


def _probes(index: ReportIndex) -> LimitTable:
    found = index.report.probes
    rows = [
        (
            one.target,
            one.operation,
            one.probe,
            str(one.status),
            "refused" if one.refused else "accepted",
            "; ".join(f"{each.check} {each.location} {each.observed}" for each in one.drifts),
        )
        for one in found
    ]
    heads = ("target", "operation", "fault of the request", "HTTP", "taken", "not as documented")
    count = f"{sum(one.refused for one in found)} of {len(found)} refused"
    title = "Probes: invalid requests, one fault each; no part of the counts above"
    return _table("probes", title, heads, rows, count)
