"""Runs commands, and measures what they and all processes that they start take. Linux only.

It imports the standard library alone: Linux counts the memory of the process that starts another
one for that one, until it has more itself.
"""

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from resource import struct_rusage

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
NOTHING = (PYTHON, "-I", "-c", "pass")
"""The interpreter's own start."""

CHECK = (PYTHON, "-m", "asdocumented", "check")
_SET_CHILD_SUBREAPER = 36
_COUNT = "import time\nend = time.perf_counter() + 1\nwhile time.perf_counter() < end: pass"


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its words, the exit codes that it may end with, where it runs, and with what."""

    words: Sequence[str]
    codes: Sequence[int] = (0,)
    folder: Path = ROOT
    source: Path = ROOT / "src"


@dataclass(frozen=True, slots=True)
class Used:
    """What a command took.

    `cpu` are the processor's seconds of all its processes, `wall` the seconds until it ended,
    `peak` is the most memory of its first process in MB, and `others` that of the largest other.
    """

    cpu: float
    wall: float
    peak: float
    others: float = 0


@dataclass(frozen=True, slots=True)
class Bench:
    """Runs commands with compiled modules in a folder of its own; `folder` is for their files."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, command: Command) -> Used:
        """Return what a command took; exit where it ends as it should not."""
        environment = {**self.environment, "PYTHONPATH": str(command.source)}
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  # our own words
            command.words,
            cwd=command.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, own = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        others = [*_orphans()]
        if process.returncode not in command.codes:
            sys.exit(f"exit code {process.returncode}: {' '.join(command.words)}")
        return Used(
            cpu=sum(one.ru_utime + one.ru_stime for one in (own, *others)),
            wall=wall,
            peak=own.ru_maxrss / 1024,
            others=max((one.ru_maxrss / 1024 for one in others), default=0),
        )

    def in_turns(self, commands: Mapping[str, Command], rounds: int) -> dict[str, list[Used]]:
        """Return what each command took in so many rounds, of which another one begins each."""
        names = [*commands]
        found: dict[str, list[Used]] = {name: [] for name in names}
        for number in range(rounds):
            first = number % len(names)
            for name in (*names[first:], *names[:first]):
                found[name].append(self.run(commands[name]))
        return found

    def traffic(self, total: int, *formats: str, distinct: int | None = None) -> Path:
        """Return a folder with `traffic.FORMAT` for each format, of so many interactions."""
        folder = self.folder / str(total)
        folder.mkdir()
        script = str(ROOT / "benchmarks" / "traffic.py")
        self.run(
            Command((PYTHON, script, str(total), str(distinct or total), str(folder), *formats))
        )
        return folder

    def check(self, file: Path, *options: str, source: Path = ROOT) -> Command:
        """Return the command that judges a file by a checkout and the contracts in it."""
        given = ("--contracts", str(source / "contracts"), "--report-dir", str(self.folder))
        words = (*CHECK, *given, *options, str(file))
        return Command(words, codes=(0, 1), folder=self.folder, source=source / "src")


@contextmanager
def bench() -> Iterator[Bench]:
    """Yield a bench with a temporary folder; what a command leaves running becomes ours."""
    if sys.platform != "linux":
        sys.exit("this benchmark needs Linux, which tells what a process took")
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        left_out = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
        environment = {name: value for name, value in os.environ.items() if name not in left_out}
        compiled = {"PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled")}
        yield Bench(Path(folder), {**compiled, **environment})


def free_cores() -> float:
    """Return how many cores two processes get that count for a second."""
    words = [PYTHON, "-I", "-c", _COUNT]
    began = time.perf_counter()
    started = [subprocess.Popen(words) for _ in range(2)]  # noqa: S603  # our own words
    used = [os.wait4(one.pid, 0)[2] for one in started]
    wall = time.perf_counter() - began
    for one in started:
        one.returncode = 0
    return sum(one.ru_utime + one.ru_stime for one in used) / wall


def _orphans() -> Iterator[struct_rusage]:
    """Wait for the processes that a command left behind, and yield what each took."""
    while True:
        try:
            yield os.wait4(-1, 0)[2]
        except ChildProcessError:
            return
