"""The headers that may be written, and in which form; all others are left out."""

import re
from codecs import lookup
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import TypeAlias

from asdocumented.formats.http_message import MEDIA_TYPE, Headers
from asdocumented.redaction.writer import Writer

Forms: TypeAlias = Mapping[str, Callable[[str], str | None]]

_MEDIA_TYPE = re.compile(
    rf"\s*({MEDIA_TYPE})\s*"
    r"(?:;\s*charset=\"?([\w-]{1,20})\"?\s*)?(?:;.*)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)

_HTTP_DATE = re.compile(
    r"[A-Z][a-z]{2}, [0-9]{1,2}[ -][A-Z][a-z]{2}[ -][0-9]{2,4} [0-9:]{7,8} (GMT|UTC|[+-][0-9]{4})",
    re.ASCII,
)
"""A date as HTTP writes it (RFC 9110, section 5.6.7), with nothing behind it."""

_OF_ONE_URL = frozenset({"location", "content-location"})
ACTED_ON = _OF_ONE_URL | {"link"}
"""Response headers with URLs that a client asks next: a replay follows as the recording did."""
_LINK = re.compile(r"<(?P<url>[^<>]{1,8000})>(?P<parameters>[^<>]{0,1000})")
_RELATION = re.compile(
    r';\s*rel="?(alternate|first|last|next|prev|previous|self|up)\b', re.IGNORECASE
)


def _media_type(value: str) -> str | None:
    """Return a media type without its parameters, but for the character set."""
    found = _MEDIA_TYPE.fullmatch(value)
    if found is None:
        return None
    return f"{found[1]}; charset={found[2]}" if found[2] and _is_charset(found[2]) else found[1]


def charsets_in(headers: Headers) -> Iterator[str]:
    """Yield the character sets that media types name: they are written, and no secret."""
    for name, value in headers:
        found = _MEDIA_TYPE.fullmatch(value) if name.lower() == "content-type" else None
        if found is not None and found[2] and _is_charset(found[2]):
            yield found[2]


def _is_charset(name: str) -> bool:
    """Tell whether a parameter names a character set; any other text may be anything."""
    try:
        lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def _date(value: str) -> str | None:
    try:
        parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return value if _HTTP_DATE.fullmatch(value) else None


def _retry_after(value: str) -> str | None:
    return value if re.fullmatch(r"[0-9]{1,9}", value.strip()) else _date(value)


def _media_types(value: str) -> str | None:
    return value if re.fullmatch(r"[a-z0-9*/+.;=, -]{1,80}", value) and "/" in value else None


REQUEST: Forms = {
    "accept": _media_types,
    "content-type": _media_type,
}
RESPONSE: Forms = {
    "content-type": _media_type,
    "date": _date,
    "retry-after": _retry_after,
}
"""Each header that is written, with a function that returns what is written of its value.

It returns None for a value that is not of the header's form. Content-Length is written anew, and
Content-Encoding is left out, for bodies are written decoded.
"""


def response_headers(
    headers: Headers, body: bytes, writer: Writer, redacted_url: Callable[[str], str]
) -> Headers:
    """Return the response headers that may be written, with the length of the redacted body.

    A Content-Type that is no media type is written as a message, so that it is still judged.
    `redacted_url` returns the URL of a header on which a client acts as it would be recorded.
    """
    found = []
    for name, value in headers:
        if name.lower() in _OF_ONE_URL:
            found.append((name, redacted_url(value)))
            continue
        if name.lower() == "link":
            found += [(name, link) for link in _links(value, redacted_url)]
            continue
        written = _written(name, value, RESPONSE)
        if written is None and name.lower() == "content-type":
            written = writer.message(value)
        if written is not None:
            found.append((name, writer.kept(written)))
    return (*found, ("Content-Length", str(len(body))))


def _links(value: str, redacted_url: Callable[[str], str]) -> Iterator[str]:
    """Yield the links of a Link header (RFC 8288), each with its relation and nothing else."""
    for link in _LINK.finditer(value):
        relation = _RELATION.search(link["parameters"])
        words = f'; rel="{relation[1]}"' if relation else ""
        yield f"<{redacted_url(link['url'])}>{words}"


def request_headers(headers: Headers, writer: Writer) -> Headers:
    """Return the request headers that may be written."""
    written = ((name, _written(name, value, REQUEST)) for name, value in headers)
    return tuple((name, writer.kept(value)) for name, value in written if value is not None)


def unwritten_headers(headers: Headers, allowed: Forms) -> list[str]:
    """Return the names of the headers whose value would not be written unchanged.

    Those of a response on which a client acts are none of them: their URLs are redacted.
    """
    silent = {"content-length", "content-encoding", "transfer-encoding", "connection", "host"}
    silent |= ACTED_ON if allowed is RESPONSE else set()
    return [
        name
        for name, value in headers
        if name.lower() not in silent and _written(name, value, allowed) != value
    ]


def _written(name: str, value: str, allowed: Forms) -> str | None:
    form = allowed.get(name.lower())
    return form(value) if form else None
