"""Wraps lines for people to the width of the terminal that they go to."""

import re
import shutil
import textwrap
from typing import TextIO

_GAP = re.compile(r"(?<=\S) {2,}")


def fit(text: str, stream: TextIO | None, column: int | None = None) -> str:
    """Return text whose lines fit the terminal behind a stream, wrapped at blanks.

    What follows in a wrapped line stands at `column`, where the text of a table begins; without
    one it is indented a little, and gaps in the line are closed first. A word that is too long
    stays whole, and so does every line that goes to no terminal: a log is searched for lines.
    """
    width = width_of(stream)
    if width is None:
        return text
    return "\n".join(part for line in text.split("\n") for part in _wrapped(line, width, column))


def width_of(stream: TextIO | None) -> int | None:
    """Return how many columns the terminal behind a stream has; None where there is none."""
    is_terminal = stream is not None and stream.isatty()
    return shutil.get_terminal_size().columns if is_terminal else None


def _wrapped(line: str, width: int, column: int | None) -> list[str]:
    if len(line) <= width:
        return [line]
    own = len(line) - len(line.lstrip(" "))
    return textwrap.wrap(
        _GAP.sub(" ", line) if column is None else line,
        width,
        subsequent_indent=" " * (own + 2 if column is None else max(own, column)),
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
    )
