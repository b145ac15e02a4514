"""The decision: how a run ends, by what its report says."""

from asdocumented.contracts.model import SEVERITIES
from asdocumented.errors import ExitCode
from asdocumented.report.model import Report


def exit_code(report: Report, fail_on: str) -> ExitCode:
    """Return how a run ends: drift at the severity asked for or worse, inconclusive, or green.

    Green needs evidence: something was shown, every source could be read, and there is more than
    what the pages print, unless the pages alone were asked for.
    """
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    if any(drift.severity in failing for drift in report.drifts) and report.run.interactions:
        return ExitCode.DRIFT
    return ExitCode.INCONCLUSIVE if lacking(report) else ExitCode.AS_DOCUMENTED


def lacking(report: Report) -> str:
    """Return in words what a report lacks to be conclusive; "" where it lacks nothing."""
    if not report.run.interactions:
        return "nothing was judged"
    lost = len({unread.file for unread in report.errors if unread.whole})
    if lost:
        return f"{lost} {'source' if lost == 1 else 'sources'} not judged in full"
    if all(operation.verdict == "not shown" for operation in report.operations):
        return "no answer could show anything"
    if not report.run.pages_alone and all(one.origin == "example" for one in report.evidence):
        return (
            "printed examples prove a page, not a server: add recordings or a live run, "
            "or ask for the pages alone with --pages"
        )
    return ""
