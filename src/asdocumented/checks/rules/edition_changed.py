"""What a new edition of a page asks or promises otherwise, under the same path and version.

Why it matters: a client that follows the page before breaks, and no version tells it so.

Example: the mark of what is mandatory moves from `issuedToIds` to `couponIds`.
"""

from collections.abc import Iterator, Sequence

from asdocumented.checks.check import Check, Findings, Rating
from asdocumented.checks.page_findings import page_finding
from asdocumented.contracts.model import Citation, Contract, Row, Table

ID = "edition-changed"
_MOST_NAMES = 4


def _find(contract: Contract, others: Sequence[Contract]) -> Findings:
    earlier = [
        one
        for one in others
        if one.operation == contract.operation and one.edition < contract.edition
    ]
    before = max(earlier, key=lambda one: one.edition, default=None)
    if before is None or (before.method, before.path) != (contract.method, contract.path):
        return
    for location, names, what in _changes(before, contract):
        shown = ", ".join(names[:_MOST_NAMES])
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        rows = [*_cited(contract, names), *_cited(before, names)] or [contract.citation()]
        yield page_finding(ID, location, f"{shown}{more}", f"{what} since {before.edition}", rows)


def _changes(before: Contract, after: Contract) -> Iterator[tuple[str, list[str], str]]:
    """Yield what changed: where, of which names, and how."""
    for documents, location in (("request", "$request.query"), ("response", "$")):
        old, new = _rows(before, documents), _rows(after, documents)
        both = [name for name in new if name in old]
        changes = {
            "marked": [name for name in both if _is_marked(new, name) > _is_marked(old, name)],
            "marked no more": [
                name for name in both if _is_marked(new, name) < _is_marked(old, name)
            ],
            "new": [name for name in new if name not in old],
            "gone": [name for name in old if name not in new],
            "of another datatype": [
                name
                for name in both
                if old[name][1].datatype and old[name][1].datatype != new[name][1].datatype
            ],
            "of a datatype that was not told": [
                name for name in both if new[name][1].datatype and not old[name][1].datatype
            ],
        }
        for what, names in changes.items():
            if names:
                yield location, names, what


def _is_marked(rows: dict[str, tuple[Table, Row]], name: str) -> bool:
    return rows[name][1].mandatory


def _rows(contract: Contract, documents: str) -> dict[str, tuple[Table, Row]]:
    """Return the rows of a contract by name, of one that comes twice the last."""
    return {
        row.plain_name: (table, row)
        for table in contract.tables
        for row in table.rows
        if table.documents == documents
    }


def _cited(contract: Contract, names: Sequence[str]) -> list[Citation]:
    rows = {**_rows(contract, "request"), **_rows(contract, "response")}
    return [contract.citation(*rows[name]) for name in names[:_MOST_NAMES] if name in rows]


CHECK = Check(
    ID,
    "page",
    severities=(
        Rating(
            "note",
            "an edition changes what another promised",
            "a client of the earlier edition may break; `compare` tells each change",
        ),
    ),
    pages=_find,
    grouping="operation",
    title="The page changed under the same path and version",
    mend="Say on the page what changed and when, or give the path a new version.",
)
