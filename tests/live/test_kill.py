"""Recordings and live runs that are killed at any moment lose no finished request."""

import json
import os
import random
from collections.abc import Callable, Sized
from pathlib import Path

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.journal import RequestResult
from asdocumented.live.runs.journal import read_whole_entries
from asdocumented.sandbox.server import running
from tests.live.changing_proxy import changing_proxy
from tests.live.killed_processes import forking_process, run_and_kill
from tests.live.live_runs import BEHAVIOUR, CONFIGURATION
from tests.live.raw_server import serving
from tests.live.recordings import ANSWER

CASES = 12
KILLS = 50
LIVE_KILLS = 12
EXPLORED = 15
WHOLE = 63 + EXPLORED + 20


@pytest.mark.enable_socket
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no SIGKILL to test here")
def test_fifty_kills_lose_no_finished_interaction(tmp_path: Path) -> None:
    """What stands in the journal is never asked for again, and no file is ever half written."""
    moments = random.Random(20261124)  # noqa: S311  # moments, not secrets
    folder = tmp_path / "demo"
    with (
        serving([ANSWER]) as server,
        forking_process("record", server.url, str(folder), str(CASES)) as forking,
    ):
        interrupted = 0
        for _ in range(KILLS):
            before = _finished(_journal(folder))
            sent = len(server.requests)
            ripe = _after(server.requests, moments.randint(0, CASES))
            run_and_kill(forking, ripe, moments.uniform(0.0, 0.02))
            asked = {_case(head) for head in server.requests[sent:]}
            assert asked.isdisjoint(before)
            after = _finished(_journal(folder))
            interrupted += bool(after)
            assert not after or before <= after
            _assert_whole(folder, after)
        assert interrupted > KILLS // 5
        run_and_kill(forking)
    assert len(list(folder.rglob("case-*.yaml"))) == CASES
    assert not list(folder.rglob(".*.partial"))


@pytest.mark.enable_socket
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no SIGKILL to test here")
def test_a_live_run_killed_at_any_moment_goes_on(tmp_path: Path) -> None:
    """In the plan, exploring, or probing: nothing finished is asked again, nothing is lost."""
    moments = random.Random(20261125)  # noqa: S311  # moments, not secrets
    finished: set[str] = set()
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, lambda _, body: body) as server:
        (tmp_path / "asdocumented.toml").write_text(CONFIGURATION.format(url=server.url), "utf-8")
        live_run = ["--target", "demo", "--explore", str(EXPLORED), "--seed", "1", "--probe"]
        with forking_process("live", str(tmp_path), *live_run) as forking:
            for _ in range(LIVE_KILLS):
                ripe = _after(server.requests, moments.randint(1, 12))
                run_and_kill(forking, ripe, moments.uniform(0.0, 0.02))
                (journal,) = (tmp_path / "reports" / "live").glob("*.jsonl")
                assert finished <= _finished(journal)
                finished = _finished(journal)
            assert len(finished) > LIVE_KILLS
            run_and_kill(forking)
    names = [
        one.name
        for one in read_whole_entries(journal)
        if isinstance(one, RequestResult) and one.exchange
    ]
    assert len(names) == len(set(names)) == WHOLE
    assert WHOLE <= len(server.requests) <= WHOLE + LIVE_KILLS
    report = json.loads((tmp_path / "reports" / "drift.json").read_text("utf-8"))
    assert report["run"]["interactions"] == 63 + EXPLORED
    assert len(report["probes"]) == WHOLE - 63 - EXPLORED


def _after(requests: Sized, count: int) -> Callable[[], bool]:
    """Return whether a server has been asked so many times from now on."""
    wanted = len(requests) + count
    return lambda: len(requests) >= wanted


def _journal(folder: Path) -> Path:
    """Return the journal of the only recording in a folder, which may not be there yet."""
    return next((folder / ".recording").glob("*.jsonl"), folder / "none")


def _finished(journal: Path) -> set[str]:
    entries = read_whole_entries(journal)
    return {entry.name for entry in entries if isinstance(entry, RequestResult) and entry.exchange}


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
