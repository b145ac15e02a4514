"""Faults that end a run, each with its place and its remedy, and the exit codes."""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from enum import IntEnum

_MOST_TOLD = 50
_LONGEST_NAME = 80


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
        super().__init__(f"{_shown(where)}: {_by_line(what)}\n  {_by_line(remedy)}")
        self.where = where
        self.what = what
        self.remedy = remedy

    @property
    def each(self) -> "tuple[Fault, ...]":
        """The faults that it stands for."""
        return (self,)


class Faults(Fault):
    """Several faults at once, told one after the other; place and remedy are the first one's."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(first.where, first.what, first.remedy)
        self._each = tuple(faults)
        told = [str(fault) for fault in faults[:_MOST_TOLD]]
        more = len(faults) - len(told)
        left_out = [f"and {more} more"] if more else []
        self.args = ("\n".join([f"{len(faults)} faults", *told, *left_out]),)

    @property
    def each(self) -> tuple[Fault, ...]:
        """The faults that it stands for."""
        return self._each


def _shown(text: str) -> str:
    """Escape what would command a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _by_line(text: str) -> str:
    return "\n".join(map(_shown, text.split("\n")))


class FaultList:
    """Gathers faults, so that all of them can be told at once.

    As a context, it keeps the faults that are raised inside, and goes on behind it.
    """

    def __init__(self, found: Iterable[Fault] = ()) -> None:
        self.found = list(found)

    def add(self, faults: Iterable[Fault]) -> None:
        """Keep faults."""
        self.found += faults

    def __enter__(self) -> None:
        """Begin to gather."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Keep a fault, and nothing else."""
        if not isinstance(error, Fault):
            return False
        self.add(error.each)
        return True

    def raise_found(self) -> None:
        """Raise what was gathered: one Fault, several as Faults, or nothing."""
        if self.found:
            raise self.as_fault()

    def as_fault(self) -> Fault:
        """Return what was gathered as one Fault, each but once; there has to be one at least."""
        once = list({str(fault): fault for fault in self.found}.values())
        return once[0] if len(once) == 1 else Faults(once)


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return "did you mean X? " for the known name that is closest, "" where none is close."""
    close = get_close_matches(name[:_LONGEST_NAME], list(known), n=1)
    return f"did you mean {close[0]}? " if close else ""


def choice(name: str, known: Collection[str]) -> str:
    """Return the remedy for an unknown name: the closest known one, and all of them."""
    return f"{suggestion(name, known)}there are: {', '.join(known) or 'none'}"
