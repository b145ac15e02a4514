"""A drift in words: what the rows say beside what was observed, and where it was seen."""

from collections.abc import Mapping, Sequence

from asdocumented.contracts.model import Citation
from asdocumented.report.model import Drift, Problem, Report, Sample


def describe(*citations: Citation) -> str:
    """Return citations as a reader looks them up: page and edition, table, rows and their names.

    Rows of one table stand together.
    """
    tables: dict[tuple[str, ...], list[str]] = {}
    for one in citations:
        page = f"{one.title or one.page} {one.edition}".strip()
        rows = tables.setdefault((page,) if one.table is None else (page, one.table), [])
        if one.row is not None:
            rows.append(f"{one.row} ({one.name})")
    return "; ".join(", ".join([*table, *_rows(rows)]) for table, rows in tables.items())


def expected(drift: Drift) -> str:
    """Return what is documented, or what follows from which rows."""
    rows = describe(drift.citation, *drift.sources)
    if drift.follows_from:
        return f"follows from {rows}: {drift.follows_from}"
    return f"documented {drift.documented}  ({rows})"


def seen(drift: Drift) -> str:
    """Return how often each evidence set shows a drift, of how many places that could."""
    shares = [f"{name} {share.count} of {share.of}" for name, share in drift.seen.items()]
    return ", ".join(shares) or "in the page"


def both_answers(drift: Drift) -> str:
    """Return which two answers disagree, and what each has; "" where one alone shows the drift."""
    sample = next((one for one in drift.samples if one.other is not None), None)
    if sample is None or sample.other is None:
        return ""
    parts = [
        f"{name} has {'nothing there' if value is None else value}"
        for name, value in (
            (sample.interaction, sample.value),
            (sample.other.interaction, sample.other.value),
        )
    ]
    return " and ".join(parts)


def first_sample(drift: Drift) -> Sample | None:
    """Return the first sample that has a value; None where none has."""
    return next((sample for sample in drift.samples if sample.value is not None), None)


def by_fingerprint(report: Report) -> Mapping[str, Drift]:
    """Return the drifts of a report by their fingerprints."""
    return {drift.fingerprint: drift for drift in report.drifts}


def drifts_of(problem: Problem, drifts: Mapping[str, Drift]) -> Sequence[Drift]:
    """Return the drifts of a problem, those that fail first."""
    return sorted((drifts[one] for one in problem.drifts), key=lambda one: not one.fails)


def _rows(rows: Sequence[str]) -> list[str]:
    return [f"{'row' if len(rows) == 1 else 'rows'} {', '.join(rows)}"] if rows else []
