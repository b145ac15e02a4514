"""Two reports: what `--against` says of them, as changes."""

from asdocumented.comparing.classes import all_classes
from asdocumented.comparing.reports import compare_reports
from asdocumented.contracts.model import SEVERITIES, NotJudged, Severity
from asdocumented.gate.earlier import EarlierReport
from asdocumented.report.model import Report
from tests.gate.reports import drift, report


def compare(before: Report, after: Report) -> list[tuple[str, str, str]]:
    """Return class, location and message of what changed."""
    changes, _ = compare_reports(EarlierReport("old.json", before), after)
    return [(one.change, one.location, one.message) for one in changes]


def test_a_new_drift_is_a_change_of_its_severity() -> None:
    """An error breaks clients, a warning may, a note does not."""
    drifts = [drift("a"), drift("b", severity="warning"), drift("c", severity="note")]
    place = "coupons 2026 $.code"
    assert compare(report(), report(*drifts)) == [
        ("drift-error-new", place, "An error is new: wrong-type: String, observed object"),
        ("drift-warning-new", place, "A warning is new: wrong-type: String, observed object"),
        ("drift-note-new", place, "A note is new: wrong-type: String, observed object"),
    ]


def test_a_drift_that_is_gone_is_told_where_its_place_was_judged_again() -> None:
    """Each severity has a class; the message says what was observed."""
    titles: dict[Severity, str] = {"error": "An error", "warning": "A warning", "note": "A note"}
    for severity, title in titles.items():
        assert compare(report(drift(severity=severity)), report()) == [
            (
                f"drift-{severity}-gone",
                "coupons 2026 $.code",
                f"{title} is gone: wrong-type: observed object before",
            )
        ]


def test_what_was_not_judged_again_is_not_gone() -> None:
    """It is named, with the reason."""
    before, after = report(drift()), report(operations=[])
    changes, left = compare_reports(EarlierReport("old.json", before), after)
    assert changes == []
    assert [type(one) for one in left] == [NotJudged]
    assert left[0].what == "wrong-type at coupons 2026 $.code"


def test_a_report_compared_with_itself_has_no_changes() -> None:
    """Known drifts are no news."""
    same = report(drift("a"), drift("b", severity="note"))
    assert compare(same, same) == []


def test_each_severity_has_its_two_classes() -> None:
    """drift-error-gone and its like are the ways back."""
    names = {one.id for one in all_classes().values() if one.group == "reports"}
    assert names == {f"drift-{one}-{word}" for one in SEVERITIES for word in ("new", "gone")}
