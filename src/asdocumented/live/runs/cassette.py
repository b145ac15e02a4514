"""A redacted exchange as a cassette in VCR's format, with where it was recorded."""

from datetime import datetime

import msgspec
import yaml

from asdocumented.evidence.recorded import MARK, read_time
from asdocumented.formats.http_message import Headers, HttpExchange

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Provenance(msgspec.Struct, frozen=True):
    """Where a recording comes from; `zone` is an IANA id, None if it is not documented."""

    target: str
    zone: str | None
    version: str
    stand_in: bool


def cassette(exchange: HttpExchange, provenance: Provenance) -> bytes:
    """Return a cassette with one interaction, in the form that vcrpy writes.

    It also has where and when it was recorded, which vcrpy ignores.
    """
    departs = {"deviations": [*exchange.deviations]} if exchange.deviations else {}
    created = {"as_created": True} if exchange.as_created else {}
    interaction = {
        "asdocumented": {
            "target": provenance.target,
            "zone": provenance.zone,
            "version": provenance.version,
            "stand_in": provenance.stand_in,
            **created,
            **departs,
        },
        "recorded_at": exchange.recorded.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "request": {
            "method": exchange.method,
            "uri": exchange.url,
            "body": None,
            "headers": _listed((*exchange.request_headers, MARK)),
        },
        "response": {
            "status": {"code": exchange.status, "message": exchange.reason},
            "headers": _listed(exchange.response_headers),
            "body": {"string": _text(exchange.body)},
        },
    }
    document = {"interactions": [interaction], "version": 1}
    content: bytes = yaml.dump(document, Dumper=_DUMPER, encoding="utf-8")
    return content


def says_the_same(old: bytes, new: bytes, since: datetime) -> bool:
    """Tell whether two cassettes differ in dates and version alone, the old one not before then.

    `old` may be any file; `since` is aware.
    """
    try:
        (before, when), (after, _) = _compared(old), _compared(new)
    except (yaml.YAMLError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return before == after and when is not None and when >= since


def _compared(content: bytes) -> tuple[object, datetime | None]:
    """Return a cassette without its dates and version, and when it was recorded.

    A cassette of ours holds one interaction. What parsing raises is raised.
    """
    document = yaml.load(content, Loader=_LOADER)  # noqa: S506  # it is a safe loader
    (one,) = document["interactions"]
    when = read_time(one.pop("recorded_at"))
    del one["asdocumented"]["version"]
    headers = one["response"]["headers"]
    one["response"]["headers"] = {n: v for n, v in headers.items() if n.lower() != "date"}
    return document, when


def _listed(headers: Headers) -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {}
    for name, value in headers:
        listed.setdefault(name, []).append(value)
    return listed


def _text(body: bytes) -> str | bytes:
    """Return a body as text if it is UTF-8, as vcrpy does; else its bytes."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body
