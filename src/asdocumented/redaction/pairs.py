"""Credentials in texts of any form, by the name before them: `token=...`, `# password: ...`."""

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from asdocumented.formats.literals import spells_boolean, spells_null
from asdocumented.redaction.encoded_layers import RUNS, layers, without_colours, without_invisible
from asdocumented.redaction.placeholders import is_masked, is_placeholder
from asdocumented.redaction.telling_names import telling
from asdocumented.redaction.vocabulary import is_plain

_NAME = re.compile(
    r"(?<![\w.])(?<![\w.]-)(?P<name>[A-Za-z_][\w.-]{0,199}+)(?:\\{0,3}[\"'])?\]?"
    r"(?P<mark>(?:[ \t]{4,80}+|\s{0,3})(?:=|:(?!//)))(?:[ \t]{4,80}+|\s{0,3})",
    re.ASCII,
)
_VALUE = re.compile(
    r"(?:\\{1,3}(?=[\"']))?(?P<value>\"[^\"\r\n]{1,4000}\"?|'[^'\r\n]{1,4000}'?"
    r"|(?:(?:Bearer|Basic|Token|Digest|ApiKey)\s{1,3})?[^\s\"'&;,<>{}\[\]#]{1,4000}"
    r"|[<{\[][^\s&]{1,200})",
    re.IGNORECASE | re.ASCII,
)
_ELEMENT = re.compile(
    r"<(?:[\w.-]{1,60}:)?(?P<name>[A-Za-z_][\w.-]{0,59})(?:\s[^<>]{0,200})?>"
    r"(?:<!\[CDATA\[)?(?P<value>[^<>]{1,4000}?)(?:\]\]>)?</",
    re.ASCII,
)
_FORM_FIELD = re.compile(
    r"form-data[ \t]{0,3};(?P<head>[^\r\n]{0,400}+(?:\r?\n[ \t][^\r\n]{0,400}+){0,4}+)"
    r"\r?\n(?:[^\r\n]{1,400}+\r?\n){0,8}+\r?\n"
    r"(?P<value>[^\r\n]{1,4000})",
    re.IGNORECASE,
)
_FORM_NAME = re.compile(r"(?:^|[\s;])name=\"?(?P<name>[^\";]{1,200})", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+[.!?]?", re.ASCII)
_PUBLIC = "authorization_uri"
"""Where a client is sent to log in, as WWW-Authenticate says it: no credential."""
_ADDRESS = re.compile(r"https?://[\w.:/-]+", re.ASCII)
_USER = re.compile(r"://[^\s/:@\"'<>]{0,100}:(?P<value>[^\s/@\"'<>]{1,200})@", re.ASCII)
"""The password in the user information of a URL."""
_DOUBLED = re.compile(r'""[\w.-]{1,200}"":', re.ASCII)
"""A name of JSON in CSV, which doubles each quote."""
_QUOTES = "\"'"
_BARE = re.compile(r"(?:\\*+[\"'])*+(.*)", re.DOTALL)
"""A value without the quotes before it, and what escapes them; it may begin with an escape."""

_SHORTEST = 4
_MAY_NAME = re.compile(r"[=:%&\\\0]|</|[A-Za-z0-9+/_-]{16}", re.ASCII)
_ENCODED = re.compile(r"[%&\\]|[A-Za-z0-9+/_-]{16}", re.ASCII)
_PART = 2**16
_REACH = 2**13
"""How far a name and its value may go, in any encoding."""
_REST_OF_RUN = re.compile(
    r"[A-Za-z0-9+/_=-]*+(?:(?:\s|\\[nr]){1,4}[A-Za-z0-9+/_-]{40,}+)*+"
    r"(?:(?:\s|\\[nr]){1,4}[A-Za-z0-9+/_-]++={0,2})?+",
    re.ASCII,
)
_GAP = re.compile(r"[\s;,}>]")
_LONGEST_WORD = 1024

_READABLE = re.compile("[^|\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]{12,}")
"""What hardly stands by chance in what runs of Base64 and hexadecimal seem to hold."""


def may_name(text: str) -> bool:
    """Tell whether a name may stand before a value in a text, encoded or not."""
    return _MAY_NAME.search(text) is not None


def named_in(text: str, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of each credential in a text: pairs, XML, and fields of a form.

    Behind a colon, a word is a value only where it ends the line or stands in quotes, and is no
    word of a message.
    """
    if not may_name(text):
        return
    told: set[tuple[str, str]] = set()
    for layer in chain.from_iterable(map(_layers, _parts(text))):
        for name, written in _named_in(layer, words):
            value = unquote(written)
            if (name, value) not in told and _is_secret(value):
                told |= {(name, one) for one in _read_again(value)}
                yield name, value


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts, of which only those are read further in which something is encoded.

    A part goes further than its end, as far as a pair that begins in it may. No part begins or
    ends within what may be folded Base64 or hexadecimal.
    """
    start = 0
    while len(text) - start > _PART + _REACH:
        end = _end_of_part(text, start + _PART)
        yield text[start : _end_of_part(text, end + _REACH)]
        start = end
    yield text[start:]


def _end_of_part(text: str, at: int) -> int:
    """Return where a part may end, at a place or soon behind it."""
    run = _REST_OF_RUN.match(text, at)
    at = run.end() if run else at
    gap = _GAP.search(text, at, at + _LONGEST_WORD)
    return gap.end() if gap else at


def _read_again(value: str) -> Iterator[str]:
    """Yield what the layers behind a value's own would have of it, to its end and cut off."""
    for layer in _layers(value):
        yield layer
        if cut := _VALUE.match(layer):
            yield cut["value"]


def _layers(text: str) -> Iterator[str]:
    """Yield a text, and what can be read in it where encodings are undone."""
    in_runs = False
    for spelling, layer in layers([text]) if _ENCODED.search(text) else [("", text)]:
        in_runs = in_runs or spelling in RUNS
        plain = "\n".join(_READABLE.findall(layer)) if in_runs else layer.replace("\0", "")
        yield plain
        if '"":' in plain and _DOUBLED.search(plain):
            yield plain.replace('""', '"')
        seen = without_invisible(without_colours(plain))
        if seen != plain:
            yield seen


def _named_in(text: str, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    if "=" in text or ":" in text:
        yield from _pairs_in(text, words)
    for name, value in chain(_elements_in(text), _form_fields_in(text)):
        if telling(name):
            yield name, value.strip()
    for found in _USER.finditer(text) if "://" in text else ():
        yield "password", found["value"]


def _elements_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each element of XML that holds no other one."""
    for found in _ELEMENT.finditer(text) if "</" in text else ():
        yield found["name"], found["value"]


def _form_fields_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each field of a multipart form, the first line of it."""
    for found in _FORM_FIELD.finditer(text) if "form-data" in text.lower() else ():
        if named := _FORM_NAME.search(found["head"]):
            yield named["name"], found["value"]


def _pairs_in(text: str, words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs; in the value of a name that tells nothing, further ones may stand."""
    at = 0
    while named := _NAME.search(text, at):
        at, name = named.end(), named["name"]
        found = _VALUE.match(text, at) if telling(name) else None
        if found is None:
            continue
        at, value = found.end(), _bare(found["value"])
        if name.lower() == _PUBLIC and _ADDRESS.fullmatch(value):
            continue
        if named["mark"].endswith(":") and _WORD.fullmatch(value):
            behind = text[found.end() : found.end() + 2].lstrip(" ")
            is_whole = found["value"][0] in _QUOTES or behind[:1] in ("", "\n", "\r")
            if not is_whole or is_plain(value.rstrip(".!?"), words):
                continue
        yield name, value


def _bare(value: str) -> str:
    found = _BARE.match(value)
    return (value if found is None else found[1]).rstrip(_QUOTES + "\\")


def _is_secret(value: str) -> bool:
    if len(value) < _SHORTEST or spells_null(value) or spells_boolean(value):
        return False
    return not is_placeholder(value) and not is_masked(value)
