"""The outputs of a scan, by name."""

from collections.abc import Callable, Mapping

import msgspec

from asdocumented.renderers import scan_sarif, scan_text
from asdocumented.scanning.model import Scan


def _json(scan: Scan) -> str:
    return msgspec.json.format(msgspec.json.encode(scan), indent=2).decode() + "\n"


def _text(scan: Scan) -> str:
    return scan_text.render(scan) + "\n"


RENDERERS: Mapping[str, Callable[[Scan], str]] = {
    "text": _text,
    "json": _json,
    "sarif": scan_sarif.render,
}


def render(form: str, scan: Scan) -> str:
    """Return a scan in one of the formats."""
    return RENDERERS[form](scan)
