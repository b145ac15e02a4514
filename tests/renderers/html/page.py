"""The page of a report, parsed; and reports that tests of the page share."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from bs4 import BeautifulSoup, Tag
from msgspec import structs

from asdocumented import load_contracts
from asdocumented.checks.registry import all_checks
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.renderers import html
from asdocumented.report.build import build_report
from asdocumented.report.model import Report, Sample, SampleRequest
from tests.support import CLUSTERS, CONTRACTS, FACTS, NOON, ROOT, contract, interaction

MARKUP = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>'


def parsed(report: Report) -> BeautifulSoup:
    """Return the page of a report, read as a browser reads it without scripts."""
    return BeautifulSoup(html.render(report), "html.parser")


def decided(report: Report, given: GateInputs | None = None) -> Report:
    """Return a report with the decision of the default gate, or of another one."""
    return decide(report, given or GateInputs(), NOON)


@cache
def own_report() -> Report:
    """Return the report on the printed examples and the recordings of this repository."""
    contracts = load_contracts(CONTRACTS)
    return contracts.judge(ROOT / "cassettes", examples=True, leave_out_departing=True)


@cache
def own_page() -> BeautifulSoup:
    """Return the page of the repository's report, parsed; tests leave it as it is."""
    return parsed(own_report())


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the only element that a selector matches."""
    (found,) = page.select(selector)
    return found


def text(element: BeautifulSoup | Tag) -> str:
    """Return the text of an element with single spaces."""
    return " ".join(element.get_text(" ").split())


def cells(row: Tag) -> list[str]:
    """Return the texts of a table's row."""
    return [text(cell) for cell in row.select("th, td")]


def facts(element: Tag) -> Mapping[str, str]:
    """Return a list of terms with what stands behind each."""
    terms = element.select("dt")
    return {text(term): text(cast("Tag", term.find_next_sibling("dd"))) for term in terms}


def hostile(word: str) -> Report:
    """Return a report in which every text that evidence can fill is this one."""
    body = f'{{"{word}": 1, "name": 1}}'.replace('x onerror="alert(1)"', "x onerror=alert(1)")
    judge = ContractJudge(contract({"name": {"type": "string"}}), all_checks(), CLUSTERS)
    judge.judge(interaction(body, name=word))
    found = build_report([judge.result()], FACTS, [Unread(word, word)])
    sample = Sample(
        "example", word, f"/{word}", word, SampleRequest("GET", f"http://h/?c={word}"), word
    )
    drifts = [
        structs.replace(
            each, observed=word, documented=word, location=f"$.{word}", samples=[sample]
        )
        for each in found.drifts
    ]
    problems = [structs.replace(each, title=word, what_to_do=word) for each in found.problems]
    return decided(structs.replace(found, drifts=drifts, problems=problems))
