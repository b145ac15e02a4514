"""`asdocumented check` on evidence that nobody redacted: its outputs are safe to forward."""

import json
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from asdocumented.renderers.registry import FORMATS
from tests.cli.recorded import cassette, check, report, write
from tests.support import CONTRACTS, RANDOM_KEY

CODE, MOBILE, MAIL = "SECRETCODE77", "919876543210", "jane.roe@example.com"
SECRETS = (CODE, MOBILE, MAIL)
URL = f"https://eu.api.capillarytech.com/v2/coupon?couponCodes={CODE}&mobile={MOBILE}"
BODY = json.dumps(
    {
        "data": [
            {"code": CODE, "seriesId": CODE, MAIL: 1, CODE: MOBILE, "description": f"for {MAIL}"},
            {"code": int(MOBILE), "seriesId": 7, "description": CODE},
        ],
        "errors": [{"status": False, "code": CODE, "message": f"{CODE} of {MOBILE} not found"}],
        "warnings": [],
    }
)
SEVERAL = [f"--output={form}=out/other.{form}" for form in FORMATS]


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASDOCUMENTED_REDACTION_KEY", RANDOM_KEY)


def har(body: str) -> str:
    """Return a HAR file with one answer."""
    content = {"text": body, "mimeType": "application/json"}
    request = {"method": "GET", "url": URL, "headers": [{"name": "A", "value": MOBILE}]}
    entry = {"request": request, "response": {"status": 200, "content": content}}
    return json.dumps({"log": {"entries": [entry]}})


def outputs(folder: Path) -> dict[str, str]:
    """Return every file of the report by its name."""
    return {path.name: path.read_text("utf-8") for path in (folder / "out").iterdir()}


def facts(found: Any) -> list[tuple[object, ...]]:
    """Return what of the drifts and problems is no text of the evidence."""
    drifts = [
        (one["fingerprint"], one["check"], one["severity"], one["seen"], len(one["samples"]))
        for one in found["drifts"]
    ]
    return [*sorted(drifts), *sorted((one["id"], one["severity"]) for one in found["problems"])]


@pytest.mark.parametrize(
    ("name", "content"), [("a.har", har(BODY)), ("a.yaml", cassette(BODY, url=URL))]
)
def test_no_output_holds_a_secret_of_the_evidence(tmp_path: Path, name: str, content: str) -> None:
    """Neither in values nor in names, addresses, messages or the terminal."""
    write(tmp_path / "in" / name, content)
    result = check(tmp_path, "in", "--notes", *SEVERAL)
    written = {**outputs(tmp_path), "terminal": result.output}
    assert len(written) == len(FORMATS) + 3
    leaks = {(file, one) for file, text in written.items() for one in SECRETS if one in text}
    assert leaks == set()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<html>Hello Roe, CD7 is yours</html>", "text/html"),
        ('{"data": [{"code": "CD7", "x": "Roe', "application/json"),
        ("{}", "text/Roe; name=CD7"),
        ("{}", "CD7 of Roe"),
    ],
)
def test_what_is_no_part_of_a_json_body_is_redacted_too(body: str, kind: str) -> None:
    """The beginning of another body, and a Content-Type; short words, too."""
    content = json.loads(har(body))
    content["log"]["entries"][0]["response"]["content"]["mimeType"] = kind
    write(Path("in/a.har"), json.dumps(content))
    result = check(Path(), "in", *SEVERAL)
    written = {**outputs(Path()), "terminal": result.output}
    found = [name for name, text in written.items() if re.search(r"\bcd7\b", text.lower())]
    assert found == []
    assert report(Path())["redacted"]["values"] > 0


def test_what_is_replaced_is_marked() -> None:
    """A pseudonym keeps letter case and length; the report says how many there are."""
    write(Path("in/a.har"), har(BODY))
    result = check(Path(), "in")
    found = report(Path())
    assert found["redacted"]["shown"] is False
    assert found["redacted"]["values"] > 3
    count = found["redacted"]["values"]
    assert f"{count} values of evidence that is not redacted replaced (--show-values)" in (
        result.output
    )
    sample = next(one for one in found["drifts"] if one["location"] == "$.data[*].seriesId")[
        "samples"
    ][0]
    value = json.loads(sample["value"])
    assert (sample["replaced"], len(value), value.isupper()) == (True, len(CODE), True)
    assert sample["request"]["sensitive"] == ["couponCodes"]


def test_values_are_shown_where_that_is_asked_for() -> None:
    """And every reader is told."""
    write(Path("in/a.har"), har(BODY))
    result = check(Path(), "in", "--show-values")
    assert report(Path())["redacted"] == {"values": 0, "shown": True}
    assert CODE in json.dumps(report(Path())["drifts"])
    assert "values are shown (--show-values): do not forward this report" in result.output
    assert "Values are shown: do not forward this page." in outputs(Path())["index.html"]


def test_redaction_changes_no_finding() -> None:
    """The same fingerprints, counts and problems with and without it."""
    write(Path("in/a.har"), har(BODY))
    check(Path(), "in", "--notes")
    redacted = facts(report(Path()))
    check(Path(), "in", "--notes", "--show-values")
    assert facts(report(Path())) == redacted


TARGET = """
[targets.demo]
base_url = "https://eu.api.capillarytech.com"

[targets.demo.auth]
scheme = "basic"
username_env = "DEMO_USER"
password_env = "DEMO_WORD"

[targets.demo.samples]
codes = ["Sample7Known"]
"""


@pytest.mark.parametrize("known", ["Demo-User7", "Demo/Word+9x", "Sample7Known"])
def test_credentials_and_samples_of_the_targets_are_known(
    known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may repeat them in a text that no contract marks."""
    monkeypatch.setenv("DEMO_USER", "Demo-User7")
    monkeypatch.setenv("DEMO_WORD", "Demo/Word+9x")
    write(Path("asdocumented.toml"), TARGET)
    write(Path("in/a.har"), har(json.dumps({"data": [{"description": [f"for {known}!"]}]})))
    result = check(Path(), "in", *SEVERAL)
    written = {**outputs(Path()), "terminal": result.output}
    assert [name for name, text in written.items() if known.lower() in text.lower()] == []


def test_a_fault_of_a_target_is_none_of_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks a target tells of it; the evidence is judged all the same."""
    monkeypatch.delenv("DEMO_USER", raising=False)
    write(Path("asdocumented.toml"), TARGET.replace('"basic"', '"unknown"'))
    write(Path("in/a.har"), har(BODY))
    assert check(Path(), "in").exit_code == 1


@pytest.mark.parametrize("form", ["SECRET-CODE-77", "<b>SECRET</b>CODE77", "U0VDUkVUQ09ERTc3"])
def test_a_known_value_is_replaced_in_another_form_too(form: str) -> None:
    """The token that holds it goes as a whole."""
    write(Path("in/a.har"), har(json.dumps({"data": [{"code": CODE, "description": [form]}]})))
    result = check(Path(), "in", *SEVERAL)
    written = {**outputs(Path()), "terminal": result.output}
    assert [name for name, text in written.items() if form in text] == []
    assert "description" in result.output


def test_what_is_redacted_already_and_what_a_page_prints_stay() -> None:
    """Values of the pages are public, and pseudonyms stand in the recordings, too."""
    own = "asdocumented:\n    stand_in: true\n    target: demo\n    zone: UTC\n  "
    write(Path("in/a.yaml"), cassette(BODY, url=URL, own=own))
    check(Path(), "in")
    samples = [one for drift in report(Path())["drifts"] for one in drift["samples"]]
    assert {one["replaced"] for one in samples} == {False}
    assert CODE in json.dumps(samples)
    check(Path(), "--pages", "--contracts", str(CONTRACTS))
    printed = report(Path())
    assert printed["redacted"] == {"values": 0, "shown": False}


TOKEN, SESSION = "tk9f8e7d6c5b4a3c2d", "sess-77aa88bb99cc"
USER, PASSWORD = "nobody77", "Invented-4711x"
CARRIED = {
    "Authorization": f"Bearer {TOKEN}",
    "Cookie": f"sid={SESSION}",
    "Proxy-Authorization": f"Basic {b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}",
}
ECHO = json.dumps(
    {"data": [{"discountType": one, "discountOn": one} for one in (TOKEN, SESSION, USER, PASSWORD)]}
)


def carrying_har() -> str:
    """Return a HAR file of a request with credentials, and an answer that repeats them."""
    found = json.loads(har(ECHO))
    (entry,) = found["log"]["entries"]
    entry["request"]["headers"] = [{"name": n, "value": v} for n, v in CARRIED.items()]
    return json.dumps(found)


def carrying_cassette() -> str:
    """Return the same as a cassette that vcrpy writes."""
    lines = "".join(f"      {name}:\n      - {value}\n" for name, value in CARRIED.items())
    return cassette(ECHO, url=URL).replace("    headers: {}\n", f"    headers:\n{lines}", 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.har", carrying_har()),
        ("a.ndjson", json.dumps(json.loads(carrying_har())["log"]["entries"][0])),
        ("a.yaml", carrying_cassette()),
    ],
)
def test_credentials_that_a_request_carried_are_known(
    tmp_path: Path, name: str, content: str
) -> None:
    """A server that repeats them puts them into no output."""
    assert all(value in content for value in CARRIED.values())
    write(tmp_path / "in" / name, content)
    result = check(tmp_path, "in", "--notes", *SEVERAL)
    written = {**outputs(tmp_path), "terminal": result.output}
    secrets = (TOKEN, SESSION, USER, PASSWORD)
    assert {
        (file, one) for file, text in written.items() for one in secrets if one in text
    } == set()
