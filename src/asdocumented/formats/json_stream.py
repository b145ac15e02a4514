"""Reads the items of an array out of a JSON text of any size, in memory that does not grow."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from asdocumented.formats.damage import Damaged

_CHUNK = 2**22
_MOST_VALUE = 2**28
"""The most bytes that are kept of a file at a time: those of its largest value."""

_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_PLAIN = rb'[^"{}\[\]]++|' + _STRING
# An object or array that holds no further one costs one step.
_TO_BRACKET = re.compile(
    rb"(?:%(plain)s|\{(?:%(plain)s)*+\}|\[(?:%(plain)s)*+\])*+([{}\[\]])" % {b"plain": _PLAIN},
    re.DOTALL,
)
_TO_SCALAR_END = re.compile(rb'(?:[^",\s\]}{\[]++|' + _STRING + rb")(?=[,\s\]}])", re.DOTALL)
_SPACE = re.compile(rb"[ \t\r\n]*+")
_NAME = re.compile(_STRING, re.DOTALL)
_BEGINNING = re.compile(rb'\{[ \t\r\n]{0,64}"[^"\\]{1,64}"[ \t\r\n]{0,64}:')
"""How an object begins with its first member."""

_OPENING = (b"{", b"[")
_WINDOW = 2**20
_decode_items = msgspec.json.Decoder(list[msgspec.Raw]).decode


class JsonStream:
    """The items of one array of a JSON text, one after the other.

    An item is what stands between two commas: whether it is JSON is for its reader to find.
    """

    def __init__(self, file: BinaryIO, start: bytes = b"") -> None:
        """Begin a stream.

        Args:
            file: the text, in UTF-8.
            start: what was read of the file already.

        """
        self._file = file
        self._kept = start
        self._at = 0
        self._tried = 0

    def items(self, *names: str) -> Iterator[bytes]:
        """Yield the items of the array that stands under these names, one within the other.

        Raises:
            Damaged: the text ends too early, is no JSON around the array, or has no such array.

        """
        self._expect(b"{")
        yield from self._members([name.encode() for name in names])
        if self._next():
            raise Damaged("not valid JSON, or cut off: text behind its end")

    def _members(self, names: list[bytes]) -> Iterator[bytes]:
        """Go through an object, the brace of which was read; yield what is sought in it."""
        found = False
        while self._next() != b"}":
            name = self._taken(_NAME)[1:-1]
            self._expect(b":")
            if name == names[0] and found:
                raise Damaged("a name of the file stands there twice")
            if name != names[0]:
                self._value()
            elif len(names) > 1:
                found = True
                self._expect(b"{")
                yield from self._members(names[1:])
            else:
                found = True
                self._expect(b"[")
                yield from self._array()
            self._comma(b"}")
        self._at += 1
        if not found:
            raise Damaged("neither a cassette nor a HAR file")

    def _array(self) -> Iterator[bytes]:
        beginning: re.Match[bytes] | None = None
        while self._next() != b"]":
            if beginning is not None:
                yield from self._many(beginning[0])
            item = self._value()
            yield item
            self._comma(b"]")
            beginning = _BEGINNING.match(item)
        self._at += 1

    def _many(self, beginning: bytes) -> Iterator[bytes]:
        """Yield items at once that are kept whole, in a fraction of the time of one by one.

        They end where a later one seems to begin as the one before did. That they are items is
        proved: as a JSON array they are valid, else they are read one by one.
        """
        while self._at >= self._tried:
            start, end = self._at, self._at + _WINDOW
            last = self._kept.rfind(beginning, start, end)
            comma = self._kept.rfind(b",", start, max(last, start))
            self._tried = end
            if comma < 0 or self._kept[comma + 1 : last].strip(b" \t\r\n"):
                return
            between = memoryview(self._kept)[start:comma]
            try:
                items = _decode_items(b"".join((b"[", between, b"]")))
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                return
            if not items:
                return
            self._at = self._tried = last
            yield from map(bytes, items)

    def _comma(self, end: bytes) -> None:
        if self._next() != end:
            self._expect(b",")

    def _value(self) -> bytes:
        """Return the text of the next value."""
        if self._next() not in _OPENING:
            return self._taken(_TO_SCALAR_END)
        depth, end = 1, self._at + 1
        while depth:
            found = _TO_BRACKET.match(self._kept, end)
            if found is None:
                end -= self._more()
                continue
            end = found.end()
            depth += 1 if found[1] in _OPENING else -1
        start, self._at = self._at, end
        return self._kept[start:end]

    def _taken(self, pattern: re.Pattern[bytes]) -> bytes:
        """Return the text of a name or a scalar."""
        self._next()
        while (found := pattern.match(self._kept, self._at)) is None:
            self._more()
        self._at = found.end()
        return found[0]

    def _expect(self, character: bytes) -> None:
        if self._next() != character:
            raise Damaged("not valid JSON, or cut off")
        self._at += 1

    def _next(self) -> bytes:
        """Return the next character that is no space, b"" at the end; stay before it."""
        while True:
            found = _SPACE.match(self._kept, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._kept):
                return self._kept[self._at : self._at + 1]
            self._kept, self._at, self._tried = self._file.read(_CHUNK), 0, 0
            if not self._kept:
                return b""

    def _more(self) -> int:
        """Read on, and drop what lies before the place; return how many bytes were dropped.

        As much is read as is kept, so that a large value costs no more than grows with its size.
        """
        dropped = self._at
        kept = self._kept[dropped:]
        if len(kept) > _MOST_VALUE:
            raise Damaged("one value in it is larger than 256 MiB")
        read = self._file.read(max(_CHUNK, len(kept)))
        if not read:
            raise Damaged("not valid JSON, or cut off")
        self._kept, self._at, self._tried = kept + read, 0, 0
        return dropped
