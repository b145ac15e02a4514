"""Earlier runs: what is new, still there, gone, or not judged now."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from asdocumented.errors import Fault
from asdocumented.gate.decision import GateInputs, decide, exit_code
from asdocumented.gate.earlier import EarlierReport, read_earlier, with_history
from asdocumented.gate.policy import Policy, Setting
from asdocumented.renderers import json as drift_json
from asdocumented.report.model import Report, Share
from tests.gate.reports import DEMO, drift, evidence, report, row

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRST, SECOND, THIRD = "2026-11-01T12:00:00Z", "2026-11-08T12:00:00Z", "2026-11-15T12:00:00Z"
A, B = drift("a"), drift("b", location="$.id")


def after(judged: Report, *earlier: Report) -> Report:
    """Return a report that was held against earlier ones, the oldest first."""
    return with_history(judged, [EarlierReport(f"{i}.json", one) for i, one in enumerate(earlier)])


def told(found: Report) -> dict[str, list[str]]:
    """Return the first letters of the fingerprints by what became of each drift."""
    return {
        "new": [one.fingerprint[0] for one in found.drifts if one.status == "new"],
        "known": [one.fingerprint[0] for one in found.drifts if one.status == "known"],
        "gone": [one.fingerprint[0] for one in found.history.gone],
        "not judged": [one.fingerprint[0] for one in found.history.not_judged],
    }


def test_a_drift_is_new_or_still_there() -> None:
    """Its first day is carried on, its last one is today."""
    found = after(report(A, B), report(A, finished=FIRST))
    assert told(found) == {"new": ["b"], "known": ["a"], "gone": [], "not judged": []}
    assert [(one.first_seen, one.last_seen) for one in found.drifts] == [
        (FIRST, "2026-11-22T12:00:00Z"),
        ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z"),
    ]


def test_what_was_judged_again_and_is_not_there_is_gone() -> None:
    """It says when it was seen last."""
    found = after(report(B), report(A, B, finished=FIRST))
    assert told(found) == {"new": [], "known": ["b"], "gone": ["a"], "not judged": []}
    assert [(one.location, one.last_seen, one.why) for one in found.history.gone] == [
        ("$.code", FIRST, "")
    ]


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (report(sets=[evidence("live:demo")]), "no answer of coupons 2026 in cassette:demo"),
        (report(operations=[]), "coupons 2026 was not judged"),
        (report(skipped=["wrong-type"]), "the check wrong-type was not asked"),
        (
            report(rows=[row(1, "$.code", {DEMO: "unobserved"})]),
            "nothing in cassette:demo shows $.code of coupons 2026",
        ),
    ],
)
def test_what_was_not_judged_is_not_gone(now: Report, why: str) -> None:
    """It says why it was not judged this time."""
    found = after(now, report(A, finished=FIRST))
    assert told(found) == {"new": [], "known": [], "gone": [], "not judged": ["a"]}
    assert [one.why for one in found.history.not_judged] == [why]


def test_every_set_that_showed_a_drift_has_to_be_judged_again() -> None:
    """Gone from recordings says nothing about live answers."""
    both = drift("a", seen={DEMO: Share(1, 1), "live:demo": Share(1, 1)})
    before = report(both, sets=[evidence(), evidence("live:demo")], finished=FIRST)
    assert told(after(report(), before))["not judged"] == ["a"]
    again = report(sets=[evidence(), evidence("live:demo")])
    assert told(after(again, before))["gone"] == ["a"]


def test_what_one_run_did_not_judge_is_known_from_the_one_before() -> None:
    """A run on other evidence between two runs makes nothing new."""
    elsewhere = report(sets=[evidence("live:demo")], finished=SECOND)
    found = after(report(A), report(A, finished=FIRST), elsewhere)
    assert told(found)["known"] == ["a"]
    assert [one.first_seen for one in found.drifts] == [FIRST]


def test_what_was_gone_and_comes_back_is_new() -> None:
    """It was mended between."""
    found = after(report(A), report(A, finished=FIRST), report(finished=SECOND))
    assert told(found)["new"] == ["a"]


def test_a_chain_of_single_reports_loses_nothing() -> None:
    """Each report carries on what it did not judge itself, and since when things are known."""
    first = report(A, finished=FIRST)
    second = after(report(sets=[evidence("live:demo")], finished=SECOND), first)
    third = after(report(A, finished=THIRD), second)
    assert [(one.status, one.first_seen) for one in third.drifts] == [("known", FIRST)]
    last = after(report(A), third)
    assert [(one.status, one.first_seen) for one in last.drifts] == [("known", FIRST)]


def test_earlier_runs_are_listed_the_oldest_first() -> None:
    """With their problems by severity."""
    warning = structs.replace(B, severity="warning")
    found = after(report(), report(A, warning, finished=FIRST), report(finished=SECOND))
    assert [(one.file, one.finished, one.problems) for one in found.history.runs] == [
        ("0.json", FIRST, {"error": 1, "warning": 1, "note": 0}),
        ("1.json", SECOND, {"error": 0, "warning": 0, "note": 0}),
    ]


def test_without_earlier_runs_nothing_is_said_of_them() -> None:
    """Every drift is new, and has no dates."""
    found = after(report(A))
    assert found == report(A)


@pytest.mark.parametrize(("new_only", "code"), [(False, 1), (True, 0)])
def test_the_gate_can_fail_on_new_drifts_alone(
    new_only: bool,  # noqa: FBT001  # the setting
    code: int,
) -> None:
    """What an earlier run had already does not fail then, and a new drift still does."""
    policy = Policy(new_only=Setting(new_only))
    given = GateInputs(policy, earlier=[EarlierReport("0.json", report(A, finished=FIRST))])
    assert exit_code(decide(report(A), given, NOW)) == code
    assert exit_code(decide(report(A, B), given, NOW)) == 1
    failing = [one.fingerprint[0] for one in decide(report(A, B), given, NOW).drifts if one.fails]
    assert failing == (["b"] if new_only else ["a", "b"])


def write(path: Path, judged: Report) -> Path:
    """Write a report as drift.json."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drift_json.render(judged), encoding="utf-8")
    return path


def test_a_folder_of_reports_is_read_in_the_order_of_time(tmp_path: Path) -> None:
    """Reports lie in it, or each in a folder of its own; an empty folder has none."""
    write(tmp_path / "z.json", report(finished=FIRST))
    write(tmp_path / "monday" / "drift.json", report(A, finished=SECOND))
    (tmp_path / "notes.txt").write_text("none of ours", encoding="utf-8")
    found = read_earlier(tmp_path, "old")
    assert [(one.file, one.report.run.finished) for one in found] == [
        ("old/z.json", FIRST),
        ("old/monday/drift.json", SECOND),
    ]
    (tmp_path / "empty").mkdir()
    assert read_earlier(tmp_path / "empty", "empty") == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "old.json: not a report\n  name a drift.json that `asdocumented check` or `live`"),
        (b"[]", "old.json: not a report\n"),
        (b"\xff\xfe", "old.json: not a report\n"),
        (b"[" * 100_000, "old.json: not a report\n"),
        (
            b'{"format": 2}',
            (
                "old.json: a report of format 2, and this version reads format 3\n"
                "  make the report again with this version"
            ),
        ),
        (b'{"format": 3}', "old.json: not a whole report: "),
        (b'{"format": 3, "run": 1}', "old.json: not a whole report: "),
    ],
)
def test_what_is_no_report_of_this_format_is_refused(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """With what to do."""
    path = tmp_path / "old.json"
    path.write_bytes(content)
    with pytest.raises(Fault) as fault:
        read_earlier(path, "old.json")
    assert str(fault.value)[: len(message)] == message


def test_a_report_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A path that does not exist is no empty folder."""
    with pytest.raises(Fault, match="no such file"):
        read_earlier(tmp_path / "none.json", "none.json")


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Everything comes back, gate and history too."""
    given = GateInputs(earlier=[EarlierReport("0.json", report(A, finished=FIRST))])
    decided = decide(report(A, B), given, NOW)
    (found,) = read_earlier(write(tmp_path / "drift.json", decided), "drift.json")
    assert msgspec.json.encode(found.report) == msgspec.json.encode(decided)
