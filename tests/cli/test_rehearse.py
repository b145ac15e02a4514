"""`asdocumented rehearse`: both operations of an upgrade are asked, and the map is judged."""

import json
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from asdocumented.sandbox.auth import Credentials as Till
from asdocumented.sandbox.deviations import chosen
from asdocumented.sandbox.server import running
from asdocumented.sandbox.target import make_behaviour
from tests.cli.demo_target import ON_BUNDLED, configure
from tests.command_line import Ended, run
from tests.live.live_runs import CONFIGURATION
from tests.live.raw_server import http, serving
from tests.support import CONTRACTS

UPGRADE = ("--from", "v1.1-coupon-get", "--to", "v2-coupon")
TILL = Till()
SETTINGS = {
    "ASDOCUMENTED_SANDBOX_USERNAME": TILL.username,
    "ASDOCUMENTED_SANDBOX_PASSWORD": TILL.password,
}


def rehearse(folder: Path, *arguments: str) -> Ended:
    """Run the command in a folder and return what came of it."""
    return run("rehearse", *arguments, *ON_BUNDLED, folder=folder, settings=SETTINGS)


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize("target", ["sandbox", "sandbox-india"])
def test_the_map_agrees_with_the_sandbox(tmp_path: Path, target: str) -> None:
    """Every mapping is confirmed, in any zone, and nothing is written."""
    result = rehearse(tmp_path, *UPGRADE, "--target", target)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"v1.1-coupon-get 2025 → v2-coupon 2026 at {target} · 26 requests"
    assert lines[-1] == (
        "12 confirmed, 0 contradicted, 0 not shown: all that the answers show is as the map says"
    )
    assert [*tmp_path.iterdir()] == []


def contradicted(result: Ended) -> set[str]:
    """Return what is contradicted in the JSON of a rehearsal, as `old → new`."""
    mappings = json.loads(result.stdout)["judgement"]["mappings"]
    return {
        f"{one['old'].rpartition('.')[2]} → {one['new'].rpartition('.')[2]}"
        for one in mappings
        if one["verdict"] == "contradicted"
    }


@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("deviation", "mappings"),
    [
        ("amounts-as-text", {"value → discountValue"}),
        ("unlisted-discount-type", {"is_absolute → discountType"}),
        ("null-discount-limit", {"discount_upto → discountUpto"}),
        ("no-offset", {"valid_till → validTill"}),
        ("letter-case-ignored", {"coupon_code_case → coupon_code_case"}),
        ("no-errors", {"success → errors", "code → errors"}),
        ("codes-ignored", {"code → couponCodes", "success → errors", "code → errors"}),
    ],
)
def test_a_deviation_of_the_sandbox_contradicts_a_mapping(
    tmp_path: Path, deviation: str, mappings: set[str]
) -> None:
    """Exit 1; the other mappings stay confirmed."""
    behaviour = make_behaviour(ZoneInfo("UTC"), chosen([deviation]), TILL)
    with running(behaviour) as sandbox:
        text = CONFIGURATION.format(url=sandbox.url)
        (tmp_path / "asdocumented.toml").write_text(text, encoding="utf-8")
        result = rehearse(tmp_path, *UPGRADE, "--target", "demo", "--format", "json")
    assert (result.returncode, contradicted(result)) == (1, mappings), result.stderr


@pytest.mark.slow
@pytest.mark.enable_socket
def test_a_contradiction_is_shown_with_both_values_and_no_code(tmp_path: Path) -> None:
    """What the answers hold is redacted before it is judged."""
    result = rehearse(tmp_path, *UPGRADE, "--target", "sandbox-as-printed")
    assert result.returncode == 1
    assert '"09-05-2031"  (v1.1-coupon-get/unredeemed /response/coupons/coupon/0/valid_till)' in (
        result.stdout
    )
    assert "→ absent  (v2-coupon/unredeemed /data/0)" in result.stdout
    assert result.stdout.endswith(": the answers contradict the map\n")
    assert "invented" not in (result.stdout + result.stderr).lower()


@pytest.mark.slow
@pytest.mark.enable_socket
def test_refusals_alone_show_nothing(tmp_path: Path) -> None:
    """Exit 3, with what helps."""
    with serving([http("401 Unauthorized", b"{}")]) as server:
        configure(tmp_path, server.url)
        result = rehearse(tmp_path, *UPGRADE, "--target", "demo")
    assert result.returncode == 3
    assert "0 items answered by both operations" in result.stdout
    assert "0 confirmed, 0 contradicted, 12 not shown: nothing was shown; " in result.stdout
    assert "asdocumented doctor --target demo" in result.stdout
    assert "v1.1-coupon-get/by-customer: no samples named customer_ids" in result.stdout


def test_a_dry_run_shows_both_requests_with_placeholders(tmp_path: Path) -> None:
    """A comma becomes a parameter that is repeated."""
    result = rehearse(tmp_path, *UPGRADE, "--target", "sandbox", "--dry-run")
    assert result.returncode == 0
    assert result.stdout.startswith(
        "printed-lower: GET /v1.1/coupon/get?issuedToIds={customer_ids}"
        "&code={codes.upper},{codes.lower}&coupon_code_case=LOWER\n"
        "  as GET /v2/coupon?issuedToIds={customer_ids}"
        "&couponCodes={codes.upper}&couponCodes={codes.lower}&coupon_code_case=LOWER\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--from", "v2-coupon", "--to", "v1.1-coupon-get", "--target", "sandbox"),
            "the contracts have no map of this upgrade\n  there are: --from v1.1-coupon-get",
        ),
        (
            ("--from", "v1.1-coupon-get", "--to", "v2-coupn", "--target", "sandbox"),
            "v2-coupn is unknown; did you mean v2-coupon?",
        ),
        (
            ("--from", "v2-coupon", "--to", "v2-coupon", "--target", "sandbox"),
            "both operations are the same\n  name two operations",
        ),
        ((*UPGRADE, "--target", "sandbx"), "--target sandbx: no such target"),
        ((*UPGRADE, "--target", "live"), "its host api.example.com is one of production"),
        (UPGRADE, "Missing option '--target'"),
    ],
)
def test_what_cannot_be_rehearsed_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """Exit 2, before anything is sent."""
    (tmp_path / "asdocumented.toml").write_text(
        "production = ['api.example.com']\n"
        "[targets.live]\nbase_url = 'https://api.example.com'\nsamples = { codes = ['A'] }\n",
        encoding="utf-8",
    )
    result = rehearse(tmp_path, *arguments)
    assert (result.returncode, message in result.stderr) == (2, True), result.stderr


def test_contracts_without_cases_ask_for_nothing(tmp_path: Path) -> None:
    """The cases are what both operations are asked."""
    no_cases = shutil.ignore_patterns("cases.toml")
    shutil.copytree(CONTRACTS, tmp_path / "contracts", ignore=no_cases)
    result = run("rehearse", *UPGRADE, "--target", "sandbox", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "asdocumented: sandbox: there is nothing to ask",
        "  give the target samples, or the contracts cases",
    ]
