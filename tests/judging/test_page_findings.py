"""What checks find in the pages alone, which does not change while a contract is judged."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from asdocumented.checks.check import Findings
from asdocumented.checks.finding import Finding
from asdocumented.checks.page_findings import page_finding
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Contract
from asdocumented.judging.page_findings import page_findings
from tests.support import PAGE, contract

(WRONG_TYPE,) = (one for one in all_checks() if one.id == "wrong-type")


def test_a_page_is_looked_at_once() -> None:
    """However often its contract is judged, and by whichever sequence of checks."""
    asked: list[Contract] = []

    def rule(judged_by: Contract) -> Findings:
        asked.append(judged_by)
        yield page_finding("wrong-type", "$.code", "one thing", "another", [PAGE])

    judged_by = contract({"code": {"type": "string"}})
    check = replace(WRONG_TYPE, page=rule)
    found: list[list[Finding]] = [[*page_findings([check], judged_by, ())] for _ in range(2)]
    assert [[one.location for one in each] for each in found] == [["$.code"], ["$.code"]]
    assert asked == [judged_by]


def test_a_page_is_looked_at_beside_each_group_of_others() -> None:
    """What other pages say may differ."""
    asked: list[Sequence[Contract]] = []

    def rule(_: Contract, others: Sequence[Contract]) -> Iterator[Finding]:
        asked.append(others)
        yield page_finding("wrong-type", f"$.{len(others)}", "one thing", "another", [PAGE])

    judged_by, other = contract({"code": {"type": "string"}}), contract({})
    check = replace(WRONG_TYPE, pages=rule)
    found = [
        one.location
        for others in ([], [other], [other])
        for one in page_findings([check], judged_by, others)
    ]
    assert found == ["$.0", "$.1", "$.1"]
    assert asked == [(), (other,)]
