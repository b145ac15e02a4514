"""What other tools wrote is read, or refused with the true reason: one small file of each.

Each file is about one request; what is expected of it is what went over the wire.
"""

import base64
import gzip
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.unread import MissingEvidence
from asdocumented.formats import json_body

URL = "https://eu.api.capillarytech.com/v2/coupon?couponCodes=AB12"
BODY = b'{"data": [{"code": "AB12"}]}'
TEXT = BODY.decode()
QUOTED = json.dumps(TEXT)
PACKED = base64.b64encode(gzip.compress(BODY, mtime=0)).decode()
AS_JSON = "application/json"
ANSWER = (200, AS_JSON, BODY)
"""What is read of nearly every file here: status, content type, body."""


def read(tmp_path: Path, content: str | bytes, name: str = "a") -> list[Any]:
    """Return what is read of a file: its answers in short, and each reason with its place."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [short(found) for found in read_evidence([path])]


def short(found: object) -> Any:
    """Return status, content type and body of an answer, or the reason in place of one."""
    if isinstance(found, Evidence):
        one = found.interaction
        assert (one.request.method.upper(), one.request.url) == ("GET", URL)
        return (one.response.status, one.response.content_type, one.response.body)
    if isinstance(found, MissingEvidence):
        assert (found.request.method.upper(), found.request.url) == ("GET", URL)
        return f"missing: {found.reason}"
    return getattr(found, "reason", None)


RUBY_1 = f"""---
- !ruby/struct:VCR::HTTPInteraction
  request: !ruby/struct:VCR::Request
    method: :get
    uri: {URL}
    body:
    headers:
      accept:
      - "*/*"
  response: !ruby/struct:VCR::Response
    status: !ruby/struct:VCR::ResponseStatus
      code: 200
      message: OK
    headers:
      content-type:
      - application/json
    body: {QUOTED}
    http_version: "1.1"
"""
RUBY_2 = f"""---
http_interactions:
- request:
    method: get
    uri: {URL}
    body:
      encoding: US-ASCII
      string: ''
    headers:
      Accept:
      - "*/*"
  response:
    status:
      code: 200
      message: OK
    headers:
      Content-Type:
      - application/json
    body:
      encoding: UTF-8
      string: '{TEXT}'
    http_version:
  recorded_at: Sun, 22 Nov 2026 05:00:00 GMT
recorded_with: VCR 2.9.3
"""
R_1 = f"""http_interactions:
- request:
    method: get
    uri: {URL}
    body:
      encoding: ''
      string: ''
    headers:
      Accept-Encoding: gzip, deflate
  response:
    status:
      status_code: '200'
      message: OK
      explanation: Request fulfilled, document follows
    headers:
      status: HTTP/1.1 200 OK
      content-type: application/json
    body:
      encoding: UTF-8
      file: no
      string: '{TEXT}'
  recorded_at: 2026-11-22 05:00:00 GMT
  recorded_with: vcr/0.5.4, webmockr/0.7.0, crul/1.0.0
"""
R_2 = f"""http_interactions:
- request:
    method: GET
    uri: {URL}
    headers: []
  response:
    status: 200
    headers:
      content-type: application/json
    body:
      string: '{TEXT}'
  recorded_at: 2026-11-22 05:00:00
recorded_with: VCR-vcr/2.0.0
"""
GO_1 = f"""---
version: 1
interactions:
- request:
    body: ""
    form: {{}}
    headers: {{}}
    url: {URL}
    method: GET
  response:
    body: '{TEXT}'
    headers:
      Content-Type:
      - application/json
    status: 200 OK
    code: 200
    duration: 101.2ms
"""
GO_3 = f"""---
version: 2
interactions:
    - id: 0
      request:
        proto: HTTP/1.1
        proto_major: 1
        proto_minor: 1
        content_length: 0
        transfer_encoding: []
        trailer: {{}}
        host: eu.api.capillarytech.com
        remote_addr: ""
        request_uri: ""
        body: ""
        form: {{}}
        headers: {{}}
        url: {URL}
        method: GET
      response:
        proto: HTTP/2.0
        proto_major: 2
        proto_minor: 0
        transfer_encoding: []
        trailer: {{}}
        content_length: -1
        uncompressed: true
        body: '{TEXT}'
        headers:
            Content-Type:
                - application/json
        status: 200 OK
        code: 200
        duration: 101.2ms
"""
VCRPY_0 = f"""- request: !!python/object:vcr.request.Request
    body: null
    headers: !!python/object/apply:__builtin__.frozenset
    - - !!python/tuple [accept-encoding, 'gzip, deflate, compress']
    host: eu.api.capillarytech.com
    method: GET
    path: /v2/coupon?couponCodes=AB12
    port: 443
    protocol: https
  response:
    body: {{string: !!python/unicode '{TEXT}'}}
    headers: [!!python/unicode "content-type: application/json\\r\\n", "server: a\\r\\n"]
    status: {{code: 200, message: OK}}
"""
VCRPY_1 = f"""interactions:
- request:
    body: null
    headers: {{}}
    method: GET
    uri: {URL}
  response:
    body: {{string: !!python/unicode '{TEXT}'}}
    headers:
      content-type: [application/json]
    status: {{code: 200, message: OK}}
version: 1
"""
VCRPY = f"""interactions:
- request:
    body: null
    headers:
      Accept:
      - '*/*'
    method: GET
    uri: {URL}
  response:
    body:
      string: '{TEXT}'
    headers:
      Content-Type:
      - application/json
    status:
      code: 200
      message: OK
version: 1
"""
HTTPX_OLD = f"""interactions:
- request:
    body: ''
    headers:
      accept:
      - '*/*'
    method: GET
    uri: {URL}
  response:
    content: '{TEXT}'
    headers:
      Content-Encoding:
      - gzip
      Content-Type:
      - application/json
    http_version: HTTP/1.1
    status_code: 200
version: 1
"""
HTTPX = VCRPY.replace(
    f"      string: '{TEXT}'", f"      string: !!binary |\n        {PACKED}"
).replace("      Content-Type:", "      Content-Encoding:\n      - gzip\n      Content-Type:")
PHP = f"""
-
    request:
        method: GET
        url: '{URL}'
        headers:
            Host: eu.api.capillarytech.com
    response:
        status:
            http_version: '1.1'
            code: '200'
            message: OK
        headers:
            Content-Type: application/json
        body: '{TEXT}'
    index: 0
"""


def betamax(recorded_with: str, body: Any, headers: dict[str, Any], status: Any) -> str:
    """Return a cassette of betamax, with one interaction."""
    request = {"body": {"encoding": "utf-8", "string": ""}, "headers": {}, "method": "GET"}
    answer = {"body": body, "headers": headers, "url": URL, **status}
    told = {"request": {**request, "uri": URL}, "response": answer, "recorded_at": "2026-11-22"}
    return json.dumps({"http_interactions": [told], "recorded_with": recorded_with})


EXVCR: dict[str, dict[str, Any]] = {
    "request": {"body": "", "headers": [], "method": "get", "options": [], "url": URL},
    "response": {
        "binary": False,
        "body": TEXT,
        "headers": {"Content-Type": AS_JSON},
        "status_code": 200,
        "type": "ok",
    },
}
TOLD = {"status": {"code": 200, "message": "OK"}}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(RUBY_1, id="VCR 1.x for Ruby"),
        pytest.param(RUBY_2, id="VCR 2 for Ruby"),
        pytest.param(R_1, id="VCR 0 for R"),
        pytest.param(R_2, id="VCR 2 for R"),
        pytest.param(GO_1, id="go-vcr 1 and 2"),
        pytest.param(GO_3, id="go-vcr 3 and 4"),
        pytest.param(VCRPY_0, id="vcrpy 0"),
        pytest.param(VCRPY_1, id="vcrpy 1"),
        pytest.param(VCRPY, id="vcrpy, pytest-recording"),
        pytest.param(HTTPX_OLD, id="vcrpy 4 for httpx"),
        pytest.param(HTTPX, id="vcrpy 6 for httpx"),
        pytest.param(PHP, id="VCR for PHP"),
        pytest.param(json.dumps([EXVCR]), id="ExVCR"),
        pytest.param(
            betamax("betamax/0.1.6", TEXT, {"content-type": AS_JSON}, {"status_code": 200}),
            id="betamax 0.1",
        ),
        pytest.param(
            betamax("betamax/0.3.2", {"encoding": None, "string": TEXT}, {"C": "d"}, TOLD).replace(
                '"C": "d"', f'"content-type": "{AS_JSON}"'
            ),
            id="betamax 0.3",
        ),
        pytest.param(
            betamax(
                "betamax/0.9.0",
                {"encoding": "utf-8", "base64_string": PACKED},
                {"Content-Type": [AS_JSON], "Content-Encoding": ["gzip"]},
                TOLD,
            ),
            id="betamax 0.9",
        ),
    ],
)
def test_a_cassette_of_this_recorder_is_read(content: str, tmp_path: Path) -> None:
    """Nothing is told beside the interaction, and nothing of it is lost."""
    assert read(tmp_path, content) == [ANSWER]


@pytest.mark.parametrize(
    ("url", "read_as"),
    [
        (URL.replace(".com/", ".com:443/"), URL),
        ("http://a.example:80?b=:443", "http://a.example?b=:443"),
        ("https://a.example:80/b", "https://a.example:80/b"),
        ("http://a.example:8080/b", "http://a.example:8080/b"),
        ("https://a.example/b:443", "https://a.example/b:443"),
    ],
)
def test_a_port_that_says_nothing_is_left_out(url: str, read_as: str, tmp_path: Path) -> None:
    """VCR 1.x for Ruby writes it at each URL; the URL of a target has none."""
    (tmp_path / "a.yml").write_text(RUBY_1.replace(URL, url), encoding="utf-8")
    (found,) = read_evidence([tmp_path])
    assert isinstance(found, Evidence)
    assert found.interaction.request.url == read_as


STRING = f"string: '{TEXT}'"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (STRING, f"string: !ruby/string:Sequel::SQL::Blob '{TEXT}'"),
        (STRING, f"string: !ruby/string\n        str: '{TEXT}'\n        '@a': b"),
        (STRING, f"string: &1 !str:ActiveSupport::SafeBuffer\n        str: '{TEXT}'"),
        (STRING, f"string: !binary |-\n        {base64.b64encode(BODY).decode()}"),
        (STRING, f"base64_string: !!str {base64.b64encode(BODY).decode()}"),
        (STRING, f"base64_string: |\n        {base64.b64encode(BODY).decode()}\n"),
        (f"uri: {URL}", f"uri: !ruby/string:URI\n      str: {URL}"),
        ("    headers:\n      Content", "    headers: !ruby/hash:Net::Headers\n      Content"),
        (
            "    headers:\n      Content-Type:\n      - application/json",
            (
                "    headers: !ruby/hash-with-ivars:Headers\n      elements:\n"
                "        Content-Type: application/json\n      ivars: {}"
            ),
        ),
    ],
)
def test_what_ruby_writes_of_a_class_of_its_own_is_read(old: str, new: str, tmp_path: Path) -> None:
    """A text may be a map, with what it carries beside it."""
    assert old in RUBY_2
    assert read(tmp_path, RUBY_2.replace(old, new)) == [ANSWER]


@pytest.mark.parametrize(
    ("body", "result"),
    [
        (f"raw_gzip: {base64.b64encode(zlib.compress(BODY)).decode()}", ANSWER),
        (f"raw_gzip: {PACKED}", ANSWER),
        ("on_disk: b.json", "missing: its body stands in another file, which is not read"),
        (
            "file: yes\n      string: b.json",
            "missing: its body stands in another file, which is not read",
        ),
        ("raw_gzip: /wAA", "missing: the body's compression is broken"),
    ],
)
def test_where_vcr_for_r_puts_a_body(body: str, result: Any, tmp_path: Path) -> None:
    """The path of a file is no body, and a body that is not there no fault of the API."""
    assert read(tmp_path, R_2.replace(STRING, body)) == [result]


def test_a_term_of_erlang_is_refused(tmp_path: Path) -> None:
    """ExVCR writes bytes so that are no text."""
    one = {**EXVCR, "response": {**EXVCR["response"], "binary": True, "body": "g20AAAABYQ=="}}
    reason = "missing: its body is written as a term of Erlang, which is not read"
    assert read(tmp_path, json.dumps([one])) == [reason]


def test_when_it_was_recorded_is_told_by_each_that_says_so(tmp_path: Path) -> None:
    """As in a mail, and as R prints it."""
    for number, content in enumerate((RUBY_2, R_2)):
        (tmp_path / f"{number}.yml").write_text(content, encoding="utf-8")
    when = datetime(2026, 11, 22, 5, tzinfo=UTC)
    found = [one for one in read_evidence([tmp_path]) if isinstance(one, Evidence)]
    assert [one.interaction.recorded for one in found] == [when, when]


PRINTED = json.dumps(gzip.compress(BODY, mtime=0).decode("latin-1"))
LOST = json.dumps(gzip.compress(BODY, mtime=0).decode("utf-8", "replace"))
SPOILT = "missing: the body was compressed when it was recorded as text"


@pytest.mark.parametrize(("text", "result"), [(PRINTED, ANSWER), (LOST, SPOILT)])
def test_compressed_bytes_as_characters(text: str, result: Any, tmp_path: Path) -> None:
    """One character a byte is read; where bytes became question marks, nothing is."""
    content = HTTPX_OLD.replace(f"'{TEXT}'", text)
    assert read(tmp_path, content) == [result]
    headers = [{"name": "Content-Encoding", "value": "gzip"}, *JSON_HEADER]
    assert read(tmp_path, har({"text": json.loads(text)}, headers=headers)) == [result]


# One odd entry costs one entry.

ITEM = VCRPY.removeprefix("interactions:\n").removesuffix("version: 1\n")
OF_ITEM = "an interaction without the method or the URI of its request"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("method: GET", "method: !get GET", "#1: a YAML tag that is not read here, request.method"),
        (
            f"uri: {URL}",
            "uri: !ruby/regexp /v2.coupon/",
            "#1: a YAML tag that is not read here, request.uri",
        ),
        (
            "      Accept:",
            "      ? [Accept]\n      :",
            "#1: a YAML key that is not text, request.headers",
        ),
        (
            "body: null",
            f"body: {'[' * 60}{']' * 60}",
            "#1: YAML nested too deeply, request.body",
        ),
        ("body: null", "body: *b", "#1: a YAML alias without its anchor, request.body"),
        (f"uri: {URL}", "uri: null", f"#1: {OF_ITEM}"),
        (f"uri: {URL}", "host: a.example", f"#1: {OF_ITEM}"),
        (f"    uri: {URL}", "    more: 1", f"#1: {OF_ITEM}"),
    ],
)
def test_an_odd_interaction_costs_itself_alone(
    old: str, new: str, reason: str, tmp_path: Path
) -> None:
    """The others before and behind it are judged; the reason says which one, and where in it."""
    assert old in ITEM
    content = f"interactions:\n{ITEM}{ITEM.replace(old, new)}{ITEM}version: 1\n"
    assert read(tmp_path, content) == [ANSWER, ANSWER, reason]


def test_what_is_odd_behind_an_anchor_is_odd_where_its_alias_stands(tmp_path: Path) -> None:
    """Whoever reads the alias reads what stands there."""
    odd = ITEM.replace(f"uri: {URL}", "uri: &u !url /v2/coupon")
    content = f"interactions:\n{odd}{ITEM}{ITEM.replace(URL, '*u')}"
    reason = "#0 and 1 more: a YAML tag that is not read here, request.uri"
    assert read(tmp_path, content) == [ANSWER, reason]


@pytest.mark.parametrize(
    "content", ["- !ruby/object:Other {a: 1}\n", "- [a]\n", "[]", '[{"a": 1}]', "[1]", '["a"']
)
def test_a_list_of_anything_else_is_no_cassette(content: str, tmp_path: Path) -> None:
    """The first of its items has no request."""
    (reason,) = read(tmp_path, content)
    broken = content == '["a"'
    assert reason == (
        "not valid JSON at line 1, or cut off there"
        if broken
        else "neither a cassette nor a HAR file"
    )


# Names that stand twice.


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("method: GET", "method: PUT\n    method: GET", ", request.method"),
        ("      Accept:", "      Accept:\n      - a/b\n      Accept:", ", request.headers"),
        (
            "      Content-Type:\n",
            "      Content-Type:\n      - a/b\n      Content-Type:\n",
            ", response.headers",
        ),
        (
            f"      string: '{TEXT}'",
            f"      string: '{{}}'\n      string: '{TEXT}'",
            ", response.body.string",
        ),
        ("- request:", "- tag: a\n  tag: b\n  request:", ""),
    ],
)
def test_a_key_that_stands_twice_in_a_cassette_is_told(
    old: str, new: str, place: str, tmp_path: Path
) -> None:
    """The last one is judged, as its own library would replay it; no value of a file is told."""
    assert old in ITEM
    content = f"interactions:\n{ITEM}{ITEM.replace(old, new)}version: 1\n"
    reason = f"#1: a name stands twice in one object{place}: the last value is taken"
    assert read(tmp_path, content) == [ANSWER, ANSWER, reason]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"method": "GET"', '"method": "PUT", "method": "GET"', ", request.method"),
        ('"Content-Type": [', '"Content-Type": ["a/b"], "Content-Type": [', ", response.headers"),
    ],
)
def test_a_name_that_stands_twice_in_a_cassette_of_json_is_told(
    old: str, new: str, place: str, tmp_path: Path
) -> None:
    """As in YAML."""
    content = betamax("betamax/0.9.0", TEXT, {"Content-Type": [AS_JSON]}, TOLD)
    assert old in content
    reason = f"#0: a name stands twice in one object{place}: the last value is taken"
    assert read(tmp_path, content.replace(old, new)) == [ANSWER, reason]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"status": 200', '"status": 404, "status": 200', ", response.status"),
        ('"status": 200', '"st\\u0061tus": 404, "status": 200', ", response.status"),
        ('"url":', '"url": "https://h.example/", "url":', ", request.url"),
        (
            '"text":',
            '"encoding": "base64", "encoding": null, "text":',
            ", response.content.encoding",
        ),
        ('"text":', '"mimeType": "a/b", "mimeType": null, "text":', ", response.content.mimeType"),
        ('"request":', '"request": {}, "request":', ", request"),
        ('"text":', '"text": "", "text":', ", response.content.text"),
        ('"headers":', '"headers": [], "headers":', ", response.headers"),
    ],
)
def test_a_name_that_stands_twice_in_a_har_entry_is_told(
    old: str, new: str, place: str, tmp_path: Path
) -> None:
    """As in a cassette."""
    content = har({"text": TEXT})
    assert old in content
    reason = f"#0: a name stands twice in one object{place}: the last value is taken"
    if old == '"headers":':
        content = content.replace('"url":', '"headers": [], "url":')
        old, new = '"status": 200, "headers":', '"status": 200, "headers": [], "headers":'
    assert read(tmp_path, content.replace(old, new)) == [ANSWER, reason]


BETAMAX = betamax("betamax/0.9.0", TEXT, {"Content-Type": [AS_JSON]}, TOLD)
TWO_LISTS = BETAMAX.replace('"http_interactions"', '"http_interactions": [], "http_interactions"')


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            f"interactions:\n{ITEM}interactions: []\n",
            "a key of the file stands there twice at line 18 (after 1 interactions)",
        ),
        (
            TWO_LISTS,
            "a name of the file stands there twice (after 1 interactions)",
        ),
    ],
)
def test_two_lists_of_interactions_are_told(content: str, reason: str, tmp_path: Path) -> None:
    """What stands in the other one is not judged, and so the file is not read as a whole."""
    assert read(tmp_path, content) == [ANSWER, reason]


# HAR files.

JSON_HEADER = [{"name": "Content-Type", "value": AS_JSON}]


def har(content: Any, *, status: Any = 200, headers: Any = None) -> str:
    """Return a HAR file with one entry."""
    answer = {"status": status, "headers": JSON_HEADER if headers is None else headers}
    request = {"method": "GET", "url": URL}
    one = {"request": request, "response": {**answer, "content": content}}
    return json.dumps({"log": {"version": "1.2", "entries": [one]}})


def packed(body: bytes, **more: str) -> dict[str, Any]:
    return {"encoding": "base64", "text": base64.b64encode(body).decode(), **more}


PLAIN = {"text": TEXT}
ODD = "#0: judged without a detail that is not written as its format says"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (har(PLAIN, status=200.0), []),
        (har(PLAIN, status="200"), []),
        (har(PLAIN, headers=[*JSON_HEADER, {"name": "Content-Length", "value": 28}]), []),
        (har(PLAIN, headers=[*JSON_HEADER, {"name": "Age", "value": 0.5}]), []),
        (har(PLAIN, headers={"content-type": AS_JSON, "age": 7, "set-cookie": ["a", "b"]}), []),
        (
            har(PLAIN, headers=[{"name": None, "value": "a"}, *JSON_HEADER]),
            [f"{ODD}, response.headers[0].name"],
        ),
        (
            har(PLAIN, status=200.0, headers=[*JSON_HEADER, {"name": "Age", "value": 7}, "a: b"]),
            [f"{ODD}, response.headers[2]"],
        ),
        (har(packed(BODY, encoding="BASE64")), []),
        (har(packed(BODY, encoding=" Base64")), []),
        (har({"text": TEXT, "encoding": "utf-8"}), []),
        (har({"text": TEXT, "encoding": ""}), []),
    ],
)
def test_a_har_entry_with_odd_details_is_read(
    content: str, told: list[str], tmp_path: Path
) -> None:
    """What is plain is read without a word; what is passed over is told with its place."""
    assert read(tmp_path, content) == [ANSWER, *told]


@pytest.mark.parametrize("status", [200.5, True, [200], {"code": 200}, "200 OK", 1e400])
def test_a_status_that_is_none_of_http_is_refused(status: Any, tmp_path: Path) -> None:
    """A response was recorded, though nobody knows which."""
    content = har(PLAIN, status=status).replace("Infinity", "1e400")
    assert read(tmp_path, content) == ["missing: its status is none of HTTP's"]


def coding(*names: str) -> list[dict[str, str]]:
    return [*JSON_HEADER, *({"name": "Content-Encoding", "value": name} for name in names)]


UTF_16 = "UTF-16 in place of UTF-8"
JSONP = "JSONP, JSON in a call of a function"
NOT_READ = "missing: the body is in a content coding that is not read here"
BROTLI = b"\x0b\x0d\x80" + BODY + b"\x03"
ZSTD = b"\x28\xb5\x2f\xfd\x20\x1c\xe1\x00\x00" + BODY


@pytest.mark.parametrize(
    ("body", "names", "result"),
    [
        (gzip.compress(BODY, mtime=0), ["gzip"], ANSWER),
        (zlib.compress(BODY), ["deflate"], ANSWER),
        (zlib.compress(BODY, wbits=-15), ["deflate"], ANSWER),
        (gzip.compress(zlib.compress(BODY), mtime=0), ["deflate", "gzip"], ANSWER),
        (BODY, ["br"], ANSWER),
        (BODY, ["zstd"], ANSWER),
        (BROTLI, ["br"], f"{NOT_READ} (br)"),
        (ZSTD, ["zstd"], f"{NOT_READ} (zstd)"),
        (gzip.compress(BODY, mtime=0)[:-9], ["gzip"], "missing: the compressed body is cut off"),
    ],
)
def test_a_coded_body_in_base64(body: bytes, names: list[str], result: Any, tmp_path: Path) -> None:
    """The bytes of the wire, or those that the browser had decoded already."""
    assert read(tmp_path, har(packed(body), headers=coding(*names))) == [result]


@pytest.mark.parametrize(
    ("body", "kind", "fault"),
    [
        (TEXT.encode("utf-16"), "application/json; charset=utf-16", UTF_16),
        (TEXT.encode("utf-16-le"), "application/json; charset=utf-16le", UTF_16),
        (TEXT.encode("utf-16"), AS_JSON, UTF_16),
        (f"found({TEXT});".encode(), "application/javascript", JSONP),
        (f"/**/found({TEXT});".encode(), AS_JSON, JSONP),
    ],
)
def test_a_body_that_is_no_json_of_the_wire_keeps_its_bytes(
    body: bytes, kind: str, fault: str, tmp_path: Path
) -> None:
    """JSON between systems is UTF-8 and nothing else (RFC 8259); the finding says what it is."""
    headers = [{"name": "Content-Type", "value": kind}]
    assert read(tmp_path, har(packed(body), headers=headers)) == [(200, kind, body)]
    assert json_body.parse(body) == (None, fault)


@pytest.mark.parametrize("name", ["a.har.gz", "a.yaml.gz", "a"])
@pytest.mark.parametrize("content", [har(PLAIN), RUBY_1, VCRPY, GO_3, json.dumps([EXVCR])])
def test_any_file_may_be_compressed(name: str, content: str, tmp_path: Path) -> None:
    """The content tells it, and the format within."""
    assert read(tmp_path, gzip.compress(content.encode(), mtime=0), name) == [ANSWER]


def test_a_name_that_stands_twice_in_a_body_is_left_for_the_checks(tmp_path: Path) -> None:
    """`repeated-name` tells it: that is a fault of the answer, not of its recording."""
    twice = '{"data": [{"code": "AB12", "code": "AB12"}]}'
    answer = (200, AS_JSON, twice.encode())
    assert read(tmp_path, har({"text": twice})) == [answer]
    assert read(tmp_path, VCRPY.replace(TEXT, twice)) == [answer]
    value = json_body.parse(twice.encode())[0]
    (repeated,) = json_body.repeated_names(twice.encode(), value)
    assert repeated.path == ("data", 0, "code")
