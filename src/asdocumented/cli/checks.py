"""`asdocumented checks`: every check by group, and what of the contracts no check judges."""

from itertools import groupby
from pathlib import Path

from asdocumented.checks.registry import all_checks
from asdocumented.cli.output import print_text
from asdocumented.comparing.upgrade_check import check_upgrades
from asdocumented.report.build import not_judged
from asdocumented.workspace import Workspace


def run_checks(contracts: Path | None) -> None:
    """Print the checks, then what of the contracts is not judged; raise Fault at their faults."""
    lines: list[str] = []
    for group, members in groupby(all_checks(), key=lambda check: check.group):
        lines += [group, *(f"  {one.id:<24}{one.summary}" for one in members)]
    print_text("\n".join(lines))
    folder = Workspace(Path.cwd(), contracts).folder
    check_upgrades(folder.root, folder.contracts)
    editions = folder.editions
    promises = [one for edition in editions for one in not_judged(edition.contract)]
    if promises:
        print_text("\n".join(["not judged", *(f"  {one.what}: {one.why}" for one in promises)]))
