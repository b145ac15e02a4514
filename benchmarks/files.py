"""How long a file of traffic takes to be judged: by its format, its length, and its version.

Every figure is that of a whole process, report and all. No two interactions are equal.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from measuring import PYTHON, ROOT, Bench, Command, Used, bench
from targets import Target, conclude

FORMATS = ("yaml", "har", "ndjson")
FORMER = ("yaml", "har")
LENGTHS = (10_000, 200_000)
SMALL = (200, 1000)
TARGETS = (
    *(Target(f"{one}-linear", f"{one}, an interaction of many : of few", 1.1) for one in FORMATS),
    *(Target(f"{one}-memory", f"{one}, memory of many : of few", 1.2) for one in FORMATS),
    Target("yaml-against", "yaml, time : that of the former version", 0.7),
    Target("har-against", "har, time : that of the former version", 0.6),
)
LOAD = {
    "yaml": "import sys, yaml; yaml.load(open(sys.argv[1]), Loader=yaml.CSafeLoader)",
    "har": "import json, sys; json.load(open(sys.argv[1]))",
    "ndjson": "import json, sys; [None for line in open(sys.argv[1]) if not json.loads(line)]",
}
"""Does nothing but parse a file."""


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="files that take seconds")
    parser.add_argument("--against", metavar="COMMIT", help="compare with this version alone")
    parser.add_argument("--record", action="store_true", help="keep the figures in history.toml")
    parser.add_argument("--rounds", type=int, help="default: 3, and 5 of two versions")
    options = parser.parse_args()
    few, many = SMALL if options.small else LENGTHS
    rounds = options.rounds or (1 if options.small else 5 if options.against else 3)
    with bench() as at:
        if options.against:
            figures = against(at, options.against, few, rounds)
        else:
            figures = by_length(at, few, many, rounds)
    return conclude("files", TARGETS, figures, record=options.record)


def by_length(at: Bench, few: int, many: int, rounds: int) -> dict[str, float | None]:
    """Return how time and memory grow with the length of a file, and print both.

    What a single interaction takes is the start, and taken off.
    """
    folders = {length: at.traffic(length, *FORMATS) for length in (1, few, many)}
    figures: dict[str, float | None] = {}
    at.run(at.check(folders[1] / "traffic.har"))
    print(f"{few} and {many} interactions; µs are of the processor, beyond the start\n")
    for name in FORMATS:
        files = {length: folder / f"traffic.{name}" for length, folder in folders.items()}
        commands = {str(one): at.check(path, "--workers", "1") for one, path in files.items()}
        commands["load"] = Command((PYTHON, "-I", "-c", LOAD[name], str(files[few])))
        used = at.in_turns(commands, rounds)
        start, shorter, longer, load = (cpu(used[one]) for one in commands)
        each, each_of_many = (shorter - start) / few, (longer - start) / many
        peak, peak_of_many = (max(one.peak for one in used[str(length)]) for length in (few, many))
        figures |= {f"{name}-linear": each_of_many / each, f"{name}-memory": peak_of_many / peak}
        print(
            f"{name:8}{each * 1e6:6.0f} and {each_of_many * 1e6:.0f} µs, "
            f"{peak:.0f} and {peak_of_many:.0f} MB; "
            f"judging takes {each * few / load:.2f} of what loading takes",
            flush=True,
        )
    print()
    return figures


def against(at: Bench, commit: str, length: int, rounds: int) -> dict[str, float | None]:
    """Return the time of this version by that of another one, in turns, and print both."""
    folder = at.traffic(length, *FORMER)
    figures: dict[str, float | None] = {}
    print(f"{length} interactions; seconds of the processor\n")
    with worktree(commit, at.folder / "former") as former:
        for name in FORMER:
            path = folder / f"traffic.{name}"
            commands = {
                "now": at.check(path, "--workers", "1"),
                "former": at.check(path, source=former),
            }
            at.in_turns(commands, 1)
            used = at.in_turns(commands, rounds)
            now, then = cpu(used["now"]), cpu(used["former"])
            figures[f"{name}-against"] = now / then
            print(f"{name:8}{now:6.2f} here, {then:.2f} at {commit}", flush=True)
    print()
    return figures


def cpu(used: list[Used]) -> float:
    """Return the median of the processor's seconds."""
    return median(one.cpu for one in used)


@contextmanager
def worktree(commit: str, folder: Path) -> Iterator[Path]:
    """Check a commit out into a folder, for a while."""
    git = ("git", "-C", str(ROOT), "worktree")
    subprocess.run((*git, "add", "--quiet", "--detach", str(folder), commit), check=True)  # noqa: S603  # our own words
    try:
        yield folder
    finally:
        subprocess.run((*git, "remove", "--force", str(folder)), check=True)  # noqa: S603  # our own words


if __name__ == "__main__":
    sys.exit(main())
