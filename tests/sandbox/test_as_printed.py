"""The profile `as-printed` shows the drifts of the pages' own examples."""

import pytest

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import load_contracts
from asdocumented.evidence.examples import read_example
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from asdocumented.sandbox.deviations import DEVIATIONS, chosen
from tests.sandbox.client import drifts, sandbox, send
from tests.support import CONTRACTS, FACTS

REQUESTS = (
    "/v2/coupon?couponCodes=9000000000000004",
    "/v2/coupon?issuedToIds=800001&coupon_code_case=LOWER",
    "/v2/coupon?couponCodes=INVENTEDUPPER1&showCouponSeries=true",
    "/v2/coupon/series?ids=910002",
    "/v1.1/coupon/get?issuedToIds=800001&code=INVENTEDUPPER1,inventedlower2",
    "/v1.1/coupon/get?issuedToIds=800001&code=INVENTEDUPPER1,inventedlower2&coupon_code_case=LOWER",
)
"""The requests that the pages print, and those that their other examples answer."""

ITEM = "$.response.coupons.coupon[*]"
PRINTED = {
    ("contradictory-status", "$.response.status.success"),
    ("wrong-letter-case", f"{ITEM}.code"),
    ("inconsistent-type", f"{ITEM}.id"),
    ("repeated-item", f"{ITEM}.code"),
    ("null-value", f"{ITEM}.discount_upto"),
    ("null-value", f"{ITEM}.value"),
    ("text-for-boolean", "$.response.status.status"),
    ("text-for-boolean", "$.response.status.success"),
    ("text-for-boolean", f"{ITEM}.item_status.success"),
    ("text-for-boolean", f"{ITEM}.redemption_info.redeemed"),
    ("text-for-null", f"{ITEM}.pincode"),
    ("wrong-type", "$.data[*].couponSeries.redemptionRange"),
    ("integer-as-decimal", "$.data[*].discountUpto"),
    ("integer-as-decimal", "$.data[*].discountValue"),
    ("integer-out-of-range", "$.data[*].couponSeries.fixedExpiryDate"),
    ("integer-out-of-range", "$.entity.fixedExpiryDate"),
    ("integer-out-of-range", "$.entity.latestIssualTime"),
    ("misnamed-field", "$.warnings"),
    ("wrong-type", "$.entity"),
    ("values-disagree", "$.entity.numTotal"),
}


@pytest.mark.enable_socket
def test_the_profile_shows_what_the_examples_show() -> None:
    """Check and place of everything above a note are those found in the printed examples.

    What takes two calls no example can show: each code once more with small letters asked for.
    """
    with sandbox(profile="as-printed") as url:
        replies = [send(url + path) for path in REQUESTS]
    shown = {(d.check, d.location) for d in drifts(replies) if d.severity != "note"}
    between_calls = {("letter-case-does-more", "$.response.coupons.coupon[*]")}
    assert shown - between_calls == PRINTED
    assert between_calls < shown


@pytest.mark.enable_socket
def test_the_notes_are_those_of_the_examples() -> None:
    """Of what the page itself is at fault for, the profile shows the same, too."""
    with sandbox(profile="as-printed") as url:
        replies = [send(url + path) for path in REQUESTS]
    shown = {(d.check, d.location) for d in drifts(replies) if d.severity == "note"}
    assert shown == notes_of_examples()


def test_the_literal_list_is_what_the_examples_show() -> None:
    """The list above goes stale as soon as the printed examples show something else."""
    assert examples("error", "warning") == PRINTED


def notes_of_examples() -> set[tuple[str, str]]:
    return examples("note")


def examples(*severities: str) -> set[tuple[str, str]]:
    """Return check and location of what is found in the newest editions' printed examples."""
    checks = [check for check in all_checks() if check.page is None and check.pages is None]
    newest = {one.contract.operation: one for one in load_contracts(CONTRACTS)}
    judged = []
    for edition in newest.values():
        judge = ContractJudge(edition.contract, checks, load_clusters(CONTRACTS))
        for path in sorted((edition.path / "examples").glob("*.json")):
            judge.judge(read_example(path))
        judged.append(judge.result())
    report = build_report(judged, FACTS)
    return {(d.check, d.location) for d in report.drifts if d.severity in severities}


def test_the_profile_is_exactly_the_printed_ones() -> None:
    """A deviation can be added to the profile, in the order in which they apply."""
    printed = [deviation for deviation in DEVIATIONS.values() if deviation.printed]
    assert list(chosen([], "as-printed")) == printed
    assert [d.name for d in chosen(["no-offset"], "as-printed")] == [
        *(d.name for d in printed),
        "no-offset",
    ]
