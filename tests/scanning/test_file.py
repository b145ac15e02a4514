"""One file is looked through to its end, or it is said why not."""

import json
from pathlib import Path

import pytest

from asdocumented.evidence import beginning, lines
from asdocumented.evidence.opening import open_evidence
from asdocumented.redaction.secrets import Secrets
from asdocumented.scanning import file as scanned_file
from asdocumented.scanning import raw_text
from asdocumented.scanning.file import scan_file

SECRET = "Canary/word+77"  # noqa: S105  # planted to be found


def test_a_file_that_is_gone_before_its_comments_are_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its interactions hold nothing, and what stands beside them was not looked at."""
    path = tmp_path / "one.yaml"
    path.write_text(f"# {SECRET}\ninteractions: []\nversion: 1\n", encoding="utf-8")

    def read_once(one: Path) -> object:
        found = open_evidence(one)
        path.unlink()
        return found

    monkeypatch.setattr(scanned_file, "open_evidence", read_once)
    found = scan_file(path, Secrets([SECRET]), ())
    assert found.reason == "No such file or directory"


def test_a_secret_is_found_where_a_piece_of_an_endless_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pieces of a line overlap, so that nothing is cut in two."""
    monkeypatch.setattr(raw_text, "_CHUNK", 100)
    monkeypatch.setattr(raw_text, "_LONGEST_LINE", 200)
    monkeypatch.setattr(raw_text, "_OVERLAP", 50)
    path = tmp_path / "broken.json"
    path.write_text('{"a": "' + " " * 188 + SECRET + " " * 100, encoding="utf-8")
    (found,) = scan_file(path, Secrets([SECRET]), ()).finds("broken.json")
    assert (found.kind, found.line) == ("known-credential", 1)


@pytest.mark.parametrize("first", ['{"request": {}, "comment": "', '": 1}, "comment": "'])
def test_a_line_that_is_too_long_for_a_reader_is_looked_through(
    first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As text: it is judged nowhere, and what stands in it counts all the same."""
    monkeypatch.setattr(lines, "MOST_LINE", 100)
    monkeypatch.setattr(beginning, "MOST_LINE", 100)
    entry = '{"request": {"method": "GET", "url": "https://a.example/"}}\n'
    path = tmp_path / "a.ndjson"
    path.write_text(
        f'{first}{" " * 100}{SECRET}", "apiKey": "qwertzuiop77"}}\n{entry}', encoding="utf-8"
    )
    found = scan_file(path, Secrets([SECRET]), ())
    assert found.reason == "1 interactions cannot be read"
    assert {(one.kind, one.line) for one in found.finds("a.ndjson")} == {
        ("known-credential", 1),
        ("named-credential", 1),
    }


def test_lines_that_are_searched_together_are_told_one_by_one(tmp_path: Path) -> None:
    """Neither a name nor a fold at the end of one goes on in the next."""
    lines = ["GET /coupons 200"] * 200
    lines[129:131] = ["a path C:\\", "password=Tr0ub4dor"]
    lines[149:151] = ["the token:", "expired"]
    path = tmp_path / "a.log"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = scan_file(path, Secrets(), ()).finds("a.log")
    assert [(one.kind, one.line) for one in found] == [("named-credential", 131)]


def test_of_several_values_at_one_place_the_first_is_told(tmp_path: Path) -> None:
    """As they stand in the file, from its beginning."""
    path = tmp_path / "one.har"
    body = '{"items": [{"name": "Ada Lovelace"}, {"name": "Grace Hopper"}]}'
    content = {"mimeType": "application/json", "text": body}
    response = {"status": 200, "content": content}
    entry = {"request": {"method": "GET", "url": "https://utc.example"}, "response": response}
    path.write_text(json.dumps({"log": {"entries": [entry]}}), encoding="utf-8")
    (found,) = scan_file(path, Secrets(), ()).finds("one.har")
    assert (found.place, found.excerpt) == ("$.items[*].name", "Ad… (12 characters)")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_a_file_in_another_encoding_is_looked_through(encoding: str, tmp_path: Path) -> None:
    """Whole or cut off within a character, which is told."""
    path = tmp_path / "one.har"
    log = {"entries": [], "comment": f"see {SECRET} there"}
    content = json.dumps({"log": log}).encode(encoding)
    for written, is_whole in ((content, True), (content[:-1], False)):
        path.write_bytes(written)
        found = scan_file(path, Secrets([SECRET]), ())
        assert (found.is_empty, not found.reason) == (False, is_whole)


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 500 + SECRET.encode() + b"\0",
        b"\x01\0\0\0" * 200 + SECRET.encode() + b"\0",
        b"a\0" * 200 + b"\xff\xff" + SECRET.encode(),
        b"see\n" + b"Q2FuYXJ5\nL3dvcmQr\nNzc=" + b"\n",
        b"> Q2FuYXJ5\n> L3dvcmQr\n> Nzc= here\n",
    ],
)
def test_a_secret_in_what_no_reader_parses_is_found(tmp_path: Path, content: bytes) -> None:
    """In binary with many zeros, and in Base64 that is folded over lines."""
    path = tmp_path / "one.bin"
    path.write_bytes(content)
    found = scan_file(path, Secrets([SECRET]), ())
    assert [one.kind for one in found.finds("one.bin")] == ["known-credential"]
