"""Credentials that a request carries: in its headers, its query and its body."""

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import parse_qsl

import msgspec

from asdocumented.formats.http_message import Headers
from asdocumented.formats.wide_encoding import wide_encoding
from asdocumented.redaction.credential_parts import fields, members, parts
from asdocumented.redaction.credential_places import SHORTEST
from asdocumented.redaction.encoded_runs import GZIP, MOST_UNPACKED, unpacked
from asdocumented.redaction.escapes import without_entities, without_escapes
from asdocumented.redaction.headers import REQUEST, unwritten_headers
from asdocumented.redaction.pairs import named_in
from asdocumented.redaction.placeholders import is_placeholder
from asdocumented.redaction.telling_names import sounds_secret
from asdocumented.redaction.vocabulary import is_plain, vocabulary


def carried_credentials(headers: Headers) -> list[str]:
    """Return what a request carried in headers that may not be written down, value by value.

    A value is taken apart: the words of a scheme, the parameters of `Digest` and `Token`, each
    cookie, what Basic credentials stand for (user name and password: RFC 7617, section 2), and what
    is percent-encoded, Base64 or JSON.
    """
    hidden = {*unwritten_headers(headers, REQUEST)}
    found = []
    for name, value in headers:
        if name in hidden and name.lower() not in _HARMLESS:
            shortest = SHORTEST if sounds_secret(name) else _SHORTEST_UNKNOWN
            found += [piece for piece in parts(value) if len(piece) >= shortest]
    return list(dict.fromkeys(found))


def sent_credentials(url: str, body: bytes) -> list[str]:
    """Return the credentials that a request's URL and body hold, by the names before them.

    A body is read as JSON or as a form. In what has no telling name, such as the text of another
    form, and in a URL and a body as a whole, pairs are looked for: `token=...`, `"token": "..."`,
    elements of XML, fields of multipart forms, and the password before the host of a URL.
    """
    base, *queries = _QUERY_MARKS.split(url)
    pairs = [pair for one in queries for pair in _parameters(one)]
    text = _text(body)
    try:
        pairs += members(msgspec.json.decode(text))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        pairs += fields(text)
    named = [value for name, value in pairs if sounds_secret(name)]
    others = (value for name, value in pairs if not sounds_secret(name))
    for one in (*base.split("/"), base if "@" in base else "", text, *others):
        for _, value in named_in(one, frozenset()):
            readings = (value, without_escapes(value), without_entities(value))
            named += filter(_may_be_secret, readings)
    found = chain.from_iterable((value, *parts(value)) for value in named)
    return [*dict.fromkeys(piece for piece in found if len(piece) >= SHORTEST)]


def _parameters(query: str) -> Iterator[tuple[str, str]]:
    """Yield the parameters of a query, also those that a semicolon parts."""
    yield from parse_qsl(query, keep_blank_values=True)
    if ";" in query:
        yield from parse_qsl(query, separator=";")


def _may_be_secret(value: str) -> bool:
    """Tell whether what a pair in any text names may be a credential, and no word or variable.

    Such a pair may be one of a language: `sort=key:desc`, `($token: ID!)`. What begins as JSON
    holds pairs of its own.
    """
    core = value.rstrip(_BEHIND)
    if value.startswith(("{", "[")) or is_placeholder(core) or is_plain(core, vocabulary(None)):
        return False
    return len(core) >= _SHORTEST_UNKNOWN or any(map(str.isdigit, core))


def _text(body: bytes) -> str:
    """Return a body as text, also one in gzip, UTF-16 or UTF-32."""
    plain = unpacked(body, MOST_UNPACKED) if body.startswith(GZIP) else body
    return plain.decode(wide_encoding(plain) or "utf-8", "replace")


_QUERY_MARKS = re.compile("[?#]")
_BEHIND = ")]}!,;"
"""What languages write behind a value, and few credentials end with."""
_HARMLESS = frozenset({"user-agent", "accept-encoding", "accept-language", "connection"})
_SHORTEST_UNKNOWN = 8
"""A shorter word of a header that does not sound secret may be a word of the documentation."""
