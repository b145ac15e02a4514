"""The Python API: contracts that judge responses and files, and the report that comes of it."""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs
from msgspec.structs import replace

from asdocumented.checks.check import Check
from asdocumented.checks.registry import select_checks, without_page_checks
from asdocumented.comparing.upgrade_drifts import count_contradictions
from asdocumented.contracts.folder import (
    ContractFolder,
    EditionFolder,
    edition_folders,
    find_contracts,
    read_contracts,
)
from asdocumented.contracts.model import SEVERITIES, Contract
from asdocumented.contracts.routing import match
from asdocumented.errors import Fault, FaultList, choice
from asdocumented.evidence.examples import gather_examples
from asdocumented.evidence.finding import require_paths
from asdocumented.evidence.interaction import Interaction
from asdocumented.evidence.locations import Location, Remote, in_order, location_of
from asdocumented.formats.dates import find_zone
from asdocumented.formats.refusals import refusals_as_faults
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.judging.session import JudgingSession
from asdocumented.judging.situations import Freshness
from asdocumented.renderers.files import page_of, read_outputs, write_reports
from asdocumented.report import model
from asdocumented.report.build import RunOptions, report_session
from asdocumented.report.model import Drift, Redacted
from asdocumented.report.swept import swept

if TYPE_CHECKING:
    from asdocumented.parallel.part_judge import PartSettings
    from asdocumented.parallel.workers import Workers
    from asdocumented.redaction.redactor import Redactor
    from asdocumented.redaction.responses import ReceivedResponse
    from asdocumented.redaction.secrets import KnownSecrets

_NAMED = (str, os.PathLike, Remote)
"""What names evidence, and is none itself."""


class Report(model.Report, frozen=True):
    """What was found: `drifts`, `rows` with their verdicts, `operations`, and the `run`."""

    def at_least(self, level: str) -> list[Drift]:
        """Return the drifts of a severity or worse; raise Fault at an unknown severity."""
        severities = severities_from(level)
        return [drift for drift in self.drifts if drift.severity in severities]

    @refusals_as_faults()
    def write(self, folder: str | os.PathLike[str], outputs: Sequence[str] = ()) -> Path:
        """Write drift.json and index.html into a folder, and return the page's path.

        `outputs` are further files, each as `FORMAT=PATH`, such as `junit=build/drift.xml`. All are
        written or none. Raises Fault where one cannot be.
        """
        write_reports(self, read_outputs(outputs, Path(folder)))
        return page_of(Path(folder))


class _FileOptions(NamedTuple):
    """How files are judged; `pages` tells that the pages are judged beside them."""

    checks: tuple[Check, ...]
    freshness: Freshness | None
    pages: bool
    leave_out_departing: bool
    zone: str | None


def _require_number(workers: "int | Workers") -> None:
    if isinstance(workers, int) and workers < 1:
        raise Fault(f"workers={workers}", "no number of processes", "give 1 or more")


def _freshness(gate: GateInputs, now: datetime) -> Freshness | None:
    """Return how old recordings may be by a gate, None where they may have any age."""
    most = gate.policy.max_recording_age_days.value
    return None if most is None else Freshness(most, now)


def severities_from(level: str) -> tuple[str, ...]:
    """Return a severity and all that are worse; raise Fault where there is no such severity."""
    if level not in SEVERITIES:
        raise Fault(level, "no such severity", choice(level, SEVERITIES))
    return SEVERITIES[: SEVERITIES.index(level) + 1]


class Contracts:
    """The contracts of one folder, ready to judge evidence."""

    def __init__(
        self,
        folder: ContractFolder,
        environment: Mapping[str, str] = os.environ,
        base_urls: Mapping[str, str] | None = None,
        known: "Callable[[], KnownSecrets] | None" = None,
    ) -> None:
        """Take contracts that are read.

        `environment` may hold the redaction key; `base_urls` names the target of evidence that
        does not say where it comes from, by the URL that it asks. `known` returns what is secret
        of the targets; it is asked once something is to be redacted.
        """
        self.folder = folder
        self._environment = environment
        self._base_urls = base_urls or {}
        self._known = known

    @cached_property
    def redactor(self) -> "Redactor":
        """What redacts the responses that are judged, under one key."""
        from asdocumented.redaction.key import redaction_key
        from asdocumented.redaction.redactor import Redactor

        known = self._known() if self._known else ((), ())
        return Redactor(self.folder.contracts, redaction_key(self._environment), *known)

    @refusals_as_faults()
    def judge(  # noqa: PLR0913  # each is an option of a call
        self,
        *evidence: "ReceivedResponse | Interaction | str | os.PathLike[str] | Remote",
        zone: str | None = None,
        only: Collection[str] = (),
        skip: Collection[str] = (),
        groups: Collection[str] = (),
        examples: bool | None = None,
        name: str = "response",
        leave_out_departing: bool = False,
        gate: GateInputs | None = None,
        now: datetime | None = None,
        show_values: bool = False,
        workers: "int | Workers" = 1,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Report:
        """Judge evidence by the newest edition of the operation that each request asks for.

        Without evidence, the examples that the pages print are judged, each by its own edition.
        A response is redacted before it is judged; files and interactions are taken as they are.
        Files are read in the order of their names, and each once, so that in whatever order they
        are named, the report is the same.

        Args:
            evidence: responses of requests, httpx or urllib3; interactions; files or folders of
                cassettes, HAR files and journals, or URLs that fsspec opens.
            zone: the IANA zone of the servers; None leaves it to the evidence and its hosts.
            only: ids of the checks to ask; empty asks all.
            skip: ids of checks to leave out.
            groups: groups of checks to ask; empty asks all.
            examples: judge the printed examples too, and the pages; by default only where there
                is no other evidence.
            name: how reports name the responses.
            leave_out_departing: leave out recordings whose stand-in was made to depart from the
                pages.
            gate: the policy, waivers and earlier reports that decide; None takes the defaults.
            show_values: show codes and personal data of evidence that is not redacted.
            workers: how many processes judge files. With more than one, a script has to stand
                below `if __name__ == "__main__":`, since each of them imports it.
            progress: is told the size of each part of the files that was judged, in bytes.
            now: the moment (aware) that ages are counted back from; None takes the clock's.

        Returns:
            The report.

        Raises:
            Fault: a check, group or zone that there is not; a file that is not there; a response
                that no contract is about; fewer than one worker.

        """
        started = now or datetime.now(UTC)
        gate = gate or GateInputs()
        _require_number(workers)
        require_zone(zone)
        pages = not evidence if examples is None else examples
        chosen = select_checks(only, skip, groups)
        checks = chosen if pages else without_page_checks(chosen)
        given = _FileOptions(
            tuple(checks), _freshness(gate, started), pages, leave_out_departing, zone
        )
        session = self.session(
            checks,
            given.freshness,
            all_editions=pages,
            leave_out_departing=leave_out_departing,
            show_values=show_values,
        )
        if pages:
            for contract, example in _read_examples(self.folder.editions):
                session.example(contract, example)
        paths = in_order(location_of(one) for one in evidence if isinstance(one, _NAMED))
        require_paths(paths)
        if paths:
            self._judge_files(paths, session, given, workers, progress)
        for one in evidence:
            if not isinstance(one, _NAMED):
                session.interaction(self._interaction(one, name, zone))
        run = RunOptions(checks, started, now or datetime.now(UTC), named=not pages)
        return make_report(session, run, gate, None if show_values else self.sweep)

    def _judge_files(
        self,
        paths: Sequence[Location],
        session: JudgingSession,
        given: "_FileOptions",
        workers: "int | Workers",
        progress: Callable[[int], None],
    ) -> None:
        """Judge files, here or by workers, and add them to a session in the order of the paths."""
        from asdocumented.evidence.parts import cut
        from asdocumented.parallel.adding import PartsAdder

        adder = PartsAdder(session, given.zone, progress)
        if workers == 1:
            for part in cut(paths):
                adder.add(part)
            return
        from asdocumented.parallel.judging import judge_parts
        from asdocumented.parallel.workers import Workers, local_workers

        chosen = workers if isinstance(workers, Workers) else local_workers(workers)
        judge_parts(cut(paths, chosen.count), adder, self._settings(given), chosen)

    def _settings(self, given: "_FileOptions") -> "PartSettings":
        """Return what workers judge parts of files by."""
        from asdocumented.parallel.part_judge import PartSettings

        folder = self.folder
        return PartSettings(
            editions=folder.editions if given.pages else folder.newest,
            operations=folder.operations,
            clusters=folder.clusters,
            checks=tuple(check.id for check in given.checks),
            freshness=given.freshness,
            base_urls=self._base_urls,
            leave_out_departing=given.leave_out_departing,
            zone=given.zone,
        )

    def sweep(self, report: model.Report) -> model.Report:
        """Return a report without the secrets that were met; as it is where none was."""
        if "redactor" not in self.__dict__:
            return report
        return swept(report, self.redactor)

    def session(
        self,
        checks: Collection[Check],
        freshness: Freshness | None = None,
        *,
        all_editions: bool = False,
        leave_out_departing: bool = False,
        show_values: bool = False,
    ) -> JudgingSession:
        """Return a session that judges evidence one by one, by these checks."""
        folder = self.folder
        return JudgingSession(
            folder.editions if all_editions else folder.newest,
            [*checks],
            folder.clusters,
            freshness,
            folder.operations,
            base_urls=self._base_urls,
            leave_out_departing=leave_out_departing,
            redactor=None if show_values else lambda: self.redactor,
        )

    def _interaction(self, one: object, name: str, zone: str | None) -> Interaction:
        from asdocumented.redaction.responses import (
            ResponseWithoutRequest,
            ResponseWithRequest,
            as_interaction,
        )

        if isinstance(one, Interaction):
            interaction = one if zone is None else structs.replace(one, zone=zone)
        elif isinstance(one, ResponseWithRequest | ResponseWithoutRequest):
            interaction = as_interaction(one, self.redactor, name, zone=zone)
        else:  # a caller without a type checker
            remedy = "give a response of requests, httpx or urllib3, or a path"
            raise Fault(f"judge({type(one).__name__})", "nothing that can be judged", remedy)
        method, url = interaction.request.method, interaction.request.url
        if match(method, url, self.folder.contracts) is None:
            known = ", ".join(f"{one.method} {one.path}" for one in self.folder.contracts)
            raise Fault(
                f"{method} {url.partition('?')[0]}",
                "no contract is about it",
                f"there are: {known}",
            )
        return interaction


@refusals_as_faults()
def load_contracts(
    folder: str | os.PathLike[str] | None = None,
    *,
    operations: Iterable[str] = (),
    editions: Iterable[str] = (),
) -> Contracts:
    """Read contracts.

    Args:
        folder: a contract folder; None takes `contracts/` in the working directory where there is
            one, else the contracts that the package brings.
        operations: names of the operations to read; empty reads all.
        editions: names of the editions to read; empty reads all.

    Raises:
        Fault: a file that is at fault, or a name that there is not.

    """
    root = find_contracts(None if folder is None else Path(folder), Path.cwd())
    return Contracts(read_folder(root, tuple(operations), tuple(editions)))


def make_report(
    session: JudgingSession,
    run: RunOptions,
    gate: GateInputs,
    sweep: Callable[[model.Report], model.Report] | None,
) -> Report:
    """Return the report on all that a session judged, decided by its gate.

    The session judges no more afterwards. Ages are counted back from the end of the run. `sweep`
    takes secrets out of the report; None shows them.
    """
    policy = gate.policy
    run = replace(run, pages_alone=policy.pages_alone, severities=policy.severities())
    judged = session.result()
    count_contradictions(judged)
    report = report_session(judged, run)
    report = sweep(report) if sweep else structs.replace(report, redacted=Redacted(shown=True))
    return Report(*structs.astuple(decide(report, gate, run.finished)))


def require_zone(zone: str | None, named: str = "zone=") -> None:
    """Raise Fault where a zone is no IANA id; `named` is what the user gave it by."""
    if zone is None:
        return
    try:
        find_zone(zone)
    except ValueError as error:
        raise Fault(f"{named}{zone}", str(error), "such as Asia/Kolkata") from error


def read_folder(
    root: Path, operations: tuple[str, ...] = (), editions: tuple[str, ...] = ()
) -> ContractFolder:
    """Read contracts; where one is at fault, all that is wrong with the examples is raised, too."""
    try:
        return read_contracts(root, operations, editions)
    except Fault as fault:
        faults = FaultList(list(fault.each))
        for folder in edition_folders(root):
            gather_examples(folder, faults)
        raise faults.as_fault() from fault


def _read_examples(editions: Iterable[EditionFolder]) -> list[tuple[Contract, Interaction]]:
    """Return the examples that the pages print, each with its own edition.

    Raises all that is wrong with them at once.
    """
    faults, found = FaultList(), []
    for edition in editions:
        contract = edition.contract
        for example in gather_examples(edition.path, faults):
            found.append((contract, example))
            if match(example.request.method, example.request.url, [contract]) is None:
                where = str(edition.path / "examples" / f"{example.name}.json")
                what = f"its request is no {contract.method} {contract.path}"
                remedy = "correct the request, or move the example"
                faults.add([Fault(where, what, remedy)])
    faults.raise_found()
    return found
