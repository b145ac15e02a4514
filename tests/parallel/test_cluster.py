"""A cluster is refused that cannot judge as this process would."""

import logging
from collections.abc import Mapping
from concurrent.futures import Executor
from importlib.metadata import version
from typing import Any

import pytest

from asdocumented.errors import Fault
from asdocumented.parallel import cluster
from asdocumented.parallel.cluster import GONE, cluster_workers
from tests.parallel.traffic import Here

ADDRESS = "tcp://127.0.0.1:8786"
OURS = version("asdocumented")


class Cluster:
    """A client of workers with these versions of the package."""

    def __init__(self, versions: Mapping[str, str] | Exception) -> None:
        self.status = "running"
        self._versions = versions

    def run(self, *_: object) -> Mapping[str, str]:
        """Return the versions by worker."""
        if isinstance(self._versions, Exception):
            raise self._versions
        return self._versions

    def nthreads(self) -> dict[str, int]:
        """Return two threads a worker."""
        assert not isinstance(self._versions, Exception)
        return dict.fromkeys(self._versions, 2)

    def get_executor(self, *, pure: bool) -> Executor:
        """Return what runs calls; each is made, also one that was made before."""
        assert not pure
        return Here()

    def close(self) -> None:
        """End."""
        self.status = "closed"


def workers_of(monkeypatch: pytest.MonkeyPatch, found: Cluster | Exception) -> Any:
    """Return the workers of a cluster, or raise what is raised."""

    def connect(*_: object, **__: object) -> Cluster:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(cluster, "connect", connect)
    return cluster_workers(ADDRESS, "pip install", lambda _: None)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (OSError("refused"), "no scheduler answers"),
        (TimeoutError(), "no scheduler answers"),
        (Cluster({}), "it has no workers"),
        (Cluster(ModuleNotFoundError()), "its workers have no asdocumented, or do not answer"),
        (
            Cluster({"a": OURS, "b": "0.0.1"}),
            f"its workers have asdocumented 0.0.1, and this is {OURS}",
        ),
    ],
    ids=["nobody there", "no answer", "no workers", "not installed", "another version"],
)
def test_a_cluster_that_cannot_judge_is_refused(
    monkeypatch: pytest.MonkeyPatch, found: Cluster | Exception, told: str
) -> None:
    """With the reason, before anything is judged."""
    with pytest.raises(Fault) as fault, workers_of(monkeypatch, found):
        pass
    assert (fault.value.where, fault.value.what) == (f"--scheduler {ADDRESS}", told)


def test_a_cluster_has_the_threads_of_its_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many parts are judged at a time, and the connection ends with the run."""
    found = Cluster({"a": OURS, "b": OURS})
    with workers_of(monkeypatch, found) as workers:
        assert (workers.count, workers.are_ours) == (4, False)
        assert isinstance(workers.start(4), Here)
    assert found.status == "closed"


@pytest.mark.enable_socket
def test_what_the_library_mends_itself_is_not_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a worker is lost, the report is that of a plain run, and so is what is told."""
    monkeypatch.setattr(cluster, "_TIMEOUT", "50ms")
    with pytest.raises(OSError, match="Timed out"):
        cluster.connect("tcp://127.0.0.1:1")
    loggers = map(logging.getLogger, ("distributed.client", "distributed.core"))
    assert not any(one.isEnabledFor(logging.WARNING) for one in loggers)


def test_without_its_scheduler_the_rest_is_judged_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is told once."""
    found, told = Cluster({"a": OURS}), list[str]()
    monkeypatch.setattr(cluster, "connect", lambda _: found)
    with cluster_workers(ADDRESS, "pip install", told.append) as workers:
        found.status = "closed"
        for _ in range(2):
            executor = workers.start(1)
            assert not isinstance(executor, Here)
            executor.shutdown()
    assert told == [GONE]


@pytest.mark.parametrize(
    "address",
    [
        "tcp://me:s3cret@a.example:1?token=s3cret",
        "me:s3cret@a.example:1",
        "http://s3cret@a.example",
    ],
)
def test_no_message_holds_a_credential_of_an_address(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong with it."""

    def refuse(_: str) -> None:
        raise OSError(f"no connection to {address}")

    monkeypatch.setattr(cluster, "connect", refuse)
    with (
        pytest.raises(Fault) as fault,
        cluster_workers(address, "pip install", lambda _: None),
    ):
        pass
    assert "s3cret" not in str(fault.value)
    assert "a.example" in str(fault.value)
