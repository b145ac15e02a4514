"""The Python API: responses and files in, a report out, mistakes told at once."""

import json
import subprocess
import sys
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from types import SimpleNamespace

import pytest
import urllib3

import asdocumented
from tests.support import CONTRACTS, ROOT

URL = "https://eu.api.example.com/v2/coupon?couponIds=1"
GOOD: dict[str, object] = {"data": [], "warnings": [], "errors": []}
DRIFTING: dict[str, object] = {"data": {}, "warnings": [], "errors": []}


@pytest.fixture(scope="module")
def contracts() -> asdocumented.Contracts:
    return asdocumented.load_contracts(CONTRACTS)


def response(body: object, url: str = URL) -> SimpleNamespace:
    """Return what requests and httpx give."""
    return SimpleNamespace(
        request=SimpleNamespace(method="GET", url=url, headers={"Authorization": "Basic YTpi"}),
        status_code=200,
        headers={"Content-Type": "application/json"},
        content=json.dumps(body).encode(),
    )


def test_the_public_names() -> None:
    """Seven names and nothing else; another one is an AttributeError."""
    assert asdocumented.__all__ == [
        "Contracts",
        "Drift",
        "Fault",
        "Report",
        "__version__",
        "load_contracts",
        "load_gate",
    ]
    assert {name: hasattr(asdocumented, name) for name in asdocumented.__all__} == dict.fromkeys(
        asdocumented.__all__, True
    )
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = asdocumented.nothing_like_it  # type: ignore[attr-defined]  # the point of this test


LONG = "n" * 300
TOO_LONG = rf"{LONG}(/drift.json)?: File name too long\n  (correct its place|name cassettes)"


@pytest.mark.parametrize(
    "call",
    [
        lambda _: asdocumented.load_contracts(LONG),
        lambda _: asdocumented.load_gate(against=LONG),
        lambda contracts: contracts.judge(LONG),
        lambda contracts: contracts.judge(response(GOOD)).write(LONG),
    ],
)
def test_a_file_that_the_system_refuses_is_a_fault(
    call: Callable[[asdocumented.Contracts], object], contracts: asdocumented.Contracts
) -> None:
    """As without permission, nobody can tell whether it is there."""
    with pytest.raises(asdocumented.Fault, match=TOO_LONG):
        call(contracts)


def test_a_response_is_judged(contracts: asdocumented.Contracts) -> None:
    """Each drift says what is documented, where, and in which row."""
    report = contracts.judge(response(DRIFTING), zone="Asia/Kolkata")
    (drift,) = report.at_least("error")
    assert (drift.check, drift.location, drift.observed) == ("wrong-type", "$.data", "object")
    assert (drift.citation.name, drift.citation.row) == ("data", 1)
    assert contracts.judge(response(GOOD)).at_least("warning") == []


def test_a_response_of_urllib3_is_judged(contracts: asdocumented.Contracts) -> None:
    """It does not know its method; it is taken to answer a GET."""
    one = urllib3.HTTPResponse(
        json.dumps(DRIFTING).encode(),
        {"Content-Type": "application/json"},
        200,
        request_url="/v2/coupon?couponIds=1",
        preload_content=True,
    )
    assert [drift.check for drift in contracts.judge(one).at_least("error")] == ["wrong-type"]


def test_without_evidence_the_printed_examples_are_judged(
    contracts: asdocumented.Contracts,
) -> None:
    """Each by its own edition, and the pages with them."""
    report = contracts.judge()
    assert [one.set for one in report.evidence] == ["example"]
    assert {drift.check for drift in report.drifts} >= {"wrong-type", "untyped-row"}


def test_files_are_judged_and_the_report_is_written(
    contracts: asdocumented.Contracts, tmp_path: Path
) -> None:
    """A folder of recordings as text or as a path; drift.json is the report."""
    report = contracts.judge(str(ROOT / "cassettes" / "sandbox"))
    page = report.write(tmp_path / "drift")
    assert page == tmp_path / "drift" / "index.html"
    written = json.loads((tmp_path / "drift" / "drift.json").read_text("utf-8"))
    assert written["run"]["interactions"] == report.run.interactions > 40


def test_a_report_holds_no_code_of_a_response(
    contracts: asdocumented.Contracts, tmp_path: Path
) -> None:
    """What is judged is redacted first."""
    body = {"data": [{"code": "canarycode", "id": "x"}], "warnings": [], "errors": []}
    contracts.judge(response(body, f"{URL}&couponCodes=canarycode")).write(tmp_path)
    assert "canarycode" not in (tmp_path / "drift.json").read_text("utf-8").lower()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"only": ["wrong-tipe"]}, "no such check\n  did you mean wrong-type?"),
        ({"skip": ["wrong-tipe"]}, "no such check\n  did you mean wrong-type?"),
        ({"groups": ["tyme"]}, "no such group of checks\n  did you mean time?"),
        ({"zone": "Asia/Kolkatta"}, "unknown time zone"),
    ],
)
def test_a_mistake_is_told_at_once(
    options: dict[str, list[str]], message: str, contracts: asdocumented.Contracts
) -> None:
    """With what was probably meant, before anything is judged."""
    with pytest.raises(asdocumented.Fault) as raised:
        contracts.judge(response(GOOD), **options)  # type: ignore[arg-type]  # each is one option
    assert message in str(raised.value)


def test_a_wrong_level_is_told(contracts: asdocumented.Contracts) -> None:
    """With the levels that there are."""
    with pytest.raises(asdocumented.Fault, match="did you mean warning"):
        contracts.judge(response(GOOD)).at_least("waring")


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (response(GOOD, "https://eu.api.example.com/v9/other"), "no contract is about it"),
        (Path("nowhere.har"), "no such file or folder"),
        (Message(), "nothing that can be judged"),
    ],
)
def test_what_cannot_be_judged_is_told(
    evidence: object, message: str, contracts: asdocumented.Contracts
) -> None:
    """Another operation, a file that is not there, an object of another kind."""
    with pytest.raises(asdocumented.Fault, match=message):
        contracts.judge(evidence)  # type: ignore[arg-type]  # the point of this test


def test_unknown_contracts_are_told() -> None:
    """A folder that is not there, an operation that is not in it."""
    with pytest.raises(asdocumented.Fault, match="no such folder"):
        asdocumented.load_contracts("nowhere")
    with pytest.raises(asdocumented.Fault, match="no such operation or edition"):
        asdocumented.load_contracts(CONTRACTS, operations=["v9"])


@pytest.mark.slow
def test_the_import_is_light() -> None:
    """The package by itself imports nothing of the engine."""
    code = (
        "import asdocumented, sys; print([n for n in sys.modules if n.startswith('asdocumented.')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout == "[]\n"


def test_what_decides_is_read_as_the_command_line_does(
    contracts: asdocumented.Contracts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Configuration, waivers beside it, and earlier reports; the report says what was decided."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('[gate]\nfail_on = "warning"\n', encoding="utf-8")
    first = contracts.judge(gate=asdocumented.load_gate(config="mine.toml", pages_alone=True))
    assert (first.gate.decision, first.gate.file) == ("fails", "mine.toml")
    first.write("before")
    entries = [
        f'[[waiver]]\nfingerprint = "{one.fingerprint}"\nreason = "known"\n'
        for one in first.drifts
        if one.fails
    ]
    (tmp_path / "known.toml").write_text("".join(entries), encoding="utf-8")
    gate = asdocumented.load_gate(
        config="mine.toml", waivers="known.toml", against="before", pages_alone=True
    )
    again = contracts.judge(gate=gate)
    assert again.gate.decision == "passes"
    assert [one.file for one in again.history.runs] == ["before/drift.json"]


def test_fewer_than_one_worker_is_refused() -> None:
    """With what to give instead."""
    with pytest.raises(asdocumented.Fault) as fault:
        asdocumented.load_contracts(CONTRACTS).judge(ROOT / "cassettes", workers=0)
    assert str(fault.value) == "workers=0: no number of processes\n  give 1 or more"
