"""Standard output: data in UTF-8, faults told, quiet when the reader has gone away.

Progress goes to standard error.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from asdocumented.cli.width import fit, width_of
from asdocumented.errors import Fault

if TYPE_CHECKING:
    from asdocumented.report.model import Report


_NARROWEST = 60


def print_report(
    report: "Report", page: Path, output: str, *, notes: bool, more: tuple[str, ...] = ()
) -> None:
    """Print a report as `text` for people, with `more` lines behind it, or as `json`."""
    from asdocumented.renderers import json, terminal

    if output == "json":
        print_data(json.render(report))
        return
    colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    columns = width_of(sys.stdout)
    width = sys.maxsize if columns is None else max(columns, _NARROWEST)
    summary = f"{terminal.render(report, notes=notes, colour=colour, width=width)} · {page}"
    print_text("\n".join([summary, *(fit(line, sys.stdout) for line in more)]))


def print_text(text: str) -> None:
    """Print lines for people, in the terminal's encoding."""
    _write(f"{text}\n")


def print_lines(text: str, column: int | None = None) -> None:
    """Print lines for people that fit the terminal; a table's text begins at `column`."""
    print_text(fit(text, sys.stdout, column))


def tell(line: str) -> None:
    """Say on standard error what goes on, in lines that fit the terminal."""
    click.echo(fit(line, sys.stderr), err=True)


def print_data(text: str) -> None:
    """Print a document for programs, in UTF-8 whatever the terminal's encoding is."""
    _write(text.encode("utf-8"))


def _write(content: str | bytes) -> None:
    """Write and flush; a reader that is not there is no fault, a full disk is one."""
    if sys.stdout is None:
        return
    try:
        click.echo(content, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        remedy = "make room, or write elsewhere"
        raise Fault("standard output", error.strerror or str(error), remedy) from error
