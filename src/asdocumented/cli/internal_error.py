"""Tells of an exception that nobody expected: its type and place, never its values."""

import os
import platform
import traceback
from importlib.metadata import version
from types import TracebackType

DEBUG_VARIABLE = "ASDOCUMENTED_DEBUG"
"""With a value other than "" and "0", the traceback of an internal error is shown."""

_PACKAGE = __name__.partition(".")[0]


def describe_internal_error(error: BaseException) -> str:
    """Return what to report of an exception, and how to see more of it.

    An exception's text and its traceback may hold values of the evidence. So only its type and
    the innermost place in this package are told; the traceback stands below them where
    `ASDOCUMENTED_DEBUG` asks for it.
    """
    versions = f"asdocumented {version('asdocumented')}, Python {platform.python_version()}"
    what = f"internal error: {type(error).__qualname__} in {_place(error.__traceback__)}"
    lines = [f"{what} ({versions})", "  please report this line and the command that you gave"]
    if os.environ.get(DEBUG_VARIABLE, "0") not in ("", "0"):
        lines.append("".join(traceback.format_exception(error)).rstrip())
    else:
        lines[1] += f"; {DEBUG_VARIABLE}=1 shows the traceback, which may hold values"
    return "\n".join(lines)


def _place(trace: TracebackType | None) -> str:
    """Return module and line of the innermost frame in this package."""
    place = "an unknown place"
    for frame, line in traceback.walk_tb(trace):
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == _PACKAGE:
            place = f"{module}:{line}"
    return place
