"""The journals of live runs in a folder: a new one, or the last one if it was interrupted."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from asdocumented.errors import Fault
from asdocumented.evidence.journal import RequestResult, RunEnd, RunStart
from asdocumented.live.clock import Clock
from asdocumented.live.runs.journal import Journal, read_whole_entries
from asdocumented.live.runs.lock import hold_lock


@dataclass(frozen=True, slots=True)
class Run:
    """A run with its open journal.

    `answered` holds the results with an answer that stood in the journal before, by target and
    name of the request. `seeds` are what the generated requests come from, by target: a run that
    is resumed keeps its own.
    """

    path: Path
    journal: Journal
    answered: Mapping[tuple[str, str], RequestResult]
    seeds: Mapping[str, int]


@contextmanager
def open_run(
    folder: Path, starts: Sequence[RunStart], clock: Clock, *, resume: bool
) -> Iterator[Run]:
    """Yield a new run, named after now and its targets, or the last one if it was interrupted.

    Raises Fault where there is none to resume, and where nothing can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _interrupted(folder, starts) if resume else _new_path(folder, starts, clock)
        with _locked(path), Journal.open(path) as journal:
            if not journal.entries:
                for start in starts:
                    journal.write(start)
            yield _run(journal, starts)
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


def _new_path(folder: Path, starts: Sequence[RunStart], clock: Clock) -> Path:
    targets = "+".join(start.target for start in starts)
    return folder / f"{clock.now():%Y%m%dT%H%M%S%fZ}-{targets[:100]}.jsonl"


def _interrupted(folder: Path, starts: Sequence[RunStart]) -> Path:
    """Return the journal of the last run of these targets; raise Fault where it came to its end."""
    wanted = [_identity(start) for start in starts]
    for path in sorted(filter(Path.is_file, folder.glob("*.jsonl")), reverse=True):
        entries = list(read_whole_entries(path))
        if [_identity(one) for one in entries if isinstance(one, RunStart)] != wanted:
            continue
        ended = {one.target for one in entries if isinstance(one, RunEnd)}
        if ended.issuperset(start.target for start in starts):
            break
        return path
    remedy = "leave out --resume to begin a new one"
    raise Fault(str(folder), "no run of these targets and options was interrupted", remedy)


def _identity(start: RunStart) -> tuple[str, str]:
    """Return what has to be the same in a resumed run; another version of the tool may go on."""
    return start.target, start.plan
