"""What holds for every test: which ones are slow, how long one may take, what is refused."""

import os
import signal
import sys
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SECONDS_OF_A_SLOW_TEST = 300
STARTS_A_PROCESS = {
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "subprocess.Popen",
}
"""The audit events of Python that start a process."""

LONGEST = ("tests/project/test_ci_recipes.py", "tests/project/test_pages.py")
"""Tests that install packages, of a minute each."""

_quick_test_runs = False

settings.register_profile(
    "quick",
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.load_profile("quick")

if "PYTEST_XDIST_WORKER" in os.environ:
    # What tests start adds 30 lines of 36,000 to those that run, and would take 0.2 s each time.
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # A background job ignores SIGINT, and so would every process that a test starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def is_slow(item: pytest.Item) -> bool:
    """Return whether a test may open sockets or start processes, or says itself that it is slow."""
    marked = any(item.get_closest_marker(name) for name in ("slow", "enable_socket"))
    return marked or "pytester" in getattr(item, "fixturenames", ())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests before `-m` selects, give them more time, and begin with the longest.

    Begun last, they would be waited for by all other processes.
    """
    for item in filter(is_slow, items):
        item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(SECONDS_OF_A_SLOW_TEST))
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def _bundled_editions_are_read_once() -> Iterator[None]:
    """What is read of an edition of this checkout is frozen, and nothing changes its files.

    To read them takes most of the time of a command that a test runs in this process.
    """
    from asdocumented.contracts import folder

    bundled = {Path(__file__).parent.parent / "contracts", folder.bundled_contracts()}
    read = folder._edition  # noqa: SLF001  # the least that reads all of one edition
    kept = cache(read)

    def read_once(path: Path) -> folder.EditionFolder:
        return (kept if path.parents[1] in bundled else read)(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "_edition", read_once)
        yield


@pytest.fixture(autouse=True)
def _outside_of_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on whether it runs in GitHub Actions."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Refuse processes while a quick test and its fixtures run."""
    global _quick_test_runs  # noqa: PLW0603  # an audit hook knows no test, and stays for good
    _quick_test_runs = not is_slow(item)
    try:
        return (yield)
    finally:
        _quick_test_runs = False


def _refuse_processes(event: str, _: tuple[object, ...]) -> None:
    if _quick_test_runs and event in STARTS_A_PROCESS:
        pytest.fail("a quick test starts a process: call it in this one, or mark the test `slow`")


sys.addaudithook(_refuse_processes)
