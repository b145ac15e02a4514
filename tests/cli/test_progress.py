"""How far the judging is: shown on a terminal, where there is something to wait for."""

import io
import sys

import pytest

from asdocumented.cli.progress import shown_progress

LARGE = 64 * 2**20


class Terminal(io.StringIO):
    """Takes what is written, as a terminal does."""

    def isatty(self) -> bool:
        """Return true."""
        return True


def shown(total: int, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what is written while half of the evidence is judged."""
    monkeypatch.setattr(sys, "stderr", stream)
    with shown_progress(total) as progress:
        progress(total // 2)
    return stream.getvalue()


def test_a_terminal_shows_share_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """On one line, which is written over."""
    written = shown(LARGE, Terminal(), monkeypatch)
    assert "judging" in written
    assert "50%" in written
    assert "MiB/s" in written


@pytest.mark.parametrize(
    ("total", "stream"),
    [(LARGE, io.StringIO()), (2**20, Terminal())],
    ids=["no terminal", "little to judge"],
)
def test_else_nothing_is_shown(
    total: int, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log of CI stays as it is."""
    assert shown(total, stream, monkeypatch) == ""
