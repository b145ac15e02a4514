"""A task performed: the plan, then exploring, then the probes, up to where it has to stop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asdocumented.contracts.folder import EditionFolder
from asdocumented.judging.session import Answers, Judging
from asdocumented.live.exploring.specimens import Specimens
from asdocumented.live.http.failures import OutOfPatience
from asdocumented.live.planning.plan import Planned
from asdocumented.live.runs.journal import End, Outcome
from asdocumented.live.runs.live_run import Task
from asdocumented.live.runs.statistics import Worth
from asdocumented.live.runs.target_run import Asking, Unanswered

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Performance:
    """What came of a task: what it was worth, and the requests that show what exploring found."""

    task: Task
    worth: Worth
    answers: Answers
    specimens: Specimens


def perform(
    task: Task,
    asking: Asking,
    editions: Sequence[EditionFolder],
    judging: Judging,
    tell: Tell,
) -> Performance:
    """Ask all that a task asks, judged as the answers come; what stops it stands in the worth.

    `tell` is given a line for each request of plan and probes. Raises OSError where the journal
    cannot be written.
    """
    worth = asking.worth
    performance = Performance(task, worth, judging.answers(worth.target), Specimens())
    try:
        missing = _ask_all(task.plan.requests, asking, tell)
        if task.budget is not None:
            _explore(performance, asking, editions, judging, tell)
        _ask_all(task.probes, asking, tell)
        if missing:
            worth.stopped = f"requests of the plan without an answer: {missing}"
        else:
            asking.run.journal.write(End(worth.target, asking.sender.clock.now()))
    except OutOfPatience as refused:
        wait = "" if refused.seconds is None else f" ({refused.seconds:.0f} s)"
        worth.stopped = f"{refused.what}{wait}"
    except Unanswered:
        worth.stopped = "two requests in a row had no answer"
    except KeyboardInterrupt:
        worth.interrupted = True
        worth.stopped = "interrupted"
    return performance


def _explore(
    performance: Performance,
    asking: Asking,
    editions: Sequence[EditionFolder],
    judging: Judging,
    tell: Tell,
) -> None:
    """Explore, and keep what was found before anything invalid is sent."""
    from asdocumented.live.exploring.explore import Explorer

    explorer = Explorer(asking, judging.drifts, performance.specimens, tell)
    try:
        explorer.run(performance.task, editions)
    finally:
        for line in performance.specimens.write(asking.run.path.with_suffix(""), asking.sender):
            tell(line)


def _ask_all(requests: Sequence[Planned], asking: Asking, tell: Tell) -> int:
    """Return how many of the requests have no answer."""
    missing = 0
    for number, planned in enumerate(requests, 1):
        outcome, before = asking.ask(planned)
        missing += outcome.transfer is None
        tell(f"[{number:>3}/{len(requests)}] {_line(planned, outcome, before=before)}")
    return missing


def _line(planned: Planned, outcome: Outcome, *, before: bool) -> str:
    status = outcome.status or outcome.failure or ""
    tries = f" ({outcome.attempts} attempts)" if outcome.attempts > 1 and not before else ""
    return f"{planned.name:<44} {status}{tries}{' (done before)' if before else ''}"
