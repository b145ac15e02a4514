"""The page: one file, no network, no script, readable, safe with hostile values."""

import base64
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from html import unescape

from msgspec import structs

from asdocumented.checks.registry import all_checks
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.session import SetCounts
from asdocumented.judging.unjudged import UnmatchedRequest
from asdocumented.renderers import html
from asdocumented.report.build import build_report
from asdocumented.report.model import Report
from tests.gate.reports import drift, report
from tests.support import CLUSTERS, FACTS, NOON, contract, interaction

HOSTILE = '<img src=x onerror="alert(1)">'


def report_on(body: str, name: str = "one", unread: str = "a.yaml") -> Report:
    """Return the report on one body that should hold a string."""
    judge = ContractJudge(contract({"name": {"type": "string"}}), all_checks(), CLUSTERS)
    judge.judge(interaction(body, name=name))
    return build_report([judge.result()], FACTS, [Unread(unread, "unreadable")])


def test_the_only_style_sheet_is_allowed_by_its_hash_and_nothing_else_is() -> None:
    """A strict policy holds on the page, also when it is opened as a file."""
    page = html.render(report_on('{"name": 1}'))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_the_page_needs_no_network_and_no_script() -> None:
    """No script, no inline style or handler, no address of another host."""
    page = html.render(report_on('{"name": 1}'))
    assert not re.search(r"<script|<link|<img|<iframe|\sstyle=|\son\w+=|https?://|url\(", page)


def test_every_drift_has_an_anchor_and_its_row() -> None:
    """A drift can be linked to, and shows documented, observed, and the cited row."""
    report = report_on('{"name": 1}')
    page = html.render(report)
    (drift,) = report.drifts
    assert f'id="{drift.fingerprint}"' in page
    assert "coupons 2026, response table, row 1 (name), String" in page
    assert "<dt>observed</dt><dd><code>integer</code> · 1 of 1 (example)</dd>" in page


def test_hostile_names_and_values_are_text() -> None:
    """Names, values, interaction names and files from evidence never become markup."""
    body = '{"<img src=x>": "</code><script>alert(1)</script>", "name": "\\u001b[31m"}'
    page = html.render(report_on(body, HOSTILE, HOSTILE))
    assert not re.search(r"<img|<script|\x1b", page)


def test_all_rows_stand_in_the_page_with_their_verdict() -> None:
    """The reader sees what was not observed, too."""
    page = html.render(report_on("{}"))
    assert "All 1 documented rows" in page
    assert '<td class="absent">absent</td>' in page


def test_the_reader_sees_near_the_top_whose_recordings_these_are() -> None:
    """Name, how many, zone, whether it is a stand-in, from when to when; and what was left out."""
    judge = ContractJudge(contract({"code": {"type": "string"}}), all_checks(), CLUSTERS)
    stand_in = EvidenceSet("cassette", "sandbox", "UTC", stand_in=True)
    one = interaction('{"code": "A"}', origin="cassette")
    judge.judge(structs.replace(one, target="eu"))
    judge.judge(structs.replace(one, target="sandbox", zone="UTC", stand_in=True))
    evening = datetime(2026, 11, 23, 22, tzinfo=UTC)
    counts = SetCounts(1, evening, evening.replace(day=24))
    facts = replace(FACTS, sets={stand_in: counts}, other_requests=1)
    header = html.render(build_report([judge.result()], facts)).partition("</header>")[0]
    assert "<li>cassette:eu: 1 (zone unknown)</li>" in header
    assert (
        "<li>cassette:sandbox: 1 (UTC, a stand-in, not the vendor&#39;s server, "
        "recorded 2026-11-23 to 2026-11-24)</li>"
    ) in header
    assert "1 other request that no contract is about" in header


def test_requests_that_no_operation_matches_are_listed() -> None:
    """With how many there were and what is documented instead."""
    judge = ContractJudge(contract({"code": {"type": "string"}}), all_checks(), CLUSTERS)
    found = UnmatchedRequest("GET", "/api/…", "no documented path is like it")
    page = html.render(build_report([judge.result()], replace(FACTS, unmatched={found: 3})))
    row = "<td><code>GET /api/…</code></td><td>3</td><td>no documented path is like it</td>"
    assert f"<tr>{row}</tr>" in page


def test_how_an_operation_stands_is_told_by_evidence_set() -> None:
    """How many interactions there were, and the verdict of each set."""
    judge = ContractJudge(contract({"code": {"type": "string"}}), all_checks(), CLUSTERS)
    for _ in range(2):
        judge.judge(interaction('{"code": "A"}', origin="live"))
    page = html.render(build_report([judge.result()], FACTS))
    assert "· edition 2026 · as documented</h2>" in page
    assert "· live (2): as documented</p>" in page


def test_every_problem_has_an_anchor_and_says_what_to_do() -> None:
    """Its drifts stand below it."""
    report = report_on('{"name": 1}')
    (problem,) = report.problems
    page = html.render(report)
    assert f'id="problem-{problem.id}"' in page
    assert problem.what_to_do in html_text(page)


def html_text(page: str) -> str:
    """Return the text of a page."""
    return unescape(re.sub(r"<[^>]+>", "", page))


def test_what_is_waived_is_counted_apart_and_stays_visible() -> None:
    """With its reason; a waiver that expired opens the list of them."""
    known = Waiver(fingerprint="a" * 16, reason="known to the vendor", ticket="CAP-1")
    old = Waiver(fingerprint="b" * 16, reason="soon", expires=date(2026, 11, 1))
    given = GateInputs(waivers=WaiverFile("waivers.toml", (known, old)))
    page = html.render(decide(report(drift("a"), drift("b")), given, NOON))
    assert '<li class="error"><b>1</b>errors</li>' in page
    assert "<li><b>1</b>waived</li>" in page
    assert "<dt>waived</dt><dd>known to the vendor; CAP-1</dd>" in page
    assert "<details open><summary>2 waivers</summary>" in page
    assert "<td>expired</td>" in page
