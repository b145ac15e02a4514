"""Lines of gateways and proxies in formats of their own, read as entries of a HAR file.

Kong's log plugins, APISIX's loggers and the NDJSON that Redocly's `drift` takes differ in a few
names; Envoy's taps and mitmproxy's dumps have a module each. Access logs are refused by name.
"""

from collections.abc import Mapping

import msgspec
from msgspec import structs

from asdocumented.evidence import har
from asdocumented.evidence.gateway_envoy import BUFFERED, NO_INTERACTION, OTHERS, shape_trace
from asdocumented.evidence.gateway_mitmproxy import is_flow, shape_flow
from asdocumented.evidence.gateway_parts import (
    Shaped,
    header,
    size_of,
    time_of,
    whole_url,
    without_default_port,
)
from asdocumented.evidence.recorded import BODY_NOT_RECORDED, MissingAnswer, Recorded
from asdocumented.formats.damage import UNREADABLE_JSON, Damaged
from asdocumented.formats.json_path import Json, mapping

_STATUS = ("status", "statusCode", "status_code")
_BODIES = ("body", "bodyText", "rawBody", "raw_body")
_TIMES = ("started_at", "start_time", "startedAt", "startedDateTime", "timestamp", "time")
_SPELLED_ANEW = (
    "judged by a body that is JSON within the line, which its writer may spell otherwise"
)


_WITHOUT = {
    "latencies": f"{BODY_NOT_RECORDED}: Kong writes none unless a plugin sets response.body",
    "apisix_latency": f"{BODY_NOT_RECORDED}: APISIX writes it where include_resp_body is set",
}
"""Why a line has no body, by the member that tells its writer."""

_ACCESS_LOGS = {
    "DownstreamStatus": "Traefik",
    "resp_headers": "Caddy",
    "body_bytes_sent": "nginx",
    "upstream_response_time": "nginx",
    "request_uri": "nginx or Apache",
    "remote_addr": "nginx",
    "response_code_details": "Envoy",
    "response_flags": "Envoy",
    "resourcePath": "AWS API Gateway",
    "routeKey": "AWS API Gateway",
}
"""Members of access logs in JSON, and who writes them."""


class _Line(msgspec.Struct, frozen=True):
    """The members of a response, each as it stands in the line."""

    response: dict[str, msgspec.Raw]


def refusal(members: Mapping[str, object]) -> str:
    """Return why nothing can be judged by a line of an access log, "" where it is none."""
    if "response" in members or BUFFERED in members:
        return ""
    name = next((_ACCESS_LOGS[one] for one in members if one in _ACCESS_LOGS), None)
    if name is None:
        return ""
    return (
        f"an access log of {name}, which has no bodies of answers: record whole interactions; "
        "docs/recording.md lists what is read"
    )


def is_line(members: Mapping[str, object]) -> bool:
    """Tell whether the members of a line are those of an interaction, or tell why it is none."""
    return any(one in members for one in ("request", BUFFERED, *OTHERS)) or bool(refusal(members))


def interaction(shaped: Shaped) -> Recorded | MissingAnswer | Damaged:
    """Return what was read of a line, or why it or its answer cannot be read."""
    found = har.interaction(shaped.entry)
    if isinstance(found, Recorded):
        if shaped.missing:
            return MissingAnswer(found.method, found.url, shaped.missing, found.content_type)
        return structs.replace(found, odd=found.odd or shaped.odd)
    if isinstance(found, MissingAnswer) and found.reason == BODY_NOT_RECORDED:
        return structs.replace(found, reason=shaped.missing or shaped.without or found.reason)
    return found


def shape_line(line: bytes, entry: Json) -> Shaped | None:
    """Return a line as an entry of a HAR file, None where it is in no format of a gateway.

    Raises Damaged where it is one of an access log, or a part of an interaction.
    """
    members = mapping(entry)
    if BUFFERED in members:
        return shape_trace(mapping(members[BUFFERED]))
    if any(one in members for one in OTHERS):
        raise Damaged(NO_INTERACTION)
    if reason := refusal(members):
        raise Damaged(reason)
    if is_flow(members):
        return shape_flow(members)
    return _shape_plain(line, members)


def _shape_plain(line: bytes, members: Mapping[str, Json]) -> Shaped | None:
    """Return a line with a request and a response; None where it has nothing that HAR lacks."""
    request, response = mapping(members.get("request")), mapping(members.get("response"))
    body = next((name for name in _BODIES if response.get(name) is not None), "")
    without = next((_WITHOUT[one] for one in _WITHOUT if one in members), "")
    is_har = isinstance(response.get("content"), dict)
    if not request or is_har or not (body or without or isinstance(response.get("headers"), dict)):
        return None
    text, odd = response.get(body), ""
    if body and not isinstance(text, str):
        text, odd = _text_of(line, body), _SPELLED_ANEW
    entry: Json = {
        "request": {
            "method": request.get("method"),
            "url": _url(request),
            "headers": request.get("headers"),
            "postData": {"text": next((request[one] for one in _BODIES if one in request), None)},
        },
        "response": {
            "status": next((response[one] for one in _STATUS if one in response), None),
            "headers": response.get("headers"),
            "content": {"text": text, "size": None if odd else size_of(response.get("headers"))},
        },
        "startedDateTime": time_of(members, _TIMES),
    }
    return Shaped(entry, without=without, odd=odd)


def _text_of(line: bytes, name: str) -> str:
    """Return a member of a response that is JSON within the line, as it is spelled there."""
    try:
        return bytes(msgspec.json.decode(line, type=_Line).response[name]).decode()
    except UNREADABLE_JSON as error:
        raise Damaged("its body is damaged: JSON within the line that cannot be read") from error


def _url(request: Mapping[str, Json]) -> Json:
    """Return the URL of a request, or what there is of it beside the host."""
    for name in ("url", "uri", "path"):
        url = request.get(name)
        if isinstance(url, str) and "://" in url:
            return without_default_port(url)
        if isinstance(url, str) and url.startswith("/"):
            host = request.get("host") or header(request.get("headers"), "host")
            return whole_url(request.get("scheme"), host, url) or url
    return None
