"""Credentials in texts of any form, by the name before them: `token=...`, `# password: ...`."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.placeholders import is_masked, is_placeholder
from asdocumented.redaction.vocabulary import is_plain
from asdocumented.scanning.names import telling

_PAIR = re.compile(
    r"(?<![\w.-])(?P<name>[A-Za-z_][\w.-]{0,59})[\"']?(?P<mark>\s{0,3}=|\s{0,3}:(?!//))\s{0,3}"
    r"(?P<value>\"[^\"\r\n]{1,4000}\"?|'[^'\r\n]{1,4000}'?"
    r"|(?:(?:Bearer|Basic|Token|Digest|ApiKey)\s{1,3})?[^\s\"'&;,<>{}\[\]#]{1,4000}"
    r"|[<{\[][^\s&]{1,200})",
    re.IGNORECASE | re.ASCII,
)
_WORD = re.compile(r"[A-Za-z]+[.!?]?", re.ASCII)
_PUBLIC = "authorization_uri"
"""Where a client is sent to log in, as WWW-Authenticate says it: no credential."""
_ADDRESS = re.compile(r"https?://[\w.:/-]+", re.ASCII)
_SHORTEST = 4


def _is_said(value: str) -> bool:
    return spells_null(value) or spells_boolean(value)


def named_in(text: str, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of each credential in a text.

    Behind a colon, a word is a value only where it ends the line and is no word of a message.
    """
    if "=" not in text and ":" not in text:
        return
    text = unquote(text) if "%" in text else text
    for found in _PAIR.finditer(text):
        name, value = found["name"], found["value"].strip("\"'")
        if not telling(name) or is_placeholder(value) or is_masked(value) or _is_said(value):
            continue
        if name.lower() == _PUBLIC and _ADDRESS.fullmatch(value):
            continue
        if found["mark"].endswith(":") and _WORD.fullmatch(value):
            behind = text[found.end() : found.end() + 2].lstrip(" ")
            if behind[:1] not in ("", "\n", "\r") or is_plain(value.rstrip(".!?"), words):
                continue
        if len(value) >= _SHORTEST:
            yield name, value
