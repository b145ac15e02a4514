"""The rules of this test suite: what a quick test may do, and what a started process inherits."""

import ast
import os
import signal
import socket
import subprocess
import sys
from functools import cache

import pytest
from pytest_socket import SocketBlockedError

from tests.support import ROOT

INTERRUPTED_IN_THE_BACKGROUND = """
import signal, subprocess, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
import tests.conftest
interrupted = [sys.executable, "-c", "import signal; signal.raise_signal(signal.SIGINT)"]
print(subprocess.run(interrupted, stderr=subprocess.DEVNULL).returncode)
"""
"""A background job loads what holds for every test, and tells how an interrupt ends a process."""


@cache
def trees() -> dict[str, ast.Module]:
    """Return the modules of the tests by their paths."""
    return {
        path.relative_to(ROOT / "tests").as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in (ROOT / "tests").rglob("*.py")
    }


def found_tests(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the tests of a module."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [function for function in functions if function.name.startswith("test_")]


def imported(tree: ast.Module) -> list[str]:
    """Return the modules that a module imports names from."""
    return [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_every_test_states_its_rule_in_a_docstring() -> None:
    """Tests read as specification."""
    silent = {
        name: [test.name for test in found_tests(tree) if not ast.get_docstring(test)]
        for name, tree in trees().items()
    }
    assert {name: found for name, found in silent.items() if found} == {}


def test_tests_stand_in_test_modules_and_in_no_others() -> None:
    """A test in another module would never run."""
    with_tests = {name for name, tree in trees().items() if found_tests(tree)}
    assert with_tests == {name for name in trees() if name.rpartition("/")[2].startswith("test_")}


def test_no_test_module_imports_another() -> None:
    """What several tests need stands in a module of its own."""
    borrowing = {
        name: found
        for name, tree in trees().items()
        if (found := [one for one in imported(tree) if one.rpartition(".")[2].startswith("test_")])
    }
    assert borrowing == {}


def test_a_quick_test_starts_no_process() -> None:
    """Neither with subprocess nor by a fork."""
    with pytest.raises(pytest.fail.Exception, match="a quick test starts a process"):
        subprocess.run([sys.executable, "--version"], check=True)
    with pytest.raises(pytest.fail.Exception, match="a quick test starts a process"):
        os.fork()


def test_a_quick_test_opens_no_socket() -> None:
    """pytest-socket refuses it."""
    with pytest.raises((SocketBlockedError, UserWarning), match=r"tried to use socket\.socket"):
        socket.create_server(("127.0.0.1", 0))


@pytest.mark.slow
def test_a_slow_test_starts_processes_that_an_interrupt_ends() -> None:
    """Also where the tests run as a background job, which ignores SIGINT."""
    command = [sys.executable, "-c", INTERRUPTED_IN_THE_BACKGROUND]
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout == f"{-signal.SIGINT}\n"


@pytest.mark.slow
@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_conformance_without_recordings_is_one_line(workers: tuple[str, ...]) -> None:
    """It says what to do, and ends as bad usage does."""
    command = ["pytest", "tests/conformance", "-p", "no:cacheprovider", *workers]
    result = subprocess.run(
        [sys.executable, "-m", *command, "--drift-target", "nobody"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    told = "cassettes/nobody: nothing is recorded: asdocumented record --target nobody"
    assert result.stderr.strip() == f"ERROR: {told}"
