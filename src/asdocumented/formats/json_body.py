"""Parses JSON bodies, and names the class of fault where a body is no JSON."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, NoReturn

import msgspec

from asdocumented.formats.json_path import Json, Step

_EMPTY_NAME = re.compile(rb'[{,]\s*""\s*:')
_NO_BRACKET = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[^\[\]{}"]++', re.DOTALL)
_NO_MARK = bytes(one for one in range(256) if chr(one) not in '[]{}"')
_DEEPEST = 500
_ORDINARY = 16
"""Bodies with so many levels or fewer are told from deep ones in less time."""

_QUOTE = ord('"')
_decode = msgspec.json.Decoder().decode
_skip = msgspec.json.Decoder(msgspec.Raw).decode
_encode = msgspec.json.Encoder().encode
_CALL = re.compile(r"(?:/\*[^*]{0,100}\*/\s*)?[A-Za-z_$][\w$.]{0,200}\s*\(\s*[{\[]")
"""How JSON begins that is the argument of a function."""
_ESCAPED_COLON = re.compile(rb"\\u003[aA]")


class ParsedBody(NamedTuple):
    """The JSON value of a body, or the class of fault.

    `is_odd` tells that only Python reads the value: it holds a number too large for a float, or a
    lone surrogate.
    """

    value: Json
    fault: str | None
    is_odd: bool = False


def parse(body: bytes) -> tuple[Json, str | None]:
    """Return the JSON value of a body and None, or None and the class of fault; see `read`."""
    return read(body)[:2]


def read(body: bytes) -> ParsedBody:
    """Return what a body holds.

    A number too large for a float and a lone surrogate are read as Python reads them; NaN,
    Infinity and anything after the value are faults (RFC 8259), and so are more than 500 levels
    of nesting, since the limit of a parser differs from one Python to the next.
    """
    if is_deep(body):
        return ParsedBody(None, "nested too deeply")
    try:
        return ParsedBody(_decode(body), None)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ParsedBody(*_parse_carefully(body), is_odd=True)


def is_json(body: bytes) -> bool:
    """Tell whether a body in UTF-8 is JSON; its values are not read, unless they are odd."""
    try:
        _skip(body)
    except (msgspec.DecodeError, RecursionError):
        return parse(body)[1] is None
    return True


def is_plain(body: bytes) -> bool:
    """Tell whether any JSON library reads a body alike: no odd numbers, texts or names."""
    if is_deep(body):
        return False
    try:
        _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return _EMPTY_NAME.search(body) is None


class RepeatedName(NamedTuple):
    """A name that stands more than once in one object: its path, and its values in their order."""

    path: tuple[Step, ...]
    values: Sequence[Json]


def repeated_names(body: bytes, value: Json) -> Iterator[RepeatedName]:
    """Yield the names that stand more than once in an object (RFC 8259, section 4).

    Args:
        body: JSON, as text.
        value: what `parse` returned of it; of a repeated name it holds the last value only.

    """
    if not drops_members(body, value):
        return
    root: Json = json.loads(body.decode("utf-8"), object_pairs_hook=_ObjectAsWritten)
    stack: list[tuple[tuple[Step, ...], Json]] = [((), root)]
    while stack:
        path, found = stack.pop()
        if isinstance(found, list):
            stack += [((*path, index), item) for index, item in enumerate(found)][::-1]
        elif isinstance(found, _ObjectAsWritten):
            repeated = found.repeated()
            yield from (RepeatedName((*path, name), repeated[name]) for name in repeated)
            stack += [((*path, name), below) for name, below in found.items()][::-1]


class _ObjectAsWritten(dict[str, Json]):
    """An object that knows all of its members, those with a repeated name included."""

    def __init__(self, pairs: list[tuple[str, Json]]) -> None:
        super().__init__(pairs)
        self._pairs = pairs if len(self) < len(pairs) else []

    def repeated(self) -> dict[str, list[Json]]:
        """Return the values of each name that stands here more than once."""
        values: dict[str, list[Json]] = {}
        for name, value in self._pairs:
            values.setdefault(name, []).append(value)
        return {name: found for name, found in values.items() if len(found) > 1}


def drops_members(body: bytes, value: object) -> bool:
    """Tell whether a parsed value, or a struct, may lack members of its text.

    A text that the value is written as lacks none. Else each member has a colon, so one with as
    many as the written value lacks none, unless colons in its strings are escaped. This costs much
    less than to parse the text once more.
    """
    try:
        written = _encode(value)
    except (OverflowError, UnicodeEncodeError, RecursionError):
        return True
    if written == body:
        return False
    escaped = b"\\" in body and _ESCAPED_COLON.search(body) is not None
    return escaped or body.count(b":") != written.count(b":")


def escaped_quotes(body: bytes) -> int:
    """Return how many quotes of a JSON text are escaped by a backslash."""
    count, at = 0, body.find(b"\\")
    while at >= 0:
        count += body[at + 1] == _QUOTE
        at = body.find(b"\\", at + 2)
    return count


def is_deep(body: bytes) -> bool:
    """Tell whether a body has more than 500 levels of nesting."""
    if body.count(b"[") + body.count(b"{") <= _DEEPEST:
        return False
    left = brackets = _brackets(body)
    for _ in range(_ORDINARY):
        left = left.replace(b"[]", b"").replace(b"{}", b"")
        if len(left) <= _DEEPEST - _ORDINARY:
            return False
    return max(accumulate(1 if one in b"[{" else -1 for one in brackets), default=0) > _DEEPEST


def _brackets(body: bytes) -> bytes:
    """Return the brackets of a body that stand in none of its strings."""
    if b"\\" not in body:
        left = body.translate(None, _NO_MARK).replace(b'""', b"")
        if b'"' not in left:
            return left
    return _NO_BRACKET.sub(b"", body)


def _parse_carefully(body: bytes) -> tuple[Json, str | None]:
    fault = None
    try:
        text = body.decode("utf-8")
        value: Json = json.loads(text, parse_constant=_refuse)
    except UnicodeDecodeError:
        fault = _wide(body) or "not UTF-8"
    except RecursionError:
        fault = "nested too deeply"
    except json.JSONDecodeError as error:
        fault = _wide(body) or _describe(text, error)
    except ValueError as error:
        fault = "NaN or Infinity" if str(error) == "constant" else "a number too long to read"
    else:
        return value, None
    return None, fault


def _refuse(_: str) -> NoReturn:
    raise ValueError("constant")


def _wide(body: bytes) -> str:
    """Return that a body is JSON in two or four bytes for each character, "" if it is not."""
    encoding = json.detect_encoding(body)
    if not encoding.startswith(("utf-16", "utf-32")):
        return ""
    try:
        json.loads(body.decode(encoding))
    except (ValueError, RecursionError):
        return ""
    return f"{encoding[:6].upper()} in place of UTF-8"


def _describe(text: str, error: json.JSONDecodeError) -> str:
    bare = text.lstrip("\ufeff").strip()
    if not bare:
        return "an empty body"
    if bare.startswith("<"):
        return "HTML or XML"
    if text.startswith("\ufeff"):
        return "JSON behind a byte order mark"
    if _CALL.match(bare) and bare.rstrip("; \t\r\n").endswith(")"):
        return "JSONP, JSON in a call of a function"
    rest = text[error.pos :].strip()
    if error.msg == "Extra data" and _begins_with_value(rest):
        return "more than one JSON value"
    return "JSON cut off" if _is_cut_off(rest, error.msg) else "not JSON"


def _begins_with_value(rest: str) -> bool:
    try:
        json.JSONDecoder().raw_decode(rest)
    except (ValueError, RecursionError):
        return False
    return True


def _is_cut_off(rest: str, fault: str) -> bool:
    """Tell whether what is left could be the beginning of something valid."""
    if not rest or fault.startswith("Unterminated string"):
        return True
    if fault.startswith("Invalid \\"):
        return len(rest) < len("\\u0000") and not rest.endswith('"')
    beginnings = ("true", "false", "null", "-", ".", "e+", "e-", "E+", "E-")
    return any(word.startswith(rest) for word in beginnings)
