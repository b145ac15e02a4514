"""Rows proved, and the matrix: every documented row against every evidence set."""

from msgspec import structs

from asdocumented.report.model import Share
from tests.gate.reports import DEMO, drift, evidence, operation, report, row
from tests.renderers.html.page import cells, decided, one, own_page, own_report, parsed, text

EU = "live:eu"


def two_sets() -> object:
    """Return the page of a report on two sets: a row drifts in one of them."""
    rows = [
        structs.replace(
            row(1, "$.code", {DEMO: "drifts", EU: "conforms"}), severities={DEMO: "error"}
        ),
        row(2, "$.name", {DEMO: "seen", EU: "seen"}),
        row(3, "$.used", {DEMO: "absent", EU: "conforms"}),
        row(4, "$.gone", {DEMO: "unobserved", EU: "absent"}),
    ]
    sets = [evidence(DEMO), evidence(EU), evidence("har:x")]
    operations = [operation({DEMO: "drift", EU: "as documented"})]
    found = drift(seen={DEMO: Share(1, 2)})
    return parsed(decided(report(found, rows=rows, sets=sets, operations=operations)))


def test_a_bar_says_how_many_rows_each_set_could_prove() -> None:
    """In figures beside it, and in words within it; no score blends them."""
    page = two_sets()
    lines = page.select("#proved tbody tr")  # type: ignore[attr-defined]
    assert [cells(line)[0] for line in lines] == ["demo recorded", "eu live"]
    assert [cells(line)[2:9] for line in lines] == [
        ["0", "1", "0", "0", "1", "1", "1"],
        ["2", "1", "0", "0", "0", "1", "0"],
    ]
    assert text(one(lines[0], "svg title")) == "1 seen, 1 error, 1 absent, 1 unobserved"
    assert [part["width"] for part in lines[1].select("rect")] == ["50.0%", "25.0%", "25.0%"]


def test_a_cell_says_what_a_set_shows_of_a_row_and_leads_to_its_drift() -> None:
    """A set that the operation was not asked in is no silence either."""
    page = two_sets()
    rows = page.select("#matrix tr.row")  # type: ignore[attr-defined]
    assert [cells(each) for each in rows] == [
        ["1 code", "drifts 1/2", "conforms", "not asked"],
        ["2 name", "seen", "seen", "not asked"],
        ["3 used", "absent", "conforms", "not asked"],
        ["4 gone", "unobserved", "absent", "not asked"],
    ]
    assert one(rows[0], "td.error a")["href"] == "#drift-aaaaaaaaaaaaaaaa"


def test_only_rows_that_drift_or_on_which_sets_disagree_are_said_to_differ() -> None:
    """What no set could show is no difference."""
    page = two_sets()
    rows = page.select("#matrix tr.row")  # type: ignore[attr-defined]
    assert ["same" in each["class"] for each in rows] == [False, True, False, True]
    assert "2 of 4 differ" in text(page)  # type: ignore[arg-type]


def test_the_matrix_of_the_repository_has_every_row() -> None:
    """All documented rows, whatever their verdict."""
    found = own_report()
    assert len(own_page().select("#matrix tr.row")) == len(found.rows)
