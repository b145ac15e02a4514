"""NDJSON: each line is an entry of a HAR file, and an odd line costs itself alone."""

import gzip
import json
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from asdocumented.evidence import ndjson
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Request, Response
from asdocumented.evidence.raw import read_raw
from asdocumented.evidence.unread import MissingEvidence
from asdocumented.formats.damage import Damaged
from tests.command_line import run_process
from tests.support import CONTRACTS

URL = "https://a.example/c?a="
TYPE = [{"name": "Content-Type", "value": "application/json"}]


def line(number: int, text: str | None = "{}", **more: Any) -> str:
    entry = {
        "startedDateTime": "2026-11-22T10:30:00Z",
        "request": {"method": "GET", "url": f"{URL}{number}"},
        "response": {"status": 200, "headers": TYPE, "content": {"text": text}},
    }
    return json.dumps({**entry, **more}) + "\n"


def read(path: Path, content: str | bytes) -> list[object]:
    """Return the URLs of what was read, and the reasons of what was not."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [
        one.interaction.request.url
        if isinstance(one, Evidence)
        else (one.request.url, one.reason)
        if isinstance(one, MissingEvidence)
        else one.reason
        for one in read_evidence([path])
    ]


def test_a_line_is_an_interaction(tmp_path: Path) -> None:
    """It is counted as one of a HAR file, and named by its place."""
    path = tmp_path / "month.ndjson"
    path.write_text(line(1) + line(2, "[]"))
    found = [one.interaction for one in read_evidence([tmp_path]) if isinstance(one, Evidence)]
    assert [(one.name, one.origin, one.request, one.response) for one in found] == [
        ("month.ndjson#0", "har", Request("GET", f"{URL}1"), answer(b"{}")),
        ("month.ndjson#1", "har", Request("GET", f"{URL}2"), answer(b"[]")),
    ]


def answer(body: bytes) -> Response:
    return Response(200, "application/json", body)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(line(1).strip(), [f"{URL}1"], id="no-line-break"),
        pytest.param(line(1) + "\n  \r\n" + line(2), [f"{URL}1", f"{URL}2"], id="empty-lines"),
        pytest.param("\ufeff" + line(1), [f"{URL}1"], id="byte-order-mark"),
        pytest.param(line(1).replace("\n", "\r\n") * 2, [f"{URL}1"] * 2, id="carriage-returns"),
        pytest.param(
            line(1) + line(2)[:40],
            [f"{URL}1", "#1: not valid JSON at line 1, or cut off there"],
            id="cut-off",
        ),
        pytest.param(
            line(1) + "[]\n" + line(3),
            [f"{URL}1", f"{URL}3", "#1: an entry that is not written as its format says"],
            id="no-entry",
        ),
        pytest.param(
            line(1) + line(2, None),
            [f"{URL}1", (f"{URL}2", "its body was not recorded")],
            id="no-body",
        ),
        pytest.param(
            line(1) + line(2, "\ud83d"),
            [f"{URL}1", f"{URL}2"],
            id="lone-surrogate",
        ),
    ],
)
def test_an_odd_line_costs_itself_alone(text: str, found: list[object], tmp_path: Path) -> None:
    """The others are judged."""
    assert read(tmp_path / "a.ndjson", text) == found


def test_a_line_has_a_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One that fills the memory is told, and passed over."""
    monkeypatch.setattr(ndjson, "MOST_LINE", 400)
    monkeypatch.setattr(ndjson, "_CHUNK", 16)
    long = line(2, "x" * 1000)
    assert read(tmp_path / "a.ndjson", line(1) + long + line(3)) == [
        f"{URL}1",
        f"{URL}3",
        "#1: a line larger than 64 MiB",
    ]


def test_gzip_and_any_name(tmp_path: Path) -> None:
    """The content tells the format."""
    packed = gzip.compress(line(1).encode(), mtime=0)
    assert read(tmp_path / "a.jsonl.gz", packed) == [f"{URL}1"]


@pytest.mark.slow
def test_standard_input_is_evidence(tmp_path: Path) -> None:
    """`-` reads it, whatever its format."""
    url = "https://api.example/v2/coupon?couponCodes=AB1CD2EF"
    text = line(1, '{"data": []}', request={"method": "GET", "url": url})
    ended = run_process(
        "check", "-", "--contracts", str(CONTRACTS), "--format", "json", folder=tmp_path, given=text
    )
    assert [one["set"] for one in json.loads(ended.stdout)["evidence"]] == ["har:stdin"]


def test_the_scanner_sees_each_line() -> None:
    """With all members, and what is no JSON as text."""
    text = (line(1, comment="x") + "{broken\n").encode()
    first, second = read_raw(BytesIO(text), text)
    assert isinstance(first.entry, dict)
    assert first.entry["comment"] == "x"
    assert second.entry == "{broken"
    assert isinstance(second.read, Damaged)


def test_a_line_is_what_the_schema_says() -> None:
    """The schema ships with the package."""
    schema = files("asdocumented") / "schemas" / "ndjson.schema.json"
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    assert validator.is_valid(json.loads(line(1)))
    assert not validator.is_valid({"request": {"method": "GET"}})
