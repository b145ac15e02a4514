"""Standard output: data in UTF-8, faults told, quiet when the reader has gone away.

Progress goes to standard error.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from asdocumented.cli.streams import drop, output_fault, tell_with
from asdocumented.cli.width import fit, width_of
from asdocumented.errors import Fault
from asdocumented.formats.file_writing import write_all_whole

if TYPE_CHECKING:
    from asdocumented.cli.judging_options import JudgingOptions
    from asdocumented.report.model import Report

_NARROWEST = 60


def publish(report: "Report", judging: "JudgingOptions", more: Sequence[str] = ()) -> None:
    """Write the report in every format that was asked for, and print it.

    `more` lines stand before the decision where the report is printed as text. Raises Fault where
    a file cannot be written; nothing is printed then.
    """
    from asdocumented.renderers.files import page_of, write_reports
    from asdocumented.renderers.registry import render
    from asdocumented.selftest.rate import rate_for

    run = structs.replace(report.run, command=judging.command)
    rate = rate_for(report, judging.report_dir)
    report = structs.replace(report, run=run, selftest=rate)
    write_reports(report, judging.files())
    if judging.output == "text":
        page = str(page_of(judging.report_dir))
        _print_summary(report, page, [fit(line, sys.stdout) for line in more], notes=judging.notes)
    else:
        print_data(render(judging.output, report))
    if not judging.no_ci:
        _publish_in_ci(report, judging.output, os.environ)


def _publish_in_ci(report: "Report", printed: str, environment: Mapping[str, str]) -> None:
    """Annotate and summarise where GitHub's runner is at work; it reads either stream."""
    from asdocumented.cli import ci

    if ci.is_github(environment):
        annotations = ci.annotations(report)
        if printed == "text":
            _write(annotations)
        else:
            tell_with(lambda: click.echo(annotations, nl=False, err=True))
        if fault := ci.add_summary(report, environment):
            tell(fault)


def _print_summary(report: "Report", page: str, more: Sequence[str], *, notes: bool) -> None:
    from asdocumented.renderers import terminal

    colour = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    columns = width_of(sys.stdout)
    width = sys.maxsize if columns is None else max(columns, _NARROWEST)
    summary = terminal.render(report, notes=notes, colour=colour, width=width, page=page, more=more)
    print_text(summary)


def print_text(text: str) -> None:
    """Print lines for people, in the terminal's encoding."""
    _write(f"{text}\n")


def print_lines(text: str, column: int | None = None) -> None:
    """Print lines for people that fit the terminal; a table's text begins at `column`."""
    print_text(fit(text, sys.stdout, column))


def tell(line: str) -> None:
    """Say on standard error what goes on, in lines that fit the terminal."""
    tell_with(lambda: click.echo(fit(line, sys.stderr), err=True))


def print_data(text: str) -> None:
    """Print a document for programs, in UTF-8 whatever the terminal's encoding is."""
    _write(text.encode("utf-8"))


def write_file(path: Path, text: str) -> None:
    """Write a document to the file that the command line names; raise Fault where it cannot be."""
    if path.is_dir():
        raise Fault(str(path), "a folder stands in its place", "name another file")
    try:
        write_all_whole({path: text.encode("utf-8", "backslashreplace")})
    except OSError as error:
        reason = error.strerror or str(error)
        raise Fault(str(path), reason, "name a place that can be written, and has room") from error


def _write(content: str | bytes) -> None:
    """Write and flush; a reader that is not there is no fault, a full disk is one."""
    if sys.stdout is None:
        return
    try:
        click.echo(content, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        drop(sys.stdout)
    except OSError as error:
        drop(sys.stdout)
        raise output_fault(error) from error
