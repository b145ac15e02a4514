"""`asdocumented check`: judge evidence, write the report, decide the exit code."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from importlib.metadata import version
from pathlib import Path

import click
from msgspec import structs

from asdocumented.assemble import RunFacts, build_report
from asdocumented.checks import Check, all_checks
from asdocumented.commands.output import print_data, print_text
from asdocumented.config import load_config
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import (
    EditionFolder,
    find_contracts,
    load_contracts,
    load_operations,
    newest,
)
from asdocumented.dates import find_zone
from asdocumented.engine import Freshness
from asdocumented.errors import ExitCode, Fault
from asdocumented.interactions.evidence import Evidence, Unreadable, holds_evidence, read_evidence
from asdocumented.interactions.example import read_examples
from asdocumented.interactions.matching import match
from asdocumented.judging import Gathered, Judging
from asdocumented.model import SEVERITIES, Interaction
from asdocumented.report import Report
from asdocumented.reporters import html, json, text

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


def run_check(options: CheckOptions) -> ExitCode:
    """Judge, report, and return the exit code; raise Fault where a contract is at fault."""
    started = datetime.now(UTC)
    checks = select_checks(options.only, options.skip)
    root = find_contracts(options.contracts, Path.cwd())
    editions = load_contracts(root, options.operations, options.editions)
    days = options.max_age or load_config(options.config, Path.cwd()).max_age_days
    if options.paths:
        checks = without_page_checks(checks)
        editions = newest(editions)
    elif options.zone is not None:
        raise Fault("--zone", "it is about named evidence", "name cassettes or HAR files, too")
    freshness = Freshness(days, started)
    operations = load_operations(root)
    judging = Judging(editions, checks, load_clusters(root), freshness, operations)
    if options.paths:
        _judge_paths(judging, options.paths, options.zone)
    else:
        _judge_examples(judging, editions)
        judging.evidence(recordings(Path.cwd() / RECORDINGS))
    report = make_report(judging.result(), checks, started, named=bool(options.paths))
    page = write_reports(report, options.report_dir)
    if options.output == "json":
        print_data(json.render(report))
    else:
        colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        print_text(f"{text.render(report, notes=options.notes, colour=colour)} · {page}")
    return exit_code(report, options.fail_on)


def select_checks(only: Sequence[str], skip: Sequence[str]) -> list[Check]:
    """Return the checks to ask; raise Fault at an id that no check has."""
    known = {check.id: check for check in all_checks()}
    for name in (*only, *skip):
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}? " if close else ""
            raise Fault(name, "no such check", f"{hint}`asdocumented checks` lists them")
    wanted = [check for check in known.values() if check.id in only or not only]
    chosen = [check for check in wanted if check.id not in skip]
    if not chosen:
        raise Fault("--skip", "no check is left", "leave out --only or --skip")
    return chosen


def without_page_checks(checks: Sequence[Check]) -> list[Check]:
    """Return the checks that look at traffic; raise Fault where there is none among them."""
    chosen = [check for check in checks if check.page is None]
    if not chosen:
        remedy = "name another check, or judge the pages: asdocumented check"
        raise Fault("--only", "these checks look at pages, not at traffic", remedy)
    return chosen


def make_report(
    found: Gathered, checks: Sequence[Check], started: datetime, *, named: bool = False
) -> Report:
    """Return the report; of named evidence, only on the editions that it was about."""
    skipped = tuple(check.id for check in all_checks() if check not in checks)
    facts = RunFacts(
        started,
        datetime.now(UTC),
        version("asdocumented"),
        skipped,
        found.targets,
        found.unmatched,
    )
    touched = [one for one in found.judged if one.interactions] if named else []
    unread = [structs.replace(one, file=_shown(one.file)) for one in found.unread]
    return build_report(touched or found.judged, facts, unread, found.probes)


def _shown(file: str) -> str:
    """Return a path as a report may tell it: below the working directory, else its last parts."""
    path = Path(file).absolute()
    if path.is_relative_to(Path.cwd()):
        return path.relative_to(Path.cwd()).as_posix()
    return "/".join(path.parts[-2:])


def _judge_examples(judging: Judging, editions: Sequence[EditionFolder]) -> None:
    """Judge each edition by the examples that its own page prints."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(editions, label="judging", file=sys.stderr, hidden=hidden) as progress:
        for edition in progress:
            for interaction in read_examples(edition.path):
                _refuse_another_operation(edition, interaction)
                judging.example(edition.contract, interaction)


def _judge_paths(judging: Judging, paths: Sequence[Path], zone: str | None) -> None:
    """Judge cassettes and HAR files that are named; raise Fault where one is not there."""
    if zone is not None:
        try:
            find_zone(zone)
        except ValueError as error:
            raise Fault(f"--zone {zone}", str(error), "such as Asia/Kolkata") from error
    for path in paths:
        _refuse_missing(path)
    found = read_evidence(paths)
    judging.evidence(found if zone is None else (_in_zone(one, zone) for one in found))


def _refuse_missing(path: Path) -> None:
    try:
        path.stat()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        what = "no such file or folder" if missing else error.strerror or str(error)
        raise Fault(str(path), what, "name cassettes or HAR files") from error


def _in_zone(found: Evidence | Unreadable, zone: str) -> Evidence | Unreadable:
    if isinstance(found, Unreadable):
        return found
    return replace(found, interaction=structs.replace(found.interaction, zone=zone))


def recordings(folder: Path) -> Iterator[Evidence | Unreadable]:
    """Yield the recordings in a folder; one that has none, or is not there, is nothing."""
    if holds_evidence(folder):
        yield from read_evidence([folder])


def _refuse_another_operation(edition: EditionFolder, example: Interaction) -> None:
    contract = edition.contract
    if match(example.request.method, example.request.url, [contract]) is None:
        where = str(edition.path / "examples" / f"{example.name}.json")
        what = f"its request is no {contract.method} {contract.path}"
        raise Fault(where, what, "correct the request, or move the example")


def write_reports(report: Report, folder: Path) -> Path:
    """Write drift.json and index.html, each whole or not at all; return the page's path."""
    page = folder / "index.html"
    outputs = {folder / "drift.json": json.render(report), page: html.render(report)}
    partials = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in outputs}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if blocked := next((path for path in outputs if path.is_dir()), None):
            raise Fault(str(blocked), "a folder stands in its place", "name another --report-dir")
        for path, content in outputs.items():
            partials[path].write_text(content, encoding="utf-8")
        for path, partial in partials.items():
            partial.replace(path)
    except OSError as error:
        reason, remedy = error.strerror or str(error), "name a folder that can be written"
        raise Fault(str(folder), reason, f"{remedy}: --report-dir") from error
    finally:
        for partial in partials.values():
            with suppress(OSError):
                partial.unlink(missing_ok=True)
    return page


def exit_code(report: Report, fail_on: str) -> ExitCode:
    """Return how the run ends: drift at the severity asked for, inconclusive, or as documented."""
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    if any(drift.severity in failing for drift in report.drifts) and report.run.interactions:
        return ExitCode.DRIFT
    lost = any(unread.whole for unread in report.errors)
    whole = report.run.interactions and not lost
    return ExitCode.AS_DOCUMENTED if whole else ExitCode.INCONCLUSIVE
