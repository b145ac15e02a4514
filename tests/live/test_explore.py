"""Exploring finds what no case asks for, within its budget, and keeps the smallest request."""

import re
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.journal import RequestResult
from asdocumented.live.runs.journal import read_whole_entries
from asdocumented.live.runs.journals import LAST
from asdocumented.live.runs.live_run import Budget
from asdocumented.sandbox.server import running
from tests.live.changing_proxy import changing_proxy
from tests.live.fake_clock import FakeClock
from tests.live.live_runs import BEHAVIOUR, TARGET, live_run_at, run_and_report

pytestmark = pytest.mark.enable_socket


def rare(query: dict[str, list[str]], body: bytes) -> bytes:
    """Write a number as text where small letters and issual details are asked for together."""
    asked = query.get("coupon_code_case"), query.get("includeIssualDetails")
    return body.replace(b'"seriesId":', b'"seriesId":"text","was":') if asked == RARE else body


RARE = (["LOWER"], ["true"])


def same(_: dict[str, list[str]], body: bytes) -> bytes:
    return body


def test_a_drift_that_no_case_shows_is_found_and_shrunk(tmp_path: Path) -> None:
    """The smallest request that shows it asks for both, for one identifier, and nothing else."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, rare) as server:
        done, report = run_and_report(live_run_at(server.url, budget=Budget(150)), tmp_path)
    (drift,) = [one for one in report.drifts if one.severity == "error"]
    assert (drift.check, drift.location, drift.observed) == (
        "wrong-type",
        "$.data[*].seriesId",
        "string",
    )
    smallest = {key.check: exchange.url for key, exchange in done.smallest.by_drift.items()}[
        "wrong-type"
    ]
    names = sorted(re.findall(r"[?&](\w+)=", smallest))
    assert names[0] in ("couponCodes", "couponIds")
    assert names[1:] == ["coupon_code_case", "includeIssualDetails"]


def test_the_smallest_request_is_a_cassette_that_shows_the_drift(tmp_path: Path) -> None:
    """Kept below the run, redacted, and evidence like any other."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, rare) as server:
        run_and_report(live_run_at(server.url, budget=Budget(150), probe=True), tmp_path)
    (path,) = tmp_path.glob("*/sandbox/v2-coupon/wrong-type-*.yaml")
    (found,) = read_evidence([path])
    assert isinstance(found, Evidence)
    assert b'"seriesId":"' in found.interaction.response.body
    for sample in TARGET.samples["codes"]:
        assert sample.lower() not in path.read_text(encoding="utf-8").lower()


def test_as_documented_nothing_new_is_found_and_the_budget_is_kept(tmp_path: Path) -> None:
    """Valid requests of a server that keeps to the pages are no false alarm."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, same) as server:
        done, report = run_and_report(live_run_at(server.url, budget=Budget(120)), tmp_path)
    assert [one for one in report.drifts if one.severity != "note"] == []
    assert done.smallest.by_drift == {}
    assert done.statistics.attempts == Counter(plan=46, explore=120)
    assert len(server.requests) == 166


def test_nothing_is_sent_but_the_documented_method(tmp_path: Path) -> None:
    """No TRACE, no OPTIONS, no made-up credentials: GET alone."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, same) as server:
        run_and_report(live_run_at(server.url, plan=False, budget=Budget(60), probe=True), tmp_path)
    assert {method for method, _ in server.requests} == {"GET"}
    assert {path.partition("?")[0] for _, path in server.requests} == {
        "/v1.1/coupon/get",
        "/v2/coupon",
        "/v2/coupon/series",
    }


def test_no_request_is_sent_twice_and_most_reach_something(tmp_path: Path) -> None:
    """Half of the answers at least show a coupon or a series."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, same) as server:
        _, report = run_and_report(live_run_at(server.url, plan=False, budget=Budget(90)), tmp_path)
    assert len(set(server.requests)) == len(server.requests) == 90
    assert {one.id for one in report.operations if one.verdict == "as documented"} == {
        "v1.1-coupon-get",
        "v2-coupon",
        "v2-coupon-series",
    }


def test_one_seed_gives_one_exploration(tmp_path: Path) -> None:
    """What a run found can be looked for again."""
    paths = []
    with running(BEHAVIOUR) as sandbox:
        for number in range(2):
            with changing_proxy(sandbox.url, same) as server:
                live_run = live_run_at(server.url, plan=False, budget=Budget(30))
                run_and_report(live_run, tmp_path / str(number))
                paths.append(server.requests)
    assert paths[0] == paths[1]


def test_an_interrupted_exploration_spends_only_what_is_left(tmp_path: Path) -> None:
    """Cut off after the twentieth generated request, the journal knows what is left to do."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, same) as server:
        live_run = live_run_at(server.url, budget=Budget(60))
        first, _ = run_and_report(live_run, tmp_path)
        assert first.statistics.attempts == Counter(plan=46, explore=60)
        (journal,) = tmp_path.glob("*.jsonl")
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(lines[: 1 + 2 * (46 + 20)]))
        second, report = run_and_report(live_run, tmp_path, resume=LAST)
    assert second.statistics.attempts == Counter(explore=40)
    assert len(server.requests) == 46 + 60 + 40
    assert report.run.interactions == 46 + 60
    names = [one.name for one in read_whole_entries(journal) if isinstance(one, RequestResult)]
    assert len(names) == len(set(names)) == 46 + 60


def test_a_time_budget_ends_exploring(tmp_path: Path) -> None:
    """In seconds of the clock, shared by the operations."""
    clock = FakeClock()

    def passes(_: dict[str, list[str]], body: bytes) -> bytes:
        clock.passed += 1.0
        return body

    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, passes) as server:
        live_run = live_run_at(server.url, plan=False, budget=Budget(seconds=30.0))
        done, _ = run_and_report(live_run, tmp_path, clock=clock.clock)
    assert 28 <= done.statistics.attempts["explore"] <= 33


def test_a_resumed_exploration_sends_nothing_that_was_sent(tmp_path: Path) -> None:
    """The same seed gives the same requests: those that are done are not asked for again."""
    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, same) as server:
        live_run = live_run_at(server.url, plan=False, budget=Budget(45))
        run_and_report(live_run, tmp_path)
        (journal,) = tmp_path.glob("*.jsonl")
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(lines[: 1 + 2 * 30]))
        whole = list(server.requests)
        server.requests.clear()
        run_and_report(replace(live_run, seed=2), tmp_path, resume=LAST)
    assert server.requests == whole[30:]
