"""The command line as a shell sees it: in this process, or where that is the point, in another."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import IO

import pytest

from asdocumented.cli import main as command_line

Ended = subprocess.CompletedProcess[str]
"""The exit code and what was written to standard output and standard error."""


def run(
    *arguments: str, folder: Path | None = None, settings: Mapping[str, str] | None = None
) -> Ended:
    """Run the command line in this process; an exception that it does not tell of is raised.

    It runs in `folder`, or else where the test stands, with these further variables.
    """
    written = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in ("stdout", "stderr")]
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(written[0]),
        redirect_stderr(written[1]),
    ):
        patch.chdir(folder or Path())
        patch.setattr(sys, "argv", ["asdocumented", *arguments])
        for name, value in (settings or {}).items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            command_line.main()
    stdout, stderr = (_text(stream) for stream in written)
    return subprocess.CompletedProcess(arguments, int(str(ended.value.code)), stdout, stderr)


def run_process(
    *arguments: str,
    folder: Path | None = None,
    settings: Mapping[str, str] | None = None,
    given: str | None = None,
) -> Ended:
    """Run the command line as a process of its own, `given` on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "asdocumented", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(settings or {})},
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@contextmanager
def started(*arguments: str, folder: Path | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Start the command line as a process of its own, and end it at the latest with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "asdocumented", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def read_until(stream: IO[str] | None, word: str) -> str:
    """Read lines until one has a word in it, and return that one; fail where none has."""
    assert stream is not None
    return next(line for line in stream if word in line)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode("utf-8")
