"""A lock file that keeps other processes from what this one is writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from asdocumented.errors import Fault


@contextmanager
def hold_lock(lock: Path, where: Path, busy: str) -> Iterator[None]:
    """Hold a lock file until the context ends.

    Raises Fault at `where`, with `busy` as what happened, if another process holds it, and OSError
    if the file cannot be written.
    """
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        raise Fault(str(where), busy, "wait until it has ended") from None
    try:
        yield
    finally:
        held.release()
