"""The journals of the runs in a folder, and which of them an interrupted run goes on in."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from asdocumented.errors import Fault
from asdocumented.evidence.journal import RunEnd, RunStart
from asdocumented.live.runs.journal import read_whole_entries

LAST = "last"
"""What stands for the name of the run that was begun last."""

_MOST_TOLD = 5


class KeptRun(msgspec.Struct, frozen=True):
    """A run as its journal tells it: how it was begun, and whether it came to its end."""

    path: Path
    starts: tuple[RunStart, ...]
    ended: bool

    @property
    def options(self) -> str:
        """The options that it was begun with, as they are typed."""
        told = next((start.options for start in self.starts if start.options), "")
        return told or shlex.join(word for s in self.starts for word in ("--target", s.target))

    def is_of(self, starts: Sequence[RunStart]) -> bool:
        """Tell whether it asks the same of the same targets, by whatever version of the tool."""
        return sorted(map(_identity, self.starts)) == sorted(map(_identity, starts))


def next_number(folder: Path) -> int:
    """Return the number of a new run: one more than any run of the folder has."""
    firsts = (next(_entries(path), None) for path in _journals(folder))
    return 1 + max((one.number for one in firsts if isinstance(one, RunStart)), default=0)


def find_interrupted(folder: Path, starts: Sequence[RunStart], name: str) -> Path:
    """Return the journal of an interrupted run of these targets and options.

    `name` is its path, its name in the folder, or LAST. Raises Fault where there is none, with the
    interrupted runs of the folder and the options that each was begun with.
    """
    kept = sorted(_kept_runs(folder), key=lambda one: (one.starts[0].number, one.path.name))
    if name == LAST:
        same = [one for one in kept if one.is_of(starts)]
        if same and not same[-1].ended:
            return same[-1].path
        what = "the last run of these targets and options came to its end"
        none = "no run of these targets and options was interrupted"
        raise Fault(str(folder), what if same else none, _remedy(kept, starts))
    found = _named(folder, name)
    if found is None:
        raise Fault(f"--resume {name}", "no such run", _remedy(kept, starts))
    if found.ended:
        raise Fault(f"--resume {name}", "this run came to its end", _remedy(kept, starts))
    if not found.is_of(starts):
        remedy = "name the same targets and options, or leave out --resume to begin a new run"
        raise Fault(f"--resume {name}", _difference(found, starts), remedy)
    return found.path


def _named(folder: Path, name: str) -> KeptRun | None:
    paths = (Path(name), folder / name, folder / f"{name}.jsonl")
    path = next((one for one in paths if one.is_file()), None)
    return None if path is None else _read(path)


def _remedy(kept: Sequence[KeptRun], starts: Sequence[RunStart]) -> str:
    """Return what can be done: the interrupted runs, and what is needed to go on with each."""
    interrupted = [one for one in kept if not one.ended][::-1]
    lines = [
        f"interrupted: {one.path.name}, which --resume {one.path.name} goes on with"
        if one.is_of(starts)
        else f"interrupted: {one.path.name}; {_difference(one, starts)}"
        for one in interrupted[:_MOST_TOLD]
    ]
    if left := len(interrupted) - len(lines):
        lines.append(f"interrupted: {left} older runs")
    return "\n  ".join([*lines, "leave out --resume to begin a new run"])


def _difference(found: KeptRun, starts: Sequence[RunStart]) -> str:
    """Return why a run is another one than is asked for."""
    if found.options != starts[0].options:
        return f"it was begun with {found.options}"
    return "cases, base URL or zone have changed since it was begun"


def _kept_runs(folder: Path) -> Iterator[KeptRun]:
    for path in _journals(folder):
        if (run := _read(path)) is not None:
            yield run


def _read(path: Path) -> KeptRun | None:
    """Return the run of a journal; None where the file is none."""
    entries = list(_entries(path))
    starts = tuple(one for one in entries if isinstance(one, RunStart))
    ended = {one.target for one in entries if isinstance(one, RunEnd)}
    return KeptRun(path, starts, ended.issuperset(s.target for s in starts)) if starts else None


def _entries(path: Path) -> Iterator[object]:
    """Yield the entries of a journal; none where it cannot be read."""
    try:
        yield from read_whole_entries(path)
    except OSError:
        return


def _journals(folder: Path) -> list[Path]:
    return sorted(filter(Path.is_file, folder.glob("*.jsonl")))


def _identity(start: RunStart) -> tuple[str, str]:
    return start.target, start.plan
