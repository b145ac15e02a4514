"""Cassettes of every dialect become interactions with their bytes unchanged."""

import base64
import gzip
import json
import zlib
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from vcr.request import Request
from vcr.serialize import serialize
from vcr.serializers import jsonserializer

from asdocumented.evidence import vcr
from asdocumented.evidence.json_file import read_json_file
from asdocumented.evidence.recorded import MissingAnswer, Recorded
from asdocumented.formats import content_coding
from asdocumented.formats.damage import Damaged

compress = partial(gzip.compress, mtime=0)
"""The same bytes at every run: they name tests."""


def from_yaml(text: str) -> list[Recorded | MissingAnswer | Damaged]:
    return list(vcr.read_yaml(BytesIO(text.encode())))


def from_json(value: Any) -> list[Recorded | MissingAnswer | Damaged]:
    return list(vcr.read_json(read_json_file(BytesIO(json.dumps(value).encode()))))


def response(body: Any, **headers: str) -> dict[str, Any]:
    """Return a cassette's JSON with one interaction whose response has this body."""
    names = {name.replace("_", "-"): [value] for name, value in headers.items()}
    answer = {"status": {"code": 200, "message": "OK"}, "headers": names, "body": body}
    request = {"method": "GET", "uri": "https://a.example/c", "body": None}
    return {"version": 1, "interactions": [{"request": request, "response": answer}]}


def coded(body: bytes, coding: str) -> bytes | str:
    """Return the body that is read of these bytes under this Content-Encoding, or why not."""
    text = base64.b64encode(body).decode()
    (found,) = from_json(response({"base64_string": text}, Content_Encoding=coding))
    return found.body if isinstance(found, Recorded) else found.reason


def test_a_yaml_cassette_as_a_hand_writes_it() -> None:
    """Any order of keys, plain scalars, lone header values; texts stay the texts they are."""
    text = """
    version: 1
    interactions:
      - response: {status: {code: 404}, headers: {content-type: a/b}, body: {string: 12:30:45}}
        request: {method: NO, uri: https://a.example/c}
      - request: {method: GET, uri: https://a.example/c}
        response:
          status: {message: OK, code: "200"}
          body: plain
    """
    assert from_yaml(text) == [
        Recorded("NO", "https://a.example/c", 404, "a/b", b"12:30:45", None),
        Recorded("GET", "https://a.example/c", 200, None, b"plain", None),
    ]


def test_a_json_cassette_as_vcrpy_writes_it() -> None:
    """vcrpy's JSON serializer writes the same keys."""
    request = Request("GET", "https://a.example/c?a=1", None, {})
    answer = {
        "status": {"code": 200, "message": "OK"},
        "headers": {"Content-Type": ["application/json"]},
        "body": {"string": '{"a": "é"}'.encode()},
    }
    text = serialize({"requests": [request], "responses": [answer]}, jsonserializer)
    (found,) = vcr.read_json(read_json_file(BytesIO(text.encode())))
    assert found == Recorded(
        "GET", "https://a.example/c?a=1", 200, "application/json", '{"a": "é"}'.encode(), None
    )


SCHEMATHESIS = """\
command: 'st run --report=vcr'
recorded_with: 'Schemathesis 4.32.5'
seed: 1
http_interactions:
- id: 'a'
  status: 'SUCCESS'
  recorded_at: '2026-11-22T05:00:00.123456+00:00'
  checks: []
  request:
    uri: 'https://a.example/c'
    method: 'GET'
    headers:
      "Accept":
      - "*/*"
  response:
    status:
      code: '200'
      message: "OK"
    headers:
      "Content-Type":
      - "application/json"
    body:
      encoding: 'utf-8'
      BODY
    http_version: '1.1'
- id: 'b'
  status: 'ERROR'
  request:
    uri: 'https://a.example/c'
    method: 'GET'
    headers: {}
  response: null
"""


@pytest.mark.parametrize("body", ['string: "{\\"a\\": 1}"', "base64_string: 'eyJhIjogMX0='"])
def test_the_dialect_of_schemathesis(body: str) -> None:
    """Bodies are text or base64; a request without an answer is named."""
    first, second = from_yaml(SCHEMATHESIS.replace("BODY", body))
    when = datetime(2026, 11, 22, 5, 0, 0, 123456, tzinfo=UTC)
    assert first == Recorded(
        "GET", "https://a.example/c", 200, "application/json", b'{"a": 1}', when
    )
    assert second == MissingAnswer("GET", "https://a.example/c", "no response was recorded")


def test_the_dialect_of_vcr_for_ruby() -> None:
    """The same top key, the body's base64 behind a local tag, the time as in a mail."""
    text = """---
http_interactions:
- request:
    method: get
    uri: https://a.example/c
    body: {encoding: US-ASCII, string: ''}
  response:
    status: {code: 200, message: OK}
    headers: {Content-Type: [text/plain]}
    body:
      encoding: ASCII-8BIT
      string: !binary |-
        /wA=
  recorded_at: Sun, 22 Nov 2026 05:00:00 GMT
recorded_with: VCR 6.0.0
"""
    when = datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert from_yaml(text) == [
        Recorded("get", "https://a.example/c", 200, "text/plain", b"\xff\0", when)
    ]


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2026-11-22T05:00:00Z", datetime(2026, 11, 22, 5, tzinfo=UTC)),
        ("2026-11-22T10:30:00+05:30", datetime(2026, 11, 22, 5, tzinfo=UTC)),
        ("2026-11-22 05:00:00", datetime(2026, 11, 22, 5, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        (5, None),
    ],
)
def test_when_it_was_recorded(written: object, when: datetime | None) -> None:
    """A time without an offset is in UTC; what is no time is none."""
    file = response({"string": ""})
    file["interactions"][0]["recorded_at"] = written
    (found,) = from_json(file)
    assert isinstance(found, Recorded)
    assert found.when == when


@pytest.mark.parametrize(
    "body",
    ["", "null", "\ufeff{}", "NaN", "<html>", '{"a": 1, "a": 1e400}', "[" * 10_000, "\ud83d"],
)
def test_the_body_is_handed_on_as_it_is(body: str) -> None:
    """Whether it is JSON is for the engine to say."""
    (found,) = from_json(response({"string": body}))
    assert isinstance(found, Recorded)
    assert found.body == body.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("body", "coding", "read"),
    [
        (compress(b"{}"), "gzip", b"{}"),
        (compress(b"{") + compress(b"}"), "GZip", b"{}"),
        (compress(b"{}") + b"rest", "x-gzip", b"{}"),
        (zlib.compress(b"{}"), "deflate", b"{}"),
        (zlib.compress(b"{}", wbits=-15), "deflate", b"{}"),
        (compress(zlib.compress(b"{}")), "deflate, gzip", b"{}"),
        (b"{}", "gzip", b"{}"),
        (b"{}", "deflate", b"{}"),
        (b"", "deflate", b""),
        (b"{}", "br", b"{}"),
        (b"{}", "identity", b"{}"),
        (b"\xff\x00", "identity", b"\xff\x00"),
        (b"\x0b\x01\x80{}\x03", "br", "the body is in a content coding that is not read here (br)"),
        (b"\xff", "K7", "the body is in a content coding that is not read here"),
        (compress(b"{}")[:-9], "gzip", "the compressed body is cut off"),
        (compress(b"{}")[:-1] + b"x", "gzip", "the body's compression is broken"),
        (b"\xff\xff\xff", "deflate", "the body's compression is broken"),
        (b"{}", "gzip,gzip,gzip,gzip,gzip", "the body has too many content codings"),
    ],
)
def test_content_codings_are_undone(body: bytes, coding: str, read: bytes | str) -> None:
    """gzip and deflate; a body that was decoded already stays as it is."""
    assert coded(body, coding) == read


def test_a_body_is_decompressed_up_to_32_mib() -> None:
    """Also one that was compressed twice."""
    bomb = compress(b"\0" * (33 * 2**20))
    too_large = "the body is too large once it is decompressed"
    assert coded(bomb, "gzip") == too_large
    assert coded(compress(bomb), "gzip, gzip") == too_large


def test_members_of_a_gzip_body_share_the_limit() -> None:
    """Many small bombs are a bomb."""
    part = compress(b"\0" * 1000)
    with pytest.raises(Damaged, match="too large"):
        content_coding.decode(part * 3, "gzip", most=2500)


@pytest.mark.parametrize("request_", [None, {}, {"method": "GET"}, {"uri": "a"}, 7])
def test_an_interaction_without_a_request_is_named_and_the_rest_is_read(request_: Any) -> None:
    """Nobody knows what was asked."""
    file = response({"string": "{}"})
    file["interactions"].append({**file["interactions"][0], "request": request_})
    file["interactions"].append(7)
    first, second, third = from_json(file)
    assert isinstance(first, Recorded)
    assert isinstance(second, Damaged)
    assert second.reason == "an interaction without the method or the URI of its request"
    assert isinstance(third, Damaged)


JSON_TYPE = {"Content-Type": ["application/json"]}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (None, "no response was recorded"),
        ({"status": None}, "no response was recorded"),
        ({"status": {"code": 0}}, "no response was recorded"),
        ({"status": {"code": 20}}, "its status is none of HTTP's"),
        ({"status": {"code": True}}, "no response was recorded"),
    ],
)
def test_a_request_without_an_answer_is_known(answer: Any, reason: str) -> None:
    """Whether it is missing evidence depends on what was asked."""
    file = response({"string": "{}"})
    file["interactions"].append({**file["interactions"][0], "response": answer})
    first, second = from_json(file)
    assert isinstance(first, Recorded)
    assert second == MissingAnswer("GET", "https://a.example/c", reason, None)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"string": {"a": 1}}, "its body is damaged: neither text nor base64"),
        ({"entity": {"id": 1}}, "its body is damaged: neither text nor base64"),
        ({}, "its body is damaged: neither text nor base64"),
        ([1], "its body is damaged: neither text nor base64"),
        (7, "its body is damaged: neither text nor base64"),
        ({"base64_string": "a"}, "binary text that is not base64"),
        ({"base64_string": "é"}, "binary text that is not base64"),
    ],
)
def test_a_damaged_body_is_no_fault_of_the_api(body: Any, reason: str) -> None:
    """A map in place of a text was no body on the wire."""
    (found,) = from_json(response(body, Content_Type="application/json"))
    assert found == MissingAnswer("GET", "https://a.example/c", reason, "application/json")


@pytest.mark.parametrize("body", [None, {"string": None}, {"encoding": "utf-8", "string": ""}, ""])
def test_an_empty_body_was_recorded_as_such(body: Any) -> None:
    """Null is how some recorders write it."""
    (found,) = from_json(response(body))
    assert isinstance(found, Recorded)
    assert found.body == b""


def test_the_dialect_of_betamax() -> None:
    """That of VCR for Ruby, in JSON."""
    request = {"body": {"encoding": "utf-8", "string": ""}, "method": "GET", "headers": {}}
    answer = {
        "body": {"encoding": "utf-8", "string": "{}"},
        "headers": JSON_TYPE,
        "status": {"code": 200, "message": "OK"},
        "url": "https://a.example/c",
    }
    told = {"request": {**request, "uri": "https://a.example/c"}, "response": answer}
    file = {
        "http_interactions": [{**told, "recorded_at": "2026-11-22T05:00:00"}],
        "recorded_with": "betamax/0.8",
    }
    when = datetime(2026, 11, 22, 5, tzinfo=UTC)
    assert from_json(file) == [
        Recorded("GET", "https://a.example/c", 200, "application/json", b"{}", when)
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: 1\n", "neither a cassette nor a HAR file"),
        ("- a\n", "neither a cassette nor a HAR file"),
        ("interactions: 1\n", "neither a cassette nor a HAR file"),
        ("# nothing\n", "empty"),
        (
            "interactions: []\nversion: 3\n",
            "a version of the cassette format that is not read here",
        ),
        ("interactions: []\n---\na: 1\n", "more than one YAML document at line 2"),
        ("interactions: []\ninteractions: []\n", "a key of the file stands there twice at line 2"),
        ("interactions:\n- 'cut off", "not valid YAML at line 2"),
        ("a: !!python/object/apply:os.system [a]\n", "a YAML tag that is not read here at line 1"),
        ("!x\na: 1\n", "a YAML tag that is not read here at line 1"),
        ("a: *b\n", "a YAML alias without its anchor"),
        ("? [a]\n: b\n", "a YAML key that is not text at line 1"),
        ("a: " + "[" * 60 + "]" * 60, "YAML nested too deeply at line 1"),
        (
            "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 10)),
            "YAML aliases that expand to too much",
        ),
    ],
)
def test_a_file_at_fault_is_refused_with_the_reason(text: str, reason: str) -> None:
    """A reason says where, and holds nothing of what stands there."""
    with pytest.raises(Damaged) as caught:
        from_yaml(text)
    assert caught.value.reason.startswith(reason)


def test_aliases_are_read() -> None:
    """vcrpy writes them where two interactions share their headers."""
    text = """
interactions:
- request: &r {method: GET, &k uri: https://a.example/c}
  response: &s {status: {code: 200}, body: {string: &b '{}'}}
- request: *r
  response: *s
"""
    first, second = from_yaml(text)
    assert first == second == Recorded("GET", "https://a.example/c", 200, None, b"{}", None)


def test_old_tags_of_python_are_text() -> None:
    """What VCR's loader takes is taken, and no object is made of it."""
    text = """
interactions:
- request:
    method: !!python/unicode GET
    uri: !!binary aHR0cHM6Ly9hLmV4YW1wbGUvYw==
    body: !!python/object/new:_io.BytesIO {state: !!python/tuple [!!binary YQ==, 0, null]}
  response: {status: {code: !!int "200"}, headers: {X: !!null ''}, body: {string: '{}'}}
"""
    assert from_yaml(text) == [Recorded("GET", "https://a.example/c", 200, None, b"{}", None)]


def test_a_json_cassette_of_another_version_is_refused() -> None:
    """As in YAML."""
    with pytest.raises(Damaged, match="a version"):
        from_json({"version": 3, "interactions": []})
