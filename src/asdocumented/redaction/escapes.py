"""Texts with their escapes undone: those of JSON, YAML, JavaScript and C, and percent-encoding."""

import re
from urllib.parse import unquote, unquote_plus

_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})"
    r"|([0-3][0-7]{2}|[1-7][0-7]?)|(\r?\n\s*(?:\\(?= ))?)|(.))|('')",
    re.DOTALL,
)
_BLANKS = {**dict.fromkeys("nrtvfba0NLP_", " "), "e": "\x1b"}
_ZERO_BYTE = re.compile(r"\\0(?=[0-7]{2})")
"""What YAML reads as a zero byte before two digits, and C as a part of one character."""

_BYTES = re.compile(
    r"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
)
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})", re.IGNORECASE)


def without_escapes(text: str) -> str:
    """Return a text with one layer of escapes with a backslash undone, and of doubled quotes."""
    if "\\" not in text and "''" not in text:
        return text
    return _joined_surrogates(_ESCAPE.sub(_character, text))


def without_zero_bytes(text: str) -> str:
    r"""Return a text without the `\0` of YAML before digits, which in C begins an octal escape."""
    return _ZERO_BYTE.sub("", text) if "\\0" in text else text


def with_joined_bytes(text: str) -> str:
    r"""Return a text with the characters that are bytes of UTF-8 joined: those of `\xc3\xb6`."""
    if text.isascii():
        return text
    return _BYTES.sub(lambda found: found[0].encode("latin-1").decode("utf-8", "replace"), text)


def without_percent(text: str, *, plus: bool = False) -> str:
    """Return a text with percent-encoding undone, also that of JavaScript's `escape`."""
    if "%u" in text or "%U" in text:
        text = _joined_surrogates(_PERCENT_U.sub(lambda found: chr(int(found[1], 16)), text))
    return unquote_plus(text) if plus else unquote(text)


def _character(found: re.Match[str]) -> str:
    """Return the character of an escape."""
    code = found[1] or found[2] or found[3] or found[4]
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    if found[5] is not None:
        return chr(int(found[5], 8))
    if found[6] is not None:
        return ""
    return "'" if found[8] is not None else _BLANKS.get(found[7], found[7])


def _joined_surrogates(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
