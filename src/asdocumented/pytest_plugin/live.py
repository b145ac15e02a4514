"""Sends the plan of a target once in a test session, however many processes share it."""

from pathlib import Path

from filelock import FileLock

from asdocumented.config.targets import Target
from asdocumented.errors import Fault
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.incomplete import WORTHLESS
from asdocumented.live.clock import Clock
from asdocumented.live.planning.plan import make_plan
from asdocumented.live.runs.folder import open_run
from asdocumented.live.runs.live_run import LiveRun
from asdocumented.live.runs.run import TargetResult, run_target
from asdocumented.live.runs.sender import Sender, make_run_start
from asdocumented.live.runs.target_run import TargetRun
from asdocumented.pytest_plugin.judge import Suite

_DONE = "done"


def ask_once(suite: Suite, target: Target, folder: Path) -> list[Interaction]:
    """Return the redacted answers of a target to its plan; only the first caller sends it.

    `folder` is shared by all processes of the session, and the journal stays there. Raises Fault if
    the target lacks something, if the run ended early, or if no answer showed anything.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / _DONE).exists():
            _refuse_unless_whole(_ask(suite, target, folder), target)
            (folder / _DONE).touch()
    found = read_evidence(sorted(folder.glob("*.jsonl")))
    return [one.interaction for one in found if isinstance(one, Evidence)]


def _ask(suite: Suite, target: Target, folder: Path) -> TargetResult:
    workspace, clock = suite.workspace, Clock()
    editions = workspace.folder.newest
    plan = make_plan(editions, target.samples)
    if not plan.requests:
        raise Fault(target.name, "there is nothing to ask", "give the target samples")
    live_run = LiveRun(target, editions, plan)
    origin = workspace.provenance(target)
    start = make_run_start(origin, live_run.digest(), clock.now())
    with (
        workspace.session(target, clock) as session,
        open_run(folder, [start], clock) as run,
    ):
        judging = suite.contracts.session(())
        target_run = TargetRun(Sender(session, origin, clock), run, judging.interaction)
        return run_target(live_run, target_run, judging, lambda _: None)


def _refuse_unless_whole(result: TargetResult, target: Target) -> None:
    if result.statistics.stopped:
        raise Fault(
            target.name, result.statistics.stopped, f"asdocumented doctor --target {target.name}"
        )
    if result.statistics.shows_nothing:
        raise Fault(target.name, WORTHLESS, f"asdocumented doctor --target {target.name} tells why")
