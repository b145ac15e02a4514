"""HAR entries of any tool become interactions; bodies that were not recorded are named."""

import base64
import gzip
import json
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

import pytest

from asdocumented.evidence.har import read_har
from asdocumented.evidence.json_file import read_json_file
from asdocumented.evidence.recorded import MissingAnswer, Recorded, Unparsed
from asdocumented.formats.damage import Damaged

compress = partial(gzip.compress, mtime=0)
"""The same bytes at every run: they name tests."""

JSON_TYPE = [{"name": "Content-Type", "value": "application/json"}]
NO_RESPONSE = "no response was recorded"


def read(text: bytes) -> list[Recorded | MissingAnswer | Damaged]:
    found = read_har(read_json_file(BytesIO(text)))
    return [one.parse() if isinstance(one, Unparsed) else one for one in found]


def entry(content: Any, *, status: Any = 200, headers: Any = None, method: str = "GET") -> Any:
    """Return a HAR file with one entry."""
    answer = {"status": status, "headers": JSON_TYPE if headers is None else headers}
    one = {
        "startedDateTime": "2026-11-22T10:30:00.000+05:30",
        "request": {"method": method, "url": "https://a.example/c?a=1"},
        "response": {**answer, "content": content},
    }
    return {"log": {"version": "1.2", "entries": [one]}}


def only(file: Any) -> Recorded | str:
    """Return the one entry of a file, or why its answer or all of it cannot be read."""
    (found,) = read(json.dumps(file).encode())
    return found if isinstance(found, Recorded) else found.reason


def test_an_entry_is_an_interaction() -> None:
    """Method, URL, status, content type, body and time."""
    assert only(entry({"size": 2, "mimeType": "x/y", "text": "{}"})) == Recorded(
        "GET",
        "https://a.example/c?a=1",
        200,
        "application/json",
        b"{}",
        datetime(2026, 11, 22, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ({"size": 10, "mimeType": "application/json", "text": '{"a": "é"}'}, '{"a": "é"}'.encode()),
        ({"size": 2, "text": "e30=", "encoding": "base64"}, b"{}"),
        ({"text": "{}"}, b"{}"),
        ({"size": -1, "mimeType": "", "text": "{}"}, b"{}"),
        ({"size": 0, "mimeType": "x-unknown"}, b""),
        ({"size": 0, "text": ""}, b""),
        ({"size": 5, "text": "{}"}, b"{}"),
        ({"size": 900, "compression": -898, "text": "{}"}, b"{}"),
        ({"size": None, "mimeType": None, "text": "{}", "comment": ""}, b"{}"),
        ({"size": 2, "text": "\ud83d"}, b"\xed\xa0\xbd"),
    ],
    ids=[
        "chrome",
        "base64",
        "bare",
        "insomnia",
        "empty",
        "firefox",
        "bom",
        "more",
        "nulls",
        "half",
    ],
)
def test_a_body_in_every_writers_spelling(content: Any, body: bytes) -> None:
    """Sizes are missing, -1, of the coded or the decoded body; text is text or base64."""
    found = only(entry(content))
    assert isinstance(found, Recorded)
    assert found.body == body


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"size": 4000, "mimeType": "application/json"}, "its body was not recorded"),
        ({}, "its body was not recorded"),
        (None, "its body was not recorded"),
        ({"size": 4000, "text": '{"a": '}, "its body was cut off when it was recorded"),
        ({"text": "a", "encoding": "base64"}, "binary text that is not base64"),
        ({"text": '{"data":[]}', "encoding": "base64"}, "binary text that is not base64"),
        ({"text": 5}, "its body is damaged: neither text nor base64"),
    ],
)
def test_a_body_that_is_not_there_is_not_judged(content: Any, reason: str) -> None:
    """What the recorder left out or cut off is no fault of the API; the request is known."""
    (found,) = read(json.dumps(entry(content)).encode())
    assert found == MissingAnswer("GET", "https://a.example/c?a=1", reason, "application/json")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        *[(status, NO_RESPONSE) for status in (0, -1, None, "", "0")],
        *[(status, "its status is none of HTTP's") for status in (99, 600, "20", "OK")],
    ],
)
def test_an_aborted_request_is_named(status: object, reason: str) -> None:
    """Browsers write status 0 where no response came; what is said of a type is not known then."""
    (found,) = read(json.dumps(entry({"size": 0, "text": ""}, status=status)).encode())
    assert found == MissingAnswer("GET", "https://a.example/c?a=1", reason, None)


@pytest.mark.parametrize(("status", "method"), [(204, "GET"), (304, "GET"), (200, "HEAD")])
def test_a_response_without_a_body_by_its_nature(status: int, method: str) -> None:
    """Nothing was left out where HTTP sends no body."""
    found = only(entry({"size": 300, "mimeType": "x"}, status=status, method=method))
    assert isinstance(found, Recorded)
    assert found.body == b""


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ([{"name": "content-TYPE", "value": "text/html"}], "text/html"),
        ([{"name": "Server", "value": "x"}], "a/b"),
        ([{"name": "Content-Type", "value": None}], "a/b"),
        ([], "a/b"),
    ],
)
def test_the_content_type_is_the_headers_or_else_the_contents(headers: Any, kind: str) -> None:
    """A recorder may leave the headers out."""
    found = only(entry({"text": "{}", "mimeType": "a/b"}, headers=headers))
    assert isinstance(found, Recorded)
    assert found.content_type == kind


@pytest.mark.parametrize(("body", "read"), [(compress(b"{}"), b"{}"), (b"{}", b"{}")])
def test_base64_may_hold_what_went_over_the_wire(body: bytes, read: bytes) -> None:
    """Some proxies write the compressed bytes, most the decoded ones."""
    headers = [{"name": "Content-Encoding", "value": "gzip"}]
    content = {"text": base64.b64encode(body).decode(), "encoding": "base64"}
    found = only(entry(content, headers=headers))
    assert isinstance(found, Recorded)
    assert found.body == read


BROTLI = base64.b64encode(b"\x0b\x01\x80{}\x03").decode()
"""The body `{}`, which nothing here decodes."""


@pytest.mark.parametrize(
    ("content_type", "read"),
    [
        ("application/json", "the body is in a content coding that is not read here (br)"),
        ("image/png", base64.b64decode(BROTLI)),
    ],
)
def test_a_coding_that_is_not_read_is_no_fault_of_the_api(
    content_type: str, read: bytes | str
) -> None:
    """JSON is text, so that other bytes are coded; an image that a browser decoded is not."""
    pairs = {"Content-Encoding": "br", "Content-Type": content_type}
    headers = [{"name": name, "value": value} for name, value in pairs.items()]
    found = only(entry({"text": BROTLI, "encoding": "base64"}, headers=headers))
    assert (found.body if isinstance(found, Recorded) else found) == read


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"headers": [*JSON_TYPE, {"name": "content-length", "value": [2]}]}, "headers[1].value"),
        ({"headers": [*JSON_TYPE, {"name": 7, "value": "a"}, {}]}, "headers[1].name"),
        ({"headers": [*JSON_TYPE, "a: b"]}, "headers[1]"),
        ({"content": {"text": "{}", "size": "2"}}, "content.size"),
        ({"content": {"text": "{}", "encoding": True}}, "content.encoding"),
        ({"content": {"text": "{}", "mimeType": ["a/b"]}}, "content.mimeType"),
    ],
)
def test_an_odd_detail_does_not_refuse_the_entry(change: dict[str, Any], place: str) -> None:
    """It is passed over and named, whichever parser reads the file."""
    file = entry({"text": "{}"})
    file["log"]["entries"][0]["response"].update(change)
    read_all = Recorded(
        "GET",
        "https://a.example/c?a=1",
        200,
        "application/json",
        b"{}",
        datetime(2026, 11, 22, 5, tzinfo=UTC),
        odd=f"judged without a detail that is not written as its format says, response.{place}",
    )
    assert only(file) == read_all
    file["log"]["comment"] = "\ud83d"
    assert only(file) == read_all


@pytest.mark.parametrize(
    ("request_", "place"),
    [
        ({"method": 7, "url": "https://a.example/c"}, ", request.method"),
        ({"method": "GET", "url": None}, ", request.url"),
        ({"method": "GET"}, ", request"),
        (None, ", request"),
    ],
)
def test_a_request_at_fault_is_refused_with_its_place(request_: Any, place: str) -> None:
    """Without method and URL nobody knows what was asked."""
    file = entry({"text": "{}"})
    file["log"]["entries"][0]["request"] = request_
    assert only(file) == f"an entry that is not written as its format says{place}"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "\ud83d"}, "its status is none of HTTP's"),
        ({"headers": "\ud83d"}, None),
        ({"content": {"text": "{}", "size": "\ud83d"}}, None),
    ],
)
def test_half_a_character_anywhere_is_no_crash(change: dict[str, Any], reason: str | None) -> None:
    """Browsers write lone surrogates; neither parser nor reader stumbles over them."""
    file = entry({"text": "{}"})
    file["log"]["entries"][0]["response"].update(change)
    found = only(file)
    assert found == reason if reason else isinstance(found, Recorded)


def test_an_entry_at_fault_does_not_hide_the_others() -> None:
    """Each entry is read by itself, even in a file that only Python's parser takes."""
    file = entry({"text": "{}"})
    file["log"]["entries"] = [1, {"request": {}}, {}, *file["log"]["entries"]]
    assert [isinstance(found, Damaged) for found in read(json.dumps(file).encode())] == [
        True,
        True,
        True,
        False,
    ]
    file["log"]["comment"] = "\ud83d"
    assert len(read(json.dumps(file).encode())) == 4


def test_half_a_character_in_a_name_that_nobody_reads_hides_no_entry() -> None:
    """Beside the entries and beside the log."""
    file = entry({"text": "{}"})
    file["log"]["\ud83d"] = file["\ud83d"] = 1
    assert isinstance(only(file), Recorded)


def test_a_byte_order_mark_and_an_old_version_are_read() -> None:
    """Proxies for Windows write a mark; HAR 1.1 has the same fields."""
    file = entry({"text": "{}"})
    file["log"]["version"] = "1.1"
    assert len(read(b"\xef\xbb\xbf" + json.dumps(file).encode())) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'{"log": {"entries": [{"request": ', "not valid JSON at line 1, or cut off there"),
        (b"{}", "neither a cassette nor a HAR file"),
        (b"[]", "neither a cassette nor a HAR file"),
        (b'{"log": {}}', "neither a cassette nor a HAR file"),
        (b'{"log": {"entries": {}}}', "neither a cassette nor a HAR file"),
        (
            b'{"log": {"entries": []}, "a": NaN}',
            "a number that JSON does not allow, or one too long to read",
        ),
        (b'{"a": ' + b"[" * 100_000, "JSON nested too deeply"),
        (b'{"log": "\xff"}', "not UTF-8"),
    ],
)
def test_a_file_at_fault_is_refused_with_the_reason(text: bytes, reason: str) -> None:
    """A reason holds nothing of what stands in the file."""
    with pytest.raises(Damaged) as caught:
        read(text)
    assert caught.value.reason == reason


def test_a_file_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cassette in JSON is read as a whole, so its size is capped."""
    monkeypatch.setattr("asdocumented.evidence.json_file.MOST_JSON", 10)
    with pytest.raises(Damaged, match="larger than 256 MiB"):
        read(json.dumps({"interactions": []}).encode())


def test_a_large_file_is_read_entry_by_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no limit, and gives the same entries as a small one, also odd and damaged ones."""
    one, odd = (entry({"text": text})["log"]["entries"][0] for text in ("{}", "\ud83d"))
    file = {"log": {"version": "1.2", "entries": [one, odd, {"request": 1}, 7, one]}}
    text = b"\xef\xbb\xbf" + json.dumps(file).encode()
    found = read(text)
    assert [type(each) for each in found] == [Recorded, Recorded, Damaged, Damaged, Recorded]
    monkeypatch.setattr("asdocumented.evidence.json_file.MOST_WHOLE_HAR", 10)
    monkeypatch.setattr("asdocumented.evidence.json_file.MOST_JSON", 10)
    assert [str(each) for each in read(text)] == [str(each) for each in found]


@pytest.mark.parametrize("most", [10, 2**20])
def test_two_lists_of_entries_are_told(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large file the first one is read, of a small one the last; the other is not judged."""
    monkeypatch.setattr("asdocumented.evidence.json_file.MOST_WHOLE_HAR", most)
    file = json.dumps(entry({"text": "{}"})).encode()
    twice = file.replace(b'"entries": [', b'"entries": [], "entries": [')
    with pytest.raises(Damaged, match="a name of the file stands there twice"):
        read(twice)


def test_a_large_file_that_is_cut_off_gives_what_stands_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a gateway wrote until its disk was full is judged."""
    monkeypatch.setattr("asdocumented.evidence.json_file.MOST_WHOLE_HAR", 10)
    entries = read_har(read_json_file(BytesIO(json.dumps(entry({"text": "{}"})).encode()[:-2])))
    assert isinstance(next(entries), Unparsed)
    with pytest.raises(Damaged, match="cut off"):
        next(entries)
