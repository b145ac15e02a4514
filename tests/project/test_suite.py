"""The rules of this test suite: what a quick test may do, and what a started process inherits."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from pytest_socket import SocketBlockedError

PRINT_SIGINT = "import signal; print(signal.getsignal(signal.SIGINT).__name__)"


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
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    command = [sys.executable, "-c", PRINT_SIGINT]
    result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout == "default_int_handler\n"
