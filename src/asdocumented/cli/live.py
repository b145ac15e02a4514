"""`asdocumented live`: ask targets what the contracts' cases ask, and judge the answers."""

import secrets
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from asdocumented.api import make_report
from asdocumented.checks.registry import select_checks, without_page_checks
from asdocumented.cli.judging_options import JudgingOptions
from asdocumented.cli.live_text import announcement, describe_live_run, statistics_lines
from asdocumented.cli.output import print_lines, publish, tell
from asdocumented.config.targets import Target, credentials
from asdocumented.contracts.folder import EditionFolder
from asdocumented.errors import ExitCode, Fault
from asdocumented.gate.decision import exit_code
from asdocumented.judging.session import JudgingSession
from asdocumented.live.clock import Clock
from asdocumented.live.planning.invalid_requests import make_probes
from asdocumented.live.planning.pairs import make_whole_plan
from asdocumented.live.runs.folder import Run, open_run
from asdocumented.live.runs.live_run import Budget, LiveRun
from asdocumented.live.runs.run import TargetResult, run_target
from asdocumented.live.runs.sender import Sender, make_run_start
from asdocumented.live.runs.target_run import TargetRun
from asdocumented.redaction.redactor import Redactor
from asdocumented.report.build import RunOptions
from asdocumented.report.model import Report
from asdocumented.report.swept import swept
from asdocumented.workspace import Workspace

_DEFAULT = "sandbox"


class LiveOptions(msgspec.Struct, frozen=True):
    """What the command line was told; `explore` counts requests, `seconds` bounds exploring.

    `resume` names the run to go on with, None begins a new one.
    """

    judging: JudgingOptions
    targets: tuple[str, ...] = ()
    explore: int | None = None
    seconds: float | None = None
    seed: int | None = None
    probe: bool = False
    fail_on_probe: bool = False
    resume: str | None = None
    without_pairs: bool = False
    dry_run: bool = False
    production: bool = False

    @property
    def asking(self) -> str:
        """The options that decide what is asked, as they are typed: a resumed run has the same."""
        named = {
            "--target": self.targets or (_DEFAULT,),
            "--operation": self.judging.operations,
            "--edition": self.judging.editions,
            "--explore": () if self.explore is None else (str(self.explore),),
            "--for": () if self.seconds is None else (f"{self.seconds:.0f}s",),
            "--seed": () if self.seed is None else (str(self.seed),),
        }
        words = [word for name, values in named.items() for v in values for word in (name, v)]
        flags = {"--probe": self.probe, "--without-pairs": self.without_pairs}
        return shlex.join([*words, *(name for name, given in flags.items() if given)])


def run_live(options: LiveOptions, clock: Clock | None = None) -> ExitCode:
    """Ask, judge, report, and return the exit code; raise Fault at bad options."""
    began, judging = datetime.now(UTC), options.judging
    workspace = judging.workspace()
    checks = without_page_checks(select_checks(judging.only, judging.skip))
    editions = workspace.folder.newest
    names = dict.fromkeys(options.targets or (_DEFAULT,))
    live_runs = [_live_run(workspace.target(name), editions, options) for name in names]
    if options.dry_run:
        print_lines("\n\n".join(describe_live_run(one) for one in live_runs))
        return ExitCode.AS_DOCUMENTED
    judging.files()
    gate = workspace.gate(judging.command_line(fail_on_probe=options.fail_on_probe))
    for one in live_runs:
        workspace.target_to_ask(one.target.name, production=options.production)
        credentials(one.target, workspace.environment)
        if not one.plan.requests:
            raise Fault(one.target.name, "there is nothing to ask", "give the target samples")
    session = workspace.contracts.session(checks)
    results, redactors = _ask(live_runs, workspace, session, options, clock or Clock(tell=tell))
    report = make_report(
        session,
        RunOptions(checks, began, datetime.now(UTC)),
        gate,
        lambda found: _swept(workspace.contracts.sweep(found), redactors),
    )
    publish(report, judging, [line for one in results for line in statistics_lines(report, one)])
    if any(result.statistics.interrupted for result in results):
        return ExitCode.INTERRUPTED
    return exit_code(report)


def _live_run(target: Target, editions: Sequence[EditionFolder], options: LiveOptions) -> LiveRun:
    exploring = options.explore is not None or options.seconds is not None
    return LiveRun(
        target,
        editions,
        make_whole_plan(editions, target.samples, pairs=not options.without_pairs),
        Budget(options.explore, options.seconds) if exploring else None,
        make_probes(editions, target.samples) if options.probe else (),
        secrets.randbelow(2**32) if options.seed is None else options.seed,
    )


def _ask(
    live_runs: Sequence[LiveRun],
    workspace: Workspace,
    judging: JudgingSession,
    options: LiveOptions,
    clock: Clock,
) -> tuple[list[TargetResult], Sequence[Redactor]]:
    """Run one target after the other, with one journal; an interrupt ends them all.

    What redacted the answers is returned, too: it knows what was learnt until the end. The report
    says what had no answer, as it does when the journal is judged again.
    """
    results: list[TargetResult] = []
    folder = options.judging.report_dir / "live"
    starts = [
        make_run_start(
            workspace.provenance(live_run.target),
            live_run.digest(),
            clock.now(),
            live_run.seed,
            options.asking,
        )
        for live_run in live_runs
    ]
    with open_run(folder, starts, clock, resume=options.resume) as run:
        if options.seed is not None and set(run.seeds.values()) != {options.seed}:
            begun = ", ".join(map(str, sorted(set(run.seeds.values()))))
            what = "the run was begun with another seed"
            raise Fault("--seed", what, f"leave out --seed, or name its own: {begun}")
        for live_run in live_runs:
            result = _ask_one(live_run, workspace, run, judging, clock)
            results.append(result)
            if result.statistics.interrupted:
                break
        tell(f"journal: {run.path}")
    judging.evidence(run.journal.missing.unread(str(run.path)))
    return results, [*run.redactors.values()]


def _swept(report: Report, redactors: Sequence[Redactor]) -> Report:
    """Return a report without what a later answer showed to be secret."""
    for redactor in redactors:
        report = swept(report, redactor, told=False)
    return report


def _ask_one(
    live_run: LiveRun, workspace: Workspace, run: Run, judging: JudgingSession, clock: Clock
) -> TargetResult:
    with workspace.session(live_run.target, clock) as session:
        sender = Sender(session, workspace.provenance(live_run.target), clock)
        target_run = TargetRun(sender, run, judging.interaction)
        tell(announcement(live_run, run))
        return run_target(live_run, target_run, judging, tell)
