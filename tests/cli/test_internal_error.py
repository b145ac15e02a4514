"""An exception that nobody expected ends with exit 2 and a line to report, never with 1."""

import errno
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
        r"asdocumented --debug COMMAND shows each place that led there, and no value\n",
        ended.stderr,
    )


@pytest.mark.parametrize(("value", "shown"), [("1", True), ("0", False), ("", False)])
def test_the_places_are_shown_where_they_are_asked_for(value: str, *, shown: bool) -> None:
    """All that led there, and still no text of an exception."""
    ended = run("checks", settings={"ASDOCUMENTED_DEBUG": value})
    assert ended.returncode == 2
    assert bool(re.search(r"    \S+main\.py:\d+ in checks\n", ended.stderr)) is shown
    assert CODE not in ended.stderr


def test_an_option_asks_for_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands before the command; what led to an exception is told by its type."""
    monkeypatch.setenv("ASDOCUMENTED_DEBUG", "0")
    ended = run("--debug", "checks")
    assert "\n  KeyError\n" in ended.stderr
    assert "in run_checks\n" in ended.stderr
    assert CODE not in ended.stderr


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "Permission denied"), (errno.ENAMETOOLONG, "File name too long")],
)
def test_a_file_that_the_system_refuses_is_named(
    number: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that may not be entered, Python cannot tell whether there is a file."""

    def fail(*_: object) -> None:
        raise OSError(number, CODE, "contracts/clusters.toml")

    monkeypatch.setattr("asdocumented.cli.checks.all_checks", fail)
    ended = run("checks")
    assert (ended.returncode, ended.stderr) == (
        2,
        f"asdocumented: contracts/clusters.toml: {words}\n  correct its place and permissions\n",
    )
