"""Standard streams that cannot be written to: a full disk, a reader that went away."""

import errno
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from asdocumented.cli import main as command_line
from tests.command_line import run

FULL, NO_READER = errno.ENOSPC, errno.EPIPE


class Unwritable(io.TextIOBase):
    """A stream that refuses what is written, and keeps what was tried."""

    def __init__(self, reason: int) -> None:
        super().__init__()
        self._reason = reason
        self.tried = ""

    def write(self, text: str) -> int:
        """Refuse it, with the reason."""
        self.tried += text
        raise OSError(self._reason, "refused")


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Return what runs a command whose streams are replaced, and returns its exit code."""

    def end(*arguments: str, **streams: io.TextIOBase) -> int:
        monkeypatch.setattr(sys, "argv", ["asdocumented", *arguments])
        for name, stream in streams.items():
            monkeypatch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        return int(str(ended.value.code))

    return end


@pytest.mark.parametrize("reason", [FULL, NO_READER])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check nonexistent", 2),
        ("check --no-such-option", 2),
        ("checks", 0),
    ],
)
def test_what_cannot_be_told_changes_no_exit_code(
    ended: Callable[..., int], command: str, code: int, reason: int
) -> None:
    """A fault stays a fault, and is no drift."""
    assert ended(*command.split(), stderr=Unwritable(reason), stdout=io.StringIO()) == code


def test_an_internal_error_that_cannot_be_told_is_no_drift(
    ended: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends with 2, as one does that can be told."""
    monkeypatch.setattr("asdocumented.cli.checks.all_checks", lambda: 1 / 0)
    assert ended("checks", stderr=Unwritable(FULL), stdout=io.StringIO()) == 2


def test_an_interrupt_that_cannot_be_told_is_one(
    ended: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Click writes an empty line first."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("asdocumented.cli.checks.all_checks", interrupt)
    for reason in (FULL, NO_READER):
        assert ended("checks", stderr=Unwritable(reason), stdout=io.StringIO()) == 130


@pytest.mark.parametrize("command", ["--help", "check --help", "--version"])
def test_help_that_cannot_be_printed_is_told_with_its_reason(
    ended: Callable[..., int], command: str
) -> None:
    """It is no internal error; a reader that went away is no fault at all."""
    told = io.StringIO()
    assert ended(*command.split(), stderr=told, stdout=Unwritable(FULL)) == 2
    assert told.getvalue() == (
        "asdocumented: standard output: refused\n  make room, or write elsewhere\n"
    )
    told = io.StringIO()
    assert ended(*command.split(), stderr=told, stdout=Unwritable(NO_READER)) == 0
    assert not told.getvalue()


def test_a_broken_pipe_inside_a_command_is_an_internal_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Such as one to another process: the run is incomplete, and that is no drift."""

    def fail() -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("asdocumented.cli.checks.all_checks", fail)
    result = run("checks")
    assert result.returncode == 2
    assert result.stderr.startswith("asdocumented: internal error: BrokenPipeError in ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a full device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.slow
def test_a_full_disk_behind_either_stream_is_no_drift(unbuffered: str) -> None:
    """A shell that writes both to files sees the same exit codes, and no traceback."""
    command = f"PYTHONUNBUFFERED={unbuffered} {sys.executable} -m asdocumented"
    script = (
        f"{command} check nonexistent 2>/dev/full; echo $?; {command} --help >/dev/full; echo $?; "
        f"({command} --help; echo $? >&2) | true"
    )
    result = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert result.stdout == "2\n2\n"
    assert result.stderr == (
        "asdocumented: standard output: No space left on device\n  make room, or write elsewhere\n"
        "0\n"
    )
