"""The decision: how a run ends, by what its report says."""

from asdocumented.contracts.model import SEVERITIES
from asdocumented.errors import ExitCode
from asdocumented.report.conclusion import missing_in
from asdocumented.report.model import Report


def exit_code(report: Report, fail_on: str) -> ExitCode:
    """Return how a run ends: drift at the severity asked for or worse, inconclusive, or green.

    Green needs evidence.
    """
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    if any(drift.severity in failing for drift in report.drifts) and report.run.interactions:
        return ExitCode.DRIFT
    return ExitCode.INCONCLUSIVE if missing_in(report) else ExitCode.AS_DOCUMENTED
