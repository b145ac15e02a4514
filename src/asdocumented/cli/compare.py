"""`asdocumented compare`: what differs between two editions, operations, reports or targets."""

import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import structs

from asdocumented.cli.operands import Comparable, Operand, read_operand, what_to_compare
from asdocumented.cli.output import print_data, print_lines, print_text, tell, write_file
from asdocumented.cli.width import width_of
from asdocumented.comparing.accepted import (
    WaiversOfToday,
    accept,
    change_places,
    with_terms,
)
from asdocumented.comparing.model import FORMAT, Compared, Comparison
from asdocumented.comparing.reports import compare_reports
from asdocumented.contracts.folder import edition_folders
from asdocumented.errors import ExitCode, Fault
from asdocumented.formats.files import shown_path
from asdocumented.gate.earlier import EarlierReport, read_report
from asdocumented.renderers import comparison_text
from asdocumented.renderers.comparisons import render
from asdocumented.workspace import Workspace

_NARROWEST = 60


class CompareOptions(msgspec.Struct, frozen=True):
    """What the command line was told; `output` is the file, None prints."""

    before: str
    after: str
    form: str = "text"
    output: Path | None = None
    evidence: tuple[Path, ...] = ()
    client: Path | None = None
    waivers: Path | None = None
    production: bool = False
    dry_run: bool = False
    contracts: Path | None = None
    config: Path | None = None


def run_compare(options: CompareOptions, now: datetime | None = None) -> ExitCode:
    """Compare, print or write the result, and return 1 where something breaks that is not accepted.

    Raises Fault where the operands cannot be compared, or anything that is named is at fault.
    """
    workspace = Workspace(
        Path.cwd(),
        contracts_folder=options.contracts,
        config_file=options.config,
        waivers_file=options.waivers,
    )
    known = [(path.parent.name, path.name) for path in edition_folders(workspace.root)]
    today = (now or datetime.now(UTC)).date()
    before, after = (
        read_operand(one, known, lambda: workspace.targets)
        for one in (options.before, options.after)
    )
    editions = [f"{name}@{edition}" for name, edition in known if name == before.operation]
    kind = what_to_compare(before, after, editions)
    if options.dry_run:
        return _dry_run(kind, before, after, workspace)
    if kind == "operations":
        return _operations(before, after, options, workspace, today)
    if options.client is not None:
        what = "only of two operations it is known what a client reads"
        raise Fault("--client", what, "leave it out, or name two operations")
    comparison = _COMPARE[kind](before, after, options, workspace)
    comparison = _accepted(comparison, workspace, today)
    _publish(comparison, options)
    if comparison.failing:
        return ExitCode.DRIFT
    return ExitCode.INCONCLUSIVE if comparison.is_inconclusive else ExitCode.AS_DOCUMENTED


def _editions(
    before: Operand, after: Operand, options: CompareOptions, workspace: Workspace
) -> Comparison:
    from asdocumented.cli.compare_editions import compare_two_editions

    workspace = Workspace(
        workspace.directory,
        contracts_folder=options.contracts,
        config_file=options.config,
        operations=(before.operation or "",),
        editions=tuple({before.edition or "", after.edition or ""}),
    )
    return compare_two_editions(before, after, options.evidence, workspace)


def _operations(
    before: Operand, after: Operand, options: CompareOptions, workspace: Workspace, today: date
) -> ExitCode:
    """Print or write the map of an upgrade, and return the exit code."""
    from asdocumented.cli.compare_operations import compare_two_operations, render_upgrade
    from asdocumented.comparing.upgrade_report import CODES

    waivers = _waivers("change", workspace, today)
    operands = before, after
    found = compare_two_operations(operands, options.evidence, options.client, waivers, workspace)
    text = render_upgrade(options.form, found)
    for one in found.not_compared:
        tell(f"{one.what}: {one.why}")
    if options.output is not None:
        write_file(options.output, text)
        print_text(f"{found.decision}\nmap: {shown_path(options.output)}")
    else:
        print_data(text)
    return CODES[found.outcome]


def _reports(
    before: Operand, after: Operand, options: CompareOptions, workspace: Workspace
) -> Comparison:
    if options.evidence:
        what = "reports hold their evidence already"
        raise Fault("--evidence", what, "leave it out, or name two editions")
    old, new = (read_report(one.path, one.text) for one in (before, after))
    changes, left = compare_reports(EarlierReport(before.text, old), new)
    return Comparison(
        format=FORMAT,
        kind="reports",
        before=Compared(before.text, f"report of {old.run.finished[:10]}"),
        after=Compared(after.text, f"report of {new.run.finished[:10]}"),
        version=workspace.version,
        changes=changes,
        not_compared=left,
    )


def _targets(
    before: Operand, after: Operand, options: CompareOptions, workspace: Workspace
) -> Comparison:
    from asdocumented.cli.compare_targets import compare_two_targets

    if options.evidence:
        what = "targets are compared by their own answers"
        raise Fault("--evidence", what, "name the recordings as A and B")
    return compare_two_targets(before, after, workspace, production=options.production)


def _dry_run(kind: Comparable, before: Operand, after: Operand, workspace: Workspace) -> ExitCode:
    """Say what would be asked; raise Fault where nothing is ever asked."""
    from asdocumented.cli.compare_targets import describe_requests

    if kind != "targets":
        what = "only targets are asked"
        raise Fault("--dry-run", what, "leave it out, or name two targets")
    print_lines(describe_requests((before, after), workspace))
    return ExitCode.AS_DOCUMENTED


_COMPARE: Mapping[
    Comparable, Callable[[Operand, Operand, CompareOptions, Workspace], Comparison]
] = {"editions": _editions, "reports": _reports, "targets": _targets}


def _waivers(kind: Literal["drift", "change"], workspace: Workspace, today: date) -> WaiversOfToday:
    """Return the waivers of a kind; raise Fault where their file is at fault."""
    file = workspace.waivers
    if workspace.waivers_file is not None and file.name is None:
        raise Fault(str(workspace.waivers_file), "no such file", "name another one, or none")
    return WaiversOfToday([one for one in file.waivers if one.kind == kind], today)


def _accepted(comparison: Comparison, workspace: Workspace, today: date) -> Comparison:
    """Return a comparison with what waivers.toml accepts; raise Fault where that is at fault."""
    waivers = _waivers("drift" if comparison.kind == "reports" else "change", workspace, today)
    found = accept(change_places(comparison.changes), waivers, comparison.compared)
    changes = with_terms(comparison.changes, found.terms)
    return structs.replace(comparison, changes=changes, expired=found.expired, stale=found.stale)


def _publish(comparison: Comparison, options: CompareOptions) -> None:
    path = options.output
    if path is not None:
        write_file(path, render(options.form, comparison))
        lines = [comparison_text.headline(comparison), *comparison_text.decision(comparison)]
        print_text("\n".join([*lines, f"comparison: {shown_path(path)}"]))
    elif options.form == "text":
        colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        columns = width_of(sys.stdout)
        width = sys.maxsize if columns is None else max(columns, _NARROWEST)
        print_text(comparison_text.render(comparison, colour=colour, width=width))
    else:
        print_data(render(options.form, comparison))
