"""Forks a recorder for each line that it reads, prints its process, and then that it ended."""

import os
import sys
from pathlib import Path

from tests.live.recording import plan, record


def main(url: str, folder: str, cases: int) -> None:
    """Serve until standard input ends."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            record(url, Path(folder), plan(cases))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
