"""What stands beside the problems, the history, and how the run was made."""

from datetime import date

from msgspec import structs

from asdocumented.contracts.model import Citation, NotJudged
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs
from asdocumented.gate.earlier import EarlierReport
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.report.model import (
    ProbeReport,
    RelationReport,
    RemarkReport,
    Report,
    Unmatched,
)
from tests.gate.reports import DEMO, drift, operation, report, row
from tests.renderers.html.page import cells, decided, facts, one, own_report, parsed, text

CITED = Citation("coupons", "2026", "response table", 1, "code", "String")


def rows_of(name: str, **changes: object) -> list[list[str]]:
    """Return the rows of one list, of a report that has this beside its problems."""
    found = structs.replace(report(drift()), **changes)
    return [cells(each) for each in parsed(decided(found)).select(f"#{name} tbody tr")]


def test_each_list_says_how_much_is_in_it_or_that_there_is_nothing() -> None:
    """An empty one is no gap."""
    page = parsed(decided(report()))
    heads = {
        str(tag["id"]): text(one(tag, "summary span")) for tag in page.select("#limits details")
    }
    assert heads == dict.fromkeys(
        [
            "remarks",
            "relations",
            "not-shown",
            "undocumented",
            "never-seen",
            "not-judged",
            "unmatched",
            "unread",
            "probes",
        ],
        "none",
    )


def test_remarks_name_row_fault_and_correction() -> None:
    """They are written by people, and open."""
    remark = RemarkReport("coupons", "2026", CITED, [], "two meanings", "Say which.")
    assert rows_of("remarks", remarks=[remark]) == [
        ["coupons 2026, response table, row 1 (code)", "two meanings", "Say which."]
    ]


def test_relations_that_do_not_hold_name_the_sets() -> None:
    """Where they do, and where they do not."""
    broken = RelationReport("coupons", "2026", "day", "$", {DEMO: "drifts"})
    holds = RelationReport("coupons", "2026", "other", "$", {DEMO: "conforms"})
    assert rows_of("relations", relations=[broken, holds]) == [
        ["day", "GET /coupons 2026", "$", "recorded demo", ""]
    ]


def test_what_was_never_seen_is_listed() -> None:
    """A row that every set lacks."""
    never = row(2, "$.name", {DEMO: "absent"})
    found = rows_of("never-seen", rows=[row(1, "$.code", {DEMO: "seen"}), never])
    assert found == [["GET /coupons 2026", "response table", "2", "name", "none"]]


def test_what_was_not_judged_matched_or_read_is_listed_with_reasons() -> None:
    """Nothing is left out in silence."""
    assert rows_of("not-judged", not_judged=[NotJudged("the order", "no request shows it")]) == [
        ["the order", "no request shows it"]
    ]
    assert rows_of("unmatched", unmatched=[Unmatched("GET", "/api/…", 3, "no such path")]) == [
        ["GET /api/…", "3", "no such path"]
    ]
    assert rows_of("unread", errors=[Unread("a.yaml", "not YAML")]) == [
        ["a.yaml", "not YAML", "left out as a whole"]
    ]


def test_probes_say_how_they_were_taken() -> None:
    """And what was not as documented."""
    probe = ProbeReport("coupons", "2026", "demo", "no code", 200, refused=False, drifts=[drift()])
    assert rows_of("probes", probes=[probe]) == [
        ["demo", "coupons", "no code", "200", "accepted", "wrong-type $.code object"]
    ]


def earlier(name: str, found: Report, finished: str) -> EarlierReport:
    """Return an earlier report that was made at this moment."""
    return EarlierReport(
        name, structs.replace(found, run=structs.replace(found.run, finished=finished))
    )


def test_history_tells_new_and_gone_and_where_a_page_changed() -> None:
    """A new edition is marked apart from what the API did."""
    old = operation({DEMO: "drift"}, edition="2025", digest="0" * 64)
    new = operation({DEMO: "drift"}, edition="2026", digest="1" * 64)
    runs = [
        earlier("1", report(drift("a"), drift("b"), operations=[old]), "2026-10-01T00:00:00Z"),
        earlier("2", report(drift("a"), drift("c"), operations=[new]), "2026-11-01T00:00:00Z"),
    ]
    rewritten = structs.replace(new, digest="2" * 64)
    now = decided(report(drift("a"), operations=[rewritten]), GateInputs(earlier=runs))
    page = parsed(now)
    assert [cells(each) for each in page.select(".runs tbody tr")] == [
        [
            "22 November 2026 this one",
            "fails",
            "1",
            "0",
            "0",
            "0",
            "1",
            "the contract of coupons 2026",
        ],
        [
            "1 November 2026",
            "inconclusive",
            "2",
            "0",
            "0",
            "1",
            "1",
            "the page: edition 2026 of coupons",
        ],
        ["1 October 2026", "inconclusive", "2", "0", "0", "0", "0", ""],
    ]
    assert len(page.select(".chart line.edition")) == 2
    assert "Gone: judged again, and not there any more 1" in text(one(page, "#history"))


def test_without_earlier_reports_there_is_no_history() -> None:
    """No empty frame, no entry in the rail."""
    assert not parsed(decided(report())).select("#history, a[href='#history']")


def test_waivers_that_do_not_hold_any_more_come_first() -> None:
    """With what changed, and a link to the drift."""
    known = Waiver(fingerprint="a" * 16, reason="known to the vendor", ticket="CAP-1")
    old = Waiver(fingerprint="b" * 16, reason="soon", expires=date(2026, 11, 1))
    given = GateInputs(waivers=WaiverFile("waivers.toml", (known, old)))
    page = parsed(decided(report(drift("a"), drift("b")), given))
    lines = [text(each) for each in page.select(".waivers li")]
    assert [line.split()[0] for line in lines] == ["expired", "in"]
    assert "known to the vendor; CAP-1" in lines[1]
    assert [tag["href"] for tag in page.select(".waivers a")] == [
        "#drift-bbbbbbbbbbbbbbbb",
        "#drift-aaaaaaaaaaaaaaaa",
    ]


def test_how_the_run_was_made_can_be_repeated() -> None:
    """The command, the versions, the digests of configuration and contracts."""
    found = own_report()
    run = structs.replace(found.run, command="asdocumented check cassettes")
    gate = structs.replace(found.gate, file="asdocumented.toml", digest="a" * 64)
    page = parsed(structs.replace(found, run=run, gate=gate))
    made, contracts = [facts(each) for each in page.select("#run .facts")]
    assert made["made again by"] == "asdocumented check cassettes"
    assert made["configuration"] == f"asdocumented.toml, SHA-256 {'a' * 64}"
    assert made["versions"].startswith("asdocumented 0.")
    assert "Python 3." in made["versions"]
    assert len(contracts) == len(found.operations)
    assert all("SHA-256 " in value for value in contracts.values())
