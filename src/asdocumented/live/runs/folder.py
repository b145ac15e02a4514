"""The runs of a folder: a new one with its journal, or one that was interrupted."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from asdocumented.errors import Fault
from asdocumented.evidence.journal import RequestResult, RunStart
from asdocumented.live.clock import Clock
from asdocumented.live.runs.journal import Journal
from asdocumented.live.runs.journals import find_interrupted, next_number
from asdocumented.live.runs.last_sweep import sweep_journal
from asdocumented.live.runs.lock import hold_lock
from asdocumented.redaction.redactor import Redactor


@dataclass(frozen=True, slots=True)
class Run:
    """A run with its open journal.

    `answered` holds the results with an answer that stood in the journal before, by target and
    name of the request. `seeds` are what the generated requests come from, by target: a run that
    is resumed keeps its own. `redactors` are what the targets were asked with: when the run ends,
    its journal is swept again with all that they learnt.
    """

    path: Path
    journal: Journal
    answered: Mapping[tuple[str, str], RequestResult]
    seeds: Mapping[str, int]
    redactors: dict[str, Redactor] = field(default_factory=dict, repr=False)


@contextmanager
def open_run(
    folder: Path, starts: Sequence[RunStart], clock: Clock, *, resume: str | None = None
) -> Iterator[Run]:
    """Yield a new run, named after now and its targets, or an interrupted one.

    `resume` is the path of the interrupted one, its name in the folder, or LAST. Raises Fault where
    there is none to resume, and where nothing can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = next_number(folder)
        path = _new_path(folder, starts, clock, number)
        if resume is not None:
            path = find_interrupted(folder, starts, resume)
        with _locked(path), Journal.open(path) as journal:
            if not journal.entries:
                for start in starts:
                    journal.write(structs.replace(start, number=number))
            run = _run(journal, starts)
            try:
                yield run
            finally:
                sweep_journal(path, run.redactors)
    except OSError as error:
        path = Path(error.filename or folder)
        remedy = "name a folder that can be written: --report-dir"
        raise Fault(str(path), error.strerror or str(error), remedy) from error


def _run(journal: Journal, starts: Sequence[RunStart]) -> Run:
    """Return the run of a journal: it keeps the seeds that it was begun with."""
    answered = {
        (one.target, one.name): one
        for one in journal.entries
        if isinstance(one, RequestResult) and one.exchange is not None
    }
    begun = [one for one in journal.entries if isinstance(one, RunStart)] or starts
    return Run(journal.path, journal, answered, {start.target: start.seed for start in begun})


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other processes from a journal, by a lock file that goes when the context ends."""
    lock = path.with_name(f".{path.name}.lock")
    with hold_lock(lock, path, "another run is at work on it"):
        try:
            yield
        finally:
            with suppress(OSError):
                lock.unlink(missing_ok=True)


def _new_path(folder: Path, starts: Sequence[RunStart], clock: Clock, number: int) -> Path:
    """Return a path that no run has, also where the clock stands still or went back."""
    targets = "+".join(start.target for start in starts)
    path = folder / f"{clock.now():%Y%m%dT%H%M%S%fZ}-{targets[:100]}.jsonl"
    return path.with_stem(f"{path.stem}-{number}") if path.exists() else path
