"""Damaged evidence files end `check` and `scan` with an exit code, never with an internal error.

`ASDOCUMENTED_FUZZ_EXAMPLES` lengthens a run: see `running.py`.
"""

import gzip
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.evidence.journal import (
    Entry,
    RequestResult,
    RequestStart,
    RunEnd,
    RunStart,
    encode_line,
)
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import Json
from tests.contracts.small_folder import FILES
from tests.fuzz.mutations import as_json, as_yaml, mutated_bytes, mutated_json
from tests.fuzz.running import ends_well, fuzzed, write

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://india.example/coupons?code=A"
BODY = '{"data": [{"code": "A", "validTill": "2026-12-31T00:00:00+05:30", "value": 7}]}'
HAR: Json = {
    "log": {
        "version": "1.2",
        "entries": [
            {
                "startedDateTime": "2026-11-22T12:00:00.000Z",
                "request": {
                    "method": "GET",
                    "url": URL,
                    "headers": [{"name": "Accept", "value": "*/*"}],
                    "cookies": [{"name": "a", "value": "b"}],
                    "queryString": [{"name": "code", "value": "A"}],
                    "postData": {"mimeType": "text/plain", "text": "x", "params": []},
                },
                "response": {
                    "status": 200,
                    "statusText": "OK",
                    "headers": [{"name": "Content-Encoding", "value": "gzip"}],
                    "cookies": [],
                    "redirectURL": "",
                    "content": {"size": 80, "mimeType": "application/json", "text": BODY},
                },
            }
        ]
        * 2,
    }
}
CASSETTE: Json = {
    "interactions": [
        {
            "asdocumented": {"target": "demo", "zone": "UTC", "version": "1", "stand_in": True},
            "recorded_at": "2026-11-22T12:00:00Z",
            "request": {
                "method": "GET",
                "uri": URL,
                "body": None,
                "headers": {"Accept": ["*/*"]},
            },
            "response": {
                "status": {"code": 200, "message": "OK"},
                "headers": {"Content-Type": ["application/json"], "Content-Encoding": ["identity"]},
                "body": {"string": BODY},
            },
        }
    ]
    * 2,
    "version": 1,
}
EXCHANGE = HttpExchange(
    *("GET", URL, (("accept", "*/*"),), 200, "OK"),
    (("content-type", "application/json"),),
    BODY.encode(),
    NOON,
)
ENTRIES: list[Entry] = [
    RunStart("eu", "plan", "1.2.3", NOON, "UTC", stand_in=True),
    RequestStart("eu", "one", NOON),
    RequestResult("eu", "one", NOON, 1, 200, EXCHANGE),
    RequestResult("eu", "two", NOON, 2, None, None, "timeout"),
    RunEnd("eu", NOON),
]
JOURNAL = b"".join(encode_line(one) for one in ENTRIES)
GATEWAYS: list[Json] = [
    {
        "latencies": {"request": 21},
        "request": {"headers": {"host": "a"}, "method": "GET", "uri": "/coupons?code=A"},
        "response": {"headers": {"a": ["b"]}, "status": 200, "body": BODY},
        "started_at": 1795348800000,
    },
    {
        "http_buffered_trace": {
            "request": {"headers": [{"key": ":path", "value": "/coupons", "raw_value": ""}]},
            "response": {
                "headers": [{"key": ":status", "value": "200"}],
                "body": {"as_bytes": "e30=", "truncated": False},
            },
        }
    },
    {
        "request": {"content": "", "host": "a", "path": "/", "port": 1, "timestamp_start": 1},
        "response": {"content": "{}\\n", "headers": {"a": "b"}, "status_code": 200},
    },
]
WHOLE = {
    "gateways": b"\n".join(map(as_json, GATEWAYS)),
    "HAR": as_json(HAR),
    "cassette": yaml.safe_dump(CASSETTE).encode(),
    "cassette-json": as_json(CASSETTE),
    "journal": JOURNAL,
}


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return a damaged file of evidence: its bytes, its values, or what gzip made of it."""
    valued = ["HAR-values", "cassette-values", "yaml-values", "gateway-values"]
    kind = draw(st.sampled_from([*WHOLE, *valued]))
    values = {"HAR-values": (HAR, as_json), "cassette-values": (CASSETTE, as_json)}
    values["gateway-values"] = (draw(st.sampled_from(GATEWAYS)), as_json)
    if kind in WHOLE:
        content = draw(mutated_bytes(WHOLE[kind]))
    else:
        value, written = values.get(kind, (CASSETTE, as_yaml))
        content = written(draw(mutated_json(value)))
    pack = draw(st.sampled_from(["no", "no", "no", "whole", "damaged"]))
    packed = gzip.compress(content, 1, mtime=0)
    return {"no": content, "whole": packed}.get(pack) or draw(mutated_bytes(packed))


def look_at(content: bytes) -> None:
    """Judge a file and scan it; neither ends in an internal error."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, {f"contracts/coupons/2026/{path}": text for path, text in FILES.items()})
        write(folder, {"evidence": content})
        ends_well("check", "evidence", folder=folder)
        ends_well("scan", "evidence", folder=folder)


@pytest.mark.slow
@fuzzed(150)
@given(content=files())
def test_a_damaged_file_of_evidence_is_judged_or_told(content: bytes) -> None:
    """Flips, cuts, repeats and odd values in HAR files, cassettes and journals, also in gzip."""
    look_at(content)
