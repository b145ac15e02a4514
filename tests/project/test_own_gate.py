"""The gate of docs/examples/gate: it accepts what the pages' own examples show, and no more."""

import json
import shutil
from pathlib import Path

import pytest

from asdocumented.gate.waivers import read_waivers
from tests.command_line import Ended, run
from tests.support import CONTRACTS, ROOT

EXAMPLE = ROOT / "docs" / "examples" / "gate"


def check(folder: Path) -> Ended:
    """Judge the pages and the recordings in a folder by the example."""
    words = ("check", "--contracts", str(CONTRACTS), "--config", str(EXAMPLE / "asdocumented.toml"))
    return run(*words, folder=folder)


def test_it_passes_on_recordings_of_the_stand_in(tmp_path: Path) -> None:
    """Every waiver is in force, and in the summary with its reason."""
    shutil.copytree(ROOT / "cassettes", tmp_path / "cassettes")
    result = check(tmp_path)
    assert result.returncode == 0, result.stdout
    report = json.loads((tmp_path / "reports" / "drift.json").read_text("utf-8"))
    assert {one["state"] for one in report["gate"]["waivers"]} == {"in force"}
    waived = [one for one in report["drifts"] if one["status"] == "waived"]
    assert len(waived) == len(report["gate"]["waivers"]) == 21
    for one in waived:
        assert f"waived: {one['waiver']['reason']}; since 2026-11-26" in result.stdout


@pytest.mark.parametrize(
    ("case", "old", "new", "location"),
    [
        (
            "v2-coupon/by-code-created-lower",
            '"seriesId": 910001',
            '"seriesId": "910001"',
            "$.data[*].seriesId",
        ),
        (
            "v2-coupon/by-code-created-lower",
            '"discountValue": 500,',
            '"discountValue": "500",',
            "$.data[*].discountValue",
        ),
    ],
)
def test_one_deviation_more_makes_it_red_and_is_named_alone(
    tmp_path: Path, case: str, old: str, new: str, location: str
) -> None:
    """At another place, or another difference where one is accepted."""
    shutil.copytree(ROOT / "cassettes", tmp_path / "cassettes")
    path = tmp_path / "cassettes" / "sandbox" / f"{case}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    result = check(tmp_path)
    report = json.loads((tmp_path / "reports" / "drift.json").read_text("utf-8"))
    failing = [one["location"] for one in report["drifts"] if one["fails"]]
    assert (result.returncode, failing) == (1, [location])


def test_no_waiver_expires_and_each_has_a_reason_of_its_own() -> None:
    """An example that turns red by itself would be no example."""
    waivers = read_waivers(EXAMPLE / "waivers.toml", "waivers.toml").waivers
    assert {one.expires for one in waivers} == {None}
    assert len({one.reason for one in waivers}) == len(waivers)
