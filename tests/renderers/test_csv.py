"""CSV: one line a drift, and no cell that a spreadsheet would run."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.gate.decision import GateInputs, decide
from asdocumented.renderers import csv as csv_format
from asdocumented.report.model import Report, Sample
from tests.gate.reports import DEMO, drift, report
from tests.generating import examples

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def rows(judged: Report) -> list[dict[str, str]]:
    """Return the lines as another reader finds them, by the names of their columns."""
    text = csv_format.render(decide(judged, GateInputs(), NOW))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_drift_is_a_line() -> None:
    """With its row, its problem, and a sample."""
    sample = Sample(DEMO, "a.yaml#0", "/code", '{"a": 1}')
    assert rows(report(drift(samples=[sample]))) == [
        {
            "severity": "error",
            "status": "new",
            "fails": "yes",
            "problem": "aaaaaaaaaa",
            "title": "`$.code` is object",
            "check": "wrong-type",
            "operation": "coupons",
            "edition": "2026",
            "location": "$.code",
            "documented": "String",
            "follows from": "",
            "observed": "object",
            "page": "coupons",
            "table": "response table",
            "row": "1",
            "name": "code",
            "datatype": "String",
            "seen": "cassette:demo 1 of 2",
            "sample": '{"a": 1}',
            "waived": "",
            "what to do": "Correct the row.",
            "fingerprint": "aaaaaaaaaaaaaaaa",
        }
    ]


def test_without_drifts_there_is_a_header() -> None:
    """So that a program finds its columns."""
    assert csv_format.render(report()) == ",".join(csv_format.COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" \t=1", "' \t=1"),
        ("\r\n=1", "'\r\n=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\uff1d1", "'\uff1d1"),
        ("1=1", "1=1"),
        ('a,"b"\r\nc', 'a,"b"\r\nc'),
        ("\x00\ud800", "\\u0000\\ud800"),
    ],
)
def test_a_formula_is_a_text(text: str, cell: str) -> None:
    """Spreadsheets run what begins so; an apostrophe before it makes it a text."""
    assert [one["observed"] for one in rows(report(drift(observed=text)))] == [cell]


@examples(100)
@given(st.text(), st.text())
def test_any_text_stays_in_its_cell(location: str, observed: str) -> None:
    """And no cell begins a formula."""
    (found,) = rows(report(drift(location=location, observed=observed)))
    assert list(found) == list(csv_format.COLUMNS)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in found.values())
