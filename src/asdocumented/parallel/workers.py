"""The processes that judge parts of evidence."""

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_LONGEST_FOLDER = 48
"""How long the name of the folder of temporary files may be, for a socket in it to have a name."""


class Workers(msgspec.Struct, frozen=True):
    """Processes that judge parts of evidence.

    `count` is how many there are, `start` starts them or raises OSError, and `lost` are the
    exceptions which tell that one ended before its time. `are_ours` tells that they end with this
    process, which waits for that.
    """

    count: int
    start: Callable[[int], Executor]
    lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    are_ours: bool = True


def local_workers(count: int) -> Workers:
    """Return so many processes on this machine."""
    return Workers(count, _start)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interruption wait meanwhile: a process that is half started would tell of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def prepare_workers() -> None:
    """Let the process that workers are forked from begin to start, while this one goes on."""
    with suppress(OSError):  # the workers will not start either: then that is told
        _context()


def _context() -> "BaseContext":
    """Return what starts workers: they are forked from a process of their own, where one can be."""
    import multiprocessing

    is_short = len(tempfile.gettempdir()) <= _LONGEST_FOLDER
    if "forkserver" not in multiprocessing.get_all_start_methods() or not is_short:
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["asdocumented.parallel.preloaded"])
    resource_tracker.ensure_running()  # by itself: it lets interruptions through when it ends
    with uninterrupted():
        forkserver.ensure_running()
    return context


def _start(count: int) -> Executor:
    executor = ProcessPoolExecutor(count, _context(), initializer=_begin)
    with uninterrupted():
        executor.submit(os.getpid).result()
    return executor


def _begin() -> None:
    """Leave an interruption to the process that started this one, and end when that one does."""
    import multiprocessing
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)
