"""Forks a child that has everything imported for each line it reads, and prints its process id."""

import os
import sys
from importlib import import_module
from pathlib import Path

from asdocumented.cli import main as cli
from tests.live.recordings import plan, record


def main(kind: str, *arguments: str) -> None:
    """Serve until standard input ends; what takes long to import is there before the fork."""
    for module in ("cli.live", "live.exploring.explore"):
        import_module(f"asdocumented.{module}")
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                _record(*arguments) if kind == "record" else _live(*arguments)
            finally:
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


def _record(url: str, folder: str, cases: str) -> None:
    record(url, Path(folder), plan(int(cases)))


def _live(folder: str, *arguments: str) -> None:
    """Run the command in a folder; go on with what is there."""
    os.chdir(folder)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    resume = ["--resume"] if list(Path("reports/live").glob("*.jsonl")) else []
    sys.argv = ["asdocumented", "live", *arguments, *resume]
    cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
