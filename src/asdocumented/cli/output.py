"""Standard output: data in UTF-8, faults told, quiet when the reader has gone away."""

import os
import sys

import click

from asdocumented.errors import Fault


def print_text(text: str) -> None:
    """Print lines for people, in the terminal's encoding."""
    _write(f"{text}\n")


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
