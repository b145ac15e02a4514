"""Remarks of people on the pages stand in every output but annotations, which are few."""

from datetime import UTC, datetime

import pytest
from msgspec import structs

from asdocumented.contracts.model import Citation
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.renderers.registry import FORMATS, render
from asdocumented.report.model import RemarkReport, Report
from tests.gate.reports import DEMO, drift, operation, report

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROW = Citation("coupons", "2026", "response table", 6, "validTill", "String", "Coupons")
REMARK = RemarkReport(
    "coupons", "2026", ROW, [], "one sentence stands for two moments", "Say which moment it is."
)


def judged(*remarks: RemarkReport) -> Report:
    """Return a report with one drift and these remarks, decided."""
    found = report(drift(), operations=[operation({DEMO: "drift"})])
    return decide(structs.replace(found, remarks=[*remarks]), GateInputs(), NOW)


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"github"}))
def test_a_remark_stands_in_the_output(name: str) -> None:
    """What is wrong, and what to mend."""
    assert "one sentence stands for two moments" in render(name, judged(REMARK))
    assert "one sentence stands for two moments" not in render(name, judged())
    assert "Say which moment it is" in render(name, judged(REMARK))
