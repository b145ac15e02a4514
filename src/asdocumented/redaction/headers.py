"""Headers that may be written down, and in which form; every other one is left out."""

import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from asdocumented.redaction.transfer import Headers

_MEDIA_TYPE = re.compile(
    r"((?:application|audio|font|image|message|model|multipart|text|video)/[\w.+-]{1,60})"
    r"(?:\s*;\s*charset=\"?([\w-]{1,20})\"?)?",
    re.ASCII | re.IGNORECASE,
)


def _media_type(value: str) -> str | None:
    """Return a media type with no parameter but its character set."""
    found = _MEDIA_TYPE.match(value.strip())
    if found is None:
        return None
    return found[1] if found[2] is None else f"{found[1]}; charset={found[2]}"


def _date(value: str) -> str | None:
    try:
        parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return value if re.fullmatch(r"[A-Za-z0-9 :,+-]{10,40}", value) else None


def _retry_after(value: str) -> str | None:
    return value if re.fullmatch(r"[0-9]{1,9}", value.strip()) else _date(value)


def _media_types(value: str) -> str | None:
    return value if re.fullmatch(r"[a-z0-9*/+.;=, -]{1,80}", value) and "/" in value else None


REQUEST: dict[str, Callable[[str], str | None]] = {
    "accept": _media_types,
    "content-type": _media_type,
}
RESPONSE: dict[str, Callable[[str], str | None]] = {
    "content-type": _media_type,
    "date": _date,
    "retry-after": _retry_after,
}
"""The headers that stay, each with what stays of its value; None where it is not of its form.

Content-Length is written anew, Content-Encoding goes: bodies are kept decoded.
"""


def kept(headers: Headers, allowed: dict[str, Callable[[str], str | None]]) -> Headers:
    """Return the headers that may be written down."""
    found = []
    for name, value in headers:
        form = allowed.get(name.lower())
        written = form(value) if form else None
        if written is not None:
            found.append((name, written))
    return tuple(found)


def response_headers(headers: Headers, body: bytes) -> Headers:
    """Return the response headers that may be written down, with the true length of the body."""
    return (*kept(headers, RESPONSE), ("Content-Length", str(len(body))))


def request_headers(headers: Headers) -> Headers:
    """Return the request headers that may be written down."""
    return kept(headers, REQUEST)


def lost(headers: Headers, allowed: dict[str, Callable[[str], str | None]]) -> list[str]:
    """Return the names of the headers whose value would not be written down as it is."""
    written = {(name, value) for name, value in kept(headers, allowed)}
    silent = {"content-length", "content-encoding", "transfer-encoding", "connection", "host"}
    return [
        name
        for name, value in headers
        if name.lower() not in silent and (name, value) not in written
    ]
