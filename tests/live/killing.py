"""Processes that are killed at a moment: forked from one that has imported everything."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.support import ROOT


def zygote(*arguments: str) -> "subprocess.Popen[str]":
    """Start the process that forks: `record URL FOLDER CASES` or `live FOLDER ARGUMENT…`."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.live.zygote", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run_and_kill(forking: "subprocess.Popen[str]", seconds: float) -> float:
    """Let one child run for so long at the most, and return how long it ran."""
    assert forking.stdin is not None
    assert forking.stdout is not None
    forking.stdin.write("go\n")
    forking.stdin.flush()
    child = int(forking.stdout.readline())
    started = time.monotonic()
    deadline = started + seconds
    while time.monotonic() < deadline and Path(f"/proc/{child}/exe").exists():
        time.sleep(0.002)
    ran = time.monotonic() - started
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    assert forking.stdout.readline() == "ended\n"
    return ran
