"""A recorder is killed again and again, at any moment, and loses nothing that it had."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from asdocumented.interactions.evidence import Evidence, read_evidence
from asdocumented.live.journal import Outcome, read_journal
from tests.live.misbehaving import serving
from tests.live.recording import ANSWER, plan
from tests.support import ROOT

CASES = 12
KILLS = 50


@pytest.mark.enable_socket
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no SIGKILL to test here")
def test_fifty_kills_lose_no_finished_interaction(tmp_path: Path) -> None:
    """What stands in the journal is never asked for again, and no file is ever half written."""
    moments = random.Random(20261124)  # noqa: S311  # moments, not secrets
    folder = tmp_path / "demo"
    journal = folder / ".recording" / f"{plan(CASES).digest()}.jsonl"
    with serving([ANSWER]) as server, _zygote(server.url, folder) as zygote:
        interrupted, whole = 0, _run_and_kill(zygote, 60.0)
        for _ in range(KILLS):
            before = _finished(journal)
            sent = len(server.requests)
            _run_and_kill(zygote, moments.uniform(0.0, whole))
            asked = {_case(head) for head in server.requests[sent:]}
            assert asked.isdisjoint(before)
            after = _finished(journal)
            interrupted += bool(after)
            assert not after or before <= after
            _assert_whole(folder, after)
        assert interrupted > KILLS // 5
        _run_and_kill(zygote, 60.0)
    assert len(list(folder.rglob("case-*.yaml"))) == CASES
    assert not list(folder.rglob(".*.partial"))


def _zygote(url: str, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.live.zygote", url, str(folder), str(CASES)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _run_and_kill(zygote: "subprocess.Popen[str]", seconds: float) -> float:
    """Let one recorder run for so long at the most, and return how long it ran."""
    assert zygote.stdin is not None
    assert zygote.stdout is not None
    zygote.stdin.write("go\n")
    zygote.stdin.flush()
    child = int(zygote.stdout.readline())
    started = time.monotonic()
    deadline = started + seconds
    while time.monotonic() < deadline and Path(f"/proc/{child}/exe").exists():
        time.sleep(0.002)
    ran = time.monotonic() - started
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    assert zygote.stdout.readline() == "ended\n"
    return ran


def _finished(journal: Path) -> set[str]:
    entries = read_journal(journal)
    return {entry.name for entry in entries if isinstance(entry, Outcome) and entry.transfer}


def _case(head: str) -> str:
    number = head.partition("&n=")[2].partition(" ")[0]
    return f"coupons/case-{int(number):02}"


def _assert_whole(folder: Path, finished: set[str]) -> None:
    """Every cassette can be read; of what is finished none but the last may still be missing."""
    found = list(folder.rglob("*.yaml"))
    evidence = list(read_evidence(found))
    assert all(isinstance(one, Evidence) for one in evidence)
    assert len(evidence) == len(found)
    names = {f"coupons/{path.stem}" for path in found}
    assert len(finished - names) <= 1
