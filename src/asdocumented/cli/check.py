"""`asdocumented check`: judge evidence, write the report, decide the exit code."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec import structs

from asdocumented.checks.registry import select_checks, without_page_checks
from asdocumented.cli.output import print_data, print_text
from asdocumented.config.file import load_config
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import (
    EditionFolder,
    find_contracts,
    load_contracts,
    load_operations,
    newest,
)
from asdocumented.contracts.routing import match
from asdocumented.errors import ExitCode, Fault
from asdocumented.evidence.examples import read_examples
from asdocumented.evidence.files import Evidence, holds_evidence, read_evidence
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.unread import Unread
from asdocumented.formats.dates import find_zone
from asdocumented.gate.decision import exit_code
from asdocumented.judging.contract_judge import Freshness
from asdocumented.judging.session import JudgingSession
from asdocumented.renderers import json, terminal
from asdocumented.renderers.files import write_reports
from asdocumented.report.build import report_session

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
    """ContractJudge, report, and return the exit code; raise Fault where a contract is at fault."""
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
    judging = JudgingSession(editions, checks, load_clusters(root), freshness, operations)
    if options.paths:
        _judge_paths(judging, options.paths, options.zone)
    else:
        _judge_examples(judging, editions)
        judging.evidence(recordings(Path.cwd() / RECORDINGS))
    report = report_session(judging.result(), checks, started, named=bool(options.paths))
    page = write_reports(report, options.report_dir)
    if options.output == "json":
        print_data(json.render(report))
    else:
        colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        print_text(f"{terminal.render(report, notes=options.notes, colour=colour)} · {page}")
    return exit_code(report, options.fail_on)


def _judge_examples(judging: JudgingSession, editions: Sequence[EditionFolder]) -> None:
    """ContractJudge each edition by the examples that its own page prints."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(editions, label="judging", file=sys.stderr, hidden=hidden) as progress:
        for edition in progress:
            for interaction in read_examples(edition.path):
                _refuse_another_operation(edition, interaction)
                judging.example(edition.contract, interaction)


def _judge_paths(judging: JudgingSession, paths: Sequence[Path], zone: str | None) -> None:
    """ContractJudge cassettes and HAR files that are named; raise Fault where one is not there."""
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


def _in_zone(found: Evidence | Unread, zone: str) -> Evidence | Unread:
    if isinstance(found, Unread):
        return found
    return replace(found, interaction=structs.replace(found.interaction, zone=zone))


def recordings(folder: Path) -> Iterator[Evidence | Unread]:
    """Yield the recordings in a folder; one that has none, or is not there, is nothing."""
    if holds_evidence(folder):
        yield from read_evidence([folder])


def _refuse_another_operation(edition: EditionFolder, example: Interaction) -> None:
    contract = edition.contract
    if match(example.request.method, example.request.url, [contract]) is None:
        where = str(edition.path / "examples" / f"{example.name}.json")
        what = f"its request is no {contract.method} {contract.path}"
        raise Fault(where, what, "correct the request, or move the example")
