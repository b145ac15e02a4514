"""The first screen: the decision, what decided, what was judged, and what is worst."""

from datetime import date

from msgspec import structs

from asdocumented.contracts.model import NotJudged
from asdocumented.gate.decision import GateInputs
from asdocumented.gate.earlier import EarlierReport
from asdocumented.gate.waivers import Waiver, WaiverFile
from asdocumented.report.model import Redacted
from tests.gate.reports import DEMO, drift, evidence, report
from tests.renderers.html.page import cells, decided, facts, one, parsed, text


def test_a_failing_report_says_so_with_the_rule_that_decided() -> None:
    """The word, a sentence, the rule as a link, and what to do next."""
    page = parsed(decided(report(drift())))
    tile = one(page, "#verdict")
    assert tile["class"] == ["verdict", "fails"]
    assert text(one(tile, "h1")) == "Fails"
    assert text(one(tile, ".sentence")) == "1 problem fails the gate."
    assert text(one(tile, ".why")) == (
        "Decided by fail_on : drifts of severity error without a waiver: "
        "1 drift in 1 problem (limit: none)."
    )
    assert one(tile, ".why a")["href"] == "#rule-fail_on"
    assert "asdocumented explain aaaaaaaaaa shows one whole" in text(one(tile, ".next"))


def test_a_passing_report_says_how_far_that_goes() -> None:
    """What the gate allows is no silence."""
    warning = drift(severity="warning")
    passes = parsed(decided(report()))
    assert text(one(passes, ".sentence")) == (
        "The API behaves as documented, as far as it was judged."
    )
    allowed = parsed(decided(report(warning)))
    assert text(one(allowed, "h1")) == "Passes"
    assert text(one(allowed, ".sentence")) == (
        "1 problem departs from the documentation; the gate allows it."
    )


def test_an_inconclusive_report_shows_at_once_what_helps() -> None:
    """The steps are open, not folded."""
    page = parsed(decided(report(sets=[], operations=[])))
    assert text(one(page, "h1")) == "Inconclusive"
    assert text(one(page, ".sentence")) == "There is not enough evidence to decide."
    assert one(page, ".next").has_attr("open")


def test_problems_are_counted_by_severity_and_those_that_are_waived_apart() -> None:
    """A waiver takes a problem out of the errors."""
    waiver = Waiver(fingerprint="a" * 16, reason="known", expires=date(2027, 1, 1))
    given = GateInputs(waivers=WaiverFile("waivers.toml", (waiver,)))
    found = report(drift("a"), drift("b"), drift("c", severity="note", location="$.other"))
    counts = facts(one(parsed(decided(found, given)), ".counts"))
    assert counts == {"Errors": "1", "Warnings": "0", "Notes": "1", "Waived": "1"}


def test_new_and_known_are_told_apart_where_there_is_an_earlier_report() -> None:
    """Without one nothing is called new."""
    given = GateInputs(earlier=[EarlierReport("1.json", decided(report(drift("a"))))])
    page = parsed(decided(report(drift("a"), drift("b")), given))
    assert facts(one(page, ".counts"))["Errors"] == "2 1 new, 1 known"
    assert "1 to 2 problems in 2 reports" in text(one(page, ".spark"))
    assert not parsed(decided(report(drift()))).select(".spark")


def test_the_reader_sees_whose_evidence_was_judged() -> None:
    """Target, where from, when, zone, how many; that it is a stand-in, and made to depart."""
    sets = [
        evidence("example", zone=None),
        evidence("cassette:eu", zone=None),
        evidence(DEMO, stand_in=True, deviations=["two-zones"], last="2026-11-01T12:00:00Z"),
    ]
    lines = [text(line) for line in parsed(decided(report(sets=sets))).select(".sets li")]
    assert lines == [
        "printed examples on the page 2 interactions",
        "eu recorded 2026-11-01 to 2026-11-02, zone unknown 2 interactions",
        "demo recorded 2026-11-01, UTC, made to depart in 1 way stand-in 2 interactions",
    ]


def test_what_was_left_out_is_said() -> None:
    """Recordings that were not judged, requests to others, checks that were not asked."""
    found = report(skipped=["null-value"])
    left_out = [NotJudged("2 recordings of x", "they depart")]
    run = structs.replace(found.run, left_out=left_out, other_requests=1)
    tile = text(one(parsed(decided(structs.replace(found, run=run))), ".tile"))
    assert "Left out: 2 recordings of x: they depart." in tile
    assert "1 other request that no contract is about." in tile
    assert "Checks that were not asked: null-value." in tile


def test_the_worst_problems_are_linked_with_their_rows_and_reach() -> None:
    """Those that fail come first; six at most."""
    found = [drift(letter, location=f"$.{letter}") for letter in "abcdefg"]
    page = parsed(decided(report(*found)))
    links = page.select(".top li")
    assert len(links) == 6
    assert text(links[0]) == "$.a is object GET /coupons · response table, row 1 · 1 of 1 set"
    assert one(links[0], "a")["href"] == "#problem-aaaaaaaaaa"


def test_values_that_are_shown_are_said_to_be() -> None:
    """Nobody forwards them by mistake."""
    shown = structs.replace(report(drift()), redacted=Redacted(shown=True))
    alarm = one(parsed(decided(shown)), ".alarm")
    assert text(alarm) == "Values are shown: do not forward this page."


def test_every_rule_of_the_gate_has_limit_actual_and_state() -> None:
    """What is broken says what helps."""
    page = parsed(decided(report(drift())))
    first, *others = [cells(row) for row in page.select(".rules tbody tr")]
    assert first[1:] == ["none", "1 drift in 1 problem", "fails"]
    assert first[0].startswith("drifts of severity error without a waiver fail_on asdocumented")
    assert {row[3] for row in others} == {"holds"}
