"""Tells what failed in words, for a traceback shows values: arguments, and texts of exceptions."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import pytest

from asdocumented.cli.internal_error import describe_internal_error
from asdocumented.errors import Fault
from asdocumented.formats.refusals import refusal

_T = TypeVar("_T")


class Failure(NamedTuple):
    """Why a call failed: a fault of what it was given, or an error that nobody expected."""

    what: str
    is_fault: bool

    @property
    def exit_code(self) -> pytest.ExitCode:
        """How a session ends for it."""
        return pytest.ExitCode.USAGE_ERROR if self.is_fault else pytest.ExitCode.INTERNAL_ERROR


def attempt(call: Callable[[], _T]) -> _T | Failure:
    """Return what a call returns, or why it failed; a wrong command line is raised."""
    try:
        return call()
    except Fault as fault:
        return Failure(str(fault), is_fault=True)
    except pytest.UsageError:
        raise
    except Exception as error:  # noqa: BLE001  # it is told, without what it was about
        refused = refusal(error)
        if refused is not None:
            return Failure(str(refused), is_fault=True)
        return Failure(describe_internal_error(error), is_fault=False)


def or_fail(call: Callable[[], _T]) -> _T:
    """Return what a call returns; fail the test where it fails, without a traceback."""
    found = attempt(call)
    if isinstance(found, Failure):
        pytest.fail(found.what, pytrace=False)
    return found
