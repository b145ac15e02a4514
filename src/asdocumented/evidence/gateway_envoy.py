"""Reads what Envoy's tap filter writes: one trace of an HTTP request and its answer."""

from collections.abc import Mapping

from asdocumented.evidence.gateway_parts import Shaped, header, size_of, whole_url
from asdocumented.evidence.recorded import read_base64
from asdocumented.formats.damage import Damaged
from asdocumented.formats.json_path import Json, mapping, sequence

BUFFERED = "http_buffered_trace"
OTHERS = ("http_streamed_trace_segment", "socket_buffered_trace", "socket_streamed_trace_segment")
"""The other members of Envoy's TraceWrapper, none of which is a whole interaction."""

NO_INTERACTION = "a segment of a trace of Envoy: tap HTTP with `streaming: false`"
_CUT_OFF = "its body was cut off when it was recorded: raise Envoy's max_buffered_tx_bytes"


def shape_trace(trace: Mapping[str, Json]) -> Shaped:
    """Return a buffered trace as an entry of a HAR file.

    The pseudo-headers of HTTP/2 have method, URL and status. A trace may have the time at which
    the headers came; else the answer's `Date` tells it.
    """
    request, response = mapping(trace.get("request")), mapping(trace.get("response"))
    asked, answered = _headers(request), _headers(response)
    body = mapping(response.get("body"))
    scheme = header(asked, "x-forwarded-proto") or header(asked, ":scheme")
    url = whole_url(scheme, header(asked, ":authority"), header(asked, ":path"))
    when = response.get("headers_received_time") or header(answered, "date")
    content: dict[str, Json] = {"size": size_of(answered), **_content(body)}
    if not body and content["size"] is None:
        content["text"] = ""
    entry: Json = {
        "request": {
            "method": header(asked, ":method"),
            "url": url,
            "headers": asked,
            "postData": {"text": _content(mapping(request.get("body"))).get("text")},
        },
        "response": {
            "status": header(answered, ":status"),
            "headers": answered,
            "content": content,
        },
        "startedDateTime": when,
    }
    return Shaped(entry, _CUT_OFF if body.get("truncated") is True else "")


def with_har_names(entry: Mapping[str, Json]) -> Json:
    """Return all texts of a line with a trace at the places and under the names that HAR has."""
    trace = mapping(entry.get(BUFFERED))
    beside = {name: value for name, value in entry.items() if name != BUFFERED or not trace}
    return {**beside, **{name: _with_named_headers(value) for name, value in trace.items()}}


def _with_named_headers(message: Json) -> Json:
    """Return a message whose headers and trailers have a name instead of a key."""
    if not isinstance(message, dict):
        return message
    renamed: dict[str, Json] = {
        part: [
            {("name" if name == "key" else name): value for name, value in pair.items()}
            if isinstance(pair, dict)
            else pair
            for pair in sequence(message[part])
        ]
        for part in ("headers", "trailers")
        if isinstance(message.get(part), list)
    }
    return {**message, **renamed}


def _content(body: Mapping[str, Json]) -> dict[str, Json]:
    if body.get("as_bytes"):
        return {"text": body["as_bytes"], "encoding": "base64"}
    return {"text": body.get("as_string") or ""} if body else {}


def _headers(message: Mapping[str, Json]) -> list[Json]:
    """Return the headers of a message as HAR's pairs; a value of other bytes is in base64."""
    return [
        {"name": mapping(one).get("key"), "value": _value(mapping(one))}
        for one in sequence(message.get("headers"))
    ]


def _value(one: Mapping[str, Json]) -> Json:
    raw = one.get("raw_value")
    if one.get("value") or not isinstance(raw, str):
        return one.get("value")
    try:
        return read_base64(raw).decode("utf-8", "replace")
    except Damaged:
        return raw
