"""Who judges the evidence of a command: this process, several here, or those of a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from asdocumented.errors import Fault
from asdocumented.parallel.worthwhile import worthwhile_workers

if TYPE_CHECKING:
    from asdocumented.parallel.workers import Workers


def begin_workers(count: int | None, scheduler: str | None, size: int) -> None:
    """Let several processes begin to start, where `chosen_workers` will choose them."""
    if scheduler is None and (count or worthwhile_workers(size)) > 1:
        from asdocumented.parallel.workers import prepare_workers

        prepare_workers()


@contextmanager
def chosen_workers(
    count: int | None, scheduler: str | None, size: int
) -> "Iterator[int | Workers]":
    """Yield who judges: of several processes, as many as there are cores, where it pays.

    Args:
        count: how many processes the user wants, None where nothing was said.
        scheduler: the address of a cluster's scheduler, None for none.
        size: how many bytes of evidence there are.

    Raises:
        Fault: both were given, or the cluster is not there.

    """
    if scheduler is None:
        yield count or worthwhile_workers(size)
        return
    if count is not None:
        remedy = "leave out one of the two: a cluster has its own workers"
        raise Fault("--scheduler", "--workers is given, too", remedy)
    from asdocumented.cli.output import tell
    from asdocumented.formats.extras import how_to_install
    from asdocumented.parallel.cluster import cluster_workers

    with cluster_workers(scheduler, how_to_install(Path.cwd(), "cluster"), tell) as workers:
        yield workers
