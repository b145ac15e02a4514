"""What gateways and proxies write, line by line: read by content, refused where it has no bodies.

The lines follow the documented fields: of Kong's `kong.log.serialize`, of APISIX's loggers, of
Envoy's `TraceWrapper`, of mitmproxy's contributed addon `jsondump.py`, and the names that Redocly's
`drift` takes in NDJSON.
"""

import json
from base64 import b64encode
from datetime import UTC, datetime
from gzip import compress
from pathlib import Path
from typing import Any

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Request, Response
from asdocumented.evidence.unread import MissingEvidence, Unread
from asdocumented.redaction.secrets import Secrets
from asdocumented.scanning.file import scan_file
from asdocumented.scanning.model import Rank

BODY = '{"a": "it\'s 1.0\\\\", "b": [10.0]}'
ASKED = "/v2/coupon?codes=A"
URL = f"https://api.example{ASKED}"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MILLISECONDS = int(NOON.timestamp() * 1000)

KONG: dict[str, Any] = {
    "client_ip": "192.0.2.7",
    "latencies": {"kong": 1, "proxy": 20, "request": 21},
    "request": {
        "headers": {"host": "api.example", "accept": "*/*"},
        "method": "GET",
        "querystring": {"codes": "A"},
        "size": 90,
        "uri": ASKED,
        "url": f"https://api.example:443{ASKED}",
    },
    "response": {
        "headers": {"content-type": "application/json", "x-a": ["1", "2"]},
        "size": 300,
        "status": 200,
    },
    "route": {"name": "coupons"},
    "started_at": MILLISECONDS,
    "upstream_uri": ASKED,
}
APISIX: dict[str, Any] = {
    "apisix_latency": 3.5,
    "client_ip": "192.0.2.7",
    "latency": 20.5,
    "request": {**KONG["request"], "querystring": {"codes": "A"}},
    "response": {"headers": {"content-type": "application/json"}, "size": 300, "status": 200},
    "route_id": "1",
    "server": {"hostname": "gateway", "version": "3.13.0"},
    "start_time": float(MILLISECONDS),
    "upstream": "192.0.2.8:80",
}
REDOCLY: dict[str, Any] = {
    "request": {"host": "api.example", "method": "GET", "path": ASKED, "scheme": "https"},
    "response": {"headers": {"Content-Type": "application/json"}, "statusCode": 200},
    "timestamp": "2026-11-22T12:00:00Z",
}
ENVOY: dict[str, Any] = {
    "http_buffered_trace": {
        "request": {
            "headers": [
                {"key": ":authority", "value": "api.example", "raw_value": ""},
                {"key": ":path", "value": ASKED},
                {"key": ":method", "value": "GET"},
                {"key": ":scheme", "value": "http"},
                {"key": "x-forwarded-proto", "value": "https"},
            ],
            "trailers": [],
        },
        "response": {
            "headers": [
                {"key": ":status", "value": "200"},
                {"key": "content-type", "value": "", "raw_value": "YXBwbGljYXRpb24vanNvbg=="},
                {"key": "date", "value": "Sun, 22 Nov 2026 12:00:00 GMT"},
            ],
            "trailers": [],
        },
    }
}
MITMPROXY: dict[str, Any] = {
    "id": "1",
    "request": {
        "authority": "",
        "content": "",
        "headers": {"Host": "api.example"},
        "host": "192.0.2.8",
        "http_version": "HTTP/1.1",
        "method": "GET",
        "path": ASKED,
        "port": 8443,
        "scheme": "https",
        "timestamp_start": MILLISECONDS,
    },
    "response": {
        "content": None,
        "headers": {"content-type": "application/json"},
        "reason": "OK",
        "status_code": 200,
    },
    "type": "http",
    "version": 20,
}


def with_body(entry: dict[str, Any], **body: Any) -> dict[str, Any]:
    """Return an entry with more members in its response."""
    if "http_buffered_trace" in entry:
        return {"http_buffered_trace": with_body(entry["http_buffered_trace"], **body)}
    return {**entry, "response": {**entry["response"], **body}}


def spelled(content: bytes) -> str:
    """Return bytes as Python spells them, without `b` and the quotes."""
    return str(content)[2:-1]


def in_base64(content: bytes) -> str:
    return b64encode(content).decode()


GZIPPED = with_body(
    ENVOY, body={"as_bytes": in_base64(compress(BODY.encode())), "truncated": False}
)
GZIPPED["http_buffered_trace"]["response"]["headers"] = [
    *ENVOY["http_buffered_trace"]["response"]["headers"],
    {"key": "content-encoding", "value": "gzip"},
]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(with_body(KONG, body=BODY), id="kong"),
        pytest.param(with_body(APISIX, body=BODY), id="apisix"),
        pytest.param(with_body(REDOCLY, body=BODY), id="redocly"),
        pytest.param(with_body(REDOCLY, bodyText=BODY), id="redocly-text"),
        pytest.param(with_body(ENVOY, body={"as_string": BODY, "truncated": False}), id="envoy"),
        pytest.param(
            with_body(ENVOY, body={"as_bytes": in_base64(BODY.encode())}), id="envoy-bytes"
        ),
        pytest.param(GZIPPED, id="envoy-gzip"),
        pytest.param(with_body(MITMPROXY, content=spelled(BODY.encode())), id="mitmproxy"),
        pytest.param(with_body(MITMPROXY, content=in_base64(BODY.encode())), id="mitmproxy-base64"),
        pytest.param(
            with_body(
                MITMPROXY,
                content=spelled(compress(BODY.encode())),
                headers={"content-type": "application/json", "content-encoding": "gzip"},
            ),
            id="mitmproxy-gzip",
        ),
    ],
)
def test_a_line_of_a_gateway_is_an_interaction(entry: dict[str, Any], tmp_path: Path) -> None:
    """Whatever it is called: the content tells the format."""
    path = tmp_path / "gateway.log"
    path.write_text(json.dumps(entry) + "\n" + json.dumps(entry) + "\n")
    first, second = read_evidence([path])
    assert isinstance(first, Evidence)
    assert isinstance(second, Evidence)
    found = first.interaction
    assert (found.name, found.origin, found.recorded) == ("gateway.log#0", "har", NOON)
    assert found.request == Request("GET", URL)
    assert found.response == Response(200, "application/json", BODY.encode())


KONG_WITHOUT = "its body was not recorded: Kong writes none unless a plugin sets response.body"
APISIX_WITHOUT = "its body was not recorded: APISIX writes it where include_resp_body is set"
CUT_OFF = "its body was cut off when it was recorded"


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        pytest.param(KONG, KONG_WITHOUT, id="kong"),
        pytest.param(APISIX, APISIX_WITHOUT, id="apisix"),
        pytest.param(REDOCLY, "its body was not recorded", id="redocly"),
        pytest.param(MITMPROXY, "its body was not recorded", id="mitmproxy"),
        pytest.param(
            {**MITMPROXY, "response": None}, "no response was recorded", id="mitmproxy-error"
        ),
        pytest.param(
            with_body(MITMPROXY, content="\u20ac"),
            "its body is not written as mitmproxy writes bytes",
            id="mitmproxy-odd",
        ),
        pytest.param(
            with_body(ENVOY, body={"as_string": '{"a": 1}', "truncated": True}),
            f"{CUT_OFF}: raise Envoy's max_buffered_tx_bytes",
            id="envoy-truncated",
        ),
        pytest.param(
            with_body(ENVOY, body={"as_bytes": "?"}), "binary text that is not base64", id="envoy"
        ),
        pytest.param(
            with_body(
                APISIX,
                body='{"a": ',
                headers={"content-type": "application/json", "content-length": "90"},
            ),
            CUT_OFF,
            id="apisix-cut-off",
        ),
    ],
)
def test_an_answer_that_is_missing_says_why(
    entry: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    """And what would record it."""
    path = tmp_path / "a.log"
    path.write_text(json.dumps(entry))
    (found,) = read_evidence([path])
    assert isinstance(found, MissingEvidence)
    assert (found.request, found.reason) == (Request("GET", URL), reason)


@pytest.mark.parametrize("entry", [KONG, APISIX, REDOCLY, MITMPROXY])
def test_an_answer_without_a_body_is_one(entry: dict[str, Any], tmp_path: Path) -> None:
    """Such as 204: nothing was left out."""
    path = tmp_path / "a.log"
    path.write_text(json.dumps(with_body(entry, status=204, statusCode=204, status_code=204)))
    (found,) = read_evidence([path])
    assert isinstance(found, Evidence)
    assert (found.interaction.response.status, found.interaction.response.body) == (204, b"")


def test_a_trace_without_a_body_has_an_empty_one(tmp_path: Path) -> None:
    """Envoy writes no body where none came; one that its length tells was not recorded."""
    length = {"key": "content-length", "value": "2"}
    headers = ENVOY["http_buffered_trace"]["response"]["headers"]
    path = tmp_path / "a.log"
    lines = [ENVOY, with_body(ENVOY, headers=[*headers, length])]
    path.write_text("\n".join(map(json.dumps, lines)))
    first, second = read_evidence([path])
    assert isinstance(first, Evidence)
    assert first.interaction.response.body == b""
    assert isinstance(second, MissingEvidence)
    assert second.reason == "its body was not recorded"


def test_a_body_that_is_json_within_the_line_keeps_its_spelling(tmp_path: Path) -> None:
    """As far as the gateway kept it, which is said."""
    path = tmp_path / "a.log"
    path.write_text(json.dumps(with_body(KONG, body=None)).replace("null", '{"a" : 1.50}'))
    first, odd = read_evidence([path])
    assert isinstance(first, Evidence)
    assert first.interaction.response.body == b'{"a" : 1.50}'
    reason = "judged by a body that is JSON within the line, which its writer may spell otherwise"
    assert odd == Unread(str(path), f"line 1: {reason}", whole=False)


def test_traces_over_several_lines(tmp_path: Path) -> None:
    """As Envoy writes one to a file, and one behind the other to who listens."""
    path = tmp_path / "tap_1.json"
    one = json.dumps(with_body(ENVOY, body={"as_string": BODY}), indent=1)
    path.write_text(f"{one}\n{one[:200]}\n{one}\n")
    first, second, fault = read_evidence([path])
    assert isinstance(first, Evidence)
    assert isinstance(second, Evidence)
    assert first.interaction.response == second.interaction.response
    number = len(one.splitlines()) + 1
    assert fault == Unread(str(path), f"line {number}: not valid JSON, or cut off", whole=False)


def test_a_trace_that_is_too_long_costs_itself_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether one line of it is, or all of them together."""
    monkeypatch.setattr("asdocumented.evidence.lines.MOST_LINE", 3000)
    small = json.dumps(with_body(ENVOY, body={"as_string": BODY}), indent=1)
    line = json.dumps(with_body(ENVOY, body={"as_string": "x" * 4000}), indent=1)
    pair = {"key": "x", "value": "y"}
    lines = json.dumps(with_body(ENVOY, headers=[pair] * 200), indent=1)
    path = tmp_path / "a.json"
    path.write_text(f"{small}\n{line}\n{lines}\n{small}\n")
    *read, fault = read_evidence([path])
    assert [one.interaction.name for one in read if isinstance(one, Evidence)] == [
        "a.json#0",
        "a.json#3",
    ]
    number = len(small.splitlines()) + 1
    reason = f"line {number} and 1 more: a line larger than 64 MiB"
    assert fault == Unread(str(path), reason, whole=False)


REMEDY = (
    "which has no bodies of answers: record whole interactions; "
    "docs/recording.md lists what is read"
)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            {"DownstreamStatus": 200, "RequestMethod": "GET", "RequestPath": "/"},
            f"an access log of Traefik, {REMEDY}",
        ),
        (
            {
                "logger": "http.log.access",
                "request": {"method": "GET", "host": "api.example", "uri": "/"},
                "resp_headers": {"Server": ["Caddy"]},
                "status": 200,
            },
            f"an access log of Caddy, {REMEDY}",
        ),
        (
            {"remote_addr": "192.0.2.7", "request": "GET / HTTP/1.1", "status": "200"},
            f"an access log of nginx, {REMEDY}",
        ),
        (
            {"method": "GET", "path": "/", "response_code": 200, "response_flags": "-"},
            f"an access log of Envoy, {REMEDY}",
        ),
        (
            {"httpMethod": "GET", "resourcePath": "/", "status": "200"},
            f"an access log of AWS API Gateway, {REMEDY}",
        ),
        (
            {"http_streamed_trace_segment": {"trace_id": "1"}},
            "a segment of a trace of Envoy: tap HTTP with `streaming: false`",
        ),
        ({"level": "info", "msg": "started"}, "no request with its response"),
    ],
)
def test_lines_without_bodies_are_refused_by_name(
    line: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    """Once for a file, with what to do."""
    path = tmp_path / "access.log"
    path.write_text((json.dumps(line) + "\n") * 3)
    assert list(read_evidence([path])) == [Unread(str(path), f"line 1 and 2 more: {reason}")]


@pytest.mark.parametrize(
    "odd",
    [
        {**KONG, "request": {}},
        {**KONG, "request": {"method": 7, "url": URL}},
        {**KONG, "request": {"method": "GET"}},
        with_body(KONG, status={}, body="{}"),
        with_body(KONG, headers=7, body="{}"),
        with_body(KONG, headers=[7, {"name": 7}], body="{}"),
        {**KONG, "started_at": 10**400, "response": 7},
        {"http_buffered_trace": 7},
        {"http_buffered_trace": {"request": {"headers": [7, {"key": 7}]}, "response": []}},
        with_body(ENVOY, body=7),
        with_body(ENVOY, body={"as_bytes": 7}),
        {**MITMPROXY, "request": {**MITMPROXY["request"], "path": 7, "headers": 7}},
        with_body(MITMPROXY, content="\\xzz\\"),
        with_body(REDOCLY, body=[{"a": "\ud83d"}]),
    ],
)
def test_an_odd_line_costs_one_line(odd: Any, tmp_path: Path) -> None:
    """None raises, and the next is judged."""
    path = tmp_path / "a.log"
    good = with_body(KONG, body=BODY)
    path.write_text(json.dumps(good) + "\n" + json.dumps(odd) + "\n" + json.dumps(good) + "\n")
    found = [one.interaction for one in read_evidence([path]) if isinstance(one, Evidence)]
    assert {"a.log#0", "a.log#2"} <= {one.name for one in found}


SECRET = "Canary-word-77"  # noqa: S105  # planted to be found


def planted(entry: dict[str, Any], *path: str | int) -> str:
    """Return a line with the secret at a place, in bodies as part of them."""
    copy = json.loads(json.dumps(entry))
    *above, last = path
    below = copy
    for step in above:
        below = below[step]
    below[last] = {
        "as_bytes": in_base64(json.dumps({"a": SECRET}).encode()),
        "content": in_base64(json.dumps({"a": SECRET}).encode()),
    }.get(str(last), SECRET)
    return json.dumps(copy)


TRACE = "http_buffered_trace"


@pytest.mark.parametrize(
    "line",
    [
        planted(KONG, "request", "headers", "authorization"),
        planted(KONG, "request", "querystring", "codes"),
        planted(KONG, "request", "body"),
        planted(KONG, "response", "body"),
        planted(KONG, "response", "headers", "x-b"),
        planted(KONG, "consumer"),
        planted(ENVOY, TRACE, "request", "headers", 1, "value"),
        planted(with_body(ENVOY, body={}), TRACE, "response", "body", "as_bytes"),
        planted(ENVOY, TRACE, "response", "headers", 1, "value"),
        planted(MITMPROXY, "request", "content"),
        planted(MITMPROXY, "response", "content"),
        planted({"DownstreamStatus": 200}, "request_Authorization"),
        planted({"http_streamed_trace_segment": {}}, "http_streamed_trace_segment", "x"),
    ],
)
def test_scan_sees_each_text(line: str, tmp_path: Path) -> None:
    """Also those of a log by which nothing can be judged, which is no file that is not read."""
    path = tmp_path / "a.log"
    path.write_text(f"{line}\n{line}\n")
    found = scan_file(path, Secrets([SECRET]), ())
    assert "known-credential" in {one.kind for one in found.finds("a.log")}
    assert found.reason == ""


def test_scan_takes_no_name_of_a_header_for_a_key(tmp_path: Path) -> None:
    """Envoy writes headers as keys and values; each credential is told once."""
    path = tmp_path / "a.json"
    headers = [*ENVOY[TRACE]["request"]["headers"], {"key": "x-api-key", "value": SECRET}]
    request = {"request": {"headers": headers, "trailers": []}}
    path.write_text(json.dumps({TRACE: {**ENVOY[TRACE], **request}}, indent=1))
    found = scan_file(path, Secrets([]), ()).finds("a.json")
    credentials = [(one.kind, one.place) for one in found if one.rank is Rank.CREDENTIAL]
    assert credentials == [("named-credential", "the request header x-api-key")]
