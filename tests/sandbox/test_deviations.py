"""Each deviation departs in one way, and the check that it names finds it."""

from collections.abc import Iterator

import pytest

from asdocumented.checks.registry import all_checks, without_page_checks
from asdocumented.errors import Fault
from asdocumented.sandbox.deviations import DEVIATIONS, chosen
from tests.sandbox.client import drifts, found, sandbox, send

COUPON = "/v2/coupon?couponCodes=InventedMixed3"
SERIES = "/v2/coupon?couponCodes=inventedlower2&showCouponSeries=true"
LOWER = "/v1.1/coupon/get?code=INVENTEDUPPER1,nosuchcode&coupon_code_case=LOWER"
FOUND_ONLY = "/v1.1/coupon/get?code=INVENTEDUPPER1,inventedlower2"
ONE_SERIES = "/v2/coupon/series?ids=910001"
ITEM = "$.response.coupons.coupon[*]"

ROWS = (
    ("decimal-amounts", COUPON, "$.data[*].discountValue"),
    ("without-expiry-time", COUPON, "$.data[*].validTillDateTime"),
    ("redemption-range-as-object", SERIES, "$.data[*].couponSeries.redemptionRange"),
    ("expiry-in-milliseconds", SERIES, "$.data[*].couponSeries.fixedExpiryDate"),
    ("last-use-before-issue", SERIES, "$.data[*].couponSeries.lastUsed"),
    ("times-in-milliseconds", ONE_SERIES, "$.entity.fixedExpiryDate"),
    ("used-before-creation", ONE_SERIES, "$.entity.lastUsed"),
    ("total-not-counted", ONE_SERIES, "$.entity.numTotal"),
    ("utc-as-z", ONE_SERIES, "$.entity.validTillDate"),
    ("optional-fields-left-out", ONE_SERIES, "$.entity.customPropertyMap"),
    ("unlisted-series-fields", ONE_SERIES, "$.entity.storeIdsJson"),
    ("largest-bill-amount", ONE_SERIES, "$.entity.maxBillAmount"),
    ("entity-as-array", ONE_SERIES, "$.entity"),
    ("warnings-respelled", ONE_SERIES, "$.warnings"),
    ("codes-answered-twice", LOWER, f"{ITEM}.code"),
    ("failures-in-capitals", LOWER, f"{ITEM}.code"),
    ("ids-of-two-types", LOWER, f"{ITEM}.id"),
    ("null-as-text", LOWER, f"{ITEM}.pincode"),
    ("nulls-for-nothing", FOUND_ONLY, f"{ITEM}.customer.external_id"),
    ("success-above-failures", LOWER, "$.response.status.success"),
    ("flags-as-text", FOUND_ONLY, f"{ITEM}.redemption_info.redeemed"),
    ("amounts-as-text", COUPON, "$.data[*].discountValue"),
    ("series-flags-as-text", SERIES, "$.data[*].couponSeries.anyUser"),
    ("null-discount-limit", COUPON, "$.data[*].discountUpto"),
    ("internal-field", COUPON, "$.data[*].inventedInternalField"),
    ("unlisted-discount-type", COUPON, "$.data[*].discountType"),
    ("percentage-above-100", COUPON, "$.data[*].discountValue"),
    ("broken-json-text", SERIES, "$.data[*].couponSeries.mutualExclusiveSeriesIds"),
    ("no-offset", COUPON, "$.data[*].validTill"),
    ("z-and-offset", COUPON, "$.data[*].validTill"),
    ("another-zone", SERIES, "$.data[*].couponSeries.createdOn"),
    ("two-zones", SERIES, "$.data[*].couponSeries.validTillDate"),
    ("evening-expiry", COUPON, "$.data[*].validTillDateTime"),
    ("issue-in-seconds", SERIES, "$.data[*].couponSeries.latestIssualTime"),
    ("another-series", SERIES, "$.data[*].seriesId"),
    ("more-than-the-maximum", SERIES, "$.data[*].couponSeries.numIssued"),
    ("redemption-denied", FOUND_ONLY, f"{ITEM}.redemption_info.redeemed"),
    ("letter-case-ignored", COUPON, "$.data[*].code"),
    ("no-errors", COUPON, "$.errors"),
    ("errors-as-text", "/v2/coupon?couponCodes=NOSUCHCODE", "$.errors[*]"),
    ("identifiers-optional", "/v2/coupon", "$request.query.couponCodes"),
    (
        "singular-parameter",
        "/v2/coupon?couponCode=inventedlower2",
        "$request.query.couponCode",
    ),
    ("odd-ids-answered", "/v2/coupon?couponIds=invented", "$request.query.couponIds"),
    ("codes-ignored", COUPON, "$.data[*].code"),
    ("code-forgotten", f"{COUPON}&couponCodes=inventedlower2", "$.data[*].code"),
    ("one-coupon-more", "/v2/coupon?couponIds=700001", "$.data[*]"),
    ("series-never", SERIES, "$.data[*].couponSeries"),
    ("series-always", COUPON, "$.data[*].couponSeries"),
    (
        "lower-case-without-text",
        (COUPON, f"{COUPON}&coupon_code_case=LOWER"),
        "$.data[*].detailedInfo",
    ),
    ("as-created-in-capitals", f"{COUPON}&coupon_code_case=AS_IT_IS", "$.data[*].code"),
    ("codes-as-created-alone", (COUPON, "/v2/coupon?couponCodes=iNVENTEDmIXED3"), "$.data[*]"),
    ("texts-of-the-moment", (COUPON, COUPON), "$.data[*].detailedInfo"),
    (
        "default-spelled-out",
        (COUPON, f"{COUPON}&showCouponSeries=false"),
        "$.data[*].detailedInfo",
    ),
    (
        "issual-changes-text",
        (COUPON, f"{COUPON}&includeIssualDetails=true"),
        "$.data[*].detailedInfo",
    ),
    (
        "repetition-changes-text",
        (COUPON, f"{COUPON}&couponCodes=InventedMixed3"),
        "$.data[*].detailedInfo",
    ),
    (
        "several-in-short",
        (COUPON, f"{COUPON}&couponCodes=inventedlower2"),
        "$.data[*].detailedInfo",
    ),
    ("series-told-otherwise", (SERIES, ONE_SERIES), "$.data[*].couponSeries.info"),
    (
        "zone-by-id",
        (COUPON, "/v2/coupon?couponIds=700003"),
        "$.data[*].validTill",
    ),
    ("multi-status", COUPON, "$statusCode"),
    ("discount-type-twice", COUPON, "$.data[*].discountType"),
    ("json-as-html", COUPON, "$response.header.Content-Type"),
    ("cut-off-body", COUPON, "$response.body"),
)

IN_THE_REQUEST = {"singular-parameter"}
"""Deviations whose fault lies in the request, so that it is found in any server's traffic."""

NO_ROOM = {"stale-recording", "evidence-disagrees"}
"""Time makes a recording stale, and it takes two servers to disagree."""


def test_every_deviation_is_tested() -> None:
    """The table above has one row a deviation."""
    assert [name for name, _, _ in ROWS] == list(DEVIATIONS)


def test_every_check_has_a_deviation() -> None:
    """Whatever the engine looks for, the server can show."""
    checks = {check.id for check in without_page_checks(all_checks())} - NO_ROOM
    assert {deviation.check for deviation in DEVIATIONS.values()} == checks


SIDE_EFFECTS: dict[str, set[str]] = {
    "another-zone": {"dates-disagree"},  # numbers beside the dates need no zone
    "two-zones": {"wrong-offset", "dates-disagree"},  # of two zones one is wrong
    "zone-by-id": {"wrong-offset", "dates-disagree"},  # as another zone is, in those answers
    "issue-in-seconds": {"dates-disagree"},  # in 1970, before the series was created
}


@pytest.fixture(scope="module")
def documented() -> Iterator[dict[str, str]]:
    """Servers without deviations, by cluster."""
    with sandbox(cluster="eu") as eu, sandbox(cluster="india") as india:
        yield {"eu": eu, "india": india}


@pytest.mark.enable_socket
@pytest.mark.parametrize(("name", "path", "location"), ROWS, ids=[row[0] for row in ROWS])
def test_a_deviation_is_found(
    name: str, path: str | tuple[str, ...], location: str, documented: dict[str, str]
) -> None:
    """Its check finds it at its place, where the documented server shows nothing.

    Above notes no other check finds anything, so that one name stands for one fault.
    """
    paths = (path,) if isinstance(path, str) else path
    with sandbox(name) as url:
        deviating = drifts([send(url + one) for one in paths])
    row = (DEVIATIONS[name].check, location)
    assert row in {(drift.check, drift.location) for drift in deviating}
    assert (
        row not in found([send(documented["eu"] + one) for one in paths]) or name in IN_THE_REQUEST
    )
    above_notes = {drift.check for drift in deviating if drift.severity != "note"}
    assert above_notes - {DEVIATIONS[name].check} == SIDE_EFFECTS.get(name, set())


DATED = [
    "expiry-in-milliseconds",
    "last-use-before-issue",
    "used-before-creation",
    "utc-as-z",
    "no-offset",
    "z-and-offset",
    "another-zone",
    "two-zones",
]


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("name", "path", "location"), [row for row in ROWS if row[0] in DATED], ids=DATED
)
def test_a_deviation_of_dates_is_found_in_another_zone(
    name: str, path: str, location: str, documented: dict[str, str]
) -> None:
    """What departs in UTC departs under an offset in digits, too."""
    with sandbox(name, cluster="india") as url:
        deviating = found([send(url + path)], "india")
    row = (DEVIATIONS[name].check, location)
    assert row in deviating
    assert row not in found([send(documented["india"] + path)], "india")


def test_names_that_there_are_not_are_refused() -> None:
    """A misspelled deviation is a fault, not a server that behaves as documented."""
    with pytest.raises(Fault, match="--deviation no-such: no such deviation"):
        chosen(["no-such"])
    with pytest.raises(Fault, match="--profile no-such: no such profile"):
        chosen([], "no-such")


def test_a_summary_is_one_sentence() -> None:
    """`--list-deviations` reads as a list of sentences."""
    for deviation in DEVIATIONS.values():
        assert deviation.summary.endswith(".")
        assert deviation.summary.count(". ") == 0
