"""Texts without what hides a value in them: separators, markup, encodings, to a bounded depth."""

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from unicodedata import normalize
from urllib.parse import unquote

from asdocumented.redaction.encoded_runs import as_texts, from_base64

_SHORTEST = 8
_FEWEST_DIGITS = 10
_FEWEST_LETTERS = 12
"""Fewer characters than these occur by chance, or in words, once separators are gone."""

_MOST_LAYERS = 4
_FEW = 50
"""So many values are searched for one by one, more of them at each place of a text."""
_TAG = re.compile(r"<[^<>]{0,200}>")
_LOWER = bytes(range(256)).lower()
_NOT_BARE_ASCII = bytes(one for one in range(128) if not chr(one).isalnum())
_NOT_BARE = re.compile(r"[\W_]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}", re.ASCII)


def bare(text: str) -> str:
    """Return the letters and digits of a text in lower case, in Unicode's form NFKC."""
    if text.isascii():
        return text.encode("ascii").translate(_LOWER, _NOT_BARE_ASCII).decode("ascii")
    return _NOT_BARE.sub("", normalize("NFKC", text)).lower()


class BareValues:
    """Values that are searched for in bare texts, glued to whatever stands around them.

    A value counts if eight letters and digits are left of it; ten where all are digits, twelve
    where all are letters.
    """

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._lengths: dict[str, set[int]] = {}

    def add(self, text: str) -> None:
        """Add a value, unless it is too short."""
        value = bare(text)
        if len(value) >= _fewest(value):
            self._values.add(value)
            self._lengths.setdefault(value[:_SHORTEST], set()).add(len(value))

    def __bool__(self) -> bool:
        """Tell whether there is any value."""
        return bool(self._values)

    def found_in(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the values that stand in bare texts."""
        lengths, values = self._lengths, self._values
        for text in texts:
            if len(values) <= _FEW:
                yield from (value for value in values if value in text)
                continue
            last = len(text) - _SHORTEST + 1
            for start in [at for at in range(last) if text[at : at + _SHORTEST] in lengths]:
                for length in lengths[text[start : start + _SHORTEST]]:
                    value = text[start : start + length]
                    if value in values:
                        yield value


def _fewest(value: str) -> int:
    if value.isdigit():
        return _FEWEST_DIGITS
    return _FEWEST_LETTERS if value.isalpha() else _SHORTEST


def bare_forms(text: str) -> Iterator[str]:
    """Yield a text bare: as it is, without tags, and with each layer of encodings undone."""
    for layer in _layers(text):
        yield bare(layer)
        if "<" in layer:
            yield bare(_TAG.sub("", layer))


def _layers(text: str) -> Iterator[str]:
    """Yield a text with entities, percent-encoding and Base64 undone, layer by layer.

    What is packed in Base64 may be gzip, UTF-16, or Base64 once more.
    """
    for _ in range(_MOST_LAYERS):
        yield text
        opened = html.unescape(unquote(text))
        packed = _unpacked(opened)
        if packed.strip():
            yield from _packed(packed)
        if opened == text:
            return
        text = opened


def _packed(text: str) -> Iterator[str]:
    """Yield what Base64 held, with entities and percent-encoding undone, and what that packs."""
    yield text
    opened = html.unescape(unquote(text))
    if opened != text:
        yield opened
    inner = _unpacked(text)
    if inner.strip():
        yield inner


def _unpacked(text: str) -> str:
    """Return the texts that runs of Base64 in a text hold."""
    return as_texts(_contents({*_BASE64.findall(text)}))


def _contents(runs: Iterable[str]) -> Iterator[bytes]:
    for run in runs:
        whole = run.rstrip("=")
        with suppress(ValueError):
            yield from_base64(whole[: len(whole) - (len(whole) % 4 == 1)])
