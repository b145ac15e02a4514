"""NDJSON: each line is an entry of a HAR file, and an odd line costs itself alone."""

import gzip
import json
import tracemalloc
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.interaction import Request, Response
from asdocumented.evidence.raw import read_raw
from asdocumented.evidence.unread import MissingEvidence, Unread
from asdocumented.formats.damage import Damaged
from tests.command_line import run_process
from tests.evidence.ndjson_lines import URL, line
from tests.support import CONTRACTS


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
            [f"{URL}1", "line 2: not valid JSON, or cut off"],
            id="cut-off",
        ),
        pytest.param(
            line(1) + "[]\n" + line(3),
            [f"{URL}1", f"{URL}3", "line 2: no request with its response"],
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


TOO_LONG = "a line larger than 64 MiB"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            line(1) + line(2, "x" * 1000) + line(3),
            [f"{URL}1", f"{URL}3", f"line 2: {TOO_LONG}"],
            id="in-the-middle",
        ),
        pytest.param(
            line(1, "x" * 1000) + line(2) + line(3),
            [f"{URL}2", f"{URL}3", f"line 1: {TOO_LONG}"],
            id="at-the-beginning",
        ),
        pytest.param(
            "\n" + line(1, "x" * 1000) * 2 + line(2),
            [f"{URL}2", f"line 2 and 1 more: {TOO_LONG}"],
            id="behind-an-empty-line",
        ),
        pytest.param(
            line(1) + line(2, "x" * 1000).strip(),
            [f"{URL}1", f"line 2: {TOO_LONG}"],
            id="at-the-end",
        ),
        pytest.param(line(1, "x" * 1000), [f"line 1: {TOO_LONG}"], id="alone"),
        pytest.param(
            '"' + "x" * 1000 + '"}}\n' + line(2),
            [f"{URL}2", f"line 1: {TOO_LONG}"],
            id="without-its-beginning",
        ),
        pytest.param("x" * 1000 + "\n", ["neither a cassette nor a HAR file"], id="no-json"),
    ],
)
def test_a_line_that_is_too_long_costs_itself_alone(
    text: str, found: list[object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is told with its number, wherever it stands, and passed over in little memory."""
    monkeypatch.setattr("asdocumented.evidence.lines.MOST_LINE", 400)
    monkeypatch.setattr("asdocumented.evidence.beginning.MOST_LINE", 400)
    monkeypatch.setattr("asdocumented.evidence.lines._CHUNK", 16)
    assert read(tmp_path / "a.ndjson", text) == found


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (line(9)[:60] + "\n", "not valid JSON, or cut off"),
        (line(9)[60:], "not valid JSON, or cut off"),
        (line(9)[30:40] + "\n", "not valid JSON, or cut off"),
        ('{"level": "info"}\n', "no request with its response"),
        ("proxy: started\n", "not valid JSON, or cut off"),
        ("[1]\n", "no request with its response"),
        ("\x00\n", "not valid JSON, or cut off"),
    ],
)
def test_a_damaged_first_line_costs_itself_alone(first: str, reason: str, tmp_path: Path) -> None:
    """The next lines tell the format: a log that was cut, or a word before the first entry."""
    text = first + line(1) + line(2)
    assert read(tmp_path / "a.ndjson", text) == [f"{URL}1", f"{URL}2", f"line 1: {reason}"]


def test_the_first_eight_lines_tell_the_format(tmp_path: Path) -> None:
    """What comes later is not looked for."""
    assert read(tmp_path / "a.ndjson", "{\n" * 7 + line(1))[0] == f"{URL}1"
    reason = "not valid JSON at line 1, or cut off there"
    assert read(tmp_path / "a.ndjson", "{\n" * 8 + line(1)) == [reason.replace("1", "2")]


ENTRY = line(1).strip()
CASSETTE = (
    '{"request": {"method": "GET", "uri": "https://a.example/c?a=1"}, '
    '"response": {"status": {"code": 200}, "body": {"string": "{}"}}}'
)


@pytest.mark.parametrize(
    "text",
    [
        f'{{"log": {{"entries": [\n{ENTRY}\n]}}}}',
        f'{{"log":\n{{"entries":\n[\n{ENTRY},\n{ENTRY}\n]}}}}',
        f'{{\n"interactions": [\n{CASSETTE}\n],\n"version": 1}}',
        f"[\n{CASSETTE}\n]",
        f"[{CASSETTE},\n{CASSETTE}\n]",
        f"interactions:\n-\n  {CASSETTE}\nversion: 1\n",
        f"interactions: [\n{CASSETTE}\n]\n",
        f"# recorded\ninteractions:\n- {CASSETTE}\n",
        f"seed: 1\nhttp_interactions:\n- {CASSETTE}\n",
    ],
)
def test_an_entry_on_a_line_of_its_own_makes_no_ndjson(text: str, tmp_path: Path) -> None:
    """It may be a part of a longer text: of a HAR file, a cassette, a list."""
    found = read(tmp_path / "a.json", text)
    assert found
    assert set(found) == {f"{URL}1"}


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_line_of_100_mb_takes_little_memory(at: int, tmp_path: Path) -> None:
    """Less than two lines of the largest size, wherever it stands; the others are judged."""
    path = tmp_path / "a.ndjson"
    with path.open("w") as file:
        for number in range(3):
            file.write(line(number)[:-4])
            for _ in range(100 if number == at else 0):
                file.write(" " * 10**6)
            file.write("}}}\n")
    tracemalloc.start()
    found = [one for one in read_evidence([path]) if not isinstance(one, Evidence)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [Unread(str(path), f"line {at + 1}: {TOO_LONG}", whole=False)]
    assert most < 200 * 2**20


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
