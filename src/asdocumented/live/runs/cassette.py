"""A redacted exchange as a cassette in VCR's format, with where it was recorded."""

from dataclasses import dataclass

import yaml

from asdocumented.evidence.recorded import MARK
from asdocumented.formats.http_message import Headers, HttpExchange

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Provenance:
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
    interaction = {
        "asdocumented": {
            "target": provenance.target,
            "zone": provenance.zone,
            "version": provenance.version,
            "stand_in": provenance.stand_in,
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
