"""Findings about what a page prints: notes, with the rows that they are about."""

from collections.abc import Sequence

from asdocumented.checks.finding import Finding
from asdocumented.contracts.model import Citation


def page_finding(
    check: str, location: str, documented: str, observed: str, rows: Sequence[Citation]
) -> Finding:
    """Return a note about a page.

    Args:
        check: the id of the check.
        location: the place that it is about, or the title of a table.
        documented: what the page says.
        observed: what is wrong with it.
        rows: what is cited, the first one first.

    """
    return Finding(
        check=check,
        severity="note",
        location=location,
        documented=documented,
        observed=observed,
        citation=rows[0],
        sources=tuple(rows[1:]),
        among="",
        has_value=False,
    )
