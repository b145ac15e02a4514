"""Faults that end a run, each with its place and its remedy, and the exit codes."""

from collections.abc import Iterable
from difflib import get_close_matches
from enum import IntEnum


class ExitCode(IntEnum):
    """How a run ended, for the shell that called it."""

    AS_DOCUMENTED = 0
    DRIFT = 1
    FAULT = 2
    INCONCLUSIVE = 3
    INTERRUPTED = 130


class Fault(Exception):
    """Usage, configuration or contract at fault: what happened, where, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}\n  {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


_LONGEST_NAME = 80


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return "did you mean X? " for the known name that is closest, "" where none is close."""
    close = get_close_matches(name[:_LONGEST_NAME], list(known), n=1)
    return f"did you mean {close[0]}? " if close else ""
