"""`asdocumented waive`: accept drifts or changes in waivers.toml, or drop what is stale there."""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from asdocumented.cli.output import print_lines
from asdocumented.comparing.saved import read_comparison
from asdocumented.errors import ExitCode, Fault
from asdocumented.gate.earlier import read_report
from asdocumented.gate.waiver_file import (
    AcceptedChange,
    add_change_waivers,
    add_waivers,
    drop_waivers,
)
from asdocumented.gate.waivers import describe_drift, judge_waivers
from asdocumented.report.gate_model import WaiverTerms
from asdocumented.report.lookup import find_drifts
from asdocumented.report.model import Drift, Report
from asdocumented.workspace import Workspace

_OVER = ("stale", "lapsed")


class WaiveOptions(msgspec.Struct, frozen=True):
    """What the command line was told; `ids` are fingerprints, and ids of problems."""

    ids: tuple[str, ...] = ()
    reason: str | None = None
    ticket: str | None = None
    owner: str | None = None
    expires: str | None = None
    set: str | None = None
    all_current: bool = False
    prune: bool = False
    report: Path = Path("reports/drift.json")
    comparison: Path | None = None
    waivers: Path | None = None
    config: Path | None = None


def run_waive(options: WaiveOptions, now: datetime | None = None) -> ExitCode:
    """Write the file, and say what became of it; raise Fault where something is at fault.

    `now` is the moment (aware) whose UTC date a waiver begins at; None takes the clock's.
    """
    today = (now or datetime.now(UTC)).date()
    _check(options, today)
    workspace = Workspace(Path.cwd(), config_file=options.config, waivers_file=options.waivers)
    if options.comparison is not None:
        return _waive_changes(options, options.comparison, workspace, today)
    path, name, file = workspace.waivers_path, workspace.waivers_name, workspace.waivers
    report = read_report(options.report, str(options.report))
    if options.prune:
        judged = judge_waivers(file, report, today)
        over = [one for one in judged if one.state in _OVER]
        written = drop_waivers(path, file, {(one.fingerprint, one.terms.set) for one in over})
        lines = [f"dropped: {one.drift}: {one.what_changed}" for one in over]
        print_lines("\n".join([*lines, f"{name}: {written.dropped} dropped"]))
        return ExitCode.AS_DOCUMENTED
    drifts = _chosen(options, report)
    written = add_waivers(path, file, drifts, _terms(options, today))
    lines = [f"waived: {describe_drift(drift)}" for drift in drifts]
    print_lines("\n".join([*lines, f"{name}: {written.added} added, {written.renewed} renewed"]))
    return ExitCode.AS_DOCUMENTED


def _waive_changes(
    options: WaiveOptions, comparison: Path, workspace: Workspace, today: date
) -> ExitCode:
    """Accept changes of a saved comparison, or drop the waivers that it needs no more."""
    path, name, file = workspace.waivers_path, workspace.waivers_name, workspace.waivers
    saved = read_comparison(comparison, str(comparison))
    if options.prune:
        over = [one for one in saved.stale if one.bound]
        places = {(one.fingerprint, None) for one in over}
        written = drop_waivers(path, file, places, "change")
        lines = [f"dropped: {one.accepts}: {one.why}" for one in over]
        print_lines("\n".join([*lines, f"{name}: {written.dropped} dropped"]))
        return ExitCode.AS_DOCUMENTED
    chosen = saved.find(options.ids)
    if options.all_current:
        chosen = [one for one in saved.changes if one.fails]
        if not chosen:
            what = "no change of this comparison fails"
            raise Fault(str(comparison), what, "there is nothing to waive")
    changes = [
        AcceptedChange(one.fingerprint, saved.compared, one.location, one.words) for one in chosen
    ]
    written = add_change_waivers(path, file, changes, _terms(options, today))
    lines = [f"waived: {one.words}" for one in changes]
    print_lines("\n".join([*lines, f"{name}: {written.added} added, {written.renewed} renewed"]))
    return ExitCode.AS_DOCUMENTED


def _terms(options: WaiveOptions, today: date) -> WaiverTerms:
    return WaiverTerms(
        reason=options.reason or "",
        ticket=options.ticket,
        owner=options.owner,
        since=today.isoformat(),
        expires=options.expires,
        set=options.set,
    )


def _check(options: WaiveOptions, today: date) -> None:
    """Raise Fault where the options do not say what is to be done."""
    named = sum((bool(options.ids), options.all_current, options.prune))
    if named != 1:
        what = "nothing to waive is named" if not named else "more than one thing to do is named"
        remedy = "name fingerprints or problems, or say --all-current, or --prune"
        raise Fault("waive", what, remedy)
    if options.comparison is not None and options.set is not None:
        raise Fault("--set", "a change was seen in no evidence set", "leave it out")
    if not options.prune and not (options.reason or "").strip():
        raise Fault("--reason", "it is missing", "say why the drift is accepted")
    if options.expires is not None:
        try:
            expires = date.fromisoformat(options.expires)
        except ValueError as error:
            remedy = "write a date such as 2027-01-31"
            raise Fault(f"--expires {options.expires}", "not a date", remedy) from error
        if expires < today:
            raise Fault(f"--expires {options.expires}", "in the past", "name a later date")


def _chosen(options: WaiveOptions, report: Report) -> list[Drift]:
    """Return the drifts to waive: those named, or all that make the gate fail.

    Raises Fault where the report has none of them, or none in the evidence set that is named.
    """
    if options.all_current:
        drifts = [drift for drift in report.drifts if drift.fails]
        if not drifts:
            what = "no drift of this report fails"
            raise Fault(str(options.report), what, "there is nothing to waive")
    else:
        drifts = find_drifts(report, options.ids)
    if options.set is not None:
        elsewhere = [drift for drift in drifts if options.set not in (drift.seen or ["example"])]
        if elsewhere:
            named = elsewhere[0]
            remedy = f"{named.fingerprint} was seen in: {', '.join(named.seen) or 'example'}"
            raise Fault(f"--set {options.set}", "not seen in this evidence set", remedy)
    return drifts
