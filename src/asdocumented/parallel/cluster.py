"""The workers of a Dask cluster, which judge parts of evidence on other machines."""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor
from contextlib import closing, contextmanager
from importlib.metadata import version
from typing import Protocol, TypeVar

from asdocumented.errors import Fault
from asdocumented.formats.urls import shown_url
from asdocumented.parallel.workers import Workers, local_workers

GONE = "the scheduler is gone: the rest is judged on this machine"

T = TypeVar("T")

_SCHEMES = ("tcp://", "tls://", "ws://", "wss://")
_TIMEOUT = "5s"
_LOGS = ("distributed", "distributed.client")
"""The loggers of Dask in this process that write to standard error by themselves."""


class _Client(Protocol):
    """What is used of a client of Dask, which has no types."""

    status: str

    def get_executor(self, *, pure: bool) -> Executor: ...

    def run(self, function: Callable[[str], T], argument: str) -> Mapping[str, T]: ...

    def nthreads(self) -> Mapping[str, int]: ...

    def close(self) -> None: ...


@contextmanager
def cluster_workers(
    scheduler: str, how_to_install: str, tell: Callable[[str], None]
) -> Iterator[Workers]:
    """Yield the workers of the cluster behind a scheduler.

    Args:
        scheduler: its address, such as `tcp://10.0.0.1:8786`.
        how_to_install: the command that installs what this needs.
        tell: is told once where the scheduler is gone, and the rest is judged on this machine.

    Raises:
        Fault: the package is missing, no scheduler answers, it has no workers, or they have
            another version.

    """
    named = f"--scheduler {shown_url(scheduler)}"
    if not scheduler.startswith(_SCHEMES):
        raise Fault(named, "no address of a scheduler", "such as tcp://10.0.0.1:8786")
    try:
        client = connect(scheduler)
    except ImportError as error:
        raise Fault(named, "distributed is not installed", how_to_install) from error
    except (OSError, TimeoutError, ValueError) as error:
        remedy = "start one with `dask scheduler`, or correct the address"
        raise Fault(named, "no scheduler answers", remedy) from error
    with closing(client):
        yield _workers(client, named, tell)


def connect(scheduler: str) -> _Client:
    """Return a client of a scheduler; raise OSError, TimeoutError or ValueError without one.

    Dask logs no more what it mends itself, such as a part of a lost worker; what it does not is
    told by whoever asked.
    """
    from distributed import Client

    for name in _LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)

    class Closed(Client):
        """A client that nothing has to close but its context."""

        def __del__(self) -> None:
            """Do nothing: Dask would close here what was never open, and print a traceback."""

    client: _Client = Closed(scheduler, timeout=_TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types
    return client


def _workers(client: _Client, named: str, tell: Callable[[str], None]) -> Workers:
    from distributed.scheduler import KilledWorker

    count = _count(client, named)
    here = local_workers(1)
    told: list[str] = []

    def start(_: int) -> Executor:
        if client.status == "running":
            return client.get_executor(pure=False)
        if not told:
            told.append(GONE)
            tell(GONE)
        return here.start(1)

    return Workers(count, start, (*here.lost, CancelledError, KilledWorker), are_ours=False)


def _count(client: _Client, named: str) -> int:
    """Return how many threads the workers have, all of this version; raise Fault at others."""
    ours = version("asdocumented")
    try:
        theirs = client.run(version, "asdocumented")
    except (OSError, ImportError, TimeoutError) as error:
        remedy = f"install asdocumented {ours} where the workers run"
        raise Fault(named, "its workers have no asdocumented, or do not answer", remedy) from error
    if not theirs:
        raise Fault(named, "it has no workers", "start some with `dask worker`")
    if others := sorted({*theirs.values()} - {ours}):
        what = f"its workers have asdocumented {', '.join(others)}, and this is {ours}"
        raise Fault(named, what, f"install {ours} where the workers run")
    return sum(client.nthreads().values())
