"""Reads what mitmproxy's contributed addon `jsondump.py` writes: the state of a flow."""

import re
from base64 import b64encode
from collections.abc import Mapping

from asdocumented.evidence.gateway_parts import Shaped, header, time_of, whole_url
from asdocumented.evidence.recorded import read_base64
from asdocumented.formats import json_body
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import Json, mapping

_ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_UNREADABLE = "its body is not written as mitmproxy writes bytes"


def is_flow(entry: Mapping[str, Json]) -> bool:
    """Tell whether an entry is the state of a flow."""
    request = mapping(entry.get("request"))
    return "timestamp_start" in request and "content" in request and "host" in request


def shape_flow(entry: Mapping[str, Json]) -> Shaped:
    """Return a flow as an entry of a HAR file.

    Its contents are bytes as Python spells them, or base64 with `dump_encodecontent`.
    """
    request, response = mapping(entry.get("request")), mapping(entry.get("response"))
    scheme, port = request.get("scheme"), request.get("port")
    host = f"{request.get('host')}:{port}" if isinstance(port, int) else request.get("host")
    answered: dict[str, Json] = {"status": response.get("status_code")}
    missing = ""
    try:
        body = _bytes(response.get("content"))
    except Damaged as damaged:
        body, missing = None, damaged.reason
    if body is not None:
        answered["content"] = {"text": b64encode(body).decode(), "encoding": "base64"}
    answered["headers"] = response.get("headers")
    shaped: Json = {
        "request": {
            "method": request.get("method"),
            "url": whole_url(scheme, _asked(request) or host, request.get("path")),
            "headers": request.get("headers"),
            "postData": {"text": request.get("content")},
        },
        "response": answered,
        "startedDateTime": time_of(request, ("timestamp_start",)),
    }
    return Shaped(shaped, missing)


def _asked(request: Mapping[str, Json]) -> Json:
    """Return the host that was asked for: a reverse proxy writes the one behind it beside."""
    return request.get("authority") or header(request.get("headers"), "host")


def _bytes(content: Json) -> bytes | None:
    """Return the bytes of a body, None where it was not recorded; raise Damaged if it is none."""
    if content is None:
        return None
    if not isinstance(content, str) or not content.isascii():
        raise Damaged(_UNREADABLE)
    plain = _ESCAPE.sub(_unescaped, content.encode())
    if content and json_body.parse(plain)[1] is not None:
        try:
            return read_base64(content)
        except Damaged:
            pass
    return plain


def _unescaped(found: re.Match[bytes]) -> bytes:
    digits, character = found.groups()
    return bytes.fromhex(digits.decode()) if digits else _ESCAPED.get(character, character)
