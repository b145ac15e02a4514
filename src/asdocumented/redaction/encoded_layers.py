"""A text with its encodings undone, one layer of all kinds after the other, to a fixed depth."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from asdocumented.redaction.encoded_runs import (
    GZIP_MEMBER,
    MOST_UNPACKED,
    base64_at_once,
    base64_readings,
    gzip_members,
    hex_at_once,
    hex_readings,
    in_any_charset,
)
from asdocumented.redaction.escapes import (
    with_joined_bytes,
    without_escapes,
    without_percent,
    without_zero_bytes,
)

MOST_LAYERS = 5
"""How many layers are undone: three that hide a value, and two of the file that holds it."""

_GZIP_IN_GZIP = 1

_RUN = re.compile(r"[A-Za-z0-9+/_-]{11,}", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{16,}", re.ASCII)
"""Runs that may hold eight characters."""

_SHORTEST_TAG = re.compile(r"<[^<>]*+>")
_LONGEST_TAG = re.compile(r"<[^<]*>")
_COMMENT_BEGINS, _COMMENT_ENDS = "<!--", "-->"
_CONTROL = re.compile(r"&#(?:0{0,9}(27|155)(?![0-9])|[xX]0{0,9}([19][bB])(?![0-9a-fA-F]));?")
"""An entity of what begins a colour code, which HTML does not know."""

_COLOUR = re.compile(r"(?:\x1b\[|\x9b)[0-9;:?]{0,20}[ -/]{0,3}[@-~]")
_UNSEEN = re.compile(
    r"[\s\xad\u034f\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0]+"
)


def layers(text: str, runs: "Runs | None" = None) -> Iterator[str]:
    """Yield a text as it is, then with each layer of encodings undone.

    A layer is escapes, percent-encoding and entities, or what runs of Base64 and hexadecimal hold:
    UTF-8, UTF-16, or gzip of either. Each run is read once, 4 MiB of all gzip are unpacked. `runs`
    are those that were read before; they tell afterwards whether any was gzip.
    """
    runs = runs or Runs()
    for _ in range(MOST_LAYERS):
        yield text
        if (digits := without_zero_bytes(text)) != text:
            yield digits
        opened = _opened(text)
        held = runs.texts_in(opened)
        if (whole := with_joined_bytes(opened)) != opened:
            yield whole
            held += runs.texts_in(whole)
        text = held if opened == text else f"{opened}|{held}"
        if not text.strip():
            return
    yield text


def without_markup(text: str) -> Iterator[str]:
    """Yield a text without its tags and colour codes, if it has any.

    A second reading takes each tag to go as far as it may, for what a `>` in it.
    """
    if "\x1b" in text or "\x9b" in text:
        text = _COLOUR.sub("", text)
        if "<" not in text:
            yield text
    if "<" in text:
        shortest, longest = _SHORTEST_TAG.sub("", text), _LONGEST_TAG.sub("", _uncommented(text))
        yield shortest
        if longest != shortest:
            yield longest


def _opened(text: str) -> str:
    """Return a text with one layer of what is encoded character by character undone."""
    text = without_escapes(text)
    if "%" in text:
        text = without_percent(text)
    if "&#" in text:
        text = _CONTROL.sub(
            lambda found: chr(int(found[1] or found[2], 10 if found[1] else 16)), text
        )
    return html.unescape(text) if "&" in text else text


def _without_unseen(text: str) -> str:
    """Return a text without blanks and what else is not seen."""
    return "".join(text.split()) if text.isascii() else _UNSEEN.sub("", text)


def _uncommented(text: str) -> str:
    """Return a text without the comments of HTML in it, each read once."""
    kept, at = [], 0
    while (start := text.find(_COMMENT_BEGINS, at)) >= 0:
        end = text.find(_COMMENT_ENDS, start)
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + len(_COMMENT_ENDS)
    return "".join([*kept, text[at:]])


class Runs:
    """Reads runs of Base64 and hexadecimal, each once; `unpacked` counts the bytes from gzip."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self.unpacked = 0

    def texts_in(self, text: str) -> str:
        """Return what the new runs in a text hold, also those that are folded or have tags."""
        new = {*_RUN.findall(text)}
        for squeezed in (text, *without_markup(text)):
            new.update(_RUN.findall(_without_unseen(squeezed)))
        new -= self._known
        if not new:
            return ""
        self._known |= new
        digits = _HEX.findall("\n".join(new))
        contents = [*base64_at_once(new), *hex_at_once(digits)]
        if any(GZIP_MEMBER in one for one in contents):
            readings = chain(*map(base64_readings, new), *map(hex_readings, digits))
            contents += self._unpacked(readings, _GZIP_IN_GZIP)
        return "|".join(text for one in contents for text in in_any_charset(one))

    def _unpacked(self, contents: Iterable[bytes], deeper: int) -> Iterator[bytes]:
        """Yield what gzip in contents holds, and what gzip in that holds."""
        for one in contents:
            for member in gzip_members(one, MOST_UNPACKED - self.unpacked):
                self.unpacked += len(member)
                yield member
                if deeper:
                    yield from self._unpacked([member], deeper - 1)
