"""Parses JSON bodies, and names the class of fault where a body is no JSON."""

import json
import re
from itertools import accumulate
from typing import NoReturn

import msgspec

from asdocumented.formats.json_path import Json

_EMPTY_NAME = re.compile(rb'[{,]\s*""\s*:')
_NO_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[^\[\]{}"]++', re.DOTALL)
_DEEPEST = 500
_decode = msgspec.json.Decoder().decode


def parse(body: bytes) -> tuple[Json, str | None]:
    """Return the JSON value of a body and None, or None and the class of fault.

    A number too large for a float and a lone surrogate are read as Python reads them; NaN,
    Infinity and anything after the value are faults (RFC 8259), and so are more than 500 levels
    of nesting, since the limit of a parser differs from one Python to the next.
    """
    if _is_deep(body):
        return None, "nested too deeply"
    try:
        value: Json = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _parse_carefully(body)
    return value, None


def is_plain(body: bytes) -> bool:
    """Tell whether any JSON library reads a body alike: no odd numbers, texts or names."""
    if _is_deep(body):
        return False
    try:
        _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return _EMPTY_NAME.search(body) is None


def _is_deep(body: bytes) -> bool:
    if body.count(b"[") + body.count(b"{") <= _DEEPEST:
        return False
    brackets = _NO_BRACKET.sub(b"", body)
    return max(accumulate(1 if one in b"[{" else -1 for one in brackets), default=0) > _DEEPEST


def _parse_carefully(body: bytes) -> tuple[Json, str | None]:
    fault = None
    try:
        text = body.decode("utf-8")
        value: Json = json.loads(text, parse_constant=_refuse)
    except UnicodeDecodeError:
        fault = "not UTF-8"
    except RecursionError:
        fault = "nested too deeply"
    except json.JSONDecodeError as error:
        fault = _describe(text, error)
    except ValueError as error:
        fault = "NaN or Infinity" if str(error) == "constant" else "a number too long to read"
    else:
        return value, None
    return None, fault


def _refuse(_: str) -> NoReturn:
    raise ValueError("constant")


def _describe(text: str, error: json.JSONDecodeError) -> str:
    bare = text.lstrip("\ufeff").strip()
    if not bare:
        return "an empty body"
    if bare.startswith("<"):
        return "HTML or XML"
    if text.startswith("\ufeff"):
        return "JSON behind a byte order mark"
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
