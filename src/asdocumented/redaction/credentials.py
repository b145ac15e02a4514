"""Credentials that a request carries: in its headers, its query and its body."""

from urllib.parse import parse_qsl

import msgspec

from asdocumented.formats.http_message import Headers
from asdocumented.redaction.credential_parts import MOST_FIELDS, members, parts
from asdocumented.redaction.headers import REQUEST, unwritten_headers
from asdocumented.redaction.secrets import SHORTEST
from asdocumented.redaction.telling_names import sounds_secret


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
    """Return the credentials that a request's query and body hold, by the names of their members.

    A body is read as JSON or as a form.
    """
    pairs = parse_qsl(url.partition("?")[2].partition("#")[0], keep_blank_values=True)
    try:
        found = [*members(msgspec.json.decode(body))]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS * 10)
    named = (value for name, value in (*pairs, *found) if sounds_secret(name))
    return [piece for value in named for piece in parts(value) if len(piece) >= SHORTEST]


_HARMLESS = frozenset({"user-agent", "accept-encoding", "accept-language", "connection"})
_SHORTEST_UNKNOWN = 8
"""A shorter word of a header that does not sound secret may be a word of the documentation."""
