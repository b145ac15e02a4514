"""Judges one body, as far as what was learned of others tells about it."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json
from asdocumented.judging.reading_parts import Part, Tally, Unknown

_BYTES_A_QUOTE = 256
"""With fewer bytes for each escaped quote, counting those takes longer than writing the body."""

_EXAMPLES = 64
_LONGEST_EXAMPLE = 2**16
_MOST_MISSED = 8
"""Of how many bodies a narrow reading may miss one: more often it takes longer than it saves."""


class Read(msgspec.Struct, frozen=True):
    """A body that a reading judged: reduced to what is kept, and what is to be counted for it."""

    body: Json
    tallies: list[Tally]


class Reading:
    """Decodes a body, and judges it by the part for what comes out; `tallies` are all that count.

    With `is_open` some values are of any type: nesting and repeated names are looked for in a body.
    """

    def __init__(
        self, made: type, parts: Mapping[type, Part], tallies: list[Tally], *, is_open: bool
    ) -> None:
        """Prepare to decode bodies into what was made of their shapes."""
        self._decode: Callable[[bytes], object] = msgspec.json.Decoder(made).decode
        self._parts = parts
        self._is_open = is_open
        self.tallies = tallies

    def read(self, body: bytes) -> Read | None:
        """Judge a body; None where that takes a walk."""
        if self._is_open and json_body.is_deep(body):
            return None
        tallies: list[Tally] = []
        try:
            value = self._decode(body)
            reduced = self._parts[type(value)](value, tallies)
        except (Unknown, KeyError, ValueError, msgspec.DecodeError, RecursionError):
            return None
        more = body.count(b'"')
        for tally in tallies:
            more -= tally.quotes
        if (more or self._is_open) and self._drops_members(body, value, more):
            return None
        return Read(reduced, tallies)

    def _drops_members(self, body: bytes, value: object, more: int) -> bool:
        """Tell whether a name may stand twice; there are `more` quotes than in what was decoded."""
        if not self._is_open and 0 < more * _BYTES_A_QUOTE <= len(body):
            return more != json_body.escaped_quotes(body)
        return json_body.drops_members(body, value)


class NarrowedReading:
    """Asks a narrow reading first, and a wide one about what that does not judge.

    The narrow one takes the texts alone that members had, where those were few, which takes less
    time. It is made of the last 64 of so many bodies that were read, and given up where it misses
    more than one of eight. `tallies` are those of both.
    """

    def __init__(
        self, wide: Reading, make: Callable[[Sequence[bytes]], Reading | None], after: int
    ) -> None:
        """Begin with the wide reading; `make` returns the narrow one, if one can be made."""
        self._wide = wide
        self._make = make
        self._left = max(after, _EXAMPLES)
        self._examples: list[bytes] = []
        self._narrow: Reading | None = None
        self._tried = self._missed = 0
        self.tallies = [*wide.tallies]

    def read(self, body: bytes) -> Read | None:
        """Judge a body; None where that takes a walk."""
        narrow = self._narrow
        if narrow is None:
            read = self._wide.read(body)
            if self._left and read is not None:
                self._learn(body)
            return read
        self._tried += 1
        return narrow.read(body) or self._missed_by_narrow(body)

    def _learn(self, body: bytes) -> None:
        """Take account of a body that was read."""
        self._left -= 1
        if len(body) > _LONGEST_EXAMPLE:
            self._left = 0
        elif self._left < _EXAMPLES:
            self._examples.append(body)
            if not self._left:
                self._narrow = self._make(self._examples)
                self.tallies += self._narrow.tallies if self._narrow is not None else ()
        if not self._left:
            self._examples.clear()

    def _missed_by_narrow(self, body: bytes) -> Read | None:
        read = self._wide.read(body)
        self._missed += read is not None
        if self._tried >= _EXAMPLES and self._missed * _MOST_MISSED > self._tried:
            self._narrow = None
        return read
