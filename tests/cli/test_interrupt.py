"""Ctrl-C in the first moments, when modules are still imported."""

import signal
import subprocess
import sys

import pytest

from asdocumented.cli import entry
from asdocumented.errors import ExitCode


class Interrupting:
    """Finds the command line, and is interrupted."""

    def find_spec(self, name: str, *_: object) -> None:
        """Be interrupted where the command line is imported."""
        if name == "asdocumented.cli.main":
            raise KeyboardInterrupt


def test_an_interrupt_of_an_import_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a line, as one that comes later."""
    monkeypatch.delitem(sys.modules, "asdocumented.cli.main", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == ExitCode.INTERRUPTED
    assert capsys.readouterr() == ("", "asdocumented: interrupted\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "imported",
    ["pathlib", "click.types", "click", "asdocumented.errors"],
)
def test_a_process_that_is_interrupted_while_it_imports_shows_no_traceback(imported: str) -> None:
    """Python tells of each module that it has imported; the signal comes after this one.

    Where an import of a library of C was interrupted, Python ends as a shell shows 130, too.
    """
    command = [sys.executable, "-X", "importtime", "-m", "asdocumented", "checks"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.split("|")[-1].strip() == imported:
                break
        process.send_signal(signal.SIGINT)
        told = [line for line in process.stderr if not line.startswith("import time:")]
    interrupted = "".join(told).strip() == "asdocumented: interrupted"
    assert interrupted or (process.returncode, told) == (0, [])
    assert process.returncode in ((130, -signal.SIGINT) if interrupted else (0,))
