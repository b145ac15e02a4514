"""Standard output and standard error that cannot be written to: a full disk, a reader gone away."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import click

from asdocumented.errors import Fault


def tell_with(write: Callable[[], None]) -> None:
    """Call what writes to standard error; what cannot be written there is lost.

    How a run ends does not hang on who reads its progress.
    """
    try:
        write()
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO | None) -> None:
    """Let what is written to a stream from now on, and what it still holds, go nowhere."""
    if stream is None:
        return
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # it is no path
        os.dup2(nowhere.fileno(), stream.fileno())


def output_fault(error: OSError) -> Fault:
    """Return what to tell of standard output that cannot be written to."""
    remedy = "make room, or write elsewhere"
    return Fault("standard output", error.strerror or str(error), remedy)


class SystemFailure(Exception):
    """An OSError, its cause, that no command tells of."""


class CommandGroup(click.Group):
    """Commands whose OSErrors come out as SystemFailure: of some, click would make exit code 1."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401  # as click has it
    ) -> click.Context:
        """Read the command line; print the help where it asks for it."""
        with _renamed_errors():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _renamed_errors():
            return super().invoke(ctx)


@contextmanager
def _renamed_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SystemFailure from error


def printed_in_vain(error: OSError) -> bool:
    """Tell whether an error comes from what click could not print, such as the help."""
    from traceback import walk_tb

    return any(frame.f_code is click.echo.__code__ for frame, _ in walk_tb(error.__traceback__))
