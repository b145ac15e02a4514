"""The output formats: one dict names them, and the command line offers the same."""

from datetime import UTC, datetime

import pytest

from asdocumented.cli import main
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.renderers.registry import FORMATS, render
from tests.gate.reports import drift, report


def test_the_command_line_offers_every_format() -> None:
    """It names them itself, for it starts without the renderers."""
    assert tuple(FORMATS) == main.FORMATS


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_renders_any_report(form: str) -> None:
    """One with drifts, and one in which nothing was judged."""
    assert "wrong-type" in render(form, decide(report(drift()), GateInputs(), NOW))
    nothing = decide(report(sets=[], operations=[]), GateInputs(), NOW)
    assert render(form, nothing).strip()
