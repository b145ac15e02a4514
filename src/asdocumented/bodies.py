"""Bytes to JSON: fast where the body is plain JSON, careful where it is not."""

import json
import re
from typing import NoReturn

import msgspec

from asdocumented.location import Json

_EMPTY_NAME = re.compile(rb'[{,]\s*""\s*:')
_decode = msgspec.json.Decoder().decode


def parse(body: bytes) -> tuple[Json, str | None]:
    """Return the JSON value of a body, and why there is none (a class of fault, not a message).

    A number too large for a float and a lone surrogate are read as Python reads them; NaN,
    Infinity and anything after the value are faults (RFC 8259).
    """
    try:
        value: Json = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _parse_carefully(body)
    return value, None


def is_plain(body: bytes) -> bool:
    """Tell whether any JSON library reads a body alike: no odd numbers, texts or names."""
    try:
        _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return _EMPTY_NAME.search(body) is None


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
    if not text.strip():
        return "an empty body"
    if text.startswith("\ufeff"):
        return "JSON behind a byte order mark"
    if text.lstrip().startswith("<"):
        return "HTML or XML"
    if error.msg == "Extra data":
        return "more than one JSON value"
    return "JSON cut off" if error.pos >= len(text.rstrip()) else "not JSON"
