"""A drift between two calls is shown with both answers in every output for people."""

import pytest

from asdocumented.checks.registry import select_checks
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.renderers import markdown, one_problem, terminal
from asdocumented.renderers.html import page
from asdocumented.renderers.ticket import ticket
from asdocumented.report.build import build_report
from asdocumented.report.model import Report
from tests.calls import answer, related
from tests.support import CLUSTERS, FACTS

UPPER = answer("codes=a", {"code": "A", "price": 5})
LOWER = answer("codes=a&case=LOWER", {"code": "a", "price": 6}, after=1)


def report(*, broken: bool) -> Report:
    """Return the report on two answers that differ, or on one."""
    contract = related("same-but-letter-case", "case")
    judge = ContractJudge(contract, select_checks(groups=["calls"]), CLUSTERS)
    for one in (UPPER, LOWER) if broken else (UPPER,):
        judge.judge(one)
    return build_report([judge.result()], FACTS)


BOTH = "codes=a&case=LOWER has 6 and codes=a has 5"


def test_the_terminal_names_both() -> None:
    """With what each of them has."""
    assert f"        {BOTH}\n" in terminal.render(report(broken=True), width=200)


def test_markdown_names_both() -> None:
    """Beside what was observed."""
    assert BOTH.replace("&", "&amp;") in markdown.render(report(broken=True))


def test_explain_sends_both_requests() -> None:
    """So that a reader can ask again."""
    found = report(broken=True)
    text = one_problem.render(found, found.problems[0], found.drifts)
    assert "    beside: codes=a, /data/0/price: 5\n" in text
    assert text.count("curl ") == 2


def test_a_ticket_has_both() -> None:
    """As blocks of code."""
    found = report(broken=True)
    text = ticket(found.problems[0], found.drifts, found.operations[0])
    assert '```json\n{"code": "a", "price": 6}\n```' in text
    assert '```json\n{"code": "A", "price": 5}\n```' in text
    assert "held against " in text


def test_the_page_has_both() -> None:
    """One above the other, with both requests."""
    text = page.render(report(broken=True))
    assert "Held against" in text
    assert text.count('<pre class="command"') >= 2


@pytest.mark.parametrize("notes", [True, False])
def test_a_relation_that_nothing_shows_is_told(*, notes: bool) -> None:
    """How many, and with notes why."""
    text = terminal.render(report(broken=False), notes=notes, width=200)
    why = "coupons 2026: related: no two requests within an hour differ in case alone"
    assert (why in text) is notes
    assert "not shown: 1 relation between calls" in text
    assert "no two requests within an hour differ in case alone" in page.render(
        report(broken=False)
    )
