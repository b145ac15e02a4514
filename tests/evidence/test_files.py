"""Files and folders of evidence in any state are read without raising."""

import gzip
import io
import json
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.finding import holds_evidence
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.evidence.unread import MissingEvidence, Unread

compress = partial(gzip.compress, mtime=0)
"""The same bytes at every run: they name tests."""

CASSETTE = """\
interactions:
- request:
    body: null
    headers: {}
    method: GET
    uri: https://a.example/c
  response:
    body:
      string: '{}'
    headers: {}
    status:
      code: 200
      message: OK
version: 1
"""
HAR = json.dumps(
    {
        "log": {
            "entries": [
                {
                    "startedDateTime": "2026-11-22T05:00:00Z",
                    "request": {"method": "GET", "url": "https://a.example/c"},
                    "response": {"status": 200, "content": {"text": "{}"}},
                }
            ]
        }
    }
)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(*paths: Path) -> list[str]:
    """Return the names of the interactions, and the reasons of what cannot be read."""
    return [
        found.interaction.name if isinstance(found, Evidence) else found.reason
        for found in read_evidence(paths)
    ]


def test_an_interaction_of_a_cassette(tmp_path: Path) -> None:
    """It is named by its file and its place there, from 0."""
    path = write(tmp_path / "a.yaml", CASSETTE)
    answer = Response(200, None, b"{}")
    one = Interaction("a.yaml#0", "cassette", Request("GET", "https://a.example/c"), answer)
    assert list(read_evidence([path])) == [Evidence(one, str(path), "a")]


def test_an_interaction_of_a_har_file(tmp_path: Path) -> None:
    """Its origin is `har`, and HAR always says when."""
    path = write(tmp_path / "a.har", HAR)
    answer = Response(200, None, b"{}")
    when = datetime(2026, 11, 22, 5, tzinfo=UTC)
    request = Request("GET", "https://a.example/c")
    one = Interaction("a.har#0", "har", request, answer, recorded=when)
    assert list(read_evidence([path])) == [Evidence(one, str(path), "a")]


@pytest.mark.parametrize(
    ("files", "given", "source"),
    [
        (["traffic.har"], "traffic.har", "traffic"),
        (["shop.yaml.gz"], "shop.yaml.gz", "shop"),
        (["month/a.yaml", "month/b.yaml"], "month", "month"),
    ],
)
def test_evidence_is_named_by_what_was_given(
    files: list[str], given: str, source: str, tmp_path: Path
) -> None:
    """A file without its suffixes; a folder of recordings without a name is one set."""
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, CASSETTE)
    found = read_evidence([tmp_path / given])
    assert {one.source for one in found if isinstance(one, Evidence)} == {source}


@pytest.mark.parametrize("name", ["a.har", "a.yaml", "a.json", "a", "a.txt", "a.yaml.gz"])
@pytest.mark.parametrize(
    ("content", "origin"),
    [
        (CASSETTE.encode(), "cassette"),
        (b"\n \xef\xbb\xbf"[2:] + CASSETTE.encode(), "cassette"),
        (CASSETTE.encode("utf-16"), "cassette"),
        (compress(CASSETTE.encode()), "cassette"),
        (HAR.encode(), "har"),
        (b"\xef\xbb\xbf\n " + HAR.encode(), "har"),
        (compress(HAR.encode()), "har"),
        (HAR.encode("utf-16"), "har"),
        (HAR.encode("utf-16-be"), "har"),
        (HAR.encode("utf-32"), "har"),
        (compress(HAR.encode("utf-16")), "har"),
    ],
)
def test_the_content_tells_what_a_file_is(
    tmp_path: Path, name: str, content: bytes, origin: str
) -> None:
    """The name of a file that is named by itself does not matter."""
    (found,) = read_evidence([write(tmp_path / name, content)])
    assert isinstance(found, Evidence)
    assert found.interaction.origin == origin


def test_a_json_cassette_is_a_cassette(tmp_path: Path) -> None:
    """vcrpy's dialect in JSON."""
    answer = {"status": {"code": 200}, "body": {"string": "{}"}}
    request = {"method": "GET", "uri": "https://a.example/c"}
    text = json.dumps({"interactions": [{"request": request, "response": answer}]})
    (found,) = read_evidence([write(tmp_path / "a.json", text)])
    assert isinstance(found, Evidence)
    assert found.interaction.origin == "cassette"


def test_a_directory_is_walked_by_name(tmp_path: Path) -> None:
    """Folders and files alike; other names are left out, letter case does not matter."""
    for name in ("b/2.yml", "b/1.YAML", "a.yaml", "c.har.gz", "a/z.json.gz", "d.txt", "b/x.md"):
        write(tmp_path / name, CASSETTE)
    assert names(tmp_path) == [
        "a/z.json.gz#0",
        "a.yaml#0",
        "b/1.YAML#0",
        "b/2.yml#0",
        "c.har.gz#0",
    ]


def test_no_file_is_read_twice(tmp_path: Path) -> None:
    """Not by two names, not by its directory, not by links, not in a loop of them."""
    path = write(tmp_path / "in" / "a.yaml", CASSETTE)
    (tmp_path / "in" / "b.yaml").symlink_to(path)
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert names(path, tmp_path, path, tmp_path / "in" / "b.yaml") == [
        "a.yaml#0",
        "holds no cassette, no HAR file and no journal",
    ]


def test_links_out_of_a_directory_are_followed(tmp_path: Path) -> None:
    """Evidence may lie elsewhere."""
    write(tmp_path / "there" / "a.yaml", CASSETTE)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "link").symlink_to(tmp_path / "there")
    assert names(tmp_path / "here") == ["link/a.yaml#0"]


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (b"", ["empty"]),
        (b" \n", ["empty"]),
        (b"# nothing\n", ["empty"]),
        (b"\x00\x01\x02", ["not valid YAML"]),
        (b"interactions: []\nversion: 1\n", ["holds no interaction"]),
        (b'{"log": {"entries": []}}', ["holds no interaction"]),
        (b"openapi: 3.1.0\n", ["neither a cassette nor a HAR file"]),
        (HAR[:50].encode(), ["not valid JSON at line 1, or cut off there"]),
        (compress(HAR.encode())[:-20], ["gzip that is cut off or broken"]),
        (compress(HAR.encode())[:20] + b"\xff" * 90, ["gzip that is cut off or broken"]),
        (b"\x1f\x8bno", ["gzip that is cut off or broken"]),
        (b"\xff\xfe\xff", ["not valid YAML"]),
        (
            CASSETTE[:-31].encode(),
            ["its status is none of HTTP's"],
        ),
        (
            CASSETTE.encode() + b"'",
            ["a.yaml#0", "not valid YAML at line 15 (after 1 interactions)"],
        ),
        (
            CASSETTE.replace("a.example", "a.ex\xe4mple").encode("latin-1"),
            ["not valid YAML"],
        ),
    ],
)
def test_a_damaged_file_is_named_and_the_rest_goes_on(
    tmp_path: Path, content: bytes, reasons: list[str]
) -> None:
    """What was read before the damage counts."""
    write(tmp_path / "a.yaml", content)
    write(tmp_path / "b.yaml", CASSETTE)
    assert names(tmp_path) == [*reasons, "b.yaml#0"]


def test_faults_of_interactions_are_counted_by_reason(tmp_path: Path) -> None:
    """A file with a thousand of them is named once for each reason."""
    item = CASSETTE.removeprefix("interactions:\n").removesuffix("version: 1\n")
    odd = item.replace("uri: https://a.example/c", "uri: ''")
    foreign = item.replace("method:", "method: !of-another-library")
    write(tmp_path / "a.yaml", f"interactions:\n{odd}{item}{odd}{foreign}{odd}")
    assert list(read_evidence([tmp_path]))[1:] == [
        Unread(str(tmp_path / "a.yaml"), reason, whole=False)
        for reason in (
            "#0 and 2 more: an interaction without the method or the URI of its request",
            "#3: a YAML tag that is not read here, request.method",
        )
    ]


def test_a_file_of_faults_alone_is_lost_as_a_whole(tmp_path: Path) -> None:
    """Nothing of it can be judged, whatever is said of each interaction."""
    path = write(tmp_path / "a.yaml", CASSETTE.replace("uri:", "address:"))
    reason = "#0: an interaction without the method or the URI of its request"
    assert list(read_evidence([path])) == [Unread(str(path), reason, whole=True)]


def test_a_request_without_its_answer_is_handed_on(tmp_path: Path) -> None:
    """Whether it matters depends on what was asked."""
    (body,) = [part for part in CASSETTE.splitlines() if "string" in part]
    path = write(tmp_path / "a.yaml", CASSETTE.replace(body, "      base64_string: x"))
    request = Request("GET", "https://a.example/c")
    reason = "binary text that is not base64"
    assert list(read_evidence([path])) == [MissingEvidence(request, reason, str(path), 0)]


def test_an_odd_detail_of_an_entry_is_told_beside_it(tmp_path: Path) -> None:
    """The interaction is judged all the same."""
    path = write(tmp_path / "a.har", HAR.replace('"content":', '"headers": [7], "content":'))
    found, fault = read_evidence([path])
    assert isinstance(found, Evidence)
    assert fault == Unread(
        str(path),
        "#0: judged without a detail that is not written as its format says, response.headers[0]",
        whole=False,
    )


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    """Nothing there, a loop of links, a pipe, an empty directory: none of them blocks or raises."""
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "empty").mkdir()
    paths = [tmp_path / name for name in ("none.yaml", "loop.yaml", "pipe.yaml", "empty")]
    assert list(read_evidence(paths)) == [
        Unread(str(paths[0]), "No such file or directory"),
        Unread(str(paths[1]), "Too many levels of symbolic links"),
        Unread(str(paths[2]), "not a regular file"),
        Unread(str(paths[3]), "holds no cassette, no HAR file and no journal"),
    ]
    assert names(tmp_path) == ["Too many levels of symbolic links", "not a regular file"]


def test_what_must_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions may be missing for a file and for a directory; the rest is read."""
    write(tmp_path / "a" / "in.yaml", CASSETTE)
    write(tmp_path / "b.yaml", CASSETTE)
    write(tmp_path / "c.yaml", CASSETTE)
    listed, opened = os.scandir, os.open

    def guarded(path: Path) -> Path:
        if path.name in ("a", "b.yaml"):
            raise PermissionError(13, "Permission denied")
        return path

    monkeypatch.setattr(os, "scandir", lambda path: listed(guarded(path)))
    monkeypatch.setattr(os, "open", lambda path, *how: opened(guarded(Path(path)), *how))
    assert list(read_evidence([tmp_path]))[:2] == [
        Unread(str(tmp_path / "a"), "Permission denied"),
        Unread(str(tmp_path / "b.yaml"), "Permission denied"),
    ]
    assert names(tmp_path)[2:] == ["c.yaml#0"]


def test_what_may_not_even_be_looked_at_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder may let its names be read, and nothing below them."""
    write(tmp_path / "a.yaml", CASSETTE)
    write(tmp_path / "b.yaml", CASSETTE)
    looked_at = Path.stat

    def guarded(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "a.yaml":
            raise PermissionError(13, "Permission denied")
        return looked_at(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", guarded)
    refused = Unread(str(tmp_path / "a.yaml"), "Permission denied")
    assert next(iter(read_evidence([tmp_path]))) == refused
    assert list(read_evidence([tmp_path / "a.yaml"])) == [refused]
    assert names(tmp_path) == ["Permission denied", "b.yaml#0"]


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("a/b/c.yaml", True),
        ("a.HAR.gz", True),
        ("README.md", False),
        ("a.yaml/README.md", False),
        (".recording/1.jsonl", False),
    ],
)
def test_a_folder_holds_evidence_where_a_file_would_be_read(
    name: str, tmp_path: Path, *, holds: bool
) -> None:
    """By the names of its files, links included, not of its folders."""
    write(tmp_path / "there" / name, CASSETTE)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "link").symlink_to(tmp_path / "there")
    assert holds_evidence(tmp_path / "there") is holds
    assert holds_evidence(tmp_path / "here") is holds
    assert not holds_evidence(tmp_path / "nowhere")


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds while it is decompressed, not afterwards."""
    monkeypatch.setattr("asdocumented.evidence.opening.MOST_DECOMPRESSED", 2**20)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        file.write(CASSETTE.encode() + b"# " + b"a" * 2**21)
    write(tmp_path / "a.yaml.gz", packed.getvalue())
    assert names(tmp_path)[-1].startswith("larger than 1 GiB once it is decompressed")


OWN = CASSETTE.replace(
    "- request:",
    "- asdocumented:\n    stand_in: true\n    target: sandbox\n    version: 0.1.0\n"
    "    zone: Asia/Kolkata\n  recorded_at: '2026-11-22T05:00:00Z'\n  request:",
)


@pytest.mark.parametrize("content", [OWN, OWN.replace("    version", "    more: 1\n    version")])
def test_our_own_recordings_say_where_they_come_from(content: str, tmp_path: Path) -> None:
    """By the fast path and by the YAML loader alike."""
    (found,) = read_evidence([write(tmp_path / "a.yaml", content)])
    assert isinstance(found, Evidence)
    one = found.interaction
    assert (one.target, one.zone, one.stand_in) == ("sandbox", "Asia/Kolkata", True)
    assert one.recorded == datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "target", "zone"),
    [
        ("Asia/Kolkata", "null", "sandbox", None),
        ("Asia/Kolkata", "Mars/Olympus", "sandbox", None),
        ("Asia/Kolkata", "../../etc/passwd", "sandbox", None),
        ("target: sandbox", "target: ../../x", None, "Asia/Kolkata"),
        ("target: sandbox", "target: 7", "7", "Asia/Kolkata"),
        ("target: sandbox", "target: [a]", None, "Asia/Kolkata"),
    ],
)
def test_what_a_recording_says_wrongly_is_unknown(
    old: str, new: str, target: str | None, zone: str | None, tmp_path: Path
) -> None:
    """A zone that is no IANA id stays unknown, a name that is none is none."""
    (found,) = read_evidence([write(tmp_path / "a.yaml", OWN.replace(old, new))])
    assert isinstance(found, Evidence)
    assert (found.interaction.target, found.interaction.zone) == (target, zone)


def test_a_json_cassette_says_where_it_comes_from_in_the_same_way(tmp_path: Path) -> None:
    """The same mapping beside the request; a number for a zone is none."""
    answer = {"status": {"code": 200}, "body": {"string": "{}"}}
    request = {"method": "GET", "uri": "https://a.example/c"}
    told = {"stand_in": True, "target": "sandbox", "version": "0.1.0", "zone": "Asia/Kolkata"}
    maps = [told, {**told, "stand_in": False, "zone": None}, {"zone": 5, "target": 5}, None]
    items = [{"asdocumented": own, "request": request, "response": answer} for own in maps]
    path = write(tmp_path / "a.json", json.dumps({"interactions": items}))
    assert [
        (found.interaction.target, found.interaction.zone, found.interaction.stand_in)
        for found in read_evidence([path])
        if isinstance(found, Evidence)
    ] == [
        ("sandbox", "Asia/Kolkata", True),
        ("sandbox", None, False),
        (None, None, False),
        (None, None, False),
    ]


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2026-11-24T22:00:00+05:30", datetime(2026, 11, 24, 16, 30, tzinfo=UTC)),
        ("2026-11-24 22:00:00", datetime(2026, 11, 24, 22, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("yesterday", None),
    ],
)
def test_when_it_was_recorded_is_told_in_utc(
    written: str, when: datetime | None, tmp_path: Path
) -> None:
    """What is no moment of the calendar is unknown."""
    content = OWN.replace("2026-11-22T05:00:00Z", written)
    (found,) = read_evidence([write(tmp_path / "a.yaml", content)])
    assert isinstance(found, Evidence)
    assert found.interaction.recorded == when
    assert when is None or str(found.interaction.recorded).endswith("+00:00")
