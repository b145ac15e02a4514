"""Texts with their encodings undone, one layer of all kinds after the other, to a fixed depth."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple, TypeAlias

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
    without_entities,
    without_escapes,
    without_percent,
    without_zero_bytes,
)

MOST_LAYERS = 5
"""How many layers are undone: three that hide a value, and two of the file that holds it."""

SEPARATOR = "|"
"""Stands between two texts: nothing that is encoded goes across it."""

_GZIP_IN_GZIP = 1
_ESCAPED = "with escapes"
RUNS = _BASE64, _HEXADECIMAL = "base64", "hex"
"""What is undone in runs of characters."""

_UNDONE: Sequence[tuple[str, Callable[[str], str]]] = (
    (_ESCAPED, without_escapes),
    ("percent-encoded", without_percent),
    ("with entities", without_entities),
)

_RUN = re.compile(r"[A-Za-z0-9+/_-]{11,}", re.ASCII)
_HEX = re.compile(r"[0-9A-Fa-f]{16,}", re.ASCII)
"""Runs that may hold eight characters."""

_SHORTEST_TAG = re.compile(r"<[^<>]*+>")
_LONGEST_TAG = re.compile(r"<[^<]*>")
_COMMENT_BEGINS, _COMMENT_ENDS = "<!--", "-->"
_COLOUR = re.compile(r"(?:\x1b\[|\x9b)[0-9;:?]{0,20}[ -/]{0,3}[@-~]")
_INVISIBLE_CHARACTERS = (
    r"\xad\u034f\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]+")


class Layer(NamedTuple):
    """A text, and the encoding that was undone last, "" for none."""

    spelling: str
    text: str


def layers(texts: Sequence[str], runs: "Runs | None" = None) -> Iterator[Layer]:
    """Yield texts as they are, joined, then with each layer of encodings undone.

    A layer is escapes, percent-encoding and entities, or what runs of Base64 and hexadecimal hold:
    UTF-8, UTF-16, or gzip of either. Each run is read once, and 4 MiB of all gzip are unpacked.
    `runs` are those that were read before; they tell afterwards how much was gzip.
    """
    runs = runs or Runs()
    level: dict[str, list[str]] = {"": [*texts]}
    for _ in range(MOST_LAYERS):
        for spelling, some in level.items():
            yield Layer(spelling, SEPARATOR.join(some))
        read = [*chain(*level.values())]
        yield from _without_zero_bytes(read)
        opened, between, level = _opened(read)
        for spelling, some in between.items():
            yield Layer(spelling, SEPARATOR.join(some))
        if whole := _with_joined_bytes(opened):
            yield Layer(_ESCAPED, whole)
        for spelling, held in runs.texts_in(SEPARATOR.join((*opened, whole))):
            level.setdefault(spelling, []).append(held)
        if not level:
            return
    for spelling, some in level.items():
        yield Layer(spelling, SEPARATOR.join(some))


_Read: TypeAlias = dict[str, list[str]]
"""Texts, by the encoding that was undone last."""


def _opened(texts: Iterable[str]) -> tuple[list[str], _Read, _Read]:
    """Return texts with one layer of what is encoded character by character undone.

    Beside all of them stand those that were read on the way, where several encodings were undone: a
    `%` before a value is part of one only by chance. The last are those that changed.
    """
    opened: list[str] = []
    between: _Read = {}
    changed: _Read = {}
    for text in texts:
        new, last = text, ""
        if "\\" in text or "%" in text or "&" in text or "''" in text:
            for spelling, undone in _UNDONE:
                before, new = new, undone(new)
                if new != before:
                    if last:
                        between.setdefault(last, []).append(before)
                    last = spelling
            if last:
                changed.setdefault(last, []).append(new)
        opened.append(new)
    return opened, between, changed


def _without_zero_bytes(texts: Iterable[str]) -> Iterator[Layer]:
    changed = [without_zero_bytes(text) for text in texts if "\\0" in text]
    if changed:
        yield Layer(_ESCAPED, SEPARATOR.join(changed))


def _with_joined_bytes(texts: Iterable[str]) -> str:
    """Return those of many texts that change where characters are read as bytes of UTF-8."""
    return SEPARATOR.join(
        whole for text in texts if not text.isascii() and (whole := with_joined_bytes(text)) != text
    )


def without_markup(text: str) -> Iterator[str]:
    """Yield a text without its tags and colour codes, if it has any.

    A second reading takes each tag to go as far as it may, for what a `>` in it.
    """
    plain, text = text, without_colours(text)
    if text is not plain and "<" not in text:
        yield text
    if "<" in text:
        shortest, longest = _SHORTEST_TAG.sub("", text), _LONGEST_TAG.sub("", _uncommented(text))
        yield shortest
        if longest != shortest:
            yield longest


def without_invisible(text: str) -> str:
    """Return a text without characters that are not seen, but for blanks."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def without_colours(text: str) -> str:
    """Return a text without the codes by which terminals set colours."""
    return _COLOUR.sub("", text) if "\x1b" in text or "\x9b" in text else text


def _without_unseen(text: str) -> str:
    """Return a text without blanks and what else is not seen."""
    joined = "".join(text.split())
    return joined if joined.isascii() else _INVISIBLE.sub("", joined)


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
    """Reads runs of Base64 and hexadecimal, each once, but those that are `known` already.

    `new` are those that were read; `unpacked` counts the bytes from gzip.
    """

    def __init__(self, known: AbstractSet[str] = frozenset()) -> None:
        self._known = known
        self.new: set[str] = set()
        self.unpacked = 0

    @property
    def is_full(self) -> bool:
        """Tell whether gzip holds more than is unpacked."""
        return self.unpacked >= MOST_UNPACKED

    def texts_in(self, text: str) -> Iterator[Layer]:
        """Yield what the new runs in a text hold, also those that are folded or have tags."""
        new = {*_RUN.findall(text)}
        for squeezed in (text, *without_markup(text)):
            new.update(_RUN.findall(_without_unseen(squeezed)))
        new -= self._known
        new -= self.new
        self.new |= new
        digits = _HEX.findall("\n".join(new))
        for spelling, runs, at_once, readings in (
            (_BASE64, [*new], base64_at_once, base64_readings),
            (_HEXADECIMAL, digits, hex_at_once, hex_readings),
        ):
            contents = [*at_once(runs)] if runs else []
            if any(GZIP_MEMBER in one for one in contents):
                contents += self._unpacked(chain.from_iterable(map(readings, runs)), _GZIP_IN_GZIP)
            if held := SEPARATOR.join(text for one in contents for text in in_any_charset(one)):
                yield Layer(spelling, held)

    def _unpacked(self, contents: Iterable[bytes], deeper: int) -> Iterator[bytes]:
        """Yield what gzip in contents holds, and what gzip in that holds."""
        for one in contents:
            for member in gzip_members(one, MOST_UNPACKED - self.unpacked):
                self.unpacked += len(member)
                yield member
                if deeper:
                    yield from self._unpacked([member], deeper - 1)
