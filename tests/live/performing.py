"""A task performed in a test, against a server that the test has started."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from asdocumented.assemble import build_report
from asdocumented.checks import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import EditionFolder, load_contracts, newest
from asdocumented.judging import Judging
from asdocumented.live.asking import Asking
from asdocumented.live.clock import Clock
from asdocumented.live.export import Provenance
from asdocumented.live.perform import Performance, perform
from asdocumented.live.plan import Plan, make_plan
from asdocumented.live.probes import make_probes
from asdocumented.live.runs import opened_run
from asdocumented.live.sender import Sender, begin
from asdocumented.live.session import opened
from asdocumented.live.task import Budget, Task
from asdocumented.report import Report
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.target import BUILT_IN, make_behaviour
from asdocumented.targets import Target, credentials
from tests.support import CONTRACTS, FACTS

TARGET = BUILT_IN["sandbox"]
BEHAVIOUR = make_behaviour(ZoneInfo("UTC"), (), Till())


@cache
def editions() -> tuple[EditionFolder, ...]:
    """Return the newest bundled editions, loaded once."""
    return tuple(newest(load_contracts(CONTRACTS)))


def task_at(
    url: str,
    *,
    plan: bool = True,
    budget: Budget | None = None,
    probe: bool = False,
    target: Target = TARGET,
) -> Task:
    """Return a task for a server with the stand-in's data, seed 1."""
    asked = replace(target, base_url=url)
    whole = make_plan(editions(), asked.samples)
    probes = make_probes(editions(), asked.samples) if probe else ()
    return Task(asked, whole if plan else Plan((), ()), budget, probes, seed=1)


def performed(
    task: Task, folder: Path, *, resume: bool = False, clock: Clock | None = None
) -> tuple[Performance, Report]:
    """Perform a task in a folder, and return what came of it with the report."""
    clock = clock or Clock()
    checks = [check for check in all_checks() if check.page is None]
    judging = Judging(editions(), checks, load_clusters(CONTRACTS))
    provenance = Provenance(task.target.name, task.target.zone, "1.2.3", stand_in=True)
    word = credentials(task.target, {})
    start = begin(provenance, task.digest(), clock.now(), task.seed)
    with (
        opened(task.target, word, editions(), b"key", clock) as session,
        opened_run(folder, [start], clock, resume=resume) as run,
    ):
        sender = Sender(session, provenance, clock)
        asking = Asking(sender, run, judging.interaction)
        done = perform(task, asking, editions(), judging, lambda _: None)
    found = judging.result()
    return done, build_report(found.judged, FACTS, found.unread, found.probes)
