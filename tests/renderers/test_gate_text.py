"""The gate in words: rules, what is not counted, waivers, and earlier runs."""

from datetime import date

from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.earlier import EarlierReport
from asdocumented.gate.policy import Policy, Setting
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.renderers.gate_text import (
    decision_lines,
    gate_lines,
    history_lines,
    waiver_lines,
)
from tests.gate.reports import DEMO, drift, evidence, report
from tests.support import NOON


def test_what_the_gate_does_not_count_is_told() -> None:
    """Beside the files that decided."""
    policy = Policy(
        leave_out=(Setting(DEMO, "configuration"),),
        fail_on=Setting("warning", "command line"),
        file="asdocumented.toml",
    )
    given = GateInputs(policy, WaiverFile("waivers.toml"))
    found = [*gate_lines(decide(report(sets=[evidence(), evidence("live:demo")]), given, NOON))]
    assert found[0] == "gate, decided by asdocumented.toml, waivers.toml:"
    assert found[1] == (
        "  ok       fail_on: drifts of severity warning or worse without a waiver: none "
        "(limit: none, command line)"
    )
    assert found[-1] == "  not counted: cassette:demo"


def test_what_became_of_earlier_drifts_is_told_up_to_twenty() -> None:
    """Gone ones and those that were not judged each by itself, then how many more there are."""
    before = report(
        *(drift(f"{i:016x}", location=f"$.g{i}") for i in range(25)),
        drift("f", operation="series"),
        finished="2026-11-01T12:00:00Z",
    )
    found = [
        *history_lines(
            decide(report(), GateInputs(earlier=[EarlierReport("old.json", before)]), NOON)
        )
    ]
    assert found[0] == "against old.json: 0 new, 0 still there, 25 gone, 1 not judged now"
    assert found[1] == "  gone: wrong-type at coupons 2026 $.g0, last seen 2026-11-01"
    assert found[21] == (
        "  not judged now: wrong-type at series 2026 $.code, last seen 2026-11-01: "
        "series 2026 was not judged"
    )
    assert found[22:] == ["  and 5 more: drift.json lists all"]


def test_what_the_decision_hangs_on_is_to_be_done_first() -> None:
    """Three steps are told: what is missing stands behind what fails."""
    policy = Policy(
        must_show={name: Setting(value=True) for name in ("a", "b", "c")},
        max_waivers=Setting(0, "configuration"),
    )
    waivers = WaiverFile("w.toml", (Waiver(fingerprint="a" * 16, reason="known"),))
    decided = decide(report(), GateInputs(policy, waivers), NOON)
    assert [*decision_lines(decided)][:2] == [
        "fails: waivers: 1 (limit: 0 at most)",
        "  next: mend what is waived; asdocumented waive --prune drops what is stale",
    ]


def test_only_waivers_that_do_not_hold_are_told() -> None:
    """With what changed."""
    waivers = (
        Waiver(fingerprint="a" * 16, reason="known"),
        Waiver(fingerprint="b" * 16, reason="old", expires=date(2026, 11, 1)),
    )
    judged = report(drift("a"), drift("b"))
    decided = decide(judged, GateInputs(waivers=WaiverFile("w.toml", waivers)), NOON)
    assert [*waiver_lines(decided.gate)] == [
        (
            "waiver expired: bbbbbbbbbbbbbbbb: wrong-type at coupons 2026 $.code: String, observed "
            "object: it expired after 2026-11-01, and the drift is still there"
        )
    ]
    assert [*decision_lines(decided)] == [
        "fails: drifts of severity error without a waiver: 1 drift in 1 problem (limit: none)",
        (
            "  next: asdocumented explain bbbbbbbbbb shows one whole; mend it, or accept it with "
            "asdocumented waive bbbbbbbbbb --reason TEXT"
        ),
    ]
