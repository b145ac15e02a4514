"""Tells of an exception that no command expects: its type and place, never its values."""

import os
import platform
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from asdocumented import __version__
from asdocumented.formats.files import shown_path

DEBUG_VARIABLE = "ASDOCUMENTED_DEBUG"
"""With a value other than "" and "0", all places of an internal error are shown."""

_PACKAGE = __name__.partition(".")[0]


def describe_internal_error(error: BaseException) -> str:
    """Return what to report of an exception, and how to see more of it.

    An exception's text may hold values of the evidence, or a credential. So only its type and the
    innermost place in this package are told; where `--debug` or `ASDOCUMENTED_DEBUG` asks for it,
    every place that led there, still without any text of an exception.
    """
    versions = f"asdocumented {__version__}, Python {platform.python_version()}"
    what = f"internal error: {type(error).__qualname__} in {_place(error.__traceback__)}"
    lines = [f"{what} ({versions})", "  please report this line and the command that you gave"]
    if os.environ.get(DEBUG_VARIABLE, "0") not in ("", "0"):
        lines += _places(error)
    else:
        lines[1] += "; asdocumented --debug COMMAND shows each place that led there, and no value"
    return "\n".join(lines)


def _places(error: BaseException) -> Iterator[str]:
    """Yield the places of an exception and of those that led to it, each with its type alone."""
    seen: BaseException | None = error
    while seen is not None:
        yield f"  {type(seen).__qualname__}"
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"    {shown_path(Path(frame.filename))}:{frame.lineno} in {frame.name}"
        seen = seen.__cause__ or seen.__context__


def _place(trace: TracebackType | None) -> str:
    """Return module and line of the innermost frame in this package."""
    place = "an unknown place"
    for frame, line in traceback.walk_tb(trace):
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == _PACKAGE:
            place = f"{module}:{line}"
    return place
