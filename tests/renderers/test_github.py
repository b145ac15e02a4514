"""GitHub annotations: ten a level, the worst first, and no value can become a command."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.policy import Policy, Setting
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.renderers import github
from asdocumented.report.model import Report
from tests.gate.reports import drift, evidence, report
from tests.generating import examples

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
COMMAND = re.compile(r"::(error|warning|notice) title=([^\n\r:,]*)::([^\n\r]*)")


def annotated(judged: Report, given: GateInputs | None = None) -> list[tuple[str, str, str]]:
    """Return level, title and message of each annotation, undone as GitHub's runner does it."""
    lines = github.render(decide(judged, given or GateInputs(), NOW)).splitlines()
    found = [match for line in lines if (match := COMMAND.fullmatch(line)) is not None]
    assert len(found) == len(lines)
    return [(one[1], unquote(one[2]), unquote(one[3])) for one in found]


def test_a_problem_that_fails_is_annotated_with_all_that_mends_it() -> None:
    """What to do, what is documented beside what was observed, where, and the command."""
    assert annotated(report(drift())) == [
        (
            "error",
            "`$.code` is object",
            (
                "Correct the row.\n"
                "wrong-type at $.code of coupons 2026\n"
                "documented String  (coupons 2026, response table, row 1 (code))\n"
                "observed object  cassette:demo 1 of 2\n"
                "asdocumented explain aaaaaaaaaa"
            ),
        )
    ]


def test_what_does_not_fail_is_not_annotated() -> None:
    """A note, and what is waived."""
    waived = WaiverFile("w.toml", (Waiver(fingerprint="a" * 16, reason="known"),))
    judged = report(drift(), drift("b", severity="note"))
    assert annotated(judged, GateInputs(waivers=waived)) == []


def test_a_level_has_ten_annotations_at_most() -> None:
    """The tenth says how many more there are; the worst come first."""
    errors = [drift(f"{i:016x}", location=f"$.e{i}") for i in range(12)]
    warnings = [drift(f"{i:016x}", severity="warning") for i in range(100, 110)]
    policy = Policy(fail_on=Setting("warning"))
    found = annotated(report(*warnings, *errors), GateInputs(policy))
    assert [level for level, _, _ in found] == ["error"] * 10 + ["warning"] * 10
    assert [title for _, title, _ in found][8:10] == ["`$.e8` is object", "and 3 more"]
    assert found[19][1] == "`$.code` is object"


def test_broken_rules_waivers_and_unread_sources_are_annotated() -> None:
    """They are what else makes a run red, or the report less than whole."""
    judged = report(
        sets=[evidence(first="2025-01-01T00:00:00Z")],
        errors=[Unread("in/a.yaml", "empty", whole=True)],
    )
    stale = Waiver("c" * 16, "x", "drift", "wrong-type", "coupons", "2026", "$.id", drift="$.id")
    found = annotated(judged, GateInputs(waivers=WaiverFile("w.toml", (stale,))))
    assert [(level, title) for level, title, _ in found] == [
        ("error", "read: sources not judged in full"),
        ("error", "max_recording_age_days: age of the oldest recording of a target"),
        ("warning", "waiver stale: cccccccccccccccc"),
        ("warning", "incomplete: in/a.yaml"),
    ]


@examples(100)
@given(st.text(), st.text(), st.text())
def test_no_value_breaks_out_of_its_annotation(title: str, location: str, observed: str) -> None:
    """Line ends, colons and percent signs are escaped, what cannot be printed is spelt out."""
    judged = report(drift(location=location, observed=observed))
    judged = structs.replace(
        judged, problems=[structs.replace(judged.problems[0], title=f"::stop-commands::x{title}")]
    )
    lines = github.render(decide(judged, GateInputs(), NOW)).split("\n")
    assert lines[-1] == ""
    assert [COMMAND.fullmatch(line) is not None for line in lines[:-1]] == [True]
