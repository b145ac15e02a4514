"""The verdict of a run: drift, as documented, or what is missing to say either."""

from collections.abc import Sequence

from asdocumented.evidence.unread import Unread
from asdocumented.report.model import Drift, EvidenceReport, OperationReport, Report, RunVerdict


def run_verdict(drifts: Sequence[Drift], *, judged: bool, missing: str) -> RunVerdict:
    """Return the verdict of a run: a drift above a note weighs more than missing evidence.

    Args:
        drifts: of all operations.
        judged: there was an interaction to judge, and not pages alone.
        missing: what `missing_evidence` says.

    """
    if judged and any(drift.severity != "note" for drift in drifts):
        return "drift"
    return "inconclusive" if missing else "as documented"


def missing_in(report: Report) -> str:
    """Return in words what a report lacks to be conclusive; "" where it lacks nothing."""
    return missing_evidence(
        report.operations, report.evidence, report.errors, pages_alone=report.run.pages_alone
    )


def missing_evidence(
    operations: Sequence[OperationReport],
    evidence: Sequence[EvidenceReport],
    errors: Sequence[Unread],
    *,
    pages_alone: bool,
) -> str:
    """Return in words what a run lacks to be conclusive; "" where it lacks nothing.

    This is the one rule for it: something was shown, every source could be read, and there is more
    than what the pages print, unless the pages alone were asked for.
    """
    if not any(operation.interactions for operation in operations):
        return "nothing was judged"
    lost = len({unread.file for unread in errors if unread.whole})
    if lost:
        return f"{lost} {'source' if lost == 1 else 'sources'} not judged in full"
    if all(operation.verdict == "not shown" for operation in operations):
        return "no answer could show anything"
    if not pages_alone and all(one.origin == "example" for one in evidence):
        return (
            "printed examples prove a page, not a server: add recordings or a live run, "
            "or ask for the pages alone with --pages"
        )
    return ""
