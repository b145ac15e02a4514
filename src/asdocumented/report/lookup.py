"""Finds drifts and problems of a report by their ids."""

from collections.abc import Iterable

from asdocumented.errors import Fault, FaultList, suggestion
from asdocumented.report.model import Drift, Problem, Report

_FEWEST_CHARACTERS = 6


def find_drifts(report: Report, ids: Iterable[str]) -> list[Drift]:
    """Return the drifts that ids name, each once, in the order of the report.

    Args:
        report: where they are looked up.
        ids: fingerprints of drifts and ids of problems, which stand for all their drifts; the
            first characters are enough, where no other id begins with them.

    Raises:
        Fault: an id that nothing in the report has, or several have; all of them at once.

    """
    faults, wanted = FaultList(), set[str]()
    for one in ids:
        with faults:
            wanted.update(_fingerprints(report, one))
    faults.raise_found()
    return [drift for drift in report.drifts if drift.fingerprint in wanted]


def problem_of(report: Report, drift: Drift) -> Problem:
    """Return the problem that a drift of a report belongs to."""
    return next(one for one in report.problems if drift.fingerprint in one.drifts)


def _fingerprints(report: Report, wanted: str) -> list[str]:
    known = {one.fingerprint: [one.fingerprint] for one in report.drifts}
    known |= {one.id: one.drifts for one in report.problems}
    if wanted in known:
        return known[wanted]
    beginning = [one for one in known if one.startswith(wanted)]
    if len(wanted) >= _FEWEST_CHARACTERS and len({tuple(known[one]) for one in beginning}) == 1:
        return known[beginning[0]]
    if len(wanted) >= _FEWEST_CHARACTERS and beginning:
        what = f"{len(beginning)} drifts and problems begin so"
        raise Fault(wanted, what, f"name one of them: {', '.join(beginning)}")
    remedy = "asdocumented check --notes shows all, each with its id in brackets"
    raise Fault(
        wanted, "no drift and no problem of the report", f"{suggestion(wanted, known)}{remedy}"
    )
