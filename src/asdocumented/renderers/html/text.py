"""Text of evidence as safe markup: nothing in it runs, hides, turns around or fills the page."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache

from markupsafe import Markup, escape

from asdocumented.formats.json_path import printable

MOST_CHARACTERS = 600
_LIKE = 0.5
_TOKEN = re.compile(r"\w+|\W")
_CODE = re.compile("`([^`]*)`")


def visible(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return text with what cannot be seen spelt out, cut to so many characters.

    Control characters, and those that turn the direction of text, are written as escapes.
    """
    cut = text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"
    return cut if cut.isprintable() else "\n".join(map(printable, cut.split("\n")))


def in_element(text: str) -> Markup:
    """Return text, however long, as the content of an element.

    Quotes stay as they are: escaped they would take five bytes each.
    """
    shown = visible(text, len(text))
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(escaped)  # noqa: S704  # nothing in it ends an element


def finalize(value: object) -> object:
    """Return what a template prints for a value: markup as it is, text visible."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


def with_code(text: str) -> Markup:
    """Return text in which names between backticks are code."""
    parts = _CODE.split(visible(text))
    marked = (
        Markup("<code>") + one + Markup("</code>") if n % 2 else escape(one)
        for n, one in enumerate(parts)
    )
    return Markup().join(marked)


@lru_cache(maxsize=1024)
def marked_difference(documented: str, observed: str) -> tuple[Markup, Markup]:
    """Return two texts, each with the part marked that the other has not.

    Texts that have little in common are marked as wholes.
    """
    one, other = _TOKEN.findall(visible(documented)), _TOKEN.findall(visible(observed))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < _LIKE or matcher.ratio() < _LIKE:
        return _marked(one, [(0, len(one))]), _marked(other, [(0, len(other))])
    changes = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    left = [(start, end) for _, start, end, _, _ in changes]
    right = [(start, end) for _, _, _, start, end in changes]
    return _marked(one, left), _marked(other, right)


def _marked(tokens: Sequence[str], spans: Iterable[tuple[int, int]]) -> Markup:
    parts, last = list[Markup](), 0
    for start, end in spans:
        parts.append(escape("".join(tokens[last:start])))
        if start < end:
            parts.append(Markup("<mark>") + "".join(tokens[start:end]) + Markup("</mark>"))
        last = end
    return Markup().join([*parts, escape("".join(tokens[last:]))])


def counted(number: int, word: str) -> str:
    """Return a number with its word: `1 row`, `2 rows`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def day(moment: str) -> str:
    """Return the day of a moment as a person writes it, in UTC: `26 November 2026`."""
    read = _read(moment)
    return f"{read.day} {read:%B %Y}" if read else moment


def finished(start: str, end: str) -> str:
    """Return when something ended, in UTC, and how long it took."""
    began, ended = _read(start), _read(end)
    if began is None or ended is None:
        return end
    return f"{ended:%Y-%m-%d %H:%M:%S} UTC, after {(ended - began).total_seconds():.0f} s"


def _read(moment: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return read if read.tzinfo else None
