"""`asdocumented selftest`: put faults into conforming evidence, and see how many are caught."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import structs

from asdocumented.api import require_zone
from asdocumented.checks.registry import all_checks
from asdocumented.cli.check import RECORDINGS
from asdocumented.cli.output import print_data, print_text, write_file
from asdocumented.contracts.model import Contract
from asdocumented.errors import ExitCode, Fault, suggestion
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.finding import holds_evidence, require_paths
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.locations import Location, in_order
from asdocumented.selftest.judge import SelftestJudge
from asdocumented.selftest.proof import prove
from asdocumented.selftest.result import encode
from asdocumented.selftest.session import SelftestOptions, selftest, subjects_of
from asdocumented.selftest.survivors import read_reasons
from asdocumented.selftest.text import proof_text, selftest_text
from asdocumented.workspace import Workspace


class SelftestCommand(msgspec.Struct, frozen=True):
    """What the command line was told."""

    paths: tuple[Location, ...] = ()
    contracts: Path | None = None
    config: Path | None = None
    contract: str | None = None
    zone: str | None = None
    seed: int = 1
    every: bool = False
    form: str = "text"
    output: Path = Path("reports/selftest.json")


def run_selftest(command: SelftestCommand) -> ExitCode:
    """Test the suite, print and write the result, and return the exit code.

    Raises Fault where there is no evidence, or a name that there is not.
    """
    workspace = Workspace(Path.cwd(), command.contracts, command.config)
    require_zone(command.zone, "--zone ")
    if command.output.is_dir():
        raise Fault(str(command.output), "a folder stands in its place", "name another file")
    folder, checks = workspace.folder, all_checks()
    wanted = None if command.contract is None else _named(command.contract, folder.contracts)
    interactions = [*_interactions(command, workspace.directory)]
    subjects = subjects_of(folder, interactions, checks)
    if not subjects or (wanted is not None and wanted not in subjects):
        what = "no answer to an operation of the contracts in it"
        raise Fault(_words(command.paths), what, "name cassettes or HAR files that have some")
    if wanted is not None:
        judge = SelftestJudge(checks, folder.clusters, subjects=subjects)
        proof = prove(wanted, subjects[wanted], judge, checks)
        _publish(command, encode(proof), proof_text(proof), write=False)
        return ExitCode.AS_DOCUMENTED
    reasons = read_reasons(workspace.root)
    options = SelftestOptions(workspace.version, checks, reasons, command.seed, command.every)
    result = selftest(folder, subjects, options)
    _publish(command, encode(result), selftest_text(result), write=True)
    return result.exit_code


def _named(text: str, contracts: Sequence[Contract]) -> Contract:
    """Return the contract of an operation, named alone or as OPERATION@EDITION."""
    named = {one.operation: one for one in contracts}
    named |= {f"{one.operation}@{one.edition}": one for one in contracts}
    if text not in named:
        remedy = f"{suggestion(text, named)}there are: {', '.join(sorted(named))}"
        raise Fault(f"--contract {text}", "no such operation, or not its newest edition", remedy)
    return named[text]


def _interactions(command: SelftestCommand, directory: Path) -> Iterator[Interaction]:
    """Yield the evidence that was named, else the recordings of the working directory."""
    require_paths(command.paths)
    recordings = directory / RECORDINGS
    recorded = (recordings,) if holds_evidence(recordings) else ()
    for one in read_evidence(in_order(command.paths or recorded)):
        if isinstance(one, Evidence) and (command.paths or not one.interaction.deviations):
            zone = command.zone or one.interaction.zone
            yield structs.replace(one.interaction, zone=zone)


def _words(paths: Sequence[Location]) -> str:
    return ", ".join(map(str, paths)) or f"{RECORDINGS}/"


def _publish(command: SelftestCommand, document: bytes, text: str, *, write: bool) -> None:
    """Print the result; write the file, which a report takes the rate from."""
    if write:
        write_file(command.output, document.decode())
    if command.form == "json":
        print_data(document.decode())
    else:
        print_text(text)
