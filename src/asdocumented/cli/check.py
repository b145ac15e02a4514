"""`asdocumented check`: judge evidence, write the report, decide the exit code."""

from dataclasses import dataclass
from pathlib import Path

from asdocumented.api import require_zone
from asdocumented.cli.output import print_report
from asdocumented.errors import ExitCode, Fault
from asdocumented.evidence.files import holds_evidence
from asdocumented.gate.decision import exit_code
from asdocumented.workspace import Workspace

RECORDINGS = "cassettes"
"""The folder in the working directory whose recordings are judged with the examples."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What the command line was told."""

    paths: tuple[Path, ...]
    contracts: Path | None
    config: Path | None
    zone: str | None
    max_age: int | None
    operations: tuple[str, ...]
    editions: tuple[str, ...]
    only: tuple[str, ...]
    skip: tuple[str, ...]
    fail_on: str
    report_dir: Path
    output: str
    notes: bool
    pages: bool


def run_check(options: CheckOptions) -> ExitCode:
    """Judge, report, and return the exit code; raise Fault where something is at fault."""
    if options.pages and options.paths:
        remedy = "leave out --pages, or the paths"
        raise Fault("--pages", "it judges the pages alone, and paths are named", remedy)
    if options.zone is not None and not options.paths:
        remedy = "name the cassettes or HAR files, or leave out --zone"
        raise Fault("--zone", "it applies only to files that are named", remedy)
    require_zone(options.zone, "--zone ")
    here = Path.cwd()
    workspace = Workspace(
        here, options.contracts, options.config, options.operations, options.editions
    )
    recorded = [] if options.pages or not holds_evidence(here / RECORDINGS) else [here / RECORDINGS]
    report = workspace.contracts.judge(
        *(options.paths or recorded),
        zone=options.zone,
        only=options.only,
        skip=options.skip,
        examples=not options.paths,
        max_age_days=options.max_age or workspace.config.max_age_days,
        pages_alone=options.pages,
        leave_out_departing=not options.paths,
    )
    page = report.write(options.report_dir)
    print_report(report, page, options.output, notes=options.notes)
    return exit_code(report, options.fail_on)
