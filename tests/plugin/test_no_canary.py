"""Secrets in every position and clothing, over suites of the plugin: none is written or told."""

import json
from pathlib import Path

import pytest

from asdocumented.renderers.registry import FORMATS
from tests.canaries.hostile import hostile
from tests.canaries.planted import (
    CODE,
    KEY,
    LATE,
    LEARNT,
    NUMBER,
    PASSWORD,
    PERSON,
    SECRET,
    TOKEN,
    USERNAME,
)
from tests.canaries.undressing import leaks, written_below
from tests.support import CONTRACTS, RANDOM_KEY

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.enable_socket

SENT = {
    "C_USERNAME": USERNAME,
    "C_PASSWORD": PASSWORD,
    "C_KEY": KEY,
    "C_TOKEN": TOKEN,
    "C_SECRET": SECRET,
}
CANARIES = (*SENT.values(), CODE, NUMBER, LEARNT, PERSON, LATE)
OUTPUTS = ("--drift-report", "out", *(f"--drift-output={one}=out/as.{one}" for one in FORMATS))

RECORDED = """
import os, pytest, requests

@pytest.fixture
def vcr_config(redacted_vcr_config):
    return redacted_vcr_config

def sent(number):
    hidden = os.environ["C_SECRET"]
    bodies = {"json": {"login": {"password": hidden}}}, {"data": {"client_secret": hidden}}
    return bodies[number % 2]

@pytest.mark.vcr
@pytest.mark.parametrize("number", range(COUNT))
def test_coupon(judge, number):
    answer = requests.get(
        "URL/v2/coupon",
        params={"couponCodes": os.environ["C_CODES"], "api_key": os.environ["C_KEY"]},
        auth=(os.environ["C_USERNAME"], os.environ["C_PASSWORD"]),
        cookies={"sid": os.environ["C_TOKEN"]},
        allow_redirects=False,
        timeout=10,
        **sent(number),
    )
    judge(answer, fail_on="note")
"""
LIVE = """
def test_answers(live_interactions, judge):
    judge(*live_interactions, fail_on="note")
"""
TARGET = """
[targets.demo]
base_url = "URL"
zone = "UTC"
requests_per_minute = 6000

[targets.demo.auth]
scheme = "basic"
username_env = "C_USERNAME"
password_env = "C_PASSWORD"

[targets.demo.samples]
codes = { env = "C_CODES" }
coupon_ids = [11, 12]
"""


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASDOCUMENTED_REDACTION_KEY", RANDOM_KEY)
    monkeypatch.setenv("C_CODES", f"{CODE},{NUMBER}")
    for name, value in SENT.items():
        monkeypatch.setenv(name, value)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run the suite in a folder that is configured by itself."""
    own = ("-c", str(pytester.makeini("[pytest]")), "-p", "no:cacheprovider", "-n", "0")
    contracts = ("--drift-contracts", str(CONTRACTS), "--drift-operation", "v2-coupon")
    return pytester.runpytest_inprocess(*own, *contracts, *OUTPUTS, *arguments)


def assert_clean(pytester: pytest.Pytester, result: pytest.RunResult) -> None:
    """Search all files, and both streams; these were told before `LATE` was known to be secret."""
    told = f"{result.stdout.str()}\n{result.stderr.str()}"
    assert "Traceback" not in told
    assert leaks(CANARIES, written_below(Path(pytester.path))) == []
    assert leaks([one for one in CANARIES if one != LATE], {"streams": told.encode()}) == []


def test_recording_and_judging(pytester: pytest.Pytester) -> None:
    """Cassettes, reports, and the drift that each test fails with.

    A warning of the hook is an error here, and told as one.
    """
    with hostile(CANARIES, start=500, reveals_at=52) as server:
        suite = RECORDED.replace("URL", server.url).replace("COUNT", "56")
        pytester.makepyfile(suite)
        quiet = ("--show-capture", "no")  # what requests logs is its own
        result = run(pytester, "--record-mode", "once", "-W", "error::UserWarning", *quiet)
    assert_clean(pytester, result)
    outcomes = result.parseoutcomes()
    assert (outcomes["failed"], outcomes["errors"] > 5) == (56, True)
    assert len([*Path(pytester.path).rglob("*.yaml")]) > 25
    found = json.loads((pytester.path / "out" / "drift.json").read_text("utf-8"))
    assert len(found["drifts"]) > 20


def test_asking_a_target(pytester: pytest.Pytester) -> None:
    """Journal, reports, and the log lines that pytest shows of a test that fails."""
    with hostile((USERNAME, PASSWORD, CODE, NUMBER, LEARNT, PERSON)) as server:
        pytester.makepyfile(LIVE)
        target = TARGET.replace("URL", server.url)
        (pytester.path / "asdocumented.toml").write_text(target, encoding="utf-8")
        result = run(pytester, "--drift-live", "--drift-target", "demo", "--log-level", "DEBUG")
    assert_clean(pytester, result)
    assert (result.parseoutcomes(), server.combinations > 10) == ({"failed": 1}, True)
