"""Cassettes as they are written: read by us and by vcrpy."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from vcr.persisters.filesystem import FilesystemPersister
from vcr.serializers import yamlserializer

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.formats.file_writing import write_whole
from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.runs.cassette import Provenance, cassette

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROVENANCE = Provenance("sandbox", "UTC", "1.2.3", stand_in=True)
BODIES = [
    b'{"a": 10.0, "a": 1e400}',
    b"",
    b"\xff\xfe",
    "\ufeff{}".encode(),
    b'{"text": "NO", "time": "12:30:45"}',
    b" leading and trailing \n\n",
    '{"\u00e9": "\U0001f600"}'.encode(),
    b"\r\n\t\x00\x7f",
    b"[" * 2000,
    b'{"long": "' + b"word " * 100 + b'"}',
]


def exchange(body: bytes) -> HttpExchange:
    return HttpExchange(
        method="GET",
        url="http://eu.example/things?id=1&id=2",
        request_headers=(("Accept", "application/json"),),
        status=200,
        reason="OK",
        response_headers=(("Content-Type", "application/json"), ("Content-Length", str(len(body)))),
        body=body,
        recorded=NOON,
    )


def test_a_cassette_is_yaml_as_vcrpy_writes_it() -> None:
    """Beside request and response stands where and when it was recorded."""
    assert cassette(exchange(b'{"data": []}'), PROVENANCE).decode() == (
        "interactions:\n"
        "- asdocumented:\n"
        "    stand_in: true\n"
        "    target: sandbox\n"
        "    version: 1.2.3\n"
        "    zone: UTC\n"
        "  recorded_at: '2026-11-22T12:00:00Z'\n"
        "  request:\n"
        "    body: null\n"
        "    headers:\n"
        "      Accept:\n"
        "      - application/json\n"
        "      X-Redacted-By:\n"
        "      - asdocumented\n"
        "    method: GET\n"
        "    uri: http://eu.example/things?id=1&id=2\n"
        "  response:\n"
        "    body:\n"
        "      string: '{\"data\": []}'\n"
        "    headers:\n"
        "      Content-Length:\n"
        "      - '12'\n"
        "      Content-Type:\n"
        "      - application/json\n"
        "    status:\n"
        "      code: 200\n"
        "      message: OK\n"
        "version: 1\n"
    )


def test_a_recording_says_what_its_stand_in_was_made_to_depart_in(tmp_path: Path) -> None:
    """In its own mapping, and only where it departs: both readers take it."""
    path = tmp_path / "one.yaml"
    departing = replace(exchange(b"{}"), deviations=("decimal-amounts", "no-errors"))
    content = cassette(departing, PROVENANCE)
    told = b"    deviations:\n    - decimal-amounts\n    - no-errors\n    stand_in: true\n"
    assert told in content
    write_whole(path, content)
    (evidence,) = read_evidence([path])
    assert isinstance(evidence, Evidence)
    assert evidence.interaction.deviations == ("decimal-amounts", "no-errors")


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_every_body_comes_back_byte_for_byte(body: bytes, tmp_path: Path) -> None:
    """Ours and vcrpy's readers agree with what was written."""
    path = tmp_path / "one.yaml"
    write_whole(path, cassette(exchange(body), PROVENANCE))
    (evidence,) = read_evidence([path])
    assert isinstance(evidence, Evidence)
    assert evidence.interaction.response.body == body
    requests, responses = FilesystemPersister.load_cassette(path, yamlserializer)
    assert requests[0].uri == "http://eu.example/things?id=1&id=2"
    assert responses[0]["body"]["string"] == body
