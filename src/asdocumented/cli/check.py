"""`asdocumented check`: judge evidence, write the report, decide the exit code."""

import gc
import os
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from asdocumented.api import require_zone
from asdocumented.cli.judging_options import JudgingOptions
from asdocumented.cli.moment import fixed_moment
from asdocumented.cli.output import publish
from asdocumented.cli.progress import shown_progress
from asdocumented.cli.workers import begin_workers, chosen_workers
from asdocumented.comparing.upgrade_check import check_upgrades
from asdocumented.errors import ExitCode, Fault
from asdocumented.evidence.finding import holds_evidence, is_evidence, total_size
from asdocumented.evidence.locations import Location
from asdocumented.gate.decision import exit_code

RECORDINGS = "cassettes"
"""The folder in the working directory whose recordings are judged with the examples."""
_REPORT = re.compile(rb'\{\s*"format"\s*:')


class CheckOptions(msgspec.Struct, frozen=True):
    """What the command line was told."""

    judging: JudgingOptions
    paths: tuple[Location, ...] = ()
    zone: str | None = None
    max_age: int | None = None
    pages: bool = False
    workers: int | None = None
    scheduler: str | None = None


def run_check(options: CheckOptions, now: datetime | None = None) -> ExitCode:
    """Judge, report, and return the exit code; raise Fault where something is at fault.

    `now` is the moment (aware) that ages are counted back from; None takes that of
    SOURCE_DATE_EPOCH, else the clock's.
    """
    gc.freeze()  # what is imported by now is kept until the end
    if options.pages and options.paths:
        remedy = "leave out --pages, or the paths"
        raise Fault("--pages", "it judges the pages alone, and paths are named", remedy)
    if options.zone is not None and not options.paths:
        remedy = "name the cassettes or HAR files, or leave out --zone"
        raise Fault("--zone", "it applies only to files that are named", remedy)
    require_zone(options.zone, "--zone ")
    now = now or fixed_moment(os.environ)
    size = total_size(options.paths)
    begin_workers(options.workers, options.scheduler, size)
    judging = options.judging
    workspace = judging.workspace()
    if not (judging.operations or judging.editions):
        check_upgrades(workspace.root, workspace.folder.contracts)
    given = judging.command_line(max_age_days=options.max_age, pages_alone=options.pages)
    recordings = workspace.directory / RECORDINGS
    recorded = [] if options.pages or not holds_evidence(recordings) else [recordings]
    evidence: Sequence[Location] = options.paths or recorded
    _refuse_overwriting(evidence, judging.files())
    size = size or total_size(evidence)
    gate = workspace.gate(given)
    gc.freeze()  # and so is what is read
    with (
        chosen_workers(options.workers, options.scheduler, size) as workers,
        shown_progress(size) as progress,
    ):
        report = workspace.contracts.judge(
            *evidence,
            zone=options.zone,
            only=judging.only,
            skip=judging.skip,
            examples=not options.paths,
            leave_out_departing=not options.paths,
            gate=gate,
            now=now,
            show_values=judging.show_values,
            workers=workers,
            progress=progress,
        )
    publish(report, judging)
    return exit_code(report)


def _refuse_overwriting(evidence: Sequence[Location], outputs: Iterable[Path]) -> None:
    """Raise Fault where an output has the path of a file that is judged.

    An earlier report in a folder that is judged may be replaced: it is no evidence.
    """
    judged = [Path(os.path.realpath(one)) for one in evidence if isinstance(one, Path)]
    for path in outputs:
        real = Path(os.path.realpath(path))
        is_below = any(folder in real.parents for folder in judged)
        found = is_below and is_evidence(real.name) and real.is_file()
        if real in judged or (found and not _is_report(real)):
            raise Fault(f"--output {path}", "it is a file that is judged", "name another file")


def _is_report(path: Path) -> bool:
    """Tell whether a file begins as a drift.json does."""
    try:
        with path.open("rb") as file:
            return _REPORT.match(file.read(64)) is not None
    except OSError:
        return False
