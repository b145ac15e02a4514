"""A redacted transfer as a cassette in VCR's format, written whole or not at all."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

from asdocumented.evidence.recorded import MARK
from asdocumented.formats.http_message import Headers, HttpExchange

PARTIAL = ".partial"
"""How the name of a file ends that is not whole yet."""

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a recording comes from; `zone` is an IANA id, None where nobody documents it."""

    target: str
    zone: str | None
    version: str
    stand_in: bool


def cassette(transfer: HttpExchange, provenance: Provenance) -> bytes:
    """Return a cassette with one interaction, in the form that vcrpy writes.

    Beside request and response it carries where and when it was recorded, which vcrpy passes over.
    """
    interaction = {
        "asdocumented": {
            "target": provenance.target,
            "zone": provenance.zone,
            "version": provenance.version,
            "stand_in": provenance.stand_in,
        },
        "recorded_at": transfer.recorded.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "request": {
            "method": transfer.method,
            "uri": transfer.url,
            "body": None,
            "headers": _listed((*transfer.request_headers, MARK)),
        },
        "response": {
            "status": {"code": transfer.status, "message": transfer.reason},
            "headers": _listed(transfer.response_headers),
            "body": {"string": _text(transfer.body)},
        },
    }
    document = {"interactions": [interaction], "version": 1}
    content: bytes = yaml.dump(document, Dumper=_DUMPER, encoding="utf-8")
    return content


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by new content at once; a kill leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a new name durable, where the system lets a folder be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _listed(headers: Headers) -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {}
    for name, value in headers:
        listed.setdefault(name, []).append(value)
    return listed


def _text(body: bytes) -> str | bytes:
    """Return a body as text where it is UTF-8, as vcrpy does; else as it is."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body
