"""`asdocumented selftest`: what is printed and written, how it ends, what a report says of it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Ended, run
from tests.support import CONTRACTS, ROOT

ANSWER = ROOT / "cassettes" / "sandbox" / "v1.1-coupon-get" / "by-code.yaml"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder with one recording and the bundled contracts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    shutil.copytree(CONTRACTS, "contracts")
    Path("cassettes").mkdir()
    shutil.copy(ANSWER, "cassettes")


def written() -> dict[str, Any]:
    """Return the file that `check` takes the rate from."""
    found: dict[str, Any] = json.loads(Path("reports/selftest.json").read_text("utf-8"))
    return found


def report() -> dict[str, Any]:
    """Judge the recording, and return the report."""
    result = run("check", "cassettes", "--format", "json")
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.slow
def test_a_report_shows_the_rate_while_the_contracts_are_the_same() -> None:
    """With another contract, the rate is not of this suite any more."""
    assert report()["selftest"] is None
    assert run("selftest").returncode == 0
    rate = report()["selftest"]
    (operation,) = written()["operations"]
    assert rate == {
        "tried": operation["tried"],
        "caught": operation["caught"],
        "operations": ["v1.1-coupon-get"],
    }
    assert "put into answers on purpose were caught" in Path("reports/index.html").read_text(
        "utf-8"
    )
    contract = Path("contracts/v1.1-coupon-get/2025/page.toml")
    contract.write_text(contract.read_text("utf-8") + "\n# read again\n", encoding="utf-8")
    assert report()["selftest"] is None


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"format": 1', b"\xff", b'{"more": ' + b"[" * 100_000], ids=range(5)
)
def test_a_file_that_holds_no_rate_is_none(content: bytes) -> None:
    """A report does not fail for it."""
    Path("reports").mkdir()
    Path("reports/selftest.json").write_bytes(content)
    assert report()["selftest"] is None


@pytest.mark.slow
def test_a_survivor_without_a_reason_ends_with_1() -> None:
    """Each has a reason in `survivors.toml`, or CI is red."""
    Path("contracts/survivors.toml").unlink()
    result = run("selftest", "--all")
    assert result.returncode == 1
    assert "no reason is written down" in result.stdout
    assert result.stdout.splitlines()[-1].endswith("2 survived, 2 of them unexplained")
    assert {one["check"] for one in written()["survivors"]} == {"evidence-disagrees"}


@pytest.mark.slow
def test_what_is_printed_for_programs_is_what_is_written() -> None:
    """`-o` says where."""
    result = run("selftest", "--format", "json", "-o", "build/rate.json", "--seed", "5")
    assert result.returncode == 0
    assert json.loads(result.stdout) == json.loads(Path("build/rate.json").read_text("utf-8"))
    assert json.loads(result.stdout)["seed"] == 5


@pytest.mark.slow
def test_claims_of_a_contract_that_nothing_proves() -> None:
    """They are listed with their rows, and that is no fault; no rate is written."""
    result = run("selftest", "--contract", "v1.1-coupon-get")
    assert result.returncode == 0
    assert "status: never there" in result.stdout
    assert not Path("reports/selftest.json").exists()
    named = run("selftest", "--contract", "v1.1-coupon-get@2025", "--format", "json")
    assert json.loads(named.stdout)["operation"] == "v1.1-coupon-get"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing.yaml"], "nothing.yaml: no such file or folder"),
        (["contracts/README.md"], "contracts/README.md: no answer to an operation"),
        (["--contract", "v2-coupan"], "--contract v2-coupan: no such operation"),
        (["--contract", "v2-coupon"], "cassettes/: no answer to an operation"),
        (["--zone", "Mars/Base"], "--zone Mars/Base: unknown time zone"),
        (["-o", "cassettes"], "cassettes: a folder stands in its place"),
    ],
)
def test_what_is_at_fault_ends_with_2(arguments: list[str], told: str) -> None:
    """Told with its place and its remedy."""
    result = run("selftest", *arguments)
    assert (result.returncode, told in result.stderr) == (2, True), result.stderr


def test_a_reason_that_cannot_be_read_ends_with_2() -> None:
    """A misspelt key would explain everything."""
    Path("contracts/survivors.toml").write_text('[[survivors]]\ncheck = "x"\nwhy = "y"\n', "utf-8")
    result: Ended = run("selftest")
    assert (result.returncode, "survivors.toml" in result.stderr) == (2, True)
