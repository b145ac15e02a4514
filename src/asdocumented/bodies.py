"""Bytes to JSON: fast where the body is plain JSON, careful where it is not."""

import json
from typing import NoReturn

import msgspec

from asdocumented.location import Json

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


def _parse_carefully(body: bytes) -> tuple[Json, str | None]:
    if not body.strip():
        return None, "an empty body"
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None, "not UTF-8"
    if text.startswith("\ufeff"):
        return None, "JSON behind a byte order mark"
    try:
        value: Json = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        return None, "nested too deeply"
    except json.JSONDecodeError as error:
        return None, _describe(text, error)
    except ValueError as error:
        return None, "NaN or Infinity" if str(error) == "constant" else "a number too long to read"
    return value, None


def _refuse(_: str) -> NoReturn:
    raise ValueError("constant")


def _describe(text: str, error: json.JSONDecodeError) -> str:
    if text.lstrip().startswith("<"):
        return "HTML or XML"
    if error.msg == "Extra data":
        return "more than one JSON value"
    return "JSON cut off" if error.pos >= len(text.rstrip()) else "not JSON"
