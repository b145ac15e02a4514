"""The summary: what was judged, whose recordings these are, and what it does not know."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Citation
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs, decide
from asdocumented.gate.policy import Policy
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.set_counts import SetCounts
from asdocumented.judging.unjudged import UnmatchedRequest
from asdocumented.renderers import terminal
from asdocumented.renderers.terminal import render_drift
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift, Report, Unmatched
from tests.support import CLUSTERS, FACTS, NOON, contract, interaction

ROWS = [(25, "used"), (24, "created")]
CODE = contract({"code": {"type": "string"}})
STAND_IN = "a stand-in, not the vendor's server"
MORNING = datetime(2026, 11, 24, 6, tzinfo=UTC)
NIGHT = MORNING.replace(hour=22)
NO_REQUESTS: Mapping[UnmatchedRequest, int] = {}


def report_on(
    *bodies: str,
    errors: tuple[Unread, ...] = (),
    unmatched: Mapping[UnmatchedRequest, int] = NO_REQUESTS,
    others: int = 0,
) -> Report:
    """Return the report on these bodies."""
    judge = ContractJudge(CODE, all_checks(), CLUSTERS)
    for body in bodies:
        judge.judge(interaction(body, origin="cassette"))
    facts = replace(FACTS, unmatched=unmatched, other_requests=others)
    return decide(build_report([judge.result()], facts, errors), GateInputs(), NOON)


def lines(report: Report) -> list[str]:
    """Return the summary line by line."""
    return terminal.render(report, notes=False, colour=False, width=1000).splitlines()


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (
            EvidenceSet("cassette", "eu", "UTC"),
            "  cassette:eu: 1 (UTC, recorded 2026-11-24)",
        ),
        (EvidenceSet("har", "shop"), "  har:shop: 1 (zone unknown, recorded 2026-11-24)"),
        (
            EvidenceSet("live", "eu", "Asia/Kolkata", stand_in=True),
            f"  live:eu: 1 (Asia/Kolkata, {STAND_IN}, made to depart: a, b, recorded 2026-11-24)",
        ),
    ],
)
def test_a_target_stands_below_the_headline(one: EvidenceSet, line: str) -> None:
    """With its zone, whether it is a stand-in and departs, and from when to when."""
    judge = ContractJudge(CODE, all_checks(), CLUSTERS)
    judge.judge(
        structs.replace(
            interaction('{"code": "A"}', origin=one.origin),
            target=one.target,
            zone=one.zone or None,
            stand_in=one.stand_in,
        )
    )
    deviations = ("a", "b") if one.stand_in else ()
    counts = SetCounts(1, MORNING, NIGHT, deviations)
    report = build_report([judge.result()], replace(FACTS, sets={one: counts}))
    assert lines(report)[1] == line


def test_an_operation_stands_with_its_verdict_in_each_set() -> None:
    """Evidence sets are never mixed into one."""
    judge = ContractJudge(CODE, all_checks(), CLUSTERS)
    judge.judge(interaction('{"code": "A"}'))
    judge.judge(interaction('{"code": 1}', origin="live"))
    judge.judge(interaction("{}", origin="har", status=404))
    assert lines(build_report([judge.result()], FACTS))[2:4] == [
        "GET /coupons · edition 2026 · drift",
        "  example: as documented, har: not shown, live: drift",
    ]


def test_nothing_is_called_clean_where_nothing_was_shown() -> None:
    """An answer that nothing was found shows no drift, and no conformance either."""
    judge = ContractJudge(CODE, all_checks(), CLUSTERS)
    judge.judge(interaction("{}", origin="live", status=404))
    assert lines(decide(build_report([judge.result()], FACTS), GateInputs(), NOON)) == [
        "1 edition of 1 operation · 1 live request",
        "",
        "GET /coupons · edition 2026 · not shown",
        "",
        "problems: 0 errors, 0 warnings, 0 notes (0 drifts)",
        "gate, decided by the defaults:",
        "  ok       fail_on: drifts of severity error without a waiver: none (limit: none)",
        "  ok       judged: interactions judged: 1 (limit: 1 at least)",
        "  ok       read: sources not judged in full: none (limit: none)",
        (
            "  MISSING  shown: editions of which an answer shows something: 0 of 1 "
            "(limit: 1 at least)"
        ),
        "  ok       servers: evidence sets of a server: live (limit: 1 at least)",
        (
            "  ok       max_recording_age_days: age of the oldest recording of a target: "
            "none (limit: 180 days at most)"
        ),
        ("inconclusive: editions of which an answer shows something: 0 of 1 (limit: 1 at least)"),
        ("  next: check the credentials and the samples: asdocumented doctor --target NAME"),
    ]


def test_printed_examples_alone_prove_a_page() -> None:
    """Not a server: the last line says what is missing, unless the pages alone were asked for."""
    judge = ContractJudge(CODE, all_checks(), CLUSTERS)
    judge.judge(interaction('{"code": "A"}'))
    report = build_report([judge.result()], FACTS)
    assert lines(decide(report, GateInputs(), NOON))[-2:] == [
        "inconclusive: evidence sets of a server: none (limit: 1 at least)",
        (
            "  next: add recordings or a live run, for printed examples prove a page and no "
            "server; or judge the pages alone: --pages"
        ),
    ]
    alone = GateInputs(Policy(pages_alone=True))
    assert lines(decide(report, alone, NOON))[-1] == (
        "passes: 1 interaction judged, no rule is broken"
    )


def test_long_lines_are_broken_at_blanks() -> None:
    """A narrow terminal reads them whole; words that are longer stay whole."""
    narrow = terminal.render(report_on('{"code": 1}'), notes=True, colour=False, width=60)
    assert all(len(line) <= 60 or " " not in line.strip() for line in narrow.splitlines())


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (1, "  1 other request that no contract is about"),
        (2, "  2 other requests that no contract is about"),
    ],
)
def test_what_was_left_out_is_counted(count: int, line: str) -> None:
    """Silence about it would read as a pass."""
    report = report_on('{"code": "A"}', others=count)
    assert lines(report)[:2] == ["1 edition of 1 operation · 1 recording", line]
    assert report.run.other_requests == count


def test_requests_that_no_operation_matches_are_named_once_each() -> None:
    """The most frequent first, then by method and path."""
    prefix = UnmatchedRequest("GET", "/api/coupons", "GET /coupons is documented, without /api")
    near = UnmatchedRequest("POST", "/coupon", "the nearest documented path is /coupons")
    far = UnmatchedRequest("GET", "/items/…", "no documented path is like it")
    report = report_on('{"code": "A"}', unmatched={near: 1, prefix: 1, far: 21})
    found = lines(report)
    start = found.index("requests that no operation matches:")
    assert found[start - 1 : start + 5] == [
        "",
        "requests that no operation matches:",
        "  GET /items/… (21): no documented path is like it",
        "  GET /api/coupons (1): GET /coupons is documented, without /api",
        "  POST /coupon (1): the nearest documented path is /coupons",
        "",
    ]
    assert report.unmatched[0] == Unmatched("GET", "/items/…", 21, "no documented path is like it")


EMPTY = Unread("a.yaml", "empty", whole=True)
CUT = Unread("b.yaml", "not valid YAML at line 9 (after 1 interactions)", whole=True)
ONE = Unread("c.yaml", "#0: binary text that is not base64", whole=False)
CLEAN, DRIFTING = ('{"code": "A"}',), ('{"code": 1}',)
NOTED = ('{"code": "A"}', "{}")
LOST = "sources not judged in full"


@pytest.mark.parametrize(
    ("bodies", "errors", "last"),
    [
        (CLEAN, (), "passes: 1 interaction judged, no rule is broken"),
        (CLEAN, (ONE,), "passes: 1 interaction judged, no rule is broken"),
        (CLEAN, (ONE, EMPTY), f"inconclusive: {LOST}: a.yaml (limit: none)"),
        (CLEAN, (EMPTY, CUT), f"inconclusive: {LOST}: a.yaml, b.yaml (limit: none)"),
        (
            DRIFTING,
            (EMPTY,),
            "fails: drifts of severity error without a waiver: 1 drift in 1 problem (limit: none)",
        ),
        (NOTED, (), "passes: 2 interactions judged, no rule is broken"),
        (NOTED, (EMPTY,), f"inconclusive: {LOST}: a.yaml (limit: none)"),
        ((), (), "inconclusive: nothing was judged"),
        ((), (EMPTY,), "inconclusive: nothing was judged"),
    ],
)
def test_the_last_lines_say_what_came_out_and_why(
    bodies: tuple[str, ...], errors: tuple[Unread, ...], last: str
) -> None:
    """What is lost as a whole leaves a run without client-breaking drift inconclusive."""
    found = lines(report_on(*bodies, errors=errors))
    assert [line for line in found if not line.startswith("  next: ")][-1] == last
    for unread in errors:
        assert f"incomplete: {unread.file}: {unread.reason}" in found


DATES = [Citation("coupons", "2026", "table", row, name, "String") for row, name in ROWS]
DEDUCED = Drift(
    fingerprint="f",
    check="dates-disagree",
    severity="warning",
    operation="coupons",
    edition="2026",
    location="$.used",
    documented="",
    follows_from="not before created",
    observed="before created",
    observed_class="before created",
    citation=DATES[0],
    sources=[DATES[1], Citation("dates", "")],
    seen={},
    samples=[],
)


def test_what_is_deduced_is_said_to_follow_from_its_rows_and_pages() -> None:
    """The word documented stands only before what a row says."""
    assert render_drift(DEDUCED).splitlines() == [
        "warning",
        "      dates-disagree  $.used  [f]",
        (
            "        follows from coupons 2026, table, rows 25 (used), 24 (created); dates: "
            "not before created"
        ),
        "        observed before created  in the page",
    ]


def test_further_rows_stand_beside_the_row_that_says_it() -> None:
    """A datatype may be printed in two tables."""
    sources = [structs.replace(DATES[0], table="table 2", row=3)]
    stated = structs.replace(DEDUCED, documented="String", follows_from="", sources=sources)
    assert render_drift(stated).splitlines()[2] == (
        "        documented String  "
        "(coupons 2026, table, row 25 (used); coupons 2026, table 2, row 3 (used))"
    )
