"""Runs one target: the plan, then exploring, then the probes, up to where it has to stop."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from asdocumented.evidence.journal import RequestResult, RunEnd
from asdocumented.judging.session import JudgingSession
from asdocumented.live.exploring.smallest_exchanges import SmallestExchanges
from asdocumented.live.http.failures import OutOfPatience, Unanswered
from asdocumented.live.planning.plan import PlannedRequest
from asdocumented.live.runs.last_sweep import sweep_again
from asdocumented.live.runs.live_run import LiveRun
from asdocumented.live.runs.statistics import RunStatistics
from asdocumented.live.runs.target_run import TargetRun

Tell: TypeAlias = Callable[[str], None]


class TargetResult(msgspec.Struct, frozen=True):
    """What the run of one target gave: statistics, and the smallest exchange of each new drift."""

    live_run: LiveRun
    statistics: RunStatistics
    smallest: SmallestExchanges


def run_target(
    live_run: LiveRun,
    target_run: TargetRun,
    judging: JudgingSession,
    tell: Tell,
) -> TargetResult:
    """Send a target all that is planned, and judge the answers as they come.

    The statistics say what stopped it early. `tell` is given a line for each request of plan and
    probes. Raises OSError where the journal cannot be written.
    """
    statistics = target_run.statistics
    redactor = target_run.sender.session.redactor
    target_run.run.redactors[statistics.target] = redactor
    result = TargetResult(live_run, statistics, SmallestExchanges())
    try:
        missing = _ask_all(live_run.plan.requests, target_run, tell)
        if live_run.budget is not None:
            _explore(result, target_run, judging, tell)
        _ask_all(live_run.probes, target_run, tell)
        if missing:
            statistics.stopped = f"requests of the plan without an answer: {missing}"
        else:
            target_run.run.journal.write(RunEnd(statistics.target, target_run.sender.clock.now()))
    except OutOfPatience as refused:
        wait = "" if refused.seconds is None else f" ({refused.seconds:.0f} s)"
        statistics.stopped = f"{refused.what}{wait}"
    except Unanswered as stopped:
        statistics.stopped = stopped.what
    except KeyboardInterrupt:
        statistics.interrupted = True
        statistics.stopped = "interrupted"
    finally:
        for name in sweep_again(result.smallest.written, target_run.sender.provenance, redactor):
            tell(f"removed, for it holds what was learnt later to be secret: {name}")
    statistics.shows_nothing = judging.shows_nothing(statistics.target)
    return result


def _explore(
    result: TargetResult,
    target_run: TargetRun,
    judging: JudgingSession,
    tell: Tell,
) -> None:
    """Explore; what was found is written before any invalid request is sent."""
    from asdocumented.live.exploring.explore import Explorer

    explorer = Explorer(target_run, judging.drifts, result.smallest, tell)
    try:
        explorer.run(result.live_run)
    finally:
        for line in result.smallest.write(target_run.run.path.with_suffix(""), target_run.sender):
            tell(line)


def _ask_all(requests: Sequence[PlannedRequest], target_run: TargetRun, tell: Tell) -> int:
    """Return how many of the requests have no answer."""
    missing = 0
    for number, planned in enumerate(requests, 1):
        result, before = target_run.ask(planned)
        missing += result.exchange is None
        tell(f"[{number:>3}/{len(requests)}] {_line(planned, result, before=before)}")
    return missing


def _line(planned: PlannedRequest, result: RequestResult, *, before: bool) -> str:
    status = result.status or result.failure or ""
    tries = f" ({result.attempts} attempts)" if result.attempts > 1 and not before else ""
    return f"{planned.name:<44} {status}{tries}{' (done before)' if before else ''}"
