"""`asdocumented replay`: send again what showed a drift, and say whether it is mended."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from asdocumented.api import make_report
from asdocumented.checks.registry import all_checks, without_page_checks
from asdocumented.cli.asked import Asker
from asdocumented.cli.output import print_lines, tell
from asdocumented.errors import ExitCode
from asdocumented.gate.decision import GateInputs
from asdocumented.gate.earlier import read_report
from asdocumented.gate.judged_places import DriftPlace, JudgedPlaces
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import OutOfPatience, Unanswered
from asdocumented.live.planning.replayed_requests import (
    RecordedRequest,
    ReplayedRequests,
    plan_replay,
)
from asdocumented.renderers.drift_text import seen
from asdocumented.report.build import RunOptions
from asdocumented.report.lookup import find_drifts
from asdocumented.report.model import Drift, Report
from asdocumented.workspace import Workspace

Answer: TypeAlias = Literal["mended", "still there", "not shown"]


class ReplayOptions(msgspec.Struct, frozen=True):
    """What the command line was told; `ids` are fingerprints of drifts and ids of problems."""

    ids: tuple[str, ...]
    target: str
    report: Path = Path("reports/drift.json")
    dry_run: bool = False
    production: bool = False
    contracts: Path | None = None
    config: Path | None = None


class _Outcome(NamedTuple):
    drift: Drift
    answer: Answer
    why: str


def run_replay(options: ReplayOptions, clock: Clock | None = None) -> ExitCode:
    """Send the requests, say what became of each drift, and return the exit code.

    Raises Fault where something is at fault. Nothing of the answers is written.
    """
    drifts = find_drifts(read_report(options.report, str(options.report)), options.ids)
    workspace = Workspace(Path.cwd(), options.contracts, options.config)
    target = workspace.target_to_ask(options.target, production=options.production)
    replay = plan_replay(workspace.folder.newest, target.samples, _recorded(drifts))
    if options.dry_run:
        lines = [f"{one.method} {one.template}" for one in replay.planned]
        print_lines("\n".join([*lines, *replay.left_out] or ["nothing can be sent"]))
        return ExitCode.AS_DOCUMENTED
    found, failures = _ask(workspace, options.target, replay, clock or Clock(tell=tell))
    reasons = [*replay.left_out, *failures]
    outcomes = [_outcome(one, found, reasons) for one in drifts]
    print_lines("\n".join(map(_line, outcomes)))
    return _code(outcomes)


def _recorded(drifts: Sequence[Drift]) -> list[RecordedRequest]:
    """Return the requests that showed some drifts, each once."""
    samples = (sample for drift in drifts for sample in drift.samples)
    requests = (one.request for one in samples if one.request is not None)
    return [
        RecordedRequest(one.method, one.url, one.sensitive)
        for one in {(one.method, one.url): one for one in requests}.values()
    ]


def _ask(
    workspace: Workspace, name: str, replay: ReplayedRequests, clock: Clock
) -> tuple[Report, list[str]]:
    """Return the report on the answers of a target, and why some are missing."""
    target = workspace.target(name)
    checks = without_page_checks(all_checks())
    judging, failures = workspace.contracts.session(checks), list[str]()
    began = datetime.now(UTC)
    if replay.planned:
        with workspace.session(target, clock) as session:
            asker = Asker(session, target)
            failures = asker.failures
            for planned in replay.planned:
                try:
                    answer = asker.ask(planned)
                except OutOfPatience as refused:
                    failures.append(f"{planned.name}: {refused.what}")
                    continue
                except Unanswered as stopped:
                    failures.append(f"stopped: {stopped.what}")
                    break
                if answer is not None:
                    judging.interaction(answer)
    run = RunOptions(checks, began, datetime.now(UTC))
    return make_report(judging, run, GateInputs(), workspace.contracts.sweep), failures


def _outcome(drift: Drift, found: Report, reasons: Sequence[str]) -> _Outcome:
    """Return what the answers say of a drift; what nothing showed is not mended."""
    now = next((one for one in found.drifts if one.fingerprint == drift.fingerprint), None)
    if now is not None and now.seen:
        return _Outcome(drift, "still there", f"{now.observed}, {seen(now)}")
    if any(one.id == drift.check and one.comparison is not None for one in all_checks()):
        return _Outcome(drift, "not shown", "it compares evidence sets: record and check again")
    if not drift.samples:
        return _Outcome(drift, "not shown", "the page alone shows it")
    place = DriftPlace(drift.check, drift.operation, drift.edition, drift.location, None)
    if why := JudgedPlaces(found).why_not(place):
        return _Outcome(drift, "not shown", "; ".join([why, *reasons]))
    return _Outcome(drift, "mended", "its place was judged again, and the drift is not there")


def _line(one: _Outcome) -> str:
    place = f"{one.drift.check} at {one.drift.operation} {one.drift.location}"
    return f"{one.answer}: {place}  [{one.drift.fingerprint}]: {one.why}"


def _code(outcomes: Sequence[_Outcome]) -> ExitCode:
    answers = {one.answer for one in outcomes}
    if "still there" in answers:
        return ExitCode.DRIFT
    return ExitCode.INCONCLUSIVE if "not shown" in answers else ExitCode.AS_DOCUMENTED
