"""SARIF: our fingerprints, our checks as rules, waivers as suppressions."""

import json
from datetime import UTC, datetime
from typing import Any

import pysarif
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from asdocumented import load_contracts
from asdocumented.checks.registry import all_checks
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.earlier import EarlierReport
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.renderers import sarif
from asdocumented.report.model import ContractPlace, Report
from tests.gate.reports import drift, report
from tests.generating import examples
from tests.support import CONTRACTS, ROOT

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLACE = ContractPlace("contracts/my coupons/response.schema.json", 12)


def run_of(judged: Report, given: GateInputs | None = None) -> Any:
    """Return the only run of the log, which another program can read."""
    text = sarif.render(decide(judged, given or GateInputs(), NOW))
    assert len(pysarif.load_from_json(text).runs) == 1
    return json.loads(text)["runs"][0]


def test_a_drift_is_a_result_at_the_line_that_cites_its_row() -> None:
    """With our fingerprint, and what mends it."""
    (result,) = run_of(report(drift(place=PLACE)))["results"]
    assert result == {
        "ruleId": "wrong-type",
        "ruleIndex": [one.id for one in all_checks()].index("wrong-type"),
        "level": "error",
        "message": {
            "text": (
                "`$.code` is object. Correct the row.\n"
                "documented String  (coupons 2026, response table, row 1 (code))\n"
                "observed object  cassette:demo 1 of 2"
            )
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "contracts/my%20coupons/response.schema.json",
                        "uriBaseId": "SRCROOT",
                    },
                    "region": {"startLine": 12},
                },
                "logicalLocations": [
                    {"name": "$.code", "fullyQualifiedName": "coupons 2026 $.code"}
                ],
            }
        ],
        "partialFingerprints": {"asdocumented/v1": "aaaaaaaaaaaaaaaa"},
        "properties": {"problem": "aaaaaaaaaa", "fails": True, "status": "new"},
    }


def test_every_check_that_was_asked_is_a_rule_with_its_help() -> None:
    """Its severity is the worst that it gives."""
    driver = run_of(report(skipped=["null-value"]))["tool"]["driver"]
    assert driver["version"] == "1.2.3"
    assert [one["id"] for one in driver["rules"]] == [
        one.id for one in all_checks() if one.id != "null-value"
    ]
    rule = next(one for one in driver["rules"] if one["id"] == "wrong-type")
    assert (rule["name"], rule["defaultConfiguration"]) == ("WrongType", {"level": "error"})
    assert "Why it matters:" in rule["help"]["text"]


def test_a_waived_drift_is_suppressed() -> None:
    """With the reason; the others are not."""
    waived = WaiverFile("w", (Waiver(fingerprint="a" * 16, reason="known", ticket="CAP-1"),))
    found = run_of(report(drift(), drift("b")), GateInputs(waivers=waived))["results"]
    assert [one.get("suppressions") for one in found] == [
        None,
        [{"kind": "external", "status": "accepted", "justification": "known; CAP-1"}],
    ]


def test_earlier_runs_give_the_baseline() -> None:
    """New, unchanged, and absent; without earlier runs nothing is said."""
    before = report(drift("a"), drift("c"), finished="2026-11-01T12:00:00Z")
    given = GateInputs(earlier=[EarlierReport("old.json", before)])
    found = run_of(report(drift("a"), drift("b")), given)["results"]
    assert [
        (one["partialFingerprints"]["asdocumented/v1"][0], one["baselineState"]) for one in found
    ] == [("a", "unchanged"), ("b", "new"), ("c", "absent")]
    assert "baselineState" not in run_of(report(drift()))["results"][0]


def test_the_decision_and_what_was_not_read_are_told_with_the_run() -> None:
    """As notifications, with the exit code."""
    judged = report(drift(), errors=[Unread("a.yaml", "empty", whole=True)])
    (invocation,) = run_of(judged)["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (1, True)
    assert [one["message"]["text"] for one in invocation["toolExecutionNotifications"]] == [
        "a.yaml: empty",
        "fail_on: drifts of severity error without a waiver: 1 drift in 1 problem (limit: none)",
        "read: sources not judged in full: a.yaml (limit: none)",
    ]


def test_the_worst_five_thousand_are_results() -> None:
    """The rest is counted."""
    many = [drift(f"{i:016x}", severity="note") for i in range(5001)]
    text = sarif.render(decide(report(*many, drift("f")), GateInputs(), NOW))
    run = json.loads(text)["runs"][0]
    assert len(run["results"]) == 5000
    assert run["results"][0]["partialFingerprints"]["asdocumented/v1"] == "f" * 16
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert notes[-1]["message"]["text"] == "2 more drifts are in drift.json"


@examples(60)
@given(st.text(), st.text())
def test_any_text_gives_a_log_that_can_be_read(location: str, observed: str) -> None:
    """Lone surrogates are spelt out."""
    place = structs.replace(PLACE, file=location.replace("\ud800", "") or "x")
    judged = report(drift(location=location, observed=observed, place=place))
    (result,) = run_of(judged)["results"]
    assert result["message"]["text"].startswith("`")


def test_the_line_is_that_of_the_cited_row() -> None:
    """Of the bundled contracts, in schema and operation file."""
    found = load_contracts(CONTRACTS).judge()
    places = {one.location: one.place for one in found.drifts if one.citation.row is not None}
    for location, words in (
        ("$.data[*].couponSeries.redemptionRange", '"redemptionRange"'),
        ("$.response.coupons.coupon[*].code", "coupon_code_case"),
    ):
        place = places[location]
        assert place is not None
        lines = (ROOT / place.file).read_text(encoding="utf-8").splitlines()
        assert "x-source" in lines[place.line - 1]
        assert words in "\n".join(lines[place.line - 12 : place.line])
