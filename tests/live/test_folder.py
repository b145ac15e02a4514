"""The journals of runs in a folder: which one is resumed, and that one process writes it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from asdocumented.errors import Fault
from asdocumented.evidence.journal import RunEnd, RunStart
from asdocumented.live.clock import Clock
from asdocumented.live.runs.folder import open_run
from asdocumented.live.runs.journals import LAST
from asdocumented.live.runs.live_run import Budget
from asdocumented.sandbox.server import running
from tests.live.changing_proxy import changing_proxy
from tests.live.fake_clock import FakeClock
from tests.live.live_runs import BEHAVIOUR, live_run_at, run_and_report
from tests.support import ROOT

START = RunStart("demo", "plan", "1.2.3", datetime(2026, 11, 22, 12, tzinfo=UTC), seed=7)


def test_a_run_at_work_is_not_gone_on_with(tmp_path: Path) -> None:
    """Two processes never write one journal; once it is left, it goes on with its own seed."""
    with open_run(tmp_path, [START], Clock()) as run:
        with (
            pytest.raises(Fault, match="another run is at work on it"),
            open_run(tmp_path, [START], Clock(), resume=LAST),
        ):
            pass
        path = run.path
    with open_run(tmp_path, [START], Clock(), resume=LAST) as run:
        assert (run.path, run.seeds) == (path, {"demo": 7})
    assert list(tmp_path.iterdir()) == [path]


def test_a_journal_of_version_0_1_0_goes_on(tmp_path: Path) -> None:
    """A later version appends to it, and what was answered is not asked again."""
    old = (ROOT / "tests" / "evidence" / "written_by_0_1_0.jsonl").read_bytes()
    (tmp_path / "old.jsonl").write_bytes(old)
    start = RunStart("eu", "plan", "0.2.0", START.started)
    with open_run(tmp_path, [start], Clock(), resume=LAST) as run:
        assert [*run.answered] == [("eu", "things/one")]
        assert run.seeds == {"eu": 7}
        run.journal.write(RunEnd("eu", START.started))
    assert (tmp_path / "old.jsonl").read_bytes().startswith(old + b'{"digest":')


def test_what_is_no_journal_is_passed_over(tmp_path: Path) -> None:
    """Folders, links that lead nowhere, and other files."""
    with open_run(tmp_path, [START], Clock()) as run:
        pass
    (tmp_path / "9.jsonl").mkdir()
    (tmp_path / "loop.jsonl").symlink_to("loop.jsonl")
    (tmp_path / "text.jsonl").write_bytes(b"\xff\n")
    with open_run(tmp_path, [START], Clock(), resume=LAST) as again:
        assert again.path == run.path
        again.journal.write(RunEnd("demo", START.started))
    with (
        pytest.raises(Fault, match="came to its end"),
        open_run(tmp_path, [START], Clock(), resume=LAST),
    ):
        pass


def test_the_last_run_is_the_one_that_was_begun_last(tmp_path: Path) -> None:
    """Also where the clock stood still or went back between two runs."""
    fake = FakeClock()
    paths = []
    for seconds in (0, 0, -86_400):
        fake.jump(seconds)
        with open_run(tmp_path, [START], fake.clock) as run:
            paths.append(run.path)
        with open_run(tmp_path, [START], fake.clock, resume=LAST) as resumed:
            assert resumed.path == run.path
    assert len({*paths}) == 3
    assert paths[2].name < paths[0].name


@pytest.mark.parametrize("by", ["path", "name", "stem"])
def test_an_older_run_is_named(by: str, tmp_path: Path) -> None:
    """By its path, its name, or its name without suffix."""
    with open_run(tmp_path, [START], Clock()) as first:
        pass
    with open_run(tmp_path, [START], Clock()):
        pass
    name = {"path": str(first.path), "name": first.path.name, "stem": first.path.stem}[by]
    with open_run(tmp_path, [START], Clock(), resume=name) as resumed:
        assert resumed.path == first.path


def refusal(folder: Path, start: RunStart, name: str) -> str:
    """Return why a run cannot be resumed, and what can be done."""
    with pytest.raises(Fault) as raised, open_run(folder, [start], Clock(), resume=name):
        pass
    return str(raised.value)


def test_why_a_run_cannot_be_resumed_is_told(tmp_path: Path) -> None:
    """It is not there, at its end, of other options, of other contracts."""
    began = structs.replace(START, options="--target demo --explore 9")
    with open_run(tmp_path, [began], Clock()) as run:
        name = run.path.name
    options = structs.replace(began, plan="other", options="--target demo")
    contracts = structs.replace(began, plan="other")
    new = "leave out --resume to begin a new run"
    same = f"\n  name the same targets and options, or {new}"
    assert refusal(tmp_path, began, "none") == (
        f"--resume none: no such run\n"
        f"  interrupted: {name}, which --resume {name} goes on with\n  {new}"
    )
    assert refusal(tmp_path, options, name) == (
        f"--resume {name}: it was begun with --target demo --explore 9{same}"
    )
    assert refusal(tmp_path, contracts, name) == (
        f"--resume {name}: cases, base URL or zone have changed since it was begun{same}"
    )
    with open_run(tmp_path, [began], Clock(), resume=name) as run:
        run.journal.write(RunEnd("demo", START.started))
    assert refusal(tmp_path, began, name) == f"--resume {name}: this run came to its end\n  {new}"


def test_what_an_old_journal_was_begun_with_is_told_by_its_targets(tmp_path: Path) -> None:
    """A journal of version 0.1.0 does not say its options, and comes before any other."""
    old = (ROOT / "tests" / "evidence" / "written_by_0_1_0.jsonl").read_bytes()
    (tmp_path / "9999.jsonl").write_bytes(old)
    with open_run(tmp_path, [START], Clock()) as run:
        pass
    assert refusal(tmp_path, structs.replace(START, plan="other"), LAST).splitlines()[1:3] == [
        f"  interrupted: {run.path.name}; it was begun with --target demo",
        "  interrupted: 9999.jsonl; it was begun with --target eu",
    ]


def test_a_file_in_the_place_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    """With the path that is in the way."""
    (tmp_path / "file").touch()
    with (
        pytest.raises(Fault, match="file"),
        open_run(tmp_path / "file" / "live", [START], Clock()),
    ):
        pass


def test_another_server_or_zone_is_another_run() -> None:
    """Answers of two servers do not stand in one run."""
    live_run = live_run_at("https://eu.example")
    assert live_run.digest() == live_run_at("https://eu.example").digest()
    assert live_run.digest() != live_run_at("https://india.example").digest()
    assert live_run.digest() != live_run_at("https://eu.example", budget=Budget(1)).digest()


@pytest.mark.enable_socket
def test_a_plan_that_lacks_an_answer_is_not_at_its_end(tmp_path: Path) -> None:
    """It is told, and the run goes on with just what is missing."""
    broken = [True]

    def flood(query: dict[str, list[str]], body: bytes) -> bytes:
        asked = query.get("showCouponSeries") == ["false"]
        return b"x" * 9_000_000 if broken[0] and asked else body

    with running(BEHAVIOUR) as sandbox, changing_proxy(sandbox.url, flood) as server:
        first, _ = run_and_report(live_run_at(server.url), tmp_path)
        broken[0] = False
        second, report = run_and_report(live_run_at(server.url), tmp_path, resume=LAST)
    assert first.statistics.stopped == "requests of the plan without an answer: 1"
    assert (second.statistics.stopped, second.statistics.attempts["plan"]) == ("", 1)
    assert report.run.interactions == 46
