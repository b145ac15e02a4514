"""A worker that is lost costs its part a second try, and nothing else."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from asdocumented.evidence import parts
from asdocumented.judging import call_answers
from asdocumented.parallel import judging
from asdocumented.parallel.workers import Workers
from tests.parallel.reports import report, whole
from tests.parallel.traffic import Here, as_ndjson, entries


class Breaking(Here):
    """Runs what is given to it at once, but is lost at calls that a test names."""

    def __init__(self, is_lost: Callable[[int], bool], calls: list[int]) -> None:
        self._is_lost = is_lost
        self._calls = calls
        self._broken = False

    def submit(self, fn: Any, /, *args: object, **kwargs: object) -> "Future[Any]":
        """Return what a call gave; after one that is lost, accept none."""
        self._calls.append(len(self._calls))
        if self._broken:
            raise BrokenExecutor
        if not self._is_lost(self._calls[-1]):
            return super().submit(fn, *args, **kwargs)
        self._broken = True
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


def breaking(is_lost: Callable[[int], bool]) -> Workers:
    """Return two workers that are lost at the calls with these numbers."""
    calls: list[int] = []

    def start(_: int) -> Executor:
        return Breaking(is_lost, calls)

    return Workers(2, start)


@pytest.fixture
def traffic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write lines that are cut into some six parts."""
    monkeypatch.setattr(parts, "PART_BYTES", 20_000)
    return as_ndjson(tmp_path / "month.ndjson", entries(40, 5))


@pytest.mark.parametrize("lost", [{0}, {3}, {1, 2}, {5}])
def test_a_part_whose_worker_is_lost_is_judged_again(traffic: Path, lost: set[int]) -> None:
    """The report is the same."""
    assert report(traffic, workers=breaking(lost.__contains__)) == whole(traffic)


def test_a_part_that_is_lost_twice_is_told(traffic: Path) -> None:
    """All workers are lost: each line is, with the reason."""
    found = report(traffic, workers=breaking(lambda _: True))
    assert (
        "line 1 and 40 more: the process that judged it ended before its time, twice: "
        "is there too little memory?" in found
    )
    assert '"decision": "inconclusive"' in found


def test_without_workers_all_is_judged_here(traffic: Path) -> None:
    """Where a machine lets no process be started."""

    def start(_: int) -> Executor:
        raise OSError("no semaphores")

    assert report(traffic, workers=Workers(2, start)) == whole(traffic)


def test_where_no_new_worker_starts_the_rest_is_judged_here(traffic: Path) -> None:
    """One is lost, and the machine starts no other."""
    started: list[int] = []
    lost = breaking({2}.__contains__)

    def start(count: int) -> Executor:
        started.append(count)
        if len(started) > 1:
            raise OSError("no memory")
        return lost.start(count)

    assert report(traffic, workers=Workers(2, start)) == whole(traffic)


def test_of_several_files_only_the_one_is_lost(tmp_path: Path) -> None:
    """They are one part, and each is tried by itself."""
    named = [as_ndjson(tmp_path / f"{name}.ndjson", entries(3, 1)) for name in "abc"]
    found = report(*named, workers=breaking({0, 2}.__contains__))
    assert found.count("ended before its time, twice") == 1
    assert [f"{name}.ndjson#" in found for name in "abc"] == [True, False, True]


@pytest.mark.parametrize(("most", "given"), [(4, 3), (8, 2), (30, 0), (1000, 4)])
def test_large_parts_are_judged_here_until_no_more_answers_are_kept(
    traffic: Path, monkeypatch: pytest.MonkeyPatch, most: int, given: int
) -> None:
    """Only the others are given out, and none of them is judged twice.

    Where the first fills little of the room for answers, it is the only one.
    """
    calls: list[int] = []
    monkeypatch.setattr(judging, "_LARGE", 1)
    monkeypatch.setattr(call_answers, "MOST_ANSWERS", most)
    judged = report(traffic, workers=Workers(2, lambda _: Breaking(lambda _: False, calls)))
    assert (len(calls), judged) == (given, whole(traffic))


def test_no_more_than_some_bytes_are_judged_here_first(
    traffic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where answers are few, the workers begin soon."""
    calls: list[int] = []
    monkeypatch.setattr(judging, "_LARGE", 1)
    monkeypatch.setattr(judging, "_MOST_FIRST", 25_000)
    monkeypatch.setattr(judging, "_MUCH", 0)
    judged = report(traffic, workers=Workers(2, lambda _: Breaking(lambda _: False, calls)))
    assert (len(calls), judged) == (3, whole(traffic))
