"""`asdocumented replay`: is it mended? Only the requests that showed a drift are sent."""

import json
import socket
from pathlib import Path

import pytest
from msgspec import structs

from asdocumented.gate.decision import GateInputs, decide
from asdocumented.renderers import json as drift_json
from asdocumented.report.model import Drift, Sample, SampleRequest
from tests.cli.demo_target import ON_BUNDLED, configure
from tests.command_line import run
from tests.gate.reports import DEMO, drift, operation, report
from tests.live.raw_server import http, serving
from tests.support import NOON

URL = "http://eu.sandbox.localhost/v2/coupon?couponCodes=QWXYZ1&showCouponSeries=true"
RANGE = drift(
    "68816b3810b38617",
    operation="v2-coupon",
    location="$.data[*].couponSeries.redemptionRange",
    samples=[Sample(DEMO, "a", "/data/0", "{}", SampleRequest("GET", URL, ["couponCodes"]))],
)


def write(folder: Path, *drifts: Drift) -> None:
    """Write the last report."""
    (folder / "reports").mkdir()
    places = dict.fromkeys((one.operation, one.edition) for one in drifts)
    operations = [operation({DEMO: "drift"}, name, edition=edition) for name, edition in places]
    found = report(*drifts, operations=operations)
    text = drift_json.render(decide(found, GateInputs(), NOON))
    (folder / "reports" / "drift.json").write_text(text, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("target", "code", "told"),
    [
        ("sandbox-as-printed", 1, "still there: "),
        ("sandbox", 0, "mended: "),
    ],
)
def test_a_target_tells_whether_a_drift_is_mended(
    tmp_path: Path, target: str, code: int, told: str
) -> None:
    """The stand-in that answers as the page prints has it, the other one has not."""
    write(tmp_path, RANGE)
    result = run("replay", "68816b", "--target", target, *ON_BUNDLED, folder=tmp_path)
    assert (result.returncode, result.stderr) == (code, "")
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"{told}wrong-type at v2-coupon $.data[*].couponSeries.redemptionRange")
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("made", "why"),
    [
        (drift(samples=[], seen={}), "the page alone shows it"),
        (
            drift(check="evidence-disagrees", samples=RANGE.samples),
            "it compares evidence sets: record and check again",
        ),
        (
            drift(operation="v2-coupon", edition="2024", samples=RANGE.samples),
            "v2-coupon 2024 was not judged",
        ),
    ],
)
def test_what_no_request_can_show_is_not_mended(tmp_path: Path, made: Drift, why: str) -> None:
    """Exit 3, with the reason."""
    write(tmp_path, made)
    result = run("replay", "aaaaaa", "--target", "sandbox", *ON_BUNDLED, folder=tmp_path)
    assert result.returncode == 3
    assert result.stdout.startswith("not shown: ")
    assert result.stdout.rstrip().endswith(why)


@pytest.mark.enable_socket
def test_an_answer_that_holds_a_known_value_in_another_form_is_not_judged(tmp_path: Path) -> None:
    """What is observed tells a word of the answer, such as a sample with a separator in it."""
    listed = drift(
        "006ad53dd245fefa",
        check="unknown-enum-value",
        operation="v2-coupon",
        location="$.data[*].discountType",
        samples=RANGE.samples,
    )
    write(tmp_path, listed)
    body = b'{"data": [{"discountType": "CANARY_CODE_7"}]}'
    with serving([http("200 OK", body, "Content-Type: application/json")]) as server:
        configure(tmp_path, server.url)
        path = tmp_path / "asdocumented.toml"
        path.write_text(path.read_text("utf-8").replace("CANARY-CODE", "CANARY-CODE-7"), "utf-8")
        result = run("replay", "006ad5", "--target", "demo", *ON_BUNDLED, folder=tmp_path)
    assert result.returncode == 3
    assert "not judged, for it would show a known value, in another form" in result.stdout
    assert "CANARY" not in result.stdout


@pytest.mark.enable_socket
def test_a_server_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    """After two requests; what was not asked is not mended."""
    samples = [
        Sample(DEMO, "a", "/data/0", "{}", SampleRequest("GET", f"{URL}&page={n}", []))
        for n in range(4)
    ]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    configure(tmp_path, f"http://127.0.0.1:{port}")
    write(tmp_path, structs.replace(RANGE, samples=samples))
    result = run("replay", "68816b", "--target", "demo", *ON_BUNDLED, folder=tmp_path)
    assert result.returncode == 3
    assert result.stdout.count("the connection is refused") == 2
    assert "stopped: two requests in a row had no answer" in result.stdout


def test_a_dry_run_sends_nothing(tmp_path: Path) -> None:
    """It shows the requests with placeholders in place of samples."""
    write(tmp_path, RANGE)
    words = ("replay", "68816b", "--target", "sandbox", "--dry-run", *ON_BUNDLED)
    result = run(*words, folder=tmp_path)
    assert (result.returncode, result.stdout) == (
        0,
        "GET /v2/coupon?couponCodes={codes.upper}&showCouponSeries=true\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("000000", "--target", "sandbox"), "000000: no drift and no problem of the report"),
        (("68816b", "--target", "sandbx"), "--target sandbx: no such target"),
        (("68816b", "--target", "live"), "its host api.example.com is one of production"),
    ],
)
def test_what_cannot_be_replayed_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, before anything is sent."""
    write(tmp_path, RANGE)
    (tmp_path / "asdocumented.toml").write_text(
        "production = ['api.example.com']\n"
        "[targets.live]\nbase_url = 'https://api.example.com'\nsamples = { codes = ['A'] }\n",
        encoding="utf-8",
    )
    result = run("replay", *arguments, *ON_BUNDLED, folder=tmp_path)
    assert (result.returncode, message in result.stderr) == (2, True), result.stderr
    assert json.loads((tmp_path / "reports" / "drift.json").read_text("utf-8"))["format"] == 3
