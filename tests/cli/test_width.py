"""Lines for people fit the terminal."""

import io
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from asdocumented.cli.width import fit
from tests.cli.demo_target import ON_BUNDLED, configure


class Terminal(io.StringIO):
    """A stream that says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


LINE = "  by-ids: two coupon ids, the parameter repeated"


def test_a_long_line_is_wrapped_at_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows is indented a little more than the line, or stands in a table's column."""
    monkeypatch.setenv("COLUMNS", "30")
    stream = Terminal()
    assert fit(f"short\n\n{LINE}", stream) == (
        "short\n\n  by-ids: two coupon ids, the\n    parameter repeated"
    )
    assert fit(LINE, stream, 10) == ("  by-ids: two coupon ids, the\n          parameter repeated")


def test_gaps_are_closed_before_a_line_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """But not where the text of a table stands in its column."""
    monkeypatch.setenv("COLUMNS", "30")
    line = "[  1/46] by-ids                  200"
    assert fit(line, Terminal()) == "[ 1/46] by-ids 200"
    assert fit("samples     codes 6, coupon_ids 6", Terminal(), 12) == (
        "samples     codes 6,\n            coupon_ids 6"
    )


def test_a_long_word_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path or a URL can be copied."""
    monkeypatch.setenv("COLUMNS", "20")
    url = "/v2/coupon?couponCodes={codes.upper}"
    assert fit(f"  GET {url}", Terminal()) == f"  GET\n    {url}"


def test_what_goes_to_no_terminal_is_not_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever searches a log finds a whole line."""
    monkeypatch.setenv("COLUMNS", "30")
    assert fit("word " * 100, io.StringIO()) == "word " * 100
    assert fit("word " * 100, None) == "word " * 100


def in_a_terminal(folder: Path, columns: int, *words: str) -> list[str]:
    """Run a command in a terminal of this width, and return what it shows."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "asdocumented", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # a terminal whose other end is closed
            while chunk := os.read(ours, 4096):
                shown += chunk
    os.close(ours)
    return shown.decode("utf-8").splitlines()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize(
    "words",
    [
        ("targets",),
        ("record", "--target", "demo", "--dry-run"),
        ("live", "--target", "demo", "--dry-run"),
        ("record", "--target", "no-such-target-with-a-name-that-is-long"),
        ("check", "--notes", "--report-dir", "out"),
    ],
    ids=["targets", "record", "live", "fault", "check"],
)
def test_commands_fit_the_terminal(words: tuple[str, ...], tmp_path: Path) -> None:
    """Plans, targets, faults and summaries: only a single word may be longer."""
    configure(tmp_path, "http://127.0.0.1:9")
    lines = in_a_terminal(tmp_path, 60, *words, *ON_BUNDLED)
    assert lines
    assert [line for line in lines if len(line) > 60 and " " in line.strip()] == []
