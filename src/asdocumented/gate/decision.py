"""The decision: how a run ends, by what its report says."""

from asdocumented.contracts.model import SEVERITIES
from asdocumented.errors import ExitCode
from asdocumented.report.model import Report


def exit_code(report: Report, fail_on: str) -> ExitCode:
    """Return how the run ends: drift at the severity asked for, inconclusive, or as documented."""
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    if any(drift.severity in failing for drift in report.drifts) and report.run.interactions:
        return ExitCode.DRIFT
    lost = any(unread.whole for unread in report.errors)
    whole = report.run.interactions and not lost
    return ExitCode.AS_DOCUMENTED if whole else ExitCode.INCONCLUSIVE
