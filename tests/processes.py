"""Processes of this machine, for the tests of commands that start some."""

import time
from collections.abc import Callable
from pathlib import Path


def children(process: int) -> list[int]:
    """Return the processes below one, whatever stands between."""
    below: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text()
        except OSError:
            continue
        if int(status.rpartition(")")[2].split()[1]) == process:
            below += [int(folder.name), *children(int(folder.name))]
    return below


def wait_until(holds: Callable[[], bool], seconds: int = 60) -> bool:
    """Tell whether something came to hold in so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False
