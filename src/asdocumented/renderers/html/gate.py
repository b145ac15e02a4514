"""Every rule of the gate, with its limit and what was found."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from asdocumented.renderers.gate_text import with_problem
from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.html.text import counted


class RuleView(msgspec.Struct, frozen=True):
    """One rule; `todo` says what helps where it is broken."""

    rule: str
    what: str
    limit: str
    actual: str
    state: Literal["holds", "fails", "inconclusive"]
    source: str
    todo: str


class GateView(msgspec.Struct, frozen=True):
    """The rules, how many are broken, and what set them."""

    rules: Sequence[RuleView]
    summary: str
    set_by: str


def view(index: ReportIndex) -> GateView:
    """Return the view of a report's gate."""
    gate = index.report.gate
    broken = sum(not one.passed for one in gate.rules)
    return GateView(
        rules=[
            RuleView(
                one.rule,
                one.what,
                one.limit,
                one.actual,
                "holds" if one.passed else one.consequence,
                one.source,
                "" if one.passed else with_problem(one.what_to_do, index.report),
            )
            for one in gate.rules
        ],
        summary=f"{counted(len(gate.rules), 'rule')}, {broken or 'none'} broken",
        set_by=gate.file or "the defaults, as no configuration was read",
    )
