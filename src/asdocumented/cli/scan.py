"""`asdocumented scan`: look through evidence for what should not stand in it."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from asdocumented.cli.internal_error import describe_internal_error
from asdocumented.cli.output import print_data, print_text, tell, write_file
from asdocumented.config.targets import Target
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.model import Contract
from asdocumented.errors import ExitCode, Fault
from asdocumented.evidence.finding import list_evidence, require_paths
from asdocumented.evidence.locations import STANDARD_INPUT, Location
from asdocumented.evidence.unread import Unread
from asdocumented.formats.files import shown_path
from asdocumented.formats.json_path import printable
from asdocumented.live.planning.plan import sensitive_samples
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.vocabulary import all_words
from asdocumented.renderers import scan_text
from asdocumented.renderers.scans import render
from asdocumented.scanning.file import scan_file
from asdocumented.scanning.finds import FileFinds
from asdocumented.scanning.model import FORMAT, RANKS, Find, NotRead, Rank, Scan
from asdocumented.workspace import Workspace

Level: TypeAlias = Literal["credential", "personal", "redactable", "never"]


class ScanOptions(msgspec.Struct, frozen=True):
    """What the command line was told; `output` is the file, None prints."""

    paths: tuple[Location, ...]
    fail_on: Level = "personal"
    form: str = "text"
    output: Path | None = None
    contracts: Path | None = None
    config: Path | None = None


def run_scan(options: ScanOptions) -> ExitCode:
    """Print or write each find, never its value; 1 where one counts, 3 where files are lost."""
    if STANDARD_INPUT in options.paths:
        raise Fault("-", "scan reads a file twice, and standard input comes once", "name a file")
    require_paths(options.paths)
    workspace = Workspace(Path.cwd(), options.contracts, options.config)
    editions = workspace.folder.newest
    known = secrets_of(list(workspace.targets.values()), editions)
    contracts = [edition.contract for edition in editions]
    files, finds, not_read = 0, list[Find](), list[NotRead]()
    for name, found in _scanned(options.paths, known, contracts):
        if isinstance(found, FileFinds):
            files += 1
            finds += found.finds(name)
        if found.reason:
            not_read.append(NotRead(file=name, reason=found.reason))
    failing = RANKS[: 0 if options.fail_on == "never" else RANKS.index(Rank(options.fail_on)) + 1]
    scan = Scan(
        format=FORMAT,
        version=workspace.version,
        files=files,
        fails=any(find.rank in failing for find in finds),
        finds=finds,
        not_read=not_read,
    )
    _publish(scan, options)
    return scan.exit_code


def _scanned(
    paths: Sequence[Location], known: Secrets, contracts: Sequence[Contract]
) -> Iterator[tuple[str, FileFinds | Unread]]:
    """Yield each file with what was found in it, or why it is none."""
    for found in list_evidence(paths):
        if isinstance(found, Unread):
            yield printable(found.file), found
        else:
            path = found.path
            name = path.as_posix() if isinstance(path, Path) else str(path)
            yield printable(name), _scan_or_tell(path, known, contracts)


def _scan_or_tell(path: Location, known: Secrets, contracts: Sequence[Contract]) -> FileFinds:
    """Return what was found in a file; what nobody expected in one hides no other."""
    try:
        return scan_file(path, known, contracts)
    except Exception as error:  # noqa: BLE001  # it is told, and the file counts as not read
        tell(f"asdocumented: {describe_internal_error(error)}")
        return FileFinds("an internal error: it was not looked through as a whole")


def _publish(scan: Scan, options: ScanOptions) -> None:
    if options.output is not None:
        write_file(options.output, render(options.form, scan))
        print_text(f"{scan_text.summary(scan)}\nscan: {shown_path(options.output)}")
    elif options.form == "text":
        print_text(scan_text.render(scan))
    else:
        print_data(render(options.form, scan))


def secrets_of(targets: Sequence[Target], editions: Sequence[EditionFolder]) -> Secrets:
    """Return the credentials and sensitive samples of all targets, as far as they are set."""
    words: list[str] = []
    for target in targets:
        words += target.authentication.secrets(os.environ)
    found = Secrets(words, all_words(tuple(edition.contract for edition in editions)))
    for target in targets:
        found.add(sensitive_samples(editions, target.samples), sensitive=True)
    return found
