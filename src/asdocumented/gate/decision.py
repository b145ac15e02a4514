"""The decision: what a report has is held against the policy, the waivers and earlier runs."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec import structs

from asdocumented.errors import ExitCode
from asdocumented.gate.earlier import EarlierReport, with_history
from asdocumented.gate.failing import failing_key
from asdocumented.gate.policy import Policy
from asdocumented.gate.rules import plural, rules
from asdocumented.gate.waivers import WaiverFile, in_force, judge_waivers, with_terms
from asdocumented.report.gate_model import Decision, GateReport, RuleReport
from asdocumented.report.model import Report

_CODES: dict[Decision, ExitCode] = {
    "passes": ExitCode.AS_DOCUMENTED,
    "fails": ExitCode.DRIFT,
    "inconclusive": ExitCode.INCONCLUSIVE,
}


class GateInputs(msgspec.Struct, frozen=True):
    """What a report is held against: a policy, waivers, and earlier reports, the oldest first."""

    policy: Policy = msgspec.field(default_factory=Policy)
    waivers: WaiverFile = msgspec.field(default_factory=WaiverFile)
    earlier: Sequence[EarlierReport] = ()


def decide(report: Report, given: GateInputs, now: datetime) -> Report:
    """Return a report with its gate, its history, and the status of each drift.

    Args:
        report: of judged evidence.
        given: what it is held against.
        now: the moment (aware) that ages are counted back from; waivers expire by its UTC date.

    """
    policy, today = given.policy, now.date()
    report = with_history(report, given.earlier)
    covering = in_force(given.waivers, today)
    failing = {
        drift.fingerprint: key
        for drift in report.drifts
        if report.run.interactions and (key := failing_key(policy, drift, covering))
    }
    drifts = [
        structs.replace(
            with_terms(one, covering.get(one.fingerprint, ())), fails=one.fingerprint in failing
        )
        for one in report.drifts
    ]
    report = structs.replace(report, drifts=drifts)
    found = [*rules(report, policy, failing, given.waivers.of_drifts, now)]
    decision = _decision(found)
    gate = GateReport(
        decision=decision,
        why=_why(report, decision, found),
        file=policy.file,
        digest=policy.digest,
        waivers_file=given.waivers.name,
        rules=found,
        waivers=judge_waivers(given.waivers, report, today),
        left_out=[one.set for one in report.evidence if not policy.counts(one.set)],
    )
    return structs.replace(report, gate=gate)


def exit_code(report: Report) -> ExitCode:
    """Return how a run ends, by the decision of its gate."""
    return _CODES[report.gate.decision]


def _decision(found: Sequence[RuleReport]) -> Decision:
    """Return the decision: what fails weighs more than what is missing."""
    broken = {one.consequence for one in found if not one.passed}
    return "fails" if "fails" in broken else "inconclusive" if broken else "passes"


def _why(report: Report, decision: Decision, found: Sequence[RuleReport]) -> str:
    """Return the decision in a sentence: the broken rules, or what was judged."""
    if decision == "passes":
        waived = sum(drift.status == "waived" for drift in report.drifts)
        accepted = f", {plural(waived, 'drift')} waived" if waived else ""
        judged = plural(report.run.interactions, "interaction")
        return f"{judged} judged, no rule is broken{accepted}"
    deciding = [one for one in found if not one.passed and one.consequence == decision]
    if decision == "inconclusive" and not report.run.interactions:
        return "nothing was judged"
    return "; ".join(f"{one.what}: {one.actual} (limit: {one.limit})" for one in deciding)
