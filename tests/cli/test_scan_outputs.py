"""What `asdocumented scan` prints and writes: text, JSON, SARIF; ranks and exit codes."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pysarif
import pytest
import yaml
from click.testing import CliRunner, Result

from asdocumented.cli.main import SCAN_FORMATS, cli
from asdocumented.errors import Fault
from asdocumented.renderers import scan_sarif
from asdocumented.renderers.scans import RENDERERS
from tests.support import CONTRACTS, ROOT

TOKEN = "zq81Kd93Lmw02xTT7pQa"  # noqa: S105  # it is invented
SECRET = "Canary/word+77"  # noqa: S105  # planted to be found


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASDOCUMENTED_SANDBOX_PASSWORD", SECRET)


def scan(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["scan", "--contracts", str(CONTRACTS), *map(str, arguments)])


def har(**more: object) -> dict[str, object]:
    """Return an entry that holds nothing; `more` stands beside request and response."""
    request = {"method": "GET", "url": "https://h.example/v2", "headers": []}
    content = {"mimeType": "application/json", "size": 2, "text": "{}"}
    response = {"status": 200, "statusText": "OK", "headers": [], "content": content}
    return {"request": request, "response": response, **more}


def write(name: str, *entries: dict[str, object], **log: object) -> Path:
    path = Path(name)
    path.write_text(json.dumps({"log": {**log, "entries": entries}}), encoding="utf-8")
    return path


RANKED = {
    "credential": har(_x={"token": TOKEN}),
    "personal": har(_x="mail jane.roe@mail.example"),
    "redactable": har(response={"status": 200, "content": {"text": '{"a": "b c"}'}}),
}


@pytest.mark.parametrize(
    ("rank", "options", "code"),
    [
        ("credential", [], 1),
        ("personal", [], 1),
        ("redactable", [], 0),
        ("redactable", ["--fail-on", "redactable"], 1),
        ("personal", ["--fail-on", "credential"], 0),
        ("credential", ["--fail-on", "credential"], 1),
        ("credential", ["--fail-on", "never"], 0),
    ],
)
@pytest.mark.parametrize("form", SCAN_FORMATS)
def test_the_rank_of_a_find_decides_the_exit_code(
    rank: str, options: list[str], code: int, form: str
) -> None:
    """Credentials and personal data, unless told otherwise; the third rank where it is asked."""
    result = scan(write("a.har", RANKED[rank]), *options, "--format", form)
    assert result.exit_code == code, result.output
    assert rank in result.output


def test_finds_are_told_the_worst_first() -> None:
    """With file, number, rank, kind, place and what may be shown of it."""
    path = write("a.har", RANKED["redactable"], RANKED["personal"], RANKED["credential"])
    assert scan(path).output.splitlines() == [
        "a.har#2: credential: named-credential, in _x.token: zq… (20 characters)",
        "a.har#1: personal: e-mail-address, in _x: ja… (21 characters)",
        "a.har#0: redactable: undocumented-value, in $.a",
        "files: 1, credentials: 1, personal data: 1, redactable: 1, not read as a whole: 0",
    ]


def test_the_json_output_is_as_its_schema_says() -> None:
    """The schema ships with the package."""
    Path("b.yaml").write_text("interactions: [", encoding="utf-8")
    found = json.loads(
        scan(write("a.har", RANKED["credential"]), "b.yaml", "--format", "json").output
    )
    schema = files("asdocumented") / "schemas" / "scan.schema.json"
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    validator.validate(found)
    assert found["finds"] == [
        {
            "file": "a.har",
            "place": "_x.token",
            "rank": "credential",
            "kind": "named-credential",
            "excerpt": "zq… (20 characters)",
            "interaction": 0,
            "count": 1,
            "spelling": "",
            "line": 1,
        }
    ]
    assert (found["format"], found["fails"], found["files"]) == (1, True, 2)
    assert [one["file"] for one in found["not_read"]] == ["b.yaml"]


def test_sarif_has_a_result_for_each_find() -> None:
    """Another program can read it; levels follow the ranks, and rules are the kinds."""
    path = write("my a.har", RANKED["redactable"], RANKED["personal"], RANKED["credential"])
    text = scan(path, "--format", "sarif").output
    assert len(pysarif.load_from_json(text).runs) == 1
    (run,) = json.loads(text)["runs"]
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert [(rules[one["ruleIndex"]], one["level"]) for one in run["results"]] == [
        ("named-credential", "error"),
        ("e-mail-address", "warning"),
        ("undocumented-value", "note"),
    ]
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "my%20a.har", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 1},
            },
            "logicalLocations": [{"name": "_x.token", "fullyQualifiedName": "my a.har#2 _x.token"}],
        }
    ]
    assert run["invocations"][0]["exitCode"] == 1


@pytest.mark.parametrize(
    ("rank", "option", "code"), [("redactable", "never", 0), ("redactable", "redactable", 1)]
)
def test_sarif_says_the_exit_code_that_the_command_has(
    rank: str, option: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where some finds are left out of its results."""
    monkeypatch.setattr(scan_sarif, "MOST_RESULTS", 0)
    path = write("one.har", RANKED[rank])
    result = scan("--format", "sarif", "--fail-on", option, path)
    (invocation,) = json.loads(result.stdout)["runs"][0]["invocations"]
    assert (result.exit_code, invocation["exitCode"]) == (code, code)
    assert len(invocation["toolExecutionNotifications"]) == 1


def test_a_fingerprint_stays_where_the_value_changes() -> None:
    """No value goes into it."""

    def fingerprint(value: str) -> object:
        text = scan(write("a.har", har(_x={"token": value})), "--format", "sarif").output
        return json.loads(text)["runs"][0]["results"][0]["partialFingerprints"]

    assert fingerprint(TOKEN) == fingerprint(TOKEN[::-1])


@pytest.mark.parametrize("form", SCAN_FORMATS)
def test_it_is_written_where_a_file_is_named(form: str) -> None:
    """The summary is printed."""
    result = scan(write("a.har", RANKED["credential"]), "--format", form, "-o", "out/scan.txt")
    assert result.exit_code == 1
    assert result.output == (
        "files: 1, credentials: 1, personal data: 0, redactable: 0, not read as a whole: 0\n"
        "scan: out/scan.txt\n"
    )
    assert "named-credential" in Path("out/scan.txt").read_text(encoding="utf-8")
    folder = scan(Path("a.har"), "-o", "out")
    assert isinstance(folder.exception, Fault)


def test_every_format_has_a_renderer() -> None:
    """The command line starts without them."""
    assert tuple(RENDERERS) == SCAN_FORMATS


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return the path of every text in a JSON value."""
    if isinstance(value, dict):
        return [one for name, below in value.items() for one in places(below, (*path, name))]
    if isinstance(value, list):
        return [one for at, below in enumerate(value) for one in places(below, (*path, at))]
    return [path] if isinstance(value, str) else []


def planted(value: object, path: tuple[object, ...], text: str) -> object:
    """Return a JSON value with a text behind the one at a path."""
    if not path:
        return f"{value} {text}"
    if isinstance(value, dict):
        return {k: planted(v, path[1:], text) if k == path[0] else v for k, v in value.items()}
    assert isinstance(value, list)
    return [planted(v, path[1:], text) if at == path[0] else v for at, v in enumerate(value)]


PAIR = {"name": "a", "value": "b", "comment": "c"}
HAR = {
    "log": {
        "version": "1.2",
        "creator": {"name": "n", "version": "1", "comment": "c"},
        "browser": {"name": "n", "version": "1"},
        "comment": "c",
        "_own": {"deep": ["x"]},
        "pages": [{"id": "p", "title": "t", "startedDateTime": "2026-11-20T10:00:00Z"}],
        "entries": [
            {
                "pageref": "p",
                "startedDateTime": "2026-11-20T10:00:00Z",
                "request": {
                    "method": "POST",
                    "url": "https://h.example/v2?a=b",
                    "httpVersion": "h2",
                    "headers": [PAIR],
                    "cookies": [{**PAIR, "path": "/", "domain": "h"}],
                    "queryString": [PAIR],
                    "postData": {"mimeType": "text/plain", "text": "t", "params": [PAIR]},
                    "comment": "c",
                },
                "response": {
                    "status": 200,
                    "statusText": "OK",
                    "headers": [PAIR],
                    "cookies": [PAIR],
                    "content": {"mimeType": "text/plain", "text": "t", "comment": "c"},
                    "redirectURL": "/x",
                },
                "cache": {"comment": "c"},
                "serverIPAddress": "192.0.2.1",
                "_webSocketMessages": [{"data": "d"}],
            }
        ],
    }
}
CASSETTE = {
    "interactions": [
        {
            "request": {
                "method": "GET",
                "uri": "https://h.example/v2?a=b",
                "body": "b",
                "headers": {"Accept": ["a"], "X-Own": ["a"]},
            },
            "response": {
                "status": {"code": 200, "message": "OK"},
                "headers": {"Content-Type": ["text/plain"], "X-Own": ["a"]},
                "body": {"string": "s", "more": "m"},
                "own": {"deep": ["x"]},
            },
            "recorded_at": "2026-11-20T10:00:00Z",
        }
    ],
    "recorded_with": "VCR",
}
DIALECT = {
    "version": "2",
    "interactions": [
        {
            "id": "0",
            "request": {
                "url": "https://h.example/v2?a=b",
                "method": "GET",
                "body": "",
                "form": {"a": ["b"]},
            },
            "response": {"code": "200", "body": "t", "headers": {"A": ["b"]}, "duration": "1ms"},
        }
    ],
}
GITHUB = "ghp_" + "a1B2" * 9
CANARIES = {"known": SECRET, "form": GITHUB, "named": f"password={TOKEN}"}


@pytest.mark.parametrize("form", SCAN_FORMATS)
@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize(
    ("document", "kind"), [(HAR, "har"), (CASSETTE, "yaml"), (DIALECT, "yaml")]
)
def test_a_canary_is_found_in_every_text_and_never_told(
    document: dict[str, object], kind: str, canary: str, form: str
) -> None:
    """Of a HAR file, of a cassette, and of a cassette of go-vcr; one file a text."""
    names = {}
    for number, path in enumerate(places(document)):
        found = planted(document, path, CANARIES[canary])
        text = json.dumps(found) if kind == "har" else yaml.safe_dump(found)
        names[f"{number:03}.{kind}"] = path
        Path(f"{number:03}.{kind}").write_text(text, encoding="utf-8")
    result = scan(".", "--format", form)
    assert result.exit_code == 1, result.output
    told = (result.output + result.stderr).lower()
    assert [one for one in (SECRET, GITHUB, TOKEN) if one[3:].lower() in told] == []
    assert [path for name, path in names.items() if not finds_in(name, result.stdout, form)] == []


def finds_in(name: str, output: str, form: str) -> bool:
    """Return whether the output of a scan tells a credential in a file."""
    if form == "text":
        return re.search(rf"^{name}\S*: credential", output, re.MULTILINE) is not None
    if form == "json":
        found = json.loads(output)["finds"]
        return any(one["file"] == name and one["rank"] == "credential" for one in found)
    results = json.loads(output)["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    return any(one["artifactLocation"]["uri"] == name for one in places)


@pytest.mark.parametrize("canary", CANARIES)
def test_a_canary_in_a_comment_is_found_by_its_line(canary: str) -> None:
    """Between interactions, behind a value, at the end."""
    text = yaml.safe_dump(CASSETTE)
    lines = text.splitlines()
    for number in range(len(lines) + 1):
        commented = [*lines[:number], f"# see {CANARIES[canary]}", *lines[number:]]
        Path(f"{number:03}.yaml").write_text("\n".join(commented), encoding="utf-8")
    output = scan(".").output
    for number in range(len(lines) + 1):
        assert re.search(
            rf"^{number:03}.yaml:{number + 1}: credential: .*in a comment", output, re.MULTILINE
        )


def test_each_comment_with_something_is_told() -> None:
    """With its line."""
    text = f"# password: {TOKEN}\n# password: {TOKEN[::-1]}\n{yaml.safe_dump(CASSETTE)}"
    Path("a.yaml").write_text(text, encoding="utf-8")
    assert [line.partition(" ")[0] for line in scan("a.yaml").output.splitlines()[:2]] == [
        "a.yaml:1:",
        "a.yaml:2:",
    ]


def test_a_recording_that_is_marked_may_have_comments() -> None:
    """They are looked at, too."""
    (one,) = CASSETTE["interactions"]
    marked = {"interactions": [{**one, "asdocumented": {"target": "t"}}]}  # type: ignore[dict-item]
    Path("a.yaml").write_text(f"# password: {TOKEN}\n{yaml.safe_dump(marked)}", encoding="utf-8")
    assert scan("a.yaml").output.splitlines()[0] == (
        "a.yaml:1: credential: named-credential, in a comment: zq… (20 characters)"
    )


@pytest.mark.slow
def test_the_hook_of_pre_commit_tells_the_file_that_holds_something(tmp_path: Path) -> None:
    """As pre-commit runs it: the entry, then the names of the files that its pattern matches."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    hook = next(one for one in hooks if one["id"] == "asdocumented-scan")
    (tmp_path / "cassettes").mkdir()
    write("cassettes/good.har", har())
    write("cassettes/bad.har", RANKED["credential"])
    program, *words = hook["entry"].split()
    assert program == "asdocumented"

    def ran(*names: str) -> subprocess.CompletedProcess[str]:
        assert all(re.search(hook["files"], name) for name in names)
        command = [sys.executable, "-m", program, *words, "--contracts", str(CONTRACTS), *names]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert ran("cassettes/good.har").returncode == 0
    bad = ran("cassettes/good.har", "cassettes/bad.har")
    assert bad.returncode == 1
    assert "cassettes/bad.har#0: credential: named-credential, in _x.token" in bad.stdout
    assert TOKEN not in bad.stdout + bad.stderr
