"""Secrets in every position and clothing, over the commands: no byte that is written holds one."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle, product
from pathlib import Path

import pytest
import yaml

from asdocumented.cli.main import SCAN_FORMATS
from asdocumented.formats.http_message import HttpExchange
from asdocumented.renderers.registry import FORMATS
from tests.canaries.hostile import hostile
from tests.canaries.planted import (
    CLIENT,
    CLOTHINGS,
    CODE,
    JSON,
    KEY,
    LATE,
    LEARNT,
    NUMBER,
    PASSWORD,
    PERSON,
    POSITIONS,
    SECRET,
    TOKEN,
    USERNAME,
    base64,
    coupon,
)
from tests.canaries.received import URL, received
from tests.canaries.undressing import leaks, written_below
from tests.cli.demo_target import ON_BUNDLED
from tests.command_line import Ended, run, run_process
from tests.live.raw_server import http, serving
from tests.support import RANDOM_KEY

pytestmark = pytest.mark.enable_socket

SCHEMES = {
    "basic": 'scheme = "basic"\nusername_env = "C_USERNAME"\npassword_env = "C_PASSWORD"',
    "key": 'scheme = "api-key"\nkey_env = "C_KEY"\nkey_parameter = "api_key"',
    "oauth": (
        'scheme = "oauth2-client-credentials"\nclient_id_env = "C_CLIENT"\n'
        'client_secret_env = "C_SECRET"\ntoken_path = "/token"\nclient_in = "body"'
    ),
}
CREDENTIALS = {"basic": (USERNAME, PASSWORD), "key": (KEY,), "oauth": (CLIENT, SECRET, TOKEN)}
LEARNT_ONES = (LEARNT, PERSON, LATE)
SETTINGS = {
    "C_USERNAME": USERNAME,
    "C_PASSWORD": PASSWORD,
    "C_KEY": KEY,
    "C_CLIENT": CLIENT,
    "C_SECRET": SECRET,
    "C_CODES": f"{CODE},{NUMBER}",
    "ASDOCUMENTED_REDACTION_KEY": RANDOM_KEY,
    "ASDOCUMENTED_DEBUG": "1",
    "GITHUB_ACTIONS": "true",
    "GITHUB_STEP_SUMMARY": "summary.md",
}
OUTPUTS = ("--notes", *(f"--output={form}=out/drift.{form}" for form in FORMATS))
ON_COUPON = ("--operation", "v2-coupon", *ON_BUNDLED)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory; home and temporary files stand beside it."""
    for name, variable in (("home", "HOME"), ("temporary", "TMPDIR"), ("work", "PWD")):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path / "work"


def configure(folder: Path, url: str, scheme: str) -> tuple[str, ...]:
    """Write a configuration of two targets at one server; return what is secret in a run."""
    tables = [
        f'[targets.{name}]\nbase_url = "{url}"\nzone = "UTC"\nrequests_per_minute = 6000\n'
        f"[targets.{name}.auth]\n{SCHEMES[scheme]}\n"
        f'[targets.{name}.samples]\ncodes = {{ env = "C_CODES" }}\n'
        "coupon_ids = [11, 12]\ncustomer_ids = [1001, 1002]\nseries_ids = [7]\n"
        for name in ("demo", "other")
    ]
    (folder / "asdocumented.toml").write_text("\n".join(tables), encoding="utf-8")
    return canaries(scheme)


def canaries(scheme: str) -> tuple[str, ...]:
    """Return all that is secret in a run: credentials, samples, and what it learns."""
    return (*CREDENTIALS[scheme], CODE, NUMBER, *LEARNT_ONES)


def assert_clean(folder: Path, secrets: Sequence[str], *ended: Ended) -> None:
    """Search all that was written: files, their names, both streams."""
    told = "\n".join(f"{one.stdout}\n{one.stderr}" for one in ended)
    assert "Traceback" not in told
    assert "internal error" not in told
    written = {**written_below(folder.parent), "the terminal": told.encode()}
    assert leaks(secrets, written) == []


def drifts(folder: Path) -> list[str]:
    """Return the fingerprints of the drifts of the last report."""
    found = json.loads((folder / "reports" / "drift.json").read_text(encoding="utf-8"))
    return [one["fingerprint"] for one in found["drifts"]]


def test_live_as_a_process_of_its_own(folder: Path) -> None:
    """Journal, every format, both streams, and the command lines of all processes."""
    with hostile(canaries("oauth")) as server:
        secrets = configure(folder, server.url, "oauth")
        words = ("live", "--target", "demo", *ON_COUPON, *OUTPUTS)
        ended = run_process(*words, folder=folder, settings=SETTINGS)
    assert_clean(folder, secrets, ended)
    assert (server.combinations > 20, len(drifts(folder)) > 20) == (True, True)
    commands = "\n".join(server.commands)
    assert leaks(secrets, {"commands": commands.encode()}) == []
    assert "live" in commands or not Path("/proc").exists()


def test_exploring_and_probing(folder: Path) -> None:
    """What generated and invalid requests bring back, and the smallest request of each drift."""
    with hostile(canaries("basic"), start=26, reveals_at=60) as server:
        secrets = configure(folder, server.url, "basic")
        words = ("live", "--target", "demo", "--explore", "40", "--seed", "1", "--probe")
        ended = run(*words, *ON_COUPON, *OUTPUTS, folder=folder, settings=SETTINGS)
    assert_clean(folder, secrets, ended)
    assert (server.combinations > 60, len(drifts(folder)) > 20) == (True, True)
    assert len([*folder.rglob("*.yaml")]) > 3


@pytest.mark.parametrize("start", [150, 350])
def test_record(folder: Path, start: int) -> None:
    """Cassettes, and what stays of cases that failed."""
    with hostile(canaries("key"), start) as server:
        secrets = configure(folder, server.url, "key")
        words = ("record", "--target", "demo", *ON_COUPON)
        ended = run(*words, folder=folder, settings=SETTINGS)
    assert_clean(folder, secrets, ended)
    assert len([*folder.rglob("*.yaml")]) > 8


def test_replays_comparisons_and_rehearsals(folder: Path) -> None:
    """They ask targets, too, and tell what they find."""
    secrets = (*CREDENTIALS["basic"], CODE, NUMBER)
    with hostile(secrets, start=450) as server:
        configure(folder, server.url, "basic")
        first = run("live", "--target", "demo", *ON_COUPON, folder=folder, settings=SETTINGS)
        commands = (
            ("replay", *drifts(folder), "--target", "demo"),
            ("compare", "demo", "other", "--format", "json"),
            ("compare", "demo", "other", "--format", "html", "-o", "compared.html"),
            ("rehearse", "--from", "v1.1-coupon-get", "--to", "v2-coupon", "--target", "demo"),
            ("doctor", "--target", "demo"),
            ("targets",),
        )
        ended = [run(*one, *ON_BUNDLED, folder=folder, settings=SETTINGS) for one in commands]
    assert_clean(folder, secrets, first, *ended)
    assert server.combinations > 100


@pytest.mark.parametrize(
    ("scheme", "position"),
    [("oauth", "place of a date"), ("key", "subtype"), ("basic", "www-authenticate")],
)
def test_doctor(folder: Path, scheme: str, position: str) -> None:
    """It tells of one answer, whatever that holds."""
    tokens = [http("200 OK", json.dumps({"access_token": TOKEN}).encode(), JSON)]
    asked = [POSITIONS[position](CREDENTIALS[scheme][-1])]
    with serving([*(tokens if scheme == "oauth" else []), *asked]) as server:
        secrets = configure(folder, server.url, scheme)
        words = ("doctor", "--target", "demo", *ON_BUNDLED)
        ended = run(*words, folder=folder, settings=SETTINGS)
    assert_clean(folder, secrets, ended)
    assert "connection   http://127.0.0.1" in ended.stdout


@pytest.mark.parametrize("clothing", ["separator", "tags", "base64 twice"])
def test_what_is_learnt_late_goes_from_the_report_in_any_form(folder: Path, clothing: str) -> None:
    """It stood in a text that no contract marks, and was shown with the drift of that."""
    answers = [
        *[POSITIONS["free text that drifts"](CLOTHINGS[clothing](LATE))] * 3,
        coupon(code=LATE),
    ]
    with serving(answers) as server:
        configure(folder, server.url, "basic")
        words = ("live", "--target", "demo", *ON_COUPON, *OUTPUTS)
        ended = run(*words, folder=folder, settings=SETTINGS)
    assert_clean(folder, [LATE], ended)
    assert len(drifts(folder)) > 10


def test_check_and_scan_of_what_nobody_redacted(folder: Path) -> None:
    """A report shows pseudonyms, and a scan says where what stands, never what."""
    secrets = configure(folder, "https://eu.api.capillarytech.com", "basic")
    answers = [*_unredacted((*CREDENTIALS["basic"], CODE, NUMBER, LEARNT, PERSON))]
    (folder / "in").mkdir()
    (folder / "in" / "a.har").write_text(_har(answers[::2]), encoding="utf-8")
    (folder / "in" / "b.yaml").write_text(_cassette(answers[1::2]), encoding="utf-8")
    checked = run("check", "in", *ON_BUNDLED, *OUTPUTS, folder=folder, settings=SETTINGS)
    found = len(drifts(folder))
    scanned = [
        run("scan", "in", "--format", form, *ON_BUNDLED, folder=folder, settings=SETTINGS)
        for form in SCAN_FORMATS
    ]
    for path in (folder / "in").iterdir():
        path.unlink()
    assert_clean(folder, secrets, checked, *scanned)
    assert (found > 20, [one.returncode for one in (checked, *scanned)]) == (True, [1, 1, 1, 1])


def _unredacted(secrets: Sequence[str]) -> Iterator[HttpExchange]:
    """Yield answers that hold secrets: the first in marked places, the others in all."""
    yield received(coupon(code=LEARNT, couponIssualDetails={"notes": PERSON}))
    yield received(coupon(code=LEARNT, couponIssualDetails={"notes": PERSON}))
    wanted = cycle(secrets)
    pairs = [*product(CLOTHINGS.values(), POSITIONS.values())]
    for clothing, position in pairs[::7]:
        yield received(position(clothing(next(wanted))))


def _har(exchanges: Sequence[HttpExchange]) -> str:
    """Return a HAR file as a browser saves it."""
    entries = [
        {
            "request": {
                "method": "GET",
                "url": f"{URL}&mobile={NUMBER}",
                "headers": [{"name": "Authorization", "value": f"Basic {_pair()}"}],
                "postData": {"mimeType": "application/json", "text": _login()},
            },
            "response": {
                "status": one.status,
                "statusText": one.reason,
                "headers": [{"name": k, "value": v} for k, v in one.response_headers],
                "content": {
                    "text": one.body.decode("utf-8", "replace"),
                    "mimeType": one.content_type or "",
                },
            },
        }
        for one in exchanges
    ]
    return json.dumps({"log": {"entries": entries}})


def _cassette(exchanges: Sequence[HttpExchange]) -> str:
    """Return a cassette as vcrpy writes it."""
    interactions = [
        {
            "request": {
                "method": "GET",
                "uri": f"{URL}&mobile={NUMBER}",
                "body": _login(),
                "headers": {"Authorization": [f"Basic {_pair()}"]},
            },
            "response": {
                "status": {"code": one.status, "message": one.reason},
                "headers": {name: [value] for name, value in one.response_headers},
                "body": {"string": one.body.decode("utf-8", "replace")},
            },
        }
        for one in exchanges
    ]
    return yaml.safe_dump({"interactions": interactions, "version": 1})


def _pair() -> str:
    return base64(f"{USERNAME}:{PASSWORD}")


def _login() -> str:
    return json.dumps({"login": {"user": USERNAME, "password": PASSWORD}})
