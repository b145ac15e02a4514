"""Starts processes and kills them at a chosen moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support import ROOT


@contextmanager
def forking_process(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Start the process that forks: `record URL FOLDER CASES` or `live FOLDER ARGUMENT…`."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.live.forking_process", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run_and_kill(
    forking: "subprocess.Popen[str]", ripe: Callable[[], bool] = lambda: False, pause: float = 0.0
) -> None:
    """Kill one child when the moment is ripe and the pause (s) is over, if it has not ended."""
    assert forking.stdin is not None
    assert forking.stdout is not None
    forking.stdin.write("go\n")
    forking.stdin.flush()
    child = int(forking.stdout.readline())
    running = Path(f"/proc/{child}/exe")
    while running.exists() and not ripe():
        time.sleep(0.001)
    time.sleep(pause)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    assert forking.stdout.readline() == "ended\n"
