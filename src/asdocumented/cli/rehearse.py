"""`asdocumented rehearse`: ask both operations of an upgrade, and judge its map by the answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from asdocumented.cli.asked import Asker
from asdocumented.cli.output import print_data, print_lines, tell
from asdocumented.comparing.rehearsal import Rehearsal, rehearsal_json, rehearsal_text
from asdocumented.comparing.upgrade_files import find_map, upgrade_names, upgrade_path
from asdocumented.comparing.upgrade_judge import judge_upgrade
from asdocumented.comparing.upgrade_judgement import Verdict
from asdocumented.comparing.upgrade_load import load_upgrade
from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.config.targets import Target, credentials
from asdocumented.contracts.folder import EditionFolder
from asdocumented.errors import ExitCode, Fault, suggestion
from asdocumented.evidence.interaction import Interaction
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import OutOfPatience, Unanswered
from asdocumented.live.planning.rehearsed_requests import RehearsalPlan, plan_rehearsal
from asdocumented.workspace import Workspace

_CODES: dict[Verdict, ExitCode] = {
    "confirmed": ExitCode.AS_DOCUMENTED,
    "contradicted": ExitCode.DRIFT,
    "not shown": ExitCode.INCONCLUSIVE,
}


class RehearseOptions(msgspec.Struct, frozen=True):
    """What the command line was told."""

    old: str
    new: str
    target: str
    output: Literal["text", "json"] = "text"
    dry_run: bool = False
    production: bool = False
    contracts: Path | None = None
    config: Path | None = None


def run_rehearse(options: RehearseOptions, clock: Clock | None = None) -> ExitCode:
    """Ask, judge, say what came of it, and return the exit code; raise Fault at bad options.

    Nothing of the answers is written.
    """
    workspace = Workspace(Path.cwd(), options.contracts, options.config, (options.old, options.new))
    upgrade, old, new = _upgrade(workspace, options)
    target = workspace.target(options.target)
    plan = plan_rehearsal(upgrade, old, new, target.samples)
    if options.dry_run:
        print_lines("\n".join([*_described(plan), *plan.left_out] or ["nothing can be sent"]))
        return ExitCode.AS_DOCUMENTED
    workspace.target_to_ask(options.target, production=options.production)
    credentials(target, workspace.environment)
    if not plan.requests:
        remedy = "give the target samples, or the contracts cases"
        raise Fault(target.name, "there is nothing to ask", remedy)
    answers = _ask(workspace, target, plan, clock or Clock(tell=tell))
    found = Rehearsal(
        target=target.name,
        upgrade=upgrade,
        requests=answers.sent,
        judgement=judge_upgrade(upgrade, (old.contract, new.contract), answers.old, answers.new),
        missing=(*plan.left_out, *answers.failures),
    )
    if options.output == "json":
        print_data(rehearsal_json(found))
    else:
        print_lines(rehearsal_text(found))
    return _CODES[found.judgement.verdict]


def _upgrade(
    workspace: Workspace, options: RehearseOptions
) -> tuple[UpgradeMap, EditionFolder, EditionFolder]:
    """Return the map, and the newest editions of both operations; raise Fault where one lacks."""
    if options.old == options.new:
        what = "both operations are the same"
        raise Fault(f"--from {options.old} --to {options.new}", what, "name two operations")
    editions = {one.contract.operation: one for one in workspace.folder.newest}
    path = find_map(workspace.root, options.old, options.new)
    if path is None:
        maps = [f"--from {old} --to {new}" for old, new in upgrade_names(workspace.root)]
        asked = f"--from {options.old} --to {options.new}"
        there = (
            f"there are: {', '.join(maps)}"
            if maps
            else f"write {upgrade_path(workspace.root, options.old, options.new)}"
        )
        remedy = f"{suggestion(asked, maps)}{there}"
        raise Fault(asked, "the contracts have no map of this upgrade", remedy)
    old, new = editions[options.old], editions[options.new]
    return load_upgrade(path, old.contract, new.contract), old, new


def _described(plan: RehearsalPlan) -> Iterator[str]:
    for old, new in plan.requests:
        yield f"{old.case}: {old.method} {old.template}"
        yield f"  as {new.method} {new.template}"


class _Answers:
    """What came of the requests: redacted answers of both sides, and why some are missing."""

    def __init__(self) -> None:
        self.old: list[Interaction] = []
        self.new: list[Interaction] = []
        self.failures: list[str] = []
        self.sent = 0


def _ask(workspace: Workspace, target: Target, plan: RehearsalPlan, clock: Clock) -> _Answers:
    """Send both requests of each case, one after the other, as long as the server is patient."""
    answers = _Answers()
    with workspace.session(target, clock) as session:
        asker = Asker(session, target)
        try:
            for old, new in plan.requests:
                for planned, found in ((old, answers.old), (new, answers.new)):
                    if (answer := asker.ask(planned)) is not None:
                        found.append(answer)
        except (OutOfPatience, Unanswered) as stopped:
            asker.failures.append(f"stopped: {stopped.what}")
        answers.failures = asker.failures
        answers.sent = session.transport.attempts
    return answers
