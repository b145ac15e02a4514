"""Credentials that a request carries: in its headers, its query and its body."""

import re
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import parse_qsl

import msgspec

from asdocumented.formats.http_message import Headers
from asdocumented.redaction.headers import REQUEST, unwritten_headers
from asdocumented.redaction.secrets import SHORTEST
from asdocumented.redaction.telling_names import sounds_secret


def carried_credentials(headers: Headers) -> list[str]:
    """Return what a request carried in headers that may not be written down, value by value.

    A value is taken apart: the words of a scheme, the parameters of `Digest` and `Token`, each
    cookie, and what Basic credentials stand for: user name and password (RFC 7617, section 2).
    """
    hidden = {*unwritten_headers(headers, REQUEST)}
    found = []
    for name, value in headers:
        if name in hidden and name.lower() not in _HARMLESS:
            shortest = SHORTEST if sounds_secret(name) else _SHORTEST_UNKNOWN
            found += [piece for piece in _pieces(value) if len(piece) >= shortest]
    return list(dict.fromkeys(found))


def sent_credentials(url: str, body: bytes) -> list[str]:
    """Return the credentials that a request's query and body hold, by the names of their members.

    A body is read as JSON or as a form.
    """
    pairs = parse_qsl(url.partition("?")[2].partition("#")[0], keep_blank_values=True)
    try:
        members = [*_members(msgspec.json.decode(body))]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        members = parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS * 10)
    named = (value for name, value in (*pairs, *members) if sounds_secret(name))
    return [piece for value in named for piece in _pieces(value) if len(piece) >= SHORTEST]


def _members(value: object) -> Iterator[tuple[str, str]]:
    """Yield the texts and numbers in a JSON value, each with the name of its member."""
    waiting: list[tuple[str, object]] = [("", value)]
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return
        name, one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.items()
        elif isinstance(one, list):
            waiting += [(name, item) for item in one]
        elif isinstance(one, str | int) and not isinstance(one, bool):
            yield name, str(one)


def _pieces(value: str) -> Iterator[str]:
    """Yield the parts of a header's value that may be a credential by themselves."""
    for word in _SEPARATORS.split(value):
        if not word or word.lower() in _SCHEMES:
            continue
        yield word
        name, equals, rest = word.partition("=")
        inner = rest.strip('"') if equals and rest.strip("=") else ""
        if inner and _NAME.fullmatch(name):
            yield inner
        yield from _pair(inner or word)


def _pair(word: str) -> Iterator[str]:
    """Yield the parts of `id:secret`, also where Base64 hides them; a password may hold colons."""
    for plain in _readings(word):
        user, colon, password = plain.partition(":")
        yield from (user, password) if colon else ()


def _readings(word: str) -> list[str]:
    """Return what Base64 holds, and the word itself where it holds no text.

    Letters beyond ASCII are read as UTF-8 and as Latin-1, for clients send either (RFC 7617,
    section 2.1), and a server may repeat what it read.
    """
    try:
        content = b64decode(word, validate=True)
    except ValueError:
        return [word]
    if _CONTROL.search(content) is None:
        readings = [content.decode("latin-1"), content.decode("utf-8", "replace")]
        return [*dict.fromkeys(readings)]
    try:
        return [content.decode("utf-8")]
    except UnicodeDecodeError:
        return [word]


_HARMLESS = frozenset({"user-agent", "accept-encoding", "accept-language", "connection"})
_SCHEMES = frozenset({"basic", "bearer", "digest", "token", "apikey"})
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
_SEPARATORS = re.compile(r"[\s,;]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_MOST_FIELDS = 10_000
_SHORTEST_UNKNOWN = 8
"""A shorter word of a header that does not sound secret may be a word of the documentation."""
