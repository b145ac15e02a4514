"""`asdocumented scan`: what should not stand in evidence is told by place, never by value."""

import base64
import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from click.testing import CliRunner, Result

from asdocumented.cli import cli
from asdocumented.errors import Fault
from tests.support import CONTRACTS, ROOT

URL = "https://eu.example/v1.1/coupon/get"


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASDOCUMENTED_SANDBOX_USERNAME", "canary-till")
    monkeypatch.setenv("ASDOCUMENTED_SANDBOX_PASSWORD", "canary/word+x")


def scan(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["scan", "--contracts", str(CONTRACTS), *map(str, arguments)])


def cassette(
    body: str = "{}",
    *,
    url: str = URL,
    marked: bool = True,
    request: object = None,
    cookie: str | None = None,
) -> str:
    """Return a cassette with one interaction."""
    interaction = {
        "request": {"method": "GET", "uri": url, "body": None, "headers": request or {}},
        "response": {
            "status": {"code": 200, "message": "OK"},
            "headers": {} if cookie is None else {"Set-Cookie": [cookie]},
            "body": {"string": body},
        },
    }
    if marked:
        interaction["asdocumented"] = {"target": "t", "zone": None, "version": "1"}
    return yaml.safe_dump({"interactions": [interaction], "version": 1})


def write(name: str, content: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_our_own_recordings_are_clean() -> None:
    """All cassettes of the repository, though the stand-in's codes are searched for."""
    result = scan(ROOT / "cassettes")
    assert result.exit_code == 0, result.output
    assert result.output == "138 files: 0 finds, 0 could not be read as a whole\n"


WORD = "canary/word+x"


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        (WORD, "as it is"),
        (WORD.upper(), "as it is"),
        (quote(WORD, safe=""), "percent-encoded"),
        (base64.b64encode(f"x:{WORD}".encode()).decode(), "base64"),
        (WORD.encode().hex(), "hex"),
        (json.dumps(WORD).replace("/", "\\/"), "with escapes"),
        ("INVENTEDUPPER1", "as it is"),
        ("inventedupper1", "as it is"),
    ],
)
def test_known_secrets_are_found_in_every_spelling(text: str, spelling: str) -> None:
    """Credentials of the environment and codes of the targets, wherever they stand."""
    path = write("a.yaml", cassette(json.dumps({"data": f"see {text} there"})))
    result = scan(path)
    assert result.exit_code == 1
    assert spelling in result.output
    assert WORD not in result.output.lower()


def test_a_compressed_file_is_looked_into() -> None:
    """What is searched is what it holds."""
    assert scan(write("a.yaml.gz", gzip.compress(cassette(WORD).encode()))).exit_code == 1


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "X-Api-Key", "X-CAP-API-OAUTH-TOKEN"])
@pytest.mark.parametrize("value", ["Basic abc", "s3cr3t"])
def test_headers_that_are_not_on_the_list_are_told(name: str, value: str) -> None:
    """By name, on the side where they stand, whatever the interaction says of itself."""
    result = scan(write("a.yaml", cassette(request={name: [value]})))
    assert result.exit_code == 1
    assert f"a.yaml: the request header {name}\n" in result.output
    assert value not in result.output


def test_cookies_of_the_response_are_told() -> None:
    """Both sides count."""
    result = scan(write("a.yaml", cassette(cookie="session=abc")))
    assert "a.yaml: the response header Set-Cookie\n" in result.output


@pytest.mark.parametrize("mask", ["[REDACTED]", "***", "<hidden>", "FILTERED", "Basic DUMMY"])
def test_masked_headers_are_none(mask: str) -> None:
    """Whoever masks leaves a mask."""
    assert scan(write("a.yaml", cassette(request={"Authorization": [mask]}))).exit_code == 0


BODY = json.dumps(
    {
        "response": {
            "coupons": {
                "coupon": [
                    {
                        "code": "ABCDEF12",
                        "customer": {"name": "Tom Hanks", "age": 1},
                        "note": "x y",
                    },
                    {"code": "GHIJKL34"},
                ]
            }
        }
    }
)


def test_values_of_others_recordings_are_told_by_place() -> None:
    """Personal, secret and undocumented texts, once for each place of an interaction."""
    path = write("a.yaml", cassette(BODY, url=f"{URL}?code=ABCDEF12&sig=abc", marked=False))
    result = scan(path)
    places = sorted(line.rpartition(" at ")[2] for line in result.output.splitlines()[:-1])
    assert places == [
        "$.response.coupons.coupon[*].code",
        "$.response.coupons.coupon[*].customer.name",
        "$.response.coupons.coupon[*].note",
        "$request.query.code",
        "$request.query.sig",
    ]
    for value in ("ABCDEF12", "Tom", "x y"):
        assert value not in result.output


def test_what_says_that_it_was_redacted_is_believed_in_url_and_body() -> None:
    """A pseudonym looks like a value: only headers and known secrets count there."""
    assert scan(write("a.yaml", cassette(BODY, url=f"{URL}?code=ABCDEF12"))).exit_code == 0


def test_har_files_are_looked_through() -> None:
    """Headers as pairs, bodies as text."""
    entry = {
        "request": {
            "method": "GET",
            "url": "https://tom:secret@eu.example/v2/coupon?couponCodes=ABCDEF12",
            "headers": [{"name": "Authorization", "value": "Basic abc"}],
        },
        "response": {
            "status": 200,
            "headers": [{"name": "Set-Cookie", "value": "a=b"}],
            "content": {"text": '{"data": [{"code": "ABCDEF12"}]}', "mimeType": "application/json"},
        },
    }
    result = scan(write("a.har", json.dumps({"log": {"entries": [entry]}})))
    assert result.exit_code == 1
    for line in (
        "the request header Authorization",
        "the response header Set-Cookie",
        "user information in the URL",
        "a value that should not stay, at $request.query.couponCodes",
        "a value that should not stay, at $.data[*].code",
    ):
        assert f"a.har: {line}\n" in result.output


def test_finds_are_counted_by_place() -> None:
    """One line for each kind of find, however often it stands there."""
    two = cassette(BODY, marked=False).replace("version: 1\n", "")
    more = two.removeprefix("interactions:\n")
    result = scan(write("a.yaml", f"{two}{more}version: 1\n"))
    assert "coupon[*].code, 2 times\n" in result.output


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("{", "not valid JSON at line 1, or cut off there"),
        ("just text", "neither a cassette nor a HAR file"),
        ("interactions:\n- !!python/object/apply:os.system [id]\n", "a YAML tag that is not read"),
        (b"a: \xff\x00", "not valid YAML"),
        (gzip.compress(b"interactions: []", mtime=0)[:-9], "gzip that is cut off or broken"),
        ("interactions:\n- request: {method: GET}\n", "1 interactions cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_and_is_no_success(content: str | bytes, reason: str) -> None:
    """Exit 3: nobody knows what stands there."""
    write("in/bad.yaml", content)
    write("in/good.yaml", cassette())
    result = scan("in")
    assert result.exit_code == 3, result.output
    assert f"in/bad.yaml: {reason}" in result.output


def test_an_empty_folder_is_inconclusive_and_a_missing_one_a_fault() -> None:
    """3, and 2 in the shell."""
    Path("empty").mkdir()
    assert scan("empty").exit_code == 3
    result = scan("nowhere")
    assert isinstance(result.exception, Fault)
    assert str(result.exception).startswith("nowhere: no such file or folder")
