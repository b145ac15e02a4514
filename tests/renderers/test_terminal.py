"""The summary: what was judged, whose recordings these are, and what it does not know."""

from dataclasses import replace

import pytest
from msgspec import structs

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import Citation
from asdocumented.evidence.unread import Unread
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.renderers import terminal
from asdocumented.renderers.terminal import render_drift
from asdocumented.report.build import build_report
from asdocumented.report.model import Drift, Report, TargetReport
from tests.support import CLUSTERS, FACTS, contract, interaction

ROWS = [(25, "used"), (24, "created")]
CODE = contract({"code": {"type": "string"}})
STAND_IN = "a stand-in, not the vendor's server"
MORNING, NIGHT = "2026-11-24T06:00:00Z", "2026-11-24T22:00:00Z"


def report_on(*bodies: str, errors: tuple[Unread, ...] = (), unmatched: int = 0) -> Report:
    """Return the report on these bodies."""
    judge = ContractJudge(CODE, all_checks(), CLUSTERS)
    for body in bodies:
        judge.judge(interaction(body, origin="cassette"))
    return build_report([judge.result()], replace(FACTS, unmatched=unmatched), errors)


def lines(report: Report) -> list[str]:
    """Return the summary line by line."""
    return terminal.render(report, notes=False, colour=False).splitlines()


@pytest.mark.parametrize(
    ("zone", "first", "last", "stand_in", "line"),
    [
        ("UTC", MORNING, NIGHT, False, "  eu: 24 (UTC, recorded 2026-11-24)"),
        (None, None, None, False, "  eu: 24 (zone unknown)"),
        (
            "Asia/Kolkata",
            "2026-11-23T22:00:00Z",
            MORNING,
            True,
            f"  eu: 24 (Asia/Kolkata, {STAND_IN}, recorded 2026-11-23 to 2026-11-24)",
        ),
    ],
)
def test_a_target_stands_below_the_headline(
    zone: str | None, first: str | None, last: str | None, line: str, *, stand_in: bool
) -> None:
    """What is unknown is said to be, or left out."""
    target = TargetReport("eu", "cassette", zone, stand_in, 24, first, last)
    report = build_report([], replace(FACTS, targets=(target,)))
    assert lines(report)[:2] == ["0 editions of 0 operations · nothing to judge", line]


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (1, "  1 other request that no operation matches"),
        (2, "  2 other requests that no operation matches"),
    ],
)
def test_what_was_left_out_is_counted(count: int, line: str) -> None:
    """Silence about it would read as a pass."""
    report = report_on('{"code": "A"}', unmatched=count)
    assert lines(report)[:2] == ["1 edition of 1 operation · 1 recording", line]


EMPTY = Unread("a.yaml", "empty", whole=True)
CUT = Unread("b.yaml", "not valid YAML at line 9 (after 1 interactions)", whole=True)
ONE = Unread("c.yaml", "#0: binary text that is not base64", whole=False)
CLEAN, DRIFTING = ('{"code": "A"}',), ('{"code": 1}',)
NOTED_ALONE = "drift: 0 errors, 0 warnings, 1 note (--notes shows them)"
NOTED = ('{"code": "A"}', "{}")


@pytest.mark.parametrize(
    ("bodies", "errors", "last", "verdict"),
    [
        (CLEAN, (), "drift: 0 errors, 0 warnings, 0 notes", "as documented"),
        (CLEAN, (ONE,), "drift: 0 errors, 0 warnings, 0 notes", "as documented"),
        (
            CLEAN,
            (ONE, EMPTY),
            "drift: 0 errors, 0 warnings, 0 notes · incomplete: 1 source not judged in full",
            "inconclusive",
        ),
        (
            CLEAN,
            (EMPTY, CUT),
            "drift: 0 errors, 0 warnings, 0 notes · incomplete: 2 sources not judged in full",
            "inconclusive",
        ),
        (
            DRIFTING,
            (EMPTY,),
            "drift: 1 error, 0 warnings, 0 notes · incomplete: 1 source not judged in full",
            "drift",
        ),
        (NOTED, (), NOTED_ALONE, "drift"),
        (
            NOTED,
            (EMPTY,),
            f"{NOTED_ALONE} · incomplete: 1 source not judged in full",
            "inconclusive",
        ),
        ((), (), "inconclusive: nothing was judged", "inconclusive"),
        ((), (EMPTY,), "inconclusive: nothing was judged", "inconclusive"),
    ],
)
def test_the_last_line_says_what_came_out_and_what_is_missing(
    bodies: tuple[str, ...], errors: tuple[Unread, ...], last: str, verdict: str
) -> None:
    """What is lost as a whole leaves a run without client-breaking drift inconclusive."""
    report = report_on(*bodies, errors=errors)
    assert (lines(report)[-1], report.run.verdict) == (last, verdict)
    for unread in errors:
        assert f"incomplete: {unread.file}: {unread.reason}" in lines(report)


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
        "  warning  dates-disagree       $.used",
        (
            "           follows from coupons 2026, table, rows 25 (used), 24 (created); dates: "
            "not before created"
        ),
        "           observed   before created  in the page",
    ]


def test_further_rows_stand_beside_the_row_that_says_it() -> None:
    """A datatype may be printed in two tables."""
    sources = [structs.replace(DATES[0], table="table 2", row=3)]
    stated = structs.replace(DEDUCED, documented="String", follows_from="", sources=sources)
    assert render_drift(stated).splitlines()[1] == (
        "           documented String          "
        "coupons 2026, table, row 25 (used); coupons 2026, table 2, row 3 (used)"
    )
