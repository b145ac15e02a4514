"""Fails a test without a traceback, for that would show what each function was called with."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from asdocumented.cli.internal_error import describe_internal_error
from asdocumented.errors import Fault

_T = TypeVar("_T")


def or_fail(call: Callable[[], _T]) -> _T:
    """Return what a call returns; fail the test at a fault, or an error that nobody expected.

    Both are told in words: the arguments of a frame may be answers as they came, and the text of
    an exception may hold a value of one.
    """
    try:
        return call()
    except Fault as fault:
        what = str(fault)
    except pytest.UsageError:
        raise
    except Exception as error:  # noqa: BLE001  # it is told, without what it was about
        what = describe_internal_error(error)
    pytest.fail(what, pytrace=False)
