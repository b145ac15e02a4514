"""Shows on a terminal how far the judging of large evidence is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

WORTH_SHOWING = 16 * 2**20
"""From how many bytes of evidence on progress is shown."""


@contextmanager
def shown_progress(total: int) -> Iterator[Callable[[int], None]]:
    """Yield what is told of each part how many bytes it has; it shows rate and time left.

    Nothing is shown where there is no terminal, or little to wait for.

    Args:
        total: how many bytes there are in all, about.

    """
    if total < WORTH_SHOWING or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    import click

    began, done = monotonic(), 0
    bar: click._termui_impl.ProgressBar[int]
    with click.progressbar(
        length=total,
        label="judging",
        file=sys.stderr,
        item_show_func=lambda _: f"{done / max(monotonic() - began, 0.001) / 2**20:.0f} MiB/s",
    ) as bar:

        def show(size: int) -> None:
            nonlocal done
            done += size
            bar.update(size)

        yield show
