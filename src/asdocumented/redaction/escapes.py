"""Texts with their escapes undone: those of JSON, YAML, JavaScript and C, of URLs and HTML."""

import html
import re
from urllib.parse import unquote, unquote_plus

_BACKSLASH = (
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})"
    r"|([0-3][0-7]{2}|[1-7][0-7]?)|(\r?\n\s*(?:\\(?= ))?)|(.))"
)
_ESCAPE = re.compile(_BACKSLASH, re.DOTALL)
_ESCAPE_OR_QUOTES = re.compile(f"{_BACKSLASH}|('')", re.DOTALL)
_BLANKS = {**dict.fromkeys("nrtvfba0NLP_", " "), "e": "\x1b"}
_ZERO_BYTE = re.compile(r"\\0(?=[0-7]{2})")
"""What YAML reads as a zero byte before two digits, and C as a part of one character."""

_BYTES = re.compile(
    r"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
)
_MAY_BE_BYTES = re.compile(r"[\xc2-\xf4][\x80-\xbf]")
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})", re.IGNORECASE)

_CONTROL = re.compile(r"&#(?:0{0,9}(27|155|0)(?![0-9])|[xX]0{0,9}([19][bB]|0)(?![0-9a-fA-F]));?")
"""An entity of what begins a colour code, or of a zero byte, which HTML does not know."""


def without_escapes(text: str) -> str:
    """Return a text with one layer of escapes with a backslash undone, and of doubled quotes."""
    if "''" in text:
        return _joined_surrogates(_ESCAPE_OR_QUOTES.sub(_character, text))
    return _joined_surrogates(_ESCAPE.sub(_character, text)) if "\\" in text else text


def without_zero_bytes(text: str) -> str:
    r"""Return a text without the `\0` of YAML before digits, which in C begins an octal escape."""
    return _ZERO_BYTE.sub("", text) if "\\0" in text else text


def with_joined_bytes(text: str) -> str:
    r"""Return a text with the characters that are bytes of UTF-8 joined: those of `\xc3\xb6`."""
    if text.isascii() or _MAY_BE_BYTES.search(text) is None:
        return text
    return _BYTES.sub(lambda found: found[0].encode("latin-1").decode("utf-8", "replace"), text)


def without_percent(text: str, *, plus: bool = False) -> str:
    """Return a text with percent-encoding undone, also that of JavaScript's `escape`."""
    if "%u" in text or "%U" in text:
        text = _joined_surrogates(_PERCENT_U.sub(lambda found: chr(int(found[1], 16)), text))
    return unquote_plus(text) if plus else unquote(text)


def without_entities(text: str) -> str:
    """Return a text with the entities of HTML undone, and those that it does not know."""
    if "&#" in text:
        text = _CONTROL.sub(
            lambda found: chr(int(found[1] or found[2], 10 if found[1] else 16)), text
        )
    return html.unescape(text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    """Return the character of an escape."""
    code = found[1] or found[2] or found[3] or found[4]
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    if found[5] is not None:
        return chr(int(found[5], 8))
    if found[6] is not None:
        return ""
    return _BLANKS.get(found[7], found[7]) if found[7] is not None else "'"


def _joined_surrogates(text: str) -> str:
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
