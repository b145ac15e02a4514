"""What redaction changes of the findings: nothing, but for the values that are shown."""

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract
from asdocumented.formats.http_message import HttpExchange
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.redaction.redactor import Redactor
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift, Report
from tests.redaction.exchanges import KEY, interactions
from tests.support import FACTS


def findings(judged_by: Contract, exchanges: list[HttpExchange], clusters: Clusters) -> Report:
    """Return the report on some exchanges."""
    judge = ContractJudge(judged_by, all_checks(), clusters)
    for one in interactions(exchanges):
        judge.judge(one)
    return build_report([judge.result()], FACTS)


def told(report: Report) -> object:
    """Return all that a report says, but for the values that it shows.

    `unknown-enum-value` tells the value, and `contradictory-status` one as an example: that has a
    pseudonym where it is a sensitive one.
    """
    drifts = [
        (
            *(d.fingerprint, d.check, d.severity, d.location, d.documented, d.citation, d.seen),
            _without_values(d),
        )
        for d in report.drifts
    ]
    return sorted(drifts, key=repr), report.rows, report.relations


def _without_values(drift: Drift) -> str:
    """Return what was observed, without a value that is told along."""
    if drift.check == "unknown-enum-value":
        return ""
    if drift.check == "contradictory-status":
        return drift.observed.partition(", such as ")[0]
    return drift.observed


def differences(judged_by: Contract, exchanges: list[HttpExchange], clusters: Clusters) -> object:
    """Return what differs between the findings before and after redaction.

    Of two exchanges, the first may hold what is known to be sensitive only by the second: here all
    is known in advance.
    """
    redactor = Redactor([judged_by], KEY)
    for one in exchanges:
        redactor.redact(one)
    redacted = [redactor.redact(one) for one in exchanges]
    before = told(findings(judged_by, exchanges, clusters))
    after = told(findings(judged_by, redacted, clusters))
    return None if before == after else (before, after)
