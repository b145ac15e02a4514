"""Credentials that a request carries in its headers."""

import re
from base64 import b64decode

from asdocumented.formats.http_message import Headers
from asdocumented.redaction.headers import REQUEST, unwritten_headers
from asdocumented.redaction.secrets import SHORTEST


def carried_credentials(headers: Headers) -> list[str]:
    """Return what a request carried in headers that may not be written down, word by word.

    Of Basic credentials also what they stand for: user name and password (RFC 7617, section 2).
    """
    hidden = {*unwritten_headers(headers, REQUEST)}
    found = []
    for name, value in headers:
        if name in hidden and name.lower() not in _HARMLESS:
            shortest = SHORTEST if _SECRET_NAME.search(name) else _SHORTEST_UNKNOWN
            words = [word for word in value.split() if word.lower() not in _SCHEMES]
            found += [word for word in words if len(word) >= shortest]
            found += [part for word in words for part in _basic(word)]
    return found


def _basic(word: str) -> list[str]:
    """Return user name and password, if a word stands for them; a password may hold colons."""
    try:
        pair = b64decode(word, validate=True).decode("utf-8")
    except ValueError:
        return []
    user, colon, password = pair.partition(":")
    return [user, password] if colon else []


_HARMLESS = frozenset({"user-agent", "accept-encoding", "accept-language", "connection"})
_SCHEMES = frozenset({"basic", "bearer", "digest", "token", "apikey"})
_SECRET_NAME = re.compile(r"auth|token|key|secret|session|cookie|password", re.IGNORECASE)
_SHORTEST_UNKNOWN = 8
"""A shorter word of a header that does not sound secret may be a word of the documentation."""
