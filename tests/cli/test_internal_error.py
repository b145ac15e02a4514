"""An exception that nobody expected ends with exit 2 and a line to report, never with 1."""

import re

import pytest

from tests.command_line import run

CODE = "INVENTEDCODE7"


@pytest.fixture(autouse=True)
def _crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `asdocumented checks` fail in the midst of its work, on a value."""

    def fail(*_: object) -> None:
        raise KeyError(CODE)

    monkeypatch.setattr("asdocumented.cli.checks.all_checks", fail)


def test_type_and_place_are_told_and_no_value() -> None:
    """The exception's text may hold a value of the evidence."""
    ended = run("checks")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert re.fullmatch(
        r"asdocumented: internal error: KeyError in asdocumented\.cli\.checks:\d+ "
        r"\(asdocumented \S+, Python \S+\)\n"
        r"  please report this line and the command that you gave; "
        r"ASDOCUMENTED_DEBUG=1 shows the traceback, which may hold values\n",
        ended.stderr,
    )


@pytest.mark.parametrize(("value", "shown"), [("1", True), ("0", False), ("", False)])
def test_the_traceback_is_shown_where_it_is_asked_for(value: str, *, shown: bool) -> None:
    """The variable asks for it, and for all that the exception holds."""
    ended = run("checks", settings={"ASDOCUMENTED_DEBUG": value})
    assert ended.returncode == 2
    assert ("Traceback (most recent call last)" in ended.stderr) is shown
    assert (CODE in ended.stderr) is shown
