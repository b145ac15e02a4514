"""Each dialect of recorded traffic is read, or refused with the true reason and the place."""

import gzip
import json
import zlib
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.unread import MissingEvidence, Unread

URL = "https://a.example/coupons?code=AB12"
BODY = b'{"data": [], "errors": []}'
READ = ("GET", URL, 200, "application/json", BODY)

RUBY_1 = f"""---
- !ruby/struct:VCR::HTTPInteraction
  request: !ruby/struct:VCR::Request
    method: :get
    uri: {URL}
    body:
    headers:
  response: !ruby/struct:VCR::Response
    status: !ruby/struct:VCR::ResponseStatus
      code: 200
      message: OK
    headers:
      content-type:
      - application/json
    body: '{BODY.decode()}'
    http_version: "1.1"
"""
RUBY_2 = f"""---
http_interactions:
- request:
    method: get
    uri: {URL}
    body: {{encoding: US-ASCII, string: ''}}
    headers: {{Accept: ["*/*"]}}
  response:
    status: {{code: 200, message: OK}}
    headers: {{Content-Type: [application/json]}}
    body:
      encoding: UTF-8
      string: '{BODY.decode()}'
    http_version:
  recorded_at: Tue, 22 Apr 2025 10:20:30 GMT
recorded_with: VCR 2.9.3
"""
RUBY_STRING = RUBY_2.replace("string: '{", "string: !ruby/string:Sawyer::Body '{")
RUBY_STRING_WITH_VARIABLES = RUBY_2.replace(
    f"string: '{BODY.decode()}'", f"string: !ruby/string\n        str: '{BODY.decode()}'"
)
RUBY_BINARY = RUBY_2.replace(
    f"string: '{BODY.decode()}'", f"base64_string: |\n        {b64encode(BODY).decode()}"
)
R_OLD = f"""http_interactions:
- request:
    method: get
    uri: {URL}
    body: {{encoding: '', string: ''}}
    headers: {{Accept: application/json}}
  response:
    status: {{status_code: '200', message: OK, explanation: Request fulfilled}}
    headers: {{status: HTTP/1.1 200 OK, content-type: application/json}}
    body: {{encoding: UTF-8, file: no, string: '{BODY.decode()}'}}
  recorded_at: 2025-04-22 10:20:30 GMT
  recorded_with: vcr/0.2.6, webmockr/0.3.4
"""
R_NEW = f"""http_interactions:
- request: {{method: get, uri: "{URL}"}}
  response:
    status: 200
    headers: {{content-type: application/json}}
    body: {{string: '{BODY.decode()}'}}
  recorded_at: 2025-04-22 10:20:30
recorded_with: VCR-vcr/2.0.0
"""
GO_VCR_1 = f"""---
version: 1
interactions:
- request: {{body: "", form: {{}}, headers: {{}}, url: "{URL}", method: GET}}
  response:
    body: '{BODY.decode()}'
    headers: {{Content-Type: [application/json]}}
    status: 200 OK
    code: 200
    duration: ""
"""
GO_VCR_2 = f"""---
version: 2
interactions:
    - id: 0
      request:
        proto: HTTP/1.1
        proto_major: 1
        content_length: 0
        transfer_encoding: []
        host: a.example
        body: ""
        form: {{}}
        headers: {{}}
        url: {URL}
        method: GET
      response:
        proto: HTTP/2.0
        uncompressed: true
        body: '{BODY.decode()}'
        headers:
            Content-Type:
                - application/json
        status: 200 OK
        code: 200
        duration: 238.7ms
"""
GO_VCR_3 = GO_VCR_2.replace("proto: HTTP/1.1", "proto: ''").replace("238.7ms", "1.02s")
VCRPY = f"""interactions:
- request: {{body: null, headers: {{}}, method: GET, uri: "{URL}"}}
  response:
    body: {{string: '{BODY.decode()}'}}
    headers: {{content-type: [application/json]}}
    status: {{code: 200, message: OK}}
version: 1
"""
OLD_VCRPY = VCRPY.replace("{string: '", "{string: !!python/unicode '")
OLD_HTTPX = f"""interactions:
- request: {{body: '', headers: {{}}, method: GET, uri: "{URL}"}}
  response:
    content: '{BODY.decode()}'
    headers: {{content-type: [application/json]}}
    http_version: HTTP/1.1
    status_code: 200
version: 1
"""


def betamax(response: dict[str, Any], version: str) -> str:
    request = {"body": "", "headers": {}, "method": "GET", "uri": URL}
    found = {"request": request, "response": response, "recorded_at": "2013-09-28T01:25:38"}
    return json.dumps({"http_interactions": [found], "recorded_with": f"betamax/{version}"})


BETAMAX_OLD = betamax(
    {"body": BODY.decode(), "headers": {"content-type": "application/json"}, "status_code": 200},
    "0.1.6",
)
BETAMAX_NEW = betamax(
    {
        "body": {"encoding": "utf-8", "base64_string": b64encode(gzip.compress(BODY)).decode()},
        "headers": {"Content-Type": ["application/json"], "Content-Encoding": ["gzip"]},
        "status": {"code": 200, "message": "OK"},
    },
    "0.9.0",
)


def read(folder: Path, text: str | bytes, name: str = "one.yaml") -> list[object]:
    """Return what is read of a file: interactions as tuples, what is not read as its reason."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found: list[object] = []
    for one in read_evidence([path]):
        if isinstance(one, Evidence):
            request, answer = one.interaction.request, one.interaction.response
            kind, method = answer.content_type, request.method.upper()
            found.append((method, request.url, answer.status, kind, answer.body))
        elif isinstance(one, MissingEvidence | Unread):
            found.append(one.reason)
    return found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(RUBY_1, id="VCR 1 for Ruby"),
        pytest.param(RUBY_2, id="VCR for Ruby"),
        pytest.param(RUBY_STRING, id="VCR for Ruby, a string of a class"),
        pytest.param(RUBY_STRING_WITH_VARIABLES, id="VCR for Ruby, a string with variables"),
        pytest.param(RUBY_BINARY, id="VCR for Ruby, base64"),
        pytest.param(R_OLD, id="vcr for R, old"),
        pytest.param(R_NEW, id="vcr for R"),
        pytest.param(GO_VCR_1, id="go-vcr 1"),
        pytest.param(GO_VCR_2, id="go-vcr 2"),
        pytest.param(GO_VCR_3, id="go-vcr 3"),
        pytest.param(OLD_VCRPY, id="vcrpy, old"),
        pytest.param(VCRPY, id="vcrpy, and httpx since 6"),
        pytest.param(OLD_HTTPX, id="vcrpy for httpx, old"),
        pytest.param(BETAMAX_OLD, id="betamax, old"),
        pytest.param(BETAMAX_NEW, id="betamax"),
    ],
)
def test_a_cassette_of_each_tool_is_read(text: str, tmp_path: Path) -> None:
    """Method, URL, status, type and body, wherever the tool writes them."""
    assert read(tmp_path, text) == [READ]


def test_a_key_that_stands_twice_in_a_cassette_is_told(tmp_path: Path) -> None:
    """Which value its writer meant is open: the last one is taken, and the rest is read."""
    twice = VCRPY.replace("{code: 200,", "{code: 201, code: 200,")
    told = "#0: code stands twice in one object: the last value is taken"
    assert read(tmp_path, twice) == [READ, told]
    in_json = BETAMAX_OLD.replace('"status_code"', '"status_code": 201, "status_code"')
    told = "#0: status_code stands twice in one object: the last value is taken"
    assert read(tmp_path, in_json, "one.json") == [READ, told]


def test_structs_of_ruby_that_are_no_interactions_are_no_cassette(tmp_path: Path) -> None:
    """A bare list is one of VCR 1 for Ruby alone."""
    assert read(tmp_path, "- !ruby/object:Other {a: 1}\n") == ["neither a cassette nor a HAR file"]


def har(**changes: Any) -> dict[str, Any]:
    """Return an entry of a HAR file, its response changed."""
    response = {
        "status": 200,
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "content": {"mimeType": "application/json", "text": BODY.decode()},
    }
    return {"request": {"method": "GET", "url": URL}, "response": {**response, **changes}}


def in_base64(body: bytes, encoding: str = "base64") -> dict[str, Any]:
    return {
        "mimeType": "application/json",
        "encoding": encoding,
        "text": b64encode(body).decode(),
    }


def coded(coding: str, body: bytes) -> dict[str, Any]:
    headers = [
        {"name": "Content-Type", "value": "application/json"},
        {"name": "Content-Encoding", "value": coding},
    ]
    return har(headers=headers, content=in_base64(body))


def odd(place: str) -> str:
    return f"#0: judged without a detail that is not written as its format says, {place}"


HEADERS = "response.headers"
TYPE = {"name": "Content-Type", "value": "application/json"}
NOT_READ = "the body is in a content coding that is not read here"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (
            har(headers=[TYPE, {"name": "Age", "value": 42}]),
            [READ, odd(f"{HEADERS}[1].value")],
        ),
        (
            har(headers=[{"name": None, "value": "x"}, TYPE]),
            [READ, odd(f"{HEADERS}[0].name")],
        ),
        (har(headers={"Content-Type": "application/json"}), [READ, odd(HEADERS)]),
        (har(headers={"Content-Type": ["application/json"]}), [READ, odd(HEADERS)]),
        (har(status=200.0), [READ, odd("response.status")]),
        (har(status="200"), [READ]),
        (har(status=200.5), ["its status is none of HTTP's"]),
        (har(content=in_base64(BODY, "BASE64")), [READ]),
        (coded("gzip", gzip.compress(BODY)), [READ]),
        (coded("deflate", zlib.compress(BODY)), [READ]),
        (coded("br", b"\x0b\x14\x80abc"), [f"{NOT_READ} (br)"]),
        (coded("zstd", b"\x28\xb5\x2f\xfdabc"), [f"{NOT_READ} (zstd)"]),
    ],
)
def test_an_odd_detail_of_a_har_file_costs_one_entry_at_most(
    entry: dict[str, Any], found: list[object], tmp_path: Path
) -> None:
    """What can be read is, with the place of what was passed over; the next entry is whole."""
    text = json.dumps({"log": {"entries": [entry, har()]}})
    assert sorted(map(str, read(tmp_path, text, "one.har"))) == sorted(map(str, [*found, READ]))


def test_a_har_file_may_be_compressed(tmp_path: Path) -> None:
    """As browsers' files are kept."""
    text = json.dumps({"log": {"entries": [har()]}}).encode()
    assert read(tmp_path, gzip.compress(text), "one.har.gz") == [READ]
