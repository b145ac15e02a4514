"""The journals of live runs in a folder: a new one, or the one that was interrupted last."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from asdocumented.errors import Fault
from asdocumented.live.clock import Clock
from asdocumented.live.runs.journal import End, Journal, Outcome, Start, read_journal


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its journal, open to be written, and what was done before, by target and name.

    `seeds` are what exploring is generated from, by target: a run that is resumed keeps its own.
    """

    path: Path
    journal: Journal
    done: Mapping[tuple[str, str], Outcome]
    seeds: Mapping[str, int]


@contextmanager
def opened_run(
    folder: Path, starts: Sequence[Start], clock: Clock, *, resume: bool
) -> Iterator[Run]:
    """Yield a new run, named after now and its targets, or the last one if it is not at its end.

    Raises Fault where there is none to resume, and where nothing can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _interrupted(folder, starts) if resume else _new_path(folder, starts, clock)
        with _alone(path), Journal.open(path) as journal:
            entries = list(read_journal(path))
            done = {(o.target, o.name): o for o in entries if isinstance(o, Outcome) and o.transfer}
            begun = [one for one in entries if isinstance(one, Start)] or starts
            if not entries:
                for start in starts:
                    journal.write(start)
            yield Run(path, journal, done, {start.target: start.seed for start in begun})
    except OSError as error:
        path = Path(error.filename or folder)
        remedy = "name a folder that can be written: --report-dir"
        raise Fault(str(path), error.strerror or str(error), remedy) from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from this journal; raise Fault where one is at work on it."""
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Fault(str(path), "another run is at work on it", "wait until it has ended") from None
    try:
        yield
    finally:
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


def _new_path(folder: Path, starts: Sequence[Start], clock: Clock) -> Path:
    targets = "+".join(start.target for start in starts)
    return folder / f"{clock.now():%Y%m%dT%H%M%S%fZ}-{targets[:100]}.jsonl"


def _interrupted(folder: Path, starts: Sequence[Start]) -> Path:
    """Return the journal of the last run of these targets; raise Fault where it came to its end."""
    wanted = [_identity(start) for start in starts]
    for path in sorted(filter(Path.is_file, folder.glob("*.jsonl")), reverse=True):
        entries = list(read_journal(path))
        if [_identity(one) for one in entries if isinstance(one, Start)] != wanted:
            continue
        ended = {one.target for one in entries if isinstance(one, End)}
        if ended.issuperset(start.target for start in starts):
            break
        return path
    remedy = "leave out --resume to begin a new one"
    raise Fault(str(folder), "no run of these targets and options was interrupted", remedy)


def _identity(start: Start) -> tuple[str, str, str]:
    return start.target, start.plan, start.version
