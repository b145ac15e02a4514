"""The bundled editions of one page, 2024 and 2026: each line was held against the pages by hand."""

from pathlib import Path

from asdocumented.comparing.change import Side
from asdocumented.comparing.editions import compare_editions
from asdocumented.contracts.folder import load_contracts
from asdocumented.renderers.comparison_text import cited
from tests.support import CONTRACTS

GOLDEN = Path(__file__).parent / "v2-coupon-2024-2026.txt"


def lines() -> list[str]:
    """Return each change in one line: effect, class, place, and both sides with their rows."""
    before, after = (one.contract for one in load_contracts(CONTRACTS, ("v2-coupon",)))
    return [
        f"{one.effect} {one.change} {one.location}: {_told(one.before)} → {_told(one.after)}"
        for one in compare_editions(before, after)
    ]


def _told(side: Side | None) -> str:
    return f"{side.says} [{'; '.join(map(cited, side.rows))}]" if side else "-"


def test_every_change_is_as_the_pages_say() -> None:
    """Nothing more, nothing less, in this order."""
    assert lines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_moved_marks_break_a_client_that_asks_by_customer_alone() -> None:
    """2024 marks issuedToIds; 2026 marks couponIds and couponCodes, unless the other is sent."""
    marks = [one.partition(" [")[0] for one in lines() if "mandatory" in one]
    assert marks == [
        "breaking parameter-became-conditional $request.query.couponCodes: optional",
        "breaking parameter-became-conditional $request.query.couponIds: optional",
        "safe parameter-became-optional $request.query.issuedToIds: mandatory",
    ]


def test_what_the_later_page_adds_without_a_version_is_listed() -> None:
    """Two parameters, three fields with what is in them, and the datatypes of ten."""
    added = [one.split()[2].rstrip(":") for one in lines() if one.split()[1] == "field-added"]
    assert [one for one in added if one.count(".") < 3] == [
        "$.data[*].couponIssualDetails",
        "$.data[*].couponSeries",
        "$.data[*].validTillDateTime",
    ]
    assert sum(one.startswith("$.data[*].couponIssualDetails.") for one in added) == 5
    assert sum(one.startswith("$.data[*].couponSeries.") for one in added) == 90
    kinds = [one.split()[1] for one in lines()]
    assert (kinds.count("parameter-added"), kinds.count("type-told")) == (2, 10)
