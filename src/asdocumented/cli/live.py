"""`asdocumented live`: ask targets what the contracts' cases ask, and judge the answers."""

import os
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from asdocumented.checks.registry import select_checks, without_page_checks
from asdocumented.cli.live_text import announcement, describe_live_run, statistics_lines
from asdocumented.cli.output import print_data, print_text
from asdocumented.cli.targets import all_targets, refuse_production
from asdocumented.config.file import load_config
from asdocumented.config.targets import Target, credentials, find_target
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import EditionFolder, find_contracts, load_contracts, newest
from asdocumented.errors import ExitCode, Fault
from asdocumented.gate.decision import exit_code
from asdocumented.judging.session import JudgingSession
from asdocumented.live.clock import Clock
from asdocumented.live.http.session import open_session
from asdocumented.live.planning.invalid_requests import make_probes
from asdocumented.live.planning.plan import make_plan
from asdocumented.live.runs.cassette import Provenance
from asdocumented.live.runs.folder import Run, open_run
from asdocumented.live.runs.live_run import Budget, LiveRun
from asdocumented.live.runs.run import TargetResult, run_target
from asdocumented.live.runs.sender import Sender, make_run_start
from asdocumented.live.runs.target_run import TargetRun
from asdocumented.redaction.redactor import KEY_VARIABLE
from asdocumented.renderers import json, terminal
from asdocumented.renderers.files import write_reports
from asdocumented.report.build import report_session
from asdocumented.report.model import Report
from asdocumented.sandbox.target import start_if_built_in

_DEFAULT = "sandbox"


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """What the command line was told; `explore` counts requests, `seconds` bounds exploring."""

    targets: tuple[str, ...]
    explore: int | None
    seconds: float | None
    seed: int | None
    probe: bool
    fail_on_probe: bool
    resume: bool
    dry_run: bool
    production: bool
    contracts: Path | None
    config: Path | None
    only: tuple[str, ...]
    skip: tuple[str, ...]
    fail_on: str
    report_dir: Path
    output: str
    notes: bool


def run_live(options: LiveOptions, clock: Clock | None = None) -> ExitCode:
    """Ask, judge, report, and return the exit code; raise Fault at bad options."""
    began = datetime.now(UTC)
    checks = without_page_checks(select_checks(options.only, options.skip))
    root = find_contracts(options.contracts, Path.cwd())
    editions = newest(load_contracts(root))
    config, clusters = load_config(options.config, Path.cwd()), load_clusters(root)
    known = all_targets(config, clusters, os.environ)
    targets = [find_target(name, known) for name in dict.fromkeys(options.targets or (_DEFAULT,))]
    live_runs = [_live_run(target, editions, options) for target in targets]
    if options.dry_run:
        print_text("\n\n".join(describe_live_run(live_run, editions) for live_run in live_runs))
        return ExitCode.AS_DOCUMENTED
    for live_run in live_runs:
        refuse_production(live_run.target, config, allowed=options.production)
        credentials(live_run.target, os.environ)
        if not live_run.plan.requests:
            raise Fault(live_run.target.name, "there is nothing to ask", "give the target samples")
    judging = JudgingSession(editions, checks, clusters)
    results = _ask(live_runs, editions, judging, options, clock or Clock())
    report = report_session(judging.result(), checks, began)
    page = write_reports(report, options.report_dir)
    _tell(report, results, editions, page, options)
    return _code(report, results, options)


def _live_run(target: Target, editions: Sequence[EditionFolder], options: LiveOptions) -> LiveRun:
    exploring = options.explore is not None or options.seconds is not None
    return LiveRun(
        target,
        make_plan(editions, target.samples),
        Budget(options.explore, options.seconds) if exploring else None,
        make_probes(editions, target.samples) if options.probe else (),
        secrets.randbelow(2**32) if options.seed is None else options.seed,
    )


def _ask(
    live_runs: Sequence[LiveRun],
    editions: Sequence[EditionFolder],
    judging: JudgingSession,
    options: LiveOptions,
    clock: Clock,
) -> list[TargetResult]:
    """Run one target after the other, with one journal; an interrupt ends them all.

    The report says what had no answer, as it does when the journal is judged again.
    """
    results: list[TargetResult] = []
    folder = options.report_dir / "live"
    starts = [
        make_run_start(_provenance(live_run.target), live_run.digest(), clock.now(), live_run.seed)
        for live_run in live_runs
    ]
    with open_run(folder, starts, clock, resume=options.resume) as run:
        if options.seed is not None and set(run.seeds.values()) != {options.seed}:
            raise Fault("--seed", "the run was begun with another seed", "leave out --seed")
        for live_run in live_runs:
            result = _ask_one(live_run, editions, run, judging, clock)
            results.append(result)
            if result.statistics.interrupted:
                break
        click.echo(f"journal: {run.path}", err=True)
    judging.evidence(run.journal.missing.unread(str(run.path)))
    return results


def _ask_one(
    live_run: LiveRun,
    editions: Sequence[EditionFolder],
    run: Run,
    judging: JudgingSession,
    clock: Clock,
) -> TargetResult:
    word = credentials(live_run.target, os.environ)
    key = os.environ.get(KEY_VARIABLE, "").encode() or secrets.token_bytes(32)
    with (
        start_if_built_in(live_run.target) as reachable,
        open_session(reachable, word, editions, key, clock) as session,
    ):
        sender = Sender(session, _provenance(live_run.target), clock)
        target_run = TargetRun(sender, run, judging.interaction)
        click.echo(announcement(live_run, run, editions), err=True)
        return run_target(
            live_run, target_run, editions, judging, lambda line: click.echo(line, err=True)
        )


def _provenance(target: Target) -> Provenance:
    return Provenance(target.name, target.zone, version("asdocumented"), target.stand_in)


def _tell(
    report: Report,
    results: Sequence[TargetResult],
    editions: Sequence[EditionFolder],
    page: Path,
    options: LiveOptions,
) -> None:
    if options.output == "json":
        print_data(json.render(report))
        return
    colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    lines = [f"{terminal.render(report, notes=options.notes, colour=colour)} · {page}"]
    for result in results:
        lines += statistics_lines(report, result, editions)
    print_text("\n".join(lines))


def _code(report: Report, results: Sequence[TargetResult], options: LiveOptions) -> ExitCode:
    if any(result.statistics.interrupted for result in results):
        return ExitCode.INTERRUPTED
    code = exit_code(report, options.fail_on)
    badly = any(not probe.refused or probe.drifts for probe in report.probes)
    if code == ExitCode.AS_DOCUMENTED and options.fail_on_probe and badly:
        return ExitCode.DRIFT
    return code
