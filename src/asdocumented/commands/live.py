"""`asdocumented live`: ask a target what the contracts' cases ask, and judge the answers."""

import os
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from asdocumented.assemble import RunFacts, build_report
from asdocumented.checks import Check, all_checks
from asdocumented.commands.check import exit_code, select_checks, write_reports
from asdocumented.commands.output import print_data, print_text
from asdocumented.commands.record import describe
from asdocumented.commands.targets import all_targets, refuse_production
from asdocumented.config import load_config
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import EditionFolder, find_contracts, load_contracts, newest
from asdocumented.errors import ExitCode, Fault
from asdocumented.interactions.matching import match
from asdocumented.judging import Judging
from asdocumented.live.clock import Clock
from asdocumented.live.export import Provenance
from asdocumented.live.failures import OutOfPatience
from asdocumented.live.journal import Outcome
from asdocumented.live.plan import Plan, make_plan
from asdocumented.live.runs import Run, interactions, interrupted_run, new_run, outcomes
from asdocumented.live.sender import Sender
from asdocumented.live.session import opened
from asdocumented.live.worth import says_nothing
from asdocumented.model import Contract
from asdocumented.redaction.redactor import KEY_VARIABLE
from asdocumented.report import Report
from asdocumented.reporters import json, text
from asdocumented.sandbox.target import started
from asdocumented.targets import Target, credentials, find_target

_MOST_UNANSWERED = 2


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """What the command line was told."""

    target: str
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


@dataclass(slots=True)
class _Worth:
    """What the run was worth so far: answers, those that say nothing, and why it ended early."""

    answered: int = 0
    empty: int = 0
    failed: list[str] = field(default_factory=list)
    stopped: str = ""
    interrupted: bool = False

    @property
    def nothing(self) -> bool:
        """Tell whether no answer could show anything."""
        return self.answered == self.empty


def run_live(options: LiveOptions, clock: Clock | None = None) -> ExitCode:
    """Ask, judge, report, and return the exit code; raise Fault at bad options."""
    began = datetime.now(UTC)
    checks = [one for one in select_checks(options.only, options.skip) if one.page is None]
    root = find_contracts(options.contracts, Path.cwd())
    editions = newest(load_contracts(root))
    config, clusters = load_config(options.config, Path.cwd()), load_clusters(root)
    target = find_target(options.target, all_targets(config, clusters, os.environ))
    plan = make_plan(editions, target.samples)
    if options.dry_run:
        print_text(describe(plan, target))
        return ExitCode.AS_DOCUMENTED
    refuse_production(target, config, allowed=options.production)
    if not plan.requests:
        raise Fault(target.name, "there is nothing to ask", "give the target samples")
    judging = Judging(editions, checks, clusters)
    listener = _Listener(plan, [edition.contract for edition in editions], judging)
    worth = listener.worth
    _ask(target, editions, listener, options, clock or Clock())
    report = _report(judging, checks, began)
    page = write_reports(report, options.report_dir)
    _tell(report, plan, worth, page, options)
    if worth.interrupted:
        return ExitCode.INTERRUPTED
    code = exit_code(report, options.fail_on)
    inconclusive = worth.nothing or bool(worth.stopped)
    return ExitCode.INCONCLUSIVE if inconclusive and code == ExitCode.AS_DOCUMENTED else code


class _Listener:
    """Judges each answer as it comes, tells of it, and knows what the run is worth."""

    def __init__(self, plan: Plan, contracts: Sequence[Contract], judging: Judging) -> None:
        self.plan = plan
        self.judging = judging
        self.worth = _Worth()
        self._contracts = contracts

    def follow(self, run: Run, sender: Sender) -> None:
        """Send what the run has not done yet; stop where nobody answers."""
        unanswered = 0
        for number, (planned, outcome, before) in enumerate(outcomes(self.plan, run, sender), 1):
            self._hear(outcome, sender)
            status = outcome.status or outcome.failure or ""
            line = f"[{number:>3}/{len(self.plan.requests)}] {planned.name:<44} {status}"
            click.echo(f"{line}{' (done before)' if before else ''}", err=True)
            unanswered = 0 if outcome.status else unanswered + 1
            if unanswered == _MOST_UNANSWERED:
                self.worth.stopped = "two requests in a row had no answer"
                return

    def _hear(self, outcome: Outcome, sender: Sender) -> None:
        for interaction in interactions(outcome, sender):
            self.judging.interaction(interaction)
            request = interaction.request
            contract = match(request.method, request.url, self._contracts)
            self.worth.answered += 1
            self.worth.empty += contract is None or says_nothing(contract, interaction)
        if outcome.failure:
            self.worth.failed.append(f"{outcome.name}: {outcome.failure}")


def _ask(
    target: Target,
    editions: Sequence[EditionFolder],
    listener: _Listener,
    options: LiveOptions,
    clock: Clock,
) -> None:
    """Send the plan, or what is left of it, and let the listener judge the answers."""
    word = credentials(target, os.environ)
    key = os.environ.get(KEY_VARIABLE, "").encode() or secrets.token_bytes(32)
    provenance = Provenance(target.name, target.zone, version("asdocumented"), target.stand_in)
    folder, plan, worth = options.report_dir / "live", listener.plan, listener.worth
    with started(target) as reachable, opened(reachable, word, editions, key, clock) as session:
        sender = Sender(session, provenance, clock)
        run = interrupted_run(folder, sender, plan) if options.resume else new_run(folder, sender)
        click.echo(_announcement(plan, target, run), err=True)
        try:
            listener.follow(run, sender)
        except OutOfPatience as refused:
            wait = "" if refused.seconds is None else f" ({refused.seconds:.0f} s)"
            worth.stopped = f"{refused.what}{wait}: --resume goes on"
        except KeyboardInterrupt:
            worth.interrupted = True
            worth.stopped = "interrupted: --resume goes on"
        waited = session.pace.waited
        spent = f"{session.transport.attempts} requests, {waited:.0f} s waited for the rate limit"
        click.echo(f"{spent} · {run.path}", err=True)


def _announcement(plan: Plan, target: Target, run: Run) -> str:
    """Return what is about to happen: how many requests, and what cannot be tried."""
    left = len(plan.requests) - len(run.done)
    lines = [f"{left} requests to {target.name}, at most {target.requests_per_minute} a minute"]
    lines += [f"cannot be tried: {one.name}: {one.reason}" for one in plan.left_out]
    return "\n".join(lines)


def _report(judging: Judging, checks: Sequence[Check], began: datetime) -> Report:
    found = judging.result()
    skipped = tuple(check.id for check in all_checks() if check not in checks)
    facts = RunFacts(began, datetime.now(UTC), version("asdocumented"), skipped, found.targets)
    return build_report(found.judged, facts, found.unread)


def _tell(report: Report, plan: Plan, worth: _Worth, page: Path, options: LiveOptions) -> None:
    if options.output == "json":
        print_data(json.render(report))
        return
    colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    lines = [f"{text.render(report, notes=options.notes, colour=colour)} · {page}"]
    print_text("\n".join([*lines, *_worth_lines(report, plan, worth)]))


def _worth_lines(report: Report, plan: Plan, worth: _Worth) -> list[str]:
    """Return what the run was worth: claims by verdict, what was not tried, what to do."""
    verdicts = [row.verdicts.get("live", "unobserved") for row in report.rows]
    counts = {word: verdicts.count(word) for word in ("conforms", "drifts", "absent", "unobserved")}
    proved = f"{counts['conforms']} proved, {counts['drifts']} drift"
    rest = f"{counts['absent']} never there, {counts['unobserved']} not shown"
    untried = f"{len(plan.left_out)} cases not provable with these samples"
    lines = [f"claims: {proved}, {rest} · {untried}"]
    lines += [f"no answer: {failure}" for failure in worth.failed]
    if worth.nothing and worth.answered:
        lines.append(
            "inconclusive: only refusals, 404 or empty results came back: check the credentials "
            "and the samples, asdocumented doctor tells which"
        )
    if worth.stopped:
        lines.append(f"stopped early: {worth.stopped}")
    return lines
