"""`asdocumented scan`: what should not stand in evidence is told by place, never by value."""

import base64
import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from click.testing import CliRunner, Result

from asdocumented.cli.main import cli
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
    assert result.output == (
        "files: 189, credentials: 0, personal data: 0, redactable: 0, not read as a whole: 0\n"
    )


SECRET = "canary/word+x"  # noqa: S105  # planted to be found


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        (SECRET, "known-credential, in"),
        (SECRET.upper(), "known-credential, in"),
        (quote(SECRET, safe=""), "percent-encoded"),
        (base64.b64encode(f"x:{SECRET}".encode()).decode(), "base64"),
        (SECRET.encode().hex(), "hex"),
        (json.dumps(SECRET).replace("/", "\\/"), "with escapes"),
        ("INVENTEDUPPER1", "known-sample, in"),
        ("inventedupper1", "known-sample, in"),
    ],
)
def test_known_secrets_are_found_in_every_spelling(text: str, spelling: str) -> None:
    """Credentials of the environment and codes of the targets, wherever they stand."""
    path = write("a.yaml", cassette(json.dumps({"data": f"see {text} there"})))
    result = scan(path)
    assert result.exit_code == 1
    assert spelling in result.output
    assert SECRET not in result.output.lower()


def test_a_compressed_file_is_looked_into() -> None:
    """What is searched is what it holds."""
    assert scan(write("a.yaml.gz", gzip.compress(cassette(SECRET).encode()))).exit_code == 1


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "X-Api-Key", "X-CAP-API-OAUTH-TOKEN"])
@pytest.mark.parametrize("value", ["Basic abc", "s3cr3t"])
def test_headers_that_are_not_on_the_list_are_told(name: str, value: str) -> None:
    """By name, on the side where they stand, whatever the interaction says of itself."""
    result = scan(write("a.yaml", cassette(request={name: [value]})))
    assert result.exit_code == 1
    assert (
        f"a.yaml#0: credential: named-credential, in the request header {name}\n" in result.output
    )
    assert value not in result.output


def test_cookies_of_the_response_are_told() -> None:
    """Both sides count."""
    result = scan(write("a.yaml", cassette(cookie="session=abc")))
    assert (
        "a.yaml#0: credential: named-credential, in the response header Set-Cookie\n"
        in result.output
    )


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
    assert result.output.splitlines()[:-1] == [
        "a.yaml#0: credential: named-credential, in $request.query.sig",
        "a.yaml#0: personal: sensitive-value, in $request.query.code",
        "a.yaml#0: personal: sensitive-value, in $.response.coupons.coupon[*].code",
        "a.yaml#0: personal: sensitive-value, in $.response.coupons.coupon[*].customer.name",
        "a.yaml#0: redactable: undocumented-value, in $.response.coupons.coupon[*].note",
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
        "credential: named-credential, in the request header Authorization",
        "credential: named-credential, in the response header Set-Cookie",
        "credential: user-information, in the URL",
        "personal: sensitive-value, in $request.query.couponCodes",
        "personal: sensitive-value, in $.data[*].code",
    ):
        assert f"a.har#0: {line}\n" in result.output


def test_finds_are_counted_by_place() -> None:
    """One line for each kind of find, however often it stands there."""
    two = cassette(BODY, marked=False).replace("version: 1\n", "")
    more = two.removeprefix("interactions:\n")
    result = scan(write("a.yaml", f"{two}{more}version: 1\n"))
    assert "a.yaml#0 and 1 more: personal: sensitive-value, in $.response" in result.output


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("{", "not valid JSON at line 1, or cut off there"),
        ("just text", "neither a cassette nor a HAR file"),
        (
            "interactions:\n- !!python/object/apply:os.system [id]\n",
            "1 interactions cannot be read",
        ),
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
    assert f"in/bad.yaml: not read as a whole: {reason}" in result.output


@pytest.mark.parametrize(
    "note",
    [
        "password: hunter2024x, password: null",
        "? [password=hunter2024x] : b",
        f"a: {'[ ' * 60}password=hunter2024x{']' * 60}",
    ],
)
def test_what_no_reader_gives_is_looked_at_as_text(note: str) -> None:
    """The first value of a key that stands twice, a key that is a list, what is nested deeply."""
    request = "{method: GET, uri: 'https://a.example/c'}"
    write("a.yaml", f"interactions:\n- {{request: {request}, {note}}}\n")
    assert "a.yaml:2: credential: named-credential" in scan("a.yaml").output


REQUEST = f'"method": "GET", "url": "{URL}"'
ANSWER = '"response": {"status": {"code": 200}, "headers": {}, "body": "{}"}'


@pytest.mark.parametrize(
    "content",
    [
        '[{"request": {%s, "headers": {"X-Api-Key": "hunter2024x"}}, %s}]',
        '[{"request": {%s, "headers": ["X-Api-Key: hunter2024x\\r\\n"]}, %s}]',
        '[{"request": {%s, "headers": [["X-Api-Key", "hunter2024x"]]}, %s}]',
        "- {request: {%s, headers: [[[X-Api-Key, hunter2024x], [A, b]]]}, %s}",
        "- {request: {%s, headers: [[X-Api-Key, hunter2024x], [A, b]]}, %s}",
    ],
)
def test_headers_are_found_wherever_a_recorder_writes_them(content: str) -> None:
    """As a map, as lines, as pairs, as a list of pairs in a list."""
    write("a.json", content % (REQUEST, ANSWER))
    found = "a.json#0: credential: named-credential, in the request header X-Api-Key"
    assert found in scan("a.json").output


def test_an_empty_folder_is_inconclusive_and_a_missing_one_a_fault() -> None:
    """3, and 2 in the shell."""
    Path("empty").mkdir()
    assert scan("empty").exit_code == 3
    result = scan("nowhere")
    assert isinstance(result.exception, Fault)
    assert str(result.exception).startswith("nowhere: no such file or folder")


def entry(**changes: object) -> dict[str, object]:
    """Return an interaction of somebody's cassette, as a mapping."""
    (one,) = yaml.safe_load(cassette(marked=False))["interactions"]
    return {**one, **changes}


def request(**changes: object) -> dict[str, object]:
    return entry(request={"method": "GET", "uri": URL, "body": None, "headers": {}, **changes})


def response(**changes: object) -> dict[str, object]:
    status = {"code": 200, "message": "OK"}
    return entry(response={"status": status, "headers": {}, "body": {"string": "{}"}, **changes})


WORD = "Canary77"
TEXT = f'{{"a": "{WORD} x"}}'
POSITIONS = {
    "credential: named-credential, in the request header Authorization": request(
        headers={"Authorization": [f"Bearer {WORD}"]}
    ),
    "credential: named-credential, in the request header Cookie": request(headers={"Cookie": WORD}),
    "redactable: unlisted-header, in the request header *": request(headers={f"X-{WORD} y": ["1"]}),
    "credential: named-credential, in the response header Set-Cookie": response(
        headers={"Set-Cookie": [f"a={WORD}"]}
    ),
    "redactable: undocumented-value, in the response header Location": response(
        headers={"Location": [f"/{WORD}"]}
    ),
    "redactable: unlisted-header, in the response header Content-Type": response(
        headers={"Content-Type": [f"a/b; c={WORD}"]}
    ),
    "credential: named-credential, in request.body.password": request(body=f"password={WORD}"),
    "credential: user-information, in the URL": request(
        uri=f"https://tom:{WORD}@eu.example/v1.1/coupon/get"
    ),
    "redactable: undocumented-value, in the path": request(uri=f"https://eu.example/users/{WORD}"),
    "redactable: undocumented-value, in the fragment of the URL": request(uri=f"{URL}#{WORD}"),
    "personal: sensitive-value, in $request.query.code": request(uri=f"{URL}?code={WORD}"),
    "credential: named-credential, in $request.query.sig": request(uri=f"{URL}?sig={WORD}"),
    "redactable: undocumented-value, in $request.query.*": request(uri=f"{URL}?{WORD}=1"),
    "personal: sensitive-value, in $.response.coupons.coupon[*].code": response(
        body={"string": f'{{"response": {{"coupons": {{"coupon": [{{"code": "{WORD}"}}]}}}}}}'}
    ),
    "redactable: undocumented-value, in $.response.status.message": response(
        body={"string": f'{{"response": {{"status": {{"message": "no {WORD}"}}}}}}'}
    ),
    "redactable: undocumented-value, in $.a": response(body={"string": TEXT}),
    'personal: e-mail-address, in $["*"]': response(
        body={"string": f'{{"{WORD}@mail.example": 1}}'}
    ),
    "redactable: undocumented-value, in the body": response(body={"string": f"<p>{WORD}</p>"}),
    "redactable: undocumented-value, in the status": response(
        status={"code": 200, "message": f"Hello {WORD}"}
    ),
    "redactable: undocumented-value, in $.a (base64)": response(
        body={"base64_string": base64.b64encode(TEXT.encode()).decode()}
    ),
    "redactable: undocumented-value, in $.a (gzip)": response(
        headers={"Content-Encoding": ["gzip"]}, body={"string": gzip.compress(TEXT.encode())}
    ),
}


@pytest.mark.parametrize("find", POSITIONS)
def test_a_canary_is_told_in_every_position(find: str) -> None:
    """By number, rank, kind and place; nothing of it is printed."""
    interactions = [entry(), POSITIONS[find]]
    path = write("a.yaml", yaml.safe_dump({"interactions": interactions, "version": 1}))
    result = scan(path, "--fail-on", "redactable")
    assert result.exit_code == 1
    (line, _) = result.output.splitlines()
    assert line.partition("… (")[0].startswith(f"a.yaml#1: {find.partition(' (')[0]}")
    assert "canary" not in result.output.lower()


@pytest.mark.parametrize("find", POSITIONS)
@pytest.mark.parametrize("marked", [True, False])
def test_a_credential_is_told_in_every_position(
    find: str, monkeypatch: pytest.MonkeyPatch, *, marked: bool
) -> None:
    """Whatever the interaction says of itself, and with the place where it stands."""
    monkeypatch.setenv("ASDOCUMENTED_SANDBOX_PASSWORD", WORD)
    mark = {"asdocumented": {"target": "t"}} if marked else {}
    interactions = [entry(), {**POSITIONS[find], **mark}]
    result = scan(write("a.yaml", yaml.safe_dump({"interactions": interactions, "version": 1})))
    assert result.exit_code == 1
    assert "a.yaml#1: credential: known-credential, " in result.output
    assert "canary" not in result.output.lower()


def test_a_credential_outside_the_interactions_is_told_by_line() -> None:
    """Such as in a comment, or in a key that no reader looks at."""
    content = f"# {WORD}\n" + cassette()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASDOCUMENTED_SANDBOX_PASSWORD", WORD)
        result = scan(write("a.yaml", content))
    assert (result.exit_code, result.output.splitlines()[0]) == (
        1,
        "a.yaml:1: credential: known-credential, in a comment",
    )


CONFIG = """
[targets.demo]
base_url = "https://demo.example"
zone = "UTC"
[targets.demo.auth]
scheme = "oauth"
key_env = "DEMO_KEY"
secret_env = "DEMO_SECRET"
[targets.demo.samples]
codes = ["DEMOCODE77"]
"""


@pytest.mark.parametrize("word", ["the-demo-secret", "DEMOCODE77", "democode77"])
def test_what_the_configuration_names_is_searched_for(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every variable that is set, though another one of its target is not, and all samples."""
    monkeypatch.setenv("DEMO_SECRET", "the-demo-secret")
    config = write("own.toml", CONFIG)
    path = write("a.yaml", cassette(json.dumps({"see": f"({word})"})))
    assert scan(path).exit_code == 0
    result = scan(path, "--config", config)
    assert result.exit_code == 1
    assert word not in result.output


@pytest.mark.parametrize("url", ["https://[/v2/coupon?a=b", "//\u2100.example/", "?", "a b\n"])
def test_odd_urls_are_no_trouble(url: str) -> None:
    """What is no URL is told as something that would not stay, or not at all."""
    assert scan(write("a.yaml", cassette(url=url, marked=False))).exit_code in (0, 1)


def test_cookies_and_posted_data_of_a_har_file_are_told() -> None:
    """They stand beside the headers, which others may have masked."""
    har = {
        "request": {
            "method": "POST",
            "url": URL,
            "headers": [{"name": "Cookie", "value": "[REDACTED]"}],
            "cookies": [{"name": "session", "value": WORD}],
            "postData": {"mimeType": "text/plain", "text": "two words"},
        },
        "response": {
            "status": 200,
            "statusText": "OK",
            "cookies": [{"name": "a", "value": "***"}, {"name": "b", "value": "[REDACTED]"}],
            "content": {"text": "{}"},
        },
    }
    result = scan(write("a.har", json.dumps({"log": {"entries": [har]}})))
    assert result.output.splitlines()[:-1] == [
        "a.har#0: credential: named-credential, in the request cookies",
        "a.har#0: redactable: undocumented-value, in the request body",
    ]


def test_what_a_har_file_lists_beside_url_and_headers_is_told() -> None:
    """A form's fields, a query that its URL no longer holds, where a redirect leads."""
    har = {
        "request": {
            "method": "GET",
            "url": f"{URL}?token=***",
            "headers": [],
            "queryString": [{"name": "token", "value": WORD}, {"name": "t", "value": "***"}],
            "postData": {"mimeType": "a", "params": [{"name": "password", "value": WORD}]},
        },
        "response": {
            "status": 200,
            "statusText": "OK",
            "redirectURL": f"https://shop.example/?token={WORD}",
            "content": {"text": "{}"},
        },
    }
    result = scan(write("a.har", json.dumps({"log": {"entries": [har]}})))
    assert result.output.splitlines()[:-1] == [
        f"a.har#0: credential: named-credential, in {place}"
        for place in (
            "response.redirectURL.token",
            "request.postData.params[0].password",
            "request.queryString[0].token",
        )
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a: &a [b, b]\n" + "c: [*a, *a]\n" * 2, "a key of the file stands there twice"),
        ("- a\n- b\n", "neither a cassette nor a HAR file"),
        ("[" * 100_000, "JSON nested too deeply"),
        (
            '{"log": {"entries": [NaN]}}',
            "a number that JSON does not allow, or one too long to read",
        ),
        (b"\x00\x01\x02", "not valid YAML"),
        ("interactions:\n- 7\n- [a]\n", "2 interactions cannot be read"),
        (cassette().partition("{}'")[0], "not valid YAML"),
    ],
)
def test_nothing_that_a_file_holds_ends_in_a_traceback(content: str | bytes, reason: str) -> None:
    """Aliases, depth, odd numbers, binary, half a file."""
    result = scan(write("bad", content))
    assert (result.exit_code, result.exception.__class__) == (3, SystemExit)
    assert result.output.startswith(f"bad: not read as a whole: {reason}")


def test_a_gzip_bomb_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a file may hold is not read."""
    monkeypatch.setattr("asdocumented.evidence.opening.MOST_DECOMPRESSED", 2**20)
    result = scan(write("a.yaml.gz", gzip.compress(b"#" * 2**21)))
    assert result.exit_code == 3
    assert "a.yaml.gz: not read as a whole: larger than" in result.output


def test_a_find_counts_more_than_a_file_that_cannot_be_read() -> None:
    """And a broken file is searched as far as it goes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASDOCUMENTED_SANDBOX_PASSWORD", WORD)
        result = scan(write("a.yaml", f"interactions:\n- '{WORD}'\n  broken: ["))
    assert result.exit_code == 1
    assert "a.yaml#0: credential: known-credential, in the whole\n" in result.output
    assert "a.yaml: not read as a whole: not valid YAML" in result.output


WITH_TOKEN = "zq81Kd93Lmw02xTT7pQa"  # noqa: S105  # it is invented


def har(status: int = 200, url: str = "https://api.example.org/items", **more: object) -> str:
    """Return a HAR file with one entry; `more` stands beside request and response."""
    request = {"method": "GET", "url": url, "headers": [], "queryString": [], "cookies": []}
    response = {
        "status": status,
        "statusText": "OK",
        "headers": [{"name": "content-type", "value": "application/json"}],
        "cookies": [],
        "content": {"mimeType": "application/json", "size": 2, "text": "{}"},
    }
    entry = {"startedDateTime": "2026-11-20T10:00:00Z", "time": 1, "request": request}
    entry |= {"response": response, "cache": {}, "timings": {}} | more
    return json.dumps({"log": {"version": "1.2", "creator": {}, "entries": [entry]}})


@pytest.mark.parametrize(
    ("content", "find"),
    [
        (
            har(_webSocketMessages=[{"data": json.dumps({"token": WITH_TOKEN})}]),
            "named-credential, in _webSocketMessages[0].data.*.token: zq… (20 characters)",
        ),
        (
            har(0, _initiator=f"https://h/?token={WITH_TOKEN}"),
            "named-credential, in _initiator.token: zq… (20 characters)",
        ),
        (
            har(comment="eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop"),
            "json-web-token, in comment: ey… (57 characters)",
        ),
    ],
)
def test_every_text_of_an_entry_is_looked_at(content: str, find: str) -> None:
    """Also where the format has no such place, and where the entry cannot be judged."""
    result = scan(write("a.har", content))
    assert result.exit_code == 1
    assert f"a.har#0: credential: {find}\n" in result.output
    assert WITH_TOKEN not in result.output


def test_what_every_browser_sends_is_no_find() -> None:
    """It would bury what counts."""
    names = [":authority", ":path", "sec-fetch-mode", "sec-ch-ua-mobile", "dnt", "origin"]
    found = json.loads(har())
    found["log"]["entries"][0]["request"]["headers"] = [{"name": n, "value": "x"} for n in names]
    found["log"]["entries"][0]["response"]["headers"] += [
        {"name": "WWW-Authenticate", "value": f"Bearer {one}"}
        for one in ('realm="api", error="invalid_token"', 'authorization_uri="https://h/login"')
    ]
    assert scan(write("a.har", json.dumps(found))).exit_code == 0


def test_an_url_that_cannot_be_read_hides_no_other_file() -> None:
    """Each file is looked through, whatever another one holds."""
    write("a.har", har(url="https://[::1/v2/x"))
    write("b.har", har(_x={"token": WITH_TOKEN}))
    result = scan("a.har", "b.har")
    assert result.exit_code == 1
    assert (
        "b.har#0: credential: named-credential, in _x.token: zq… (20 characters)\n" in result.output
    )


def test_what_nobody_expected_in_one_file_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told without a value, and the file counts as not read."""

    def fail(*_: object) -> list[str]:
        raise KeyError(WITH_TOKEN)

    monkeypatch.setattr("asdocumented.scanning.file.texts", fail)
    result = scan(write("a.har", har()), write("b.har", har()))
    assert result.exit_code == 3
    assert (
        "files: 2, credentials: 0, personal data: 0, redactable: 0, not read as a whole: 2"
        in result.output
    )
    assert WITH_TOKEN not in result.output + result.stderr


ANSWER_WITH = f'{{"password": "{WITH_TOKEN}"}}'
PACKED = base64.b64encode(ANSWER_WITH.encode()).decode()


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (json.dumps({"x": ANSWER_WITH}), "$.x.*.password"),
        (json.dumps({"x": f"a=1&password={WITH_TOKEN}"}), "$.x.password"),
        (json.dumps({"x": PACKED}), "$.x.*.password"),
        (ANSWER_WITH[:-1], "response.content.text.password"),
        (f"{{}}\n{ANSWER_WITH}", "response.content.text.password"),
        (
            base64.b64encode(gzip.compress(ANSWER_WITH.encode(), mtime=0)).decode(),
            "text.*.password",
        ),
        (base64.b64encode(ANSWER_WITH.encode("utf-16-le")).decode(), "text.*.password"),
    ],
)
def test_a_credential_is_found_wherever_a_body_holds_it(body: str, place: str) -> None:
    """In JSON in JSON, in pairs, in a body that is cut off, compressed or wide."""
    found = json.loads(har())
    content = found["log"]["entries"][0]["response"]["content"]
    content |= {"text": body} | ({} if body.startswith("{") else {"encoding": "base64"})
    told = scan(write("a.har", json.dumps(found)))
    assert told.exit_code == 1
    assert "a.har#0: credential: named-credential" in told.output
    assert f"{place}: zq" in told.output


def test_the_header_of_a_compressed_file_is_looked_at() -> None:
    """The name and the comment that it may have."""
    packed = gzip.compress(har().encode(), mtime=0)
    with_name = packed[:3] + b"\x08" + packed[4:10] + b"password=hunter2024x\0" + packed[10:]
    told = scan(write("a.har.gz", with_name))
    assert told.exit_code == 1
    assert "a.har.gz: credential: named-credential, in the header of gzip\n" in told.output
