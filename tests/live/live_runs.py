"""Live runs for tests, against a server that the test has started."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from asdocumented.checks.registry import all_checks
from asdocumented.config.targets import Target, credentials
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import EditionFolder, load_contracts, newest
from asdocumented.judging.session import JudgingSession
from asdocumented.live.clock import Clock
from asdocumented.live.http.session import open_session
from asdocumented.live.planning.invalid_requests import make_probes
from asdocumented.live.planning.pairs import make_whole_plan
from asdocumented.live.planning.plan import Plan
from asdocumented.live.runs.cassette import Provenance
from asdocumented.live.runs.folder import open_run
from asdocumented.live.runs.live_run import Budget, LiveRun
from asdocumented.live.runs.run import TargetResult, run_target
from asdocumented.live.runs.sender import Sender, make_run_start
from asdocumented.live.runs.target_run import TargetRun
from asdocumented.report.build import RunOptions, report_session
from asdocumented.report.model import Report
from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.target import BUILT_IN, make_behaviour
from tests.support import CONTRACTS

TARGET = BUILT_IN["sandbox"]
BEHAVIOUR = make_behaviour(ZoneInfo("UTC"), (), Till())
CONFIGURATION = """\
[targets.demo]
base_url = "{url}"
cluster = "eu"
requests_per_minute = 6000
samples = "sandbox"

[targets.demo.auth]
scheme = "basic-md5"
username_env = "ASDOCUMENTED_SANDBOX_USERNAME"
password_env = "ASDOCUMENTED_SANDBOX_PASSWORD"
"""
"""A target with the sandbox's samples and credentials."""


@cache
def editions() -> tuple[EditionFolder, ...]:
    """Return the newest bundled editions, loaded once."""
    return tuple(newest(load_contracts(CONTRACTS)))


def live_run_at(
    url: str,
    *,
    plan: bool = True,
    budget: Budget | None = None,
    probe: bool = False,
    pairs: bool = False,
    target: Target = TARGET,
) -> LiveRun:
    """Return the live run of a server that has the sandbox's data, with seed 1."""
    asked = replace(target, base_url=url)
    whole = make_whole_plan(editions(), asked.samples, pairs=pairs)
    probes = make_probes(editions(), asked.samples) if probe else ()
    return LiveRun(asked, editions(), whole if plan else Plan((), ()), budget, probes, seed=1)


def run_and_report(
    live_run: LiveRun, folder: Path, *, resume: str | None = None, clock: Clock | None = None
) -> tuple[TargetResult, Report]:
    """Run a target with its journal in a folder; return the result and the report."""
    clock = clock or Clock()
    checks = [check for check in all_checks() if check.page is None and check.pages is None]
    judging = JudgingSession(editions(), checks, load_clusters(CONTRACTS))
    provenance = Provenance(live_run.target.name, live_run.target.zone, "1.2.3", stand_in=True)
    word = credentials(live_run.target, {})
    start = make_run_start(provenance, live_run.digest(), clock.now(), live_run.seed)
    with (
        open_session(live_run.target, word, editions(), b"key", clock) as session,
        open_run(folder, [start], clock, resume=resume) as run,
    ):
        sender = Sender(session, provenance, clock)
        target_run = TargetRun(sender, run, judging.interaction)
        done = run_target(live_run, target_run, judging, lambda _: None)
    options = RunOptions(checks, clock.now(), clock.now())
    return done, report_session(judging.result(), options)
