"""Probes in the outputs: a section of their own, whatever else came out."""

from msgspec import structs

from asdocumented.contracts.model import Citation
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.policy import Policy, Setting
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.renderers import terminal
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift, ProbeReport, Report
from tests.renderers.html.page import cells, one, parsed, text
from tests.support import CLUSTERS, FACTS, NOON, contract

DRIFT = Drift(
    fingerprint="f",
    check="malformed-error-item",
    severity="warning",
    operation="coupons",
    edition="2026",
    location="$.errors[*]",
    documented="object",
    follows_from="",
    observed="string",
    observed_class="string",
    citation=Citation("coupons", "2026", "response table", 1, "errors", "Array"),
    sources=[],
    seen={},
    samples=[],
)
REFUSED = ProbeReport("coupons", "2026", "eu", "long-code", 400, refused=True, drifts=[])
BADLY = structs.replace(REFUSED, probe="odd-<code>", status=200, drifts=[DRIFT])
ACCEPTED = structs.replace(REFUSED, probe="no-boolean-x", status=200, refused=False)


def report(*probes: ProbeReport) -> Report:
    return build_report([ContractJudge(contract({}), [], CLUSTERS).result()], FACTS, probes=probes)


def test_the_summary_lists_those_that_were_not_refused_as_documented() -> None:
    """The others are counted."""
    lines = terminal.render(
        report(REFUSED, BADLY, ACCEPTED), notes=False, colour=False
    ).splitlines()
    start = lines.index(
        "probes, which do not change the exit code: 3 invalid requests, 1 refused as documented"
    )
    assert lines[start + 1 : start + 3] == [
        "  eu coupons: odd-<code>: HTTP 200, refused: malformed-error-item $.errors[*] (string)",
        "  eu coupons: no-boolean-x: HTTP 200, accepted",
    ]


def test_probes_that_decide_are_not_said_to_change_nothing() -> None:
    """`fail_on_probe` makes the exit code hang on them."""
    policy = Policy(fail_on_probe=Setting(value=True, source="command line"))
    decided = decide(report(REFUSED, ACCEPTED), GateInputs(policy), NOON)
    lines = terminal.render(decided).splitlines()
    assert "probes: 2 invalid requests, 1 refused as documented" in lines


def test_without_probes_there_is_no_section() -> None:
    """The page says that there is none."""
    assert "probes" not in terminal.render(report(), notes=False, colour=False)
    assert text(one(parsed(report()), "#probes summary span")) == "none"


def test_the_page_lists_them_all_as_text() -> None:
    """With how each was taken; a hostile name is no markup."""
    rows = [
        cells(row) for row in parsed(report(REFUSED, BADLY, ACCEPTED)).select("#probes tbody tr")
    ]
    assert [row[4] for row in rows] == ["refused", "refused", "accepted"]
    assert "odd-<code>" in rows[1][2]
    assert rows[1][5] == "malformed-error-item $.errors[*] string"


def test_they_are_no_part_of_the_counts() -> None:
    """A drift of a refusal is none of the API's answers to valid requests."""
    assert report(BADLY).count("warning") == 0
