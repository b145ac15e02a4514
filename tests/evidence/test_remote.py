"""Evidence at URLs: whatever fsspec opens is read as a file is, and no credential is told."""

import gzip
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import fsspec
import pytest

from asdocumented.evidence import remote
from asdocumented.evidence.files import Evidence, read_evidence
from asdocumented.evidence.locations import Remote, location_of
from asdocumented.evidence.unread import Unread
from asdocumented.formats.urls import shown_url
from tests.command_line import run
from tests.evidence.ndjson_lines import line
from tests.support import CONTRACTS

LINE = line(1).encode()
HAR = b'{"log": {"entries": [%s]}}' % LINE.strip()
NOTHING = "holds no cassette, no HAR file and no journal"


@pytest.fixture
def memory() -> Iterator[Any]:
    """Return the file system that is in memory, empty."""
    system = fsspec.filesystem("memory")
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


def read(*urls: str) -> list[tuple[str, ...]]:
    """Return name and source of what was read, and file and reason of what was not."""
    return [
        (one.interaction.name, one.source) if isinstance(one, Evidence) else (one.file, one.reason)
        for one in read_evidence([location_of(url) for url in urls])
        if isinstance(one, Evidence | Unread)
    ]


def zipped(files: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("memory://month/a.har", [("a.har#0", "a")]),
        ("memory:///month/a.har", [("a.har#0", "a")]),
        ("memory://month", [("a.har#0", "month"), ("b/c.ndjson.gz#0", "month")]),
        ("memory://month/", [("a.har#0", "month"), ("b/c.ndjson.gz#0", "month")]),
        ("memory://month/*.har", [("a.har#0", "month")]),
        ("memory://month/**/*.gz", [("b/c.ndjson.gz#0", "month")]),
        ("memory://mon[t]h/*.har", [("month/a.har#0", "mon[t]h")]),
        ("memory://month/b/odd.txt", [("odd.txt#0", "odd.txt")]),
        ("memory://month/b/*", [("c.ndjson.gz#0", "b"), ("odd.txt#0", "b")]),
        ("MEMORY://month/a.har", [("a.har#0", "a")]),
        ("memory://month/*.none", [("memory://month/*.none", NOTHING)]),
        (
            "memory://month/z.har",
            [("memory://month/z.har", "it cannot be listed: no such file or folder")],
        ),
        ("zip://x.har::memory://all.zip", [("x.har#0", "x")]),
        ("zip://::memory://all.zip", [("d/y.har#0", "all.zip"), ("x.har#0", "all.zip")]),
        ("zip://d::memory://all.zip", [("y.har#0", "d")]),
        ("zip://*.har::memory://all.zip", [("x.har#0", "all.zip")]),
    ],
)
def test_a_url_is_a_file_a_folder_or_a_pattern(
    url: str, found: list[tuple[str, str]], memory: Any
) -> None:
    """Read in the order of names, as on this machine, hidden files and other names left out."""
    memory.pipe("/month/a.har", LINE)
    memory.pipe("/month/b/c.ndjson.gz", gzip.compress(LINE, mtime=0))
    memory.pipe("/month/b/odd.txt", LINE)
    memory.pipe("/month/.hidden/d.har", LINE)
    memory.pipe("/all.zip", zipped({"x.har": LINE, "d/y.har": LINE}))
    assert read(url) == found


def test_no_file_is_read_twice(memory: Any) -> None:
    """By whatever pattern it is found."""
    memory.pipe("/month/a.har", LINE)
    assert read("memory://month/*.har", "memory://month") == [("a.har#0", "month")]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "https://user:pass@host.example/a/b.har?X-Amz-Signature=abc#x",
            "https://host.example/a/b.har",
        ),
        ("https://user:pa/s?s@host.example:8080/b.har", "https://host.example:8080/b.har"),
        ("https://host.example:8080/a@b.har", "https://host.example:8080/a@b.har"),
        ("s3://key:secret@bucket/b.har", "s3://bucket/b.har"),
        ("simplecache::https://u:p@a.example/b.har?t=1", "simplecache::https://a.example/b.har"),
        ("zip://*.har::ftp://u:p@a.example/b.zip", "zip://*.har::ftp://a.example/b.zip"),
        ("memory://a/b.har", "memory://a/b.har"),
    ],
)
def test_a_url_is_shown_without_credentials(url: str, shown: str) -> None:
    """Neither user information nor query nor fragment, in each link of a chain."""
    assert shown_url(url) == shown
    assert (str(Remote(url)), repr(Remote(url))) == (shown, f"Remote({shown!r})")


@pytest.mark.parametrize(
    ("given", "is_remote"),
    [("s3://a/b", True), ("a::b://c", True), ("a/b", False), ("c:\\a", False), ("-", False)],
)
def test_what_begins_as_a_url_is_one(given: str, *, is_remote: bool) -> None:
    """All else is a path."""
    assert isinstance(location_of(given), Remote) is is_remote


class Breaking(BytesIO):
    """A file, the second half of which cannot be read."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 100_000:
            raise ConnectionError("https://user:canary@host.example/?canary")
        return super().read(size)


@contextmanager
def opening(found: object) -> Iterator[None]:
    """Let each file that is opened at a URL be this one, or raise this error."""

    class System:
        def open(self, path: str, mode: str, **_: object) -> object:
            assert (path, mode) == ("x", "rb")
            if isinstance(found, Exception):
                raise found
            return found

        def info(self, path: str) -> object:
            return {"type": "file", "name": path}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(remote, "_open_system", lambda _: (System(), "x"))
        yield


def test_a_file_that_breaks_in_the_middle_is_read_as_far_as_it_goes() -> None:
    """The interactions before that place count, and the rest is told with what to do."""
    with opening(Breaking(LINE * 2000)):
        *names, broken = read("s3://u:canary@bucket/a.ndjson")
    assert len(names) > 100
    assert broken[0] == "s3://bucket/a.ndjson"
    assert broken[1] == (
        "reading broke off: no connection; check the address, or try again "
        f"(after {len(names)} interactions)"
    )


class StatusError(Exception):
    """An error of a web server, as HTTP clients have it."""

    def __init__(self, status: int) -> None:
        super().__init__(f"https://user:canary@host.example/?canary {status}")
        self.status = status


def caused(error: Exception) -> Exception:
    """Return an error of what is not found, for another reason than that."""
    found = FileNotFoundError("canary")
    found.__cause__ = error
    return found


class NoCredentialsError(Exception):
    """What a client raises that finds no credentials."""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError("https://canary"), "no such file or folder"),
        (
            PermissionError("canary"),
            "access is refused; set the credentials where fsspec takes them from",
        ),
        (StatusError(403), "access is refused; set the credentials where fsspec takes them from"),
        (
            NoCredentialsError(),
            "access is refused; set the credentials where fsspec takes them from",
        ),
        (StatusError(503), "HTTP status 503"),
        (caused(StatusError(500)), "HTTP status 500"),
        (TimeoutError("canary"), "no answer in time; try again"),
        (ValueError("canary"), "ValueError; try again, or copy the file here"),
    ],
)
def test_an_error_is_told_by_its_kind(error: Exception, reason: str) -> None:
    """Never by its text, which may hold the URL as it was given."""
    with opening(error):
        assert read("s3://bucket/a.har") == [
            ("s3://bucket/a.har", f"it cannot be opened: {reason}")
        ]


def check(*urls: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return run("check", *urls, "--contracts", str(CONTRACTS), folder=folder)


def test_check_and_scan_take_urls(memory: Any, tmp_path: Path) -> None:
    """The evidence set is named by the file; no output has the credentials of the URL."""
    url = "https://api.example/v2/coupon?couponCodes=AB1CD2EF"
    request = {"method": "GET", "url": url}
    memory.pipe("/shop.ndjson", line(1, '{"data": []}', request=request).encode())
    given = "memory://user:canary@x/../shop.ndjson"
    memory.pipe("/user:canary@x/../shop.ndjson", line(1, '{"data": []}', request=request).encode())
    ended = check("memory://shop.ndjson", given, folder=tmp_path)
    assert "har:shop" in ended.stdout
    texts = [ended.stdout, ended.stderr]
    texts += [one.read_text(encoding="utf-8") for one in (tmp_path / "reports").iterdir()]
    assert not any("canary" in text for text in texts)
    scanned = run("scan", "memory://shop.ndjson", given, "--format", "sarif", folder=tmp_path)
    assert '"uri": "memory://shop.ndjson"' in scanned.stdout
    assert "canary" not in scanned.stdout


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nowhere://u:canary@a/b.har", "nowhere://a/b.har: fsspec knows no nowhere"),
        ("dvc://u:canary@a/b.har", "dvc://a/b.har: fsspec needs another package for dvc"),
    ],
)
def test_what_nothing_opens_is_a_fault_of_usage(url: str, told: str, tmp_path: Path) -> None:
    """Before anything is read; the remedy names the package."""
    ended = check(url, folder=tmp_path)
    assert ended.returncode == 2
    assert told in " ".join(ended.stderr.split())


def test_without_fsspec_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are read all the same."""
    monkeypatch.setitem(sys.modules, "fsspec", None)
    ended = check("s3://u:canary@bucket/a.har", folder=tmp_path)
    assert ended.returncode == 2
    told = " ".join(ended.stderr.split())
    assert "s3://bucket/a.har: fsspec opens URLs, and is not installed" in told
    assert "python -m pip install 'asdocumented[cluster]'" in told


def test_what_is_not_there_is_inconclusive(tmp_path: Path) -> None:
    """As a file is that cannot be read."""
    ended = check("memory://none.har", folder=tmp_path)
    assert ended.returncode == 3
    assert "memory://none.har" in ended.stdout
    assert "no such file or folder" in " ".join(ended.stdout.split())


@pytest.mark.slow
def test_nothing_of_fsspec_is_imported_for_paths(tmp_path: Path) -> None:
    """The command line starts as quickly as before."""
    (tmp_path / "a.ndjson").write_bytes(LINE)
    code = (
        "import sys; from pathlib import Path; from asdocumented.evidence.files import *; "
        "list(read_evidence([Path('a.ndjson')])); "
        "sys.exit(bool({'fsspec', 'aiohttp', 'asdocumented.evidence.remote'} & {*sys.modules}))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert ended.returncode == 0


class Handler(BaseHTTPRequestHandler):
    """Serves a file, a broken one, an index page, and refusals; it knows no ranges."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        status = {"/month/": 200, "/none.har": 404, "/refused.har": 403}.get(path, 200)
        body = b"<a href='a.ndjson'>a</a><a href='/month/b.har'>b</a><a href='x.txt'>x</a>"
        body = body if path == "/month/" else HAR if path == "/one.har" else LINE * 20_000
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if path == "/month/" else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # who is refused reads no body
            self.wfile.write(body[:1_000_000] if path == "/broken.ndjson" else body)

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """Return the URL of a server on loopback."""
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=serving.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    thread.join()
    serving.server_close()


@pytest.mark.enable_socket
def test_the_end_of_an_answer_is_read_once(server: str, caplog: pytest.LogCaptureFixture) -> None:
    """The HTTP library prints a stack where somebody goes on reading there."""
    assert read(f"{server}/one.har") == [("one.har#0", "one")]
    assert caplog.records == []


@pytest.mark.enable_socket
def test_a_web_server_is_read_in_one_stream(server: str) -> None:
    """Files, index pages and refusals; a connection that breaks off ends the file early."""
    assert len(read(f"{server}/a.ndjson?sig=canary")) == 20_000
    assert {name for name, _ in read(f"{server}/month/")} >= {"a.ndjson#0", "b.har#0"}
    assert read(f"{server}/none.har?sig=canary") == [
        (f"{server}/none.har", "it cannot be opened: no such file or folder")
    ]
    refused = (
        "it cannot be opened: access is refused; set the credentials where fsspec takes them from"
    )
    assert read(f"{server}/refused.har") == [(f"{server}/refused.har", refused)]
    *names, broken = read(f"{server}/broken.ndjson")
    assert 1000 < len(names) < 20_000
    assert broken[1].startswith("reading broke off: ")
