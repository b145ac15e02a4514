"""Compares two reports: which drifts are new, gone, or were not judged again."""

from asdocumented.comparing.change import Change, Side
from asdocumented.comparing.classes import all_classes
from asdocumented.comparing.editions import order
from asdocumented.contracts.model import NotJudged
from asdocumented.gate.earlier import EarlierReport, with_history
from asdocumented.report.gate_model import EarlierDrift
from asdocumented.report.model import Drift, Report


def compare_reports(before: EarlierReport, after: Report) -> tuple[list[Change], list[NotJudged]]:
    """Return what `--against` says of two reports: new and gone drifts, and those not judged.

    A drift that the later report waived stays waived.
    """
    judged = with_history(after, (before,))
    known = {one.fingerprint: one for one in before.report.drifts}
    waived = {one.fingerprint for one in after.drifts if one.status == "waived"}
    new = [_new(one) for one in judged.drifts if one.status == "new"]
    changes = [one for one in new if one.fingerprint not in waived]
    changes += [_gone(one, known.get(one.fingerprint)) for one in judged.history.gone]
    left = [
        NotJudged(f"{one.check} at {one.operation} {one.edition} {one.location}", one.why)
        for one in judged.history.not_judged
    ]
    return sorted(changes, key=order), left


def _new(drift: Drift) -> Change:
    place = f"{drift.operation} {drift.edition} {drift.location}"
    observed = Side(place, drift.observed, [drift.citation, *drift.sources])
    kind = all_classes()[f"drift-{drift.severity}-new"]
    expected = drift.documented or drift.follows_from
    message = f"{kind.title}: {drift.check}: {expected}, observed {drift.observed}"
    return Change(
        fingerprint=drift.fingerprint,
        change=kind.id,
        sends=kind.sends,
        reads=kind.reads,
        location=place,
        message=message,
        before=None,
        after=observed,
        origin="API changed" if drift.cause == "server" else "unknown",
    )


def _gone(drift: EarlierDrift, known: Drift | None) -> Change:
    place = f"{drift.operation} {drift.edition} {drift.location}"
    rows = [known.citation, *known.sources] if known else []
    kind = all_classes()[f"drift-{drift.severity}-gone"]
    return Change(
        fingerprint=drift.fingerprint,
        change=kind.id,
        sends=kind.sends,
        reads=kind.reads,
        location=place,
        message=f"{kind.title}: {drift.check}: observed {drift.observed} before",
        before=Side(place, drift.observed, rows),
        after=None,
    )
