"""Looks through the raw text of a file, for what no reader tells: comments, broken files."""

import re
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import chain, islice

from asdocumented.redaction.pairs import named_in
from asdocumented.scanning.finds import FileFinds
from asdocumented.scanning.forms import personal_in
from asdocumented.scanning.known import Searcher
from asdocumented.scanning.model import Hit, hit

_CHUNK = 2**20
_LONGEST_LINE = 2**24
_OVERLAP = 2**16
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t>#*|]+")
_BASE64_LINE = re.compile(r"[ \t>#*|]*[A-Za-z0-9+/_-]{4,}={0,2}\s*", re.ASCII)
_TOGETHER = 64
_APART = "\n\n\n\n|\n"
"""Stands between parts that are searched at once: neither a pair nor a fold goes across it."""

_COMMENTED = "a comment"
_ANYWHERE = "the text of the file"


class RawText:
    """Looks through raw text; `whole` says that no reader could parse it."""

    def __init__(
        self, searcher: Searcher, words: frozenset[str], *, whole: bool, is_json: bool
    ) -> None:
        self._searcher = searcher
        self._words = words
        self._whole = whole
        self._is_json = is_json

    def scan(self, file: BufferedReader, finds: FileFinds) -> None:
        """Add what stands in a file and was not told before, and the lines of what was."""
        before = 0
        for text in _pieces(file):
            finds.lines_in(text, before)
            parts = self._parts(text)
            while some := [*islice(parts, _TOGETHER)]:
                if self._may_hold([part for _, part in some]):
                    for line, part in some:
                        finds.add_raw(self._hits(part), before + line)
            self._tokens(text, finds, before)
            before += text.count("\n")

    def _parts(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield what no reader gives, each with its line: comments, or all lines and folded Base64.

        What looks like a comment may be a text with `#` behind a blank.
        """
        if self._whole:
            lines = text.split("\n")
            yield from enumerate(lines, 1)
            yield from _folded(lines)
        elif not self._is_json and "#" in text:
            line, counted = 1, 0
            for one in _COMMENT.finditer(text):
                line += text.count("\n", counted, one.start())
                counted = one.start()
                yield line, one[0]

    def _may_hold(self, parts: Sequence[str]) -> bool:
        """Tell whether one of many parts may hold something: most hold nothing."""
        whole = _APART.join(parts)
        found = chain(named_in(whole, self._words), personal_in(whole))
        return next(found, None) is not None or self._searcher.suspects(parts)

    def _hits(self, part: str) -> Iterator[Hit]:
        place = _ANYWHERE if self._whole else _COMMENTED
        if self._searcher.suspects_one(part):
            yield from self._searcher.hits(place, part)
        for _, value in named_in(part, self._words):
            yield hit(place, "named-credential", value)
        yield from (hit(place, kind, value) for kind, value in personal_in(part))

    def _tokens(self, text: str, finds: FileFinds, before: int) -> None:
        """Add known values and tokens that stand as they are anywhere, such as in a lost key."""
        suspects = self._searcher.suspects_as_it_is
        if suspects(text):
            for number, line in enumerate(text.split("\n"), 1):
                if suspects(line):
                    finds.add_raw(self._searcher.hits(_ANYWHERE, line), before + number)
            if self._whole:
                finds.add_raw(self._searcher.hits(_ANYWHERE, text), before + 1)


def _folded(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield lines in a row that hold Base64 alone, with one more line on both sides."""
    begin: int | None = None
    for at, line in enumerate([*lines, " "]):
        is_base64 = _BASE64_LINE.fullmatch(line) is not None
        if is_base64 and begin is None:
            begin = at
        elif begin is not None and not is_base64:
            first = max(begin - 1, 0)
            yield first + 1, "\n".join(_QUOTED.sub("", one) for one in lines[first : at + 1])
            begin = None


def _pieces(file: BufferedReader) -> Iterator[str]:
    """Yield a file in pieces of whole lines; those of an endless line overlap."""
    rest: list[bytes] = []
    size = 0
    while chunk := file.read(_CHUNK):
        whole, mark, behind = chunk.rpartition(b"\n")
        size += len(chunk)
        if not mark and size < _LONGEST_LINE:
            rest.append(chunk)
            continue
        yield b"".join([*rest, whole if mark else chunk, mark]).decode("utf-8", "replace")
        rest = [behind if mark else chunk[-_OVERLAP:]]
        size = len(rest[0])
    if rest:
        yield b"".join(rest).decode("utf-8", "replace")
