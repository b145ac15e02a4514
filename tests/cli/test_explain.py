"""`asdocumented explain`: a check, or a drift or problem of the last report whole."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from asdocumented.gate.decision import GateInputs, decide
from asdocumented.renderers import json as drift_json
from asdocumented.report.model import ContractPlace, Sample, SampleRequest
from tests.command_line import run
from tests.gate.reports import DEMO, drift, report

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://eu.example/coupons?code=ABC&code=DEF&days=3&code=ABC"
SHOWN = Sample(DEMO, "a.yaml#0", "/code", '{"a": 1}', SampleRequest("GET", URL, ["code"]))


def write(folder: Path, sample: Sample = SHOWN) -> None:
    """Write the last report: one drift that fails."""
    place = ContractPlace("contracts/coupons/2026/response.schema.json", 7)
    judged = decide(report(drift(samples=[sample], place=place)), GateInputs(), NOW)
    (folder / "reports").mkdir()
    path = folder / "reports" / "drift.json"
    path.write_text(drift_json.render(judged), encoding="utf-8")


@pytest.mark.parametrize("wanted", ["a" * 16, "a" * 10])
def test_a_drift_or_a_problem_is_shown_whole(tmp_path: Path, wanted: str) -> None:
    """Rows, evidence, the request with names in place of secrets, and what to do."""
    write(tmp_path)
    result = run("explain", wanted, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    text, _, explanation = result.stdout.partition("\n\nwrong-type: ")
    assert text == (
        "error: `$.code` is object  [aaaaaaaaaa]\n"
        "what to do: Correct the row.\n"
        "operation: GET /coupons, edition 2026\n"
        "page: coupons\n"
        "the gate: 1 of 1 drifts fail\n"
        "\n"
        "wrong-type at $.code  [aaaaaaaaaaaaaaaa]\n"
        "  documented: String\n"
        "  row: coupons 2026, response table, row 1 (code), String\n"
        "  in the contract: contracts/coupons/2026/response.schema.json:7\n"
        "  observed: object\n"
        "  seen: cassette:demo 1 of 2\n"
        "  status: new, fails\n"
        '  sample: cassette:demo, a.yaml#0, /code: {"a": 1}\n'
        "    curl -H \"Authorization: $TOKEN\" 'https://eu.example/coupons?'"
        "code=\"$CODE_1\"'&'code=\"$CODE_2\"'&'days=3'&'code=\"$CODE_1\""
    )
    assert "Why it matters:" in explanation
    assert explanation.endswith(
        "accept it: asdocumented waive aaaaaaaaaa --reason TEXT\n"
        "is it mended? asdocumented replay aaaaaaaaaa --target NAME\n"
    )


def test_a_hostile_address_is_quoted_for_a_shell(tmp_path: Path) -> None:
    """Nothing of it is a command."""
    url = "https://eu.example/$(id)?a=`id`&b=';id;'&code=$(x)"
    write(tmp_path, Sample(DEMO, "a", "", None, SampleRequest("G;ET", url, ["code"])))
    lines = run("explain", "a" * 16, folder=tmp_path).stdout.splitlines()
    assert [line.strip() for line in lines if "curl" in line] == [
        (
            "curl -X 'G;ET' -H \"Authorization: $TOKEN\" 'https://eu.example/$(id)?'"
            "'a=`id`''&''b='\"'\"';id;'\"'\"'''&'code=\"$CODE_1\""
        )
    ]


def test_a_check_is_explained_without_a_report(tmp_path: Path) -> None:
    """By its name."""
    result = run("explain", "wrong-type", folder=tmp_path)
    assert result.stdout.startswith("wrong-type (structure)\n\n")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            "a" * 16,
            "reports/drift.json: no such file\n  name a drift.json, or run",
        ),
        ("wrong-tipe", "did you mean wrong-type? "),
    ],
)
def test_what_cannot_be_explained_is_refused(tmp_path: Path, wanted: str, message: str) -> None:
    """Exit 2, with what to do."""
    result = run("explain", wanted, folder=tmp_path)
    assert result.returncode == 2
    assert message in result.stderr


def test_another_report_can_be_named(tmp_path: Path) -> None:
    """Wherever it lies; an id that it does not have is refused."""
    write(tmp_path)
    result = run("explain", "b" * 16, "--report", "reports/drift.json", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "no drift and no problem of the report" in result.stderr
