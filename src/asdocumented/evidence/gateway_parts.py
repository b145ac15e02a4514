"""The parts of a gateway's interaction, as HAR has them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from asdocumented.formats.json_path import Json, mapping

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_MILLISECONDS = 10**11
"""A time from this number on counts milliseconds, one below it seconds."""


class Shaped(NamedTuple):
    """An interaction of a gateway as an entry of a HAR file.

    `missing` says why its answer cannot be judged, `without` why it has no body where one should
    be, `odd` what of it may differ from the answer; "" where nothing does.
    """

    entry: Json
    missing: str = ""
    without: str = ""
    odd: str = ""


def header(headers: object, name: str) -> str | None:
    """Return the first value of a header, of a map or of HAR's list of pairs."""
    for own, value in _pairs(headers):
        if own.lower() == name and isinstance(value, str | int):
            return str(value)
    return None


def _pairs(headers: object) -> Iterator[tuple[str, object]]:
    if isinstance(headers, dict):
        for name, values in headers.items():
            yield from ((name, one) for one in (values if isinstance(values, list) else [values]))
    for pair in headers if isinstance(headers, list) else ():
        yield str(mapping(pair).get("name")), mapping(pair).get("value")


def whole_url(scheme: object, host: object, path: object) -> Json:
    """Return a URL of its parts, None where one is missing."""
    if not (isinstance(host, str) and host and isinstance(path, str)):
        return None
    return without_default_port(f"{scheme or 'http'}://{host}{path}")


def without_default_port(url: str) -> str:
    """Return a URL without the port that its scheme has anyway: gateways write it always."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    port = _DEFAULT_PORTS.get(parts.scheme.lower(), "")
    if not port or not parts.netloc.endswith(port):
        return url
    return url.replace(parts.netloc, parts.netloc.removesuffix(port), 1)


def size_of(headers: object) -> Json:
    """Return how many bytes a body has that is in no content coding, None where nothing tells."""
    length = header(headers, "content-length")
    coded = (header(headers, "content-encoding") or "identity").lower() != "identity"
    return int(length) if length and length.isascii() and length.isdigit() and not coded else None


def time_of(members: Mapping[str, object], names: tuple[str, ...]) -> Json:
    """Return the first of these times as text: written so, or as seconds or milliseconds."""
    for name in names:
        value = members.get(name)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                seconds = value / 1000 if value >= _MILLISECONDS else value
                return datetime.fromtimestamp(seconds, UTC).isoformat()
            except (OverflowError, OSError, ValueError):
                continue
    return None
