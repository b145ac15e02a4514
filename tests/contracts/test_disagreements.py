"""What a careful reader finds wrong in the four pages: each fact is told by a check or a remark."""

from functools import cache

import pytest

from asdocumented.api import load_contracts
from asdocumented.gate.decision import GateInputs
from asdocumented.report.model import Report
from tests.support import CONTRACTS

V2, V2_2024 = "v2-coupon 2026", "v2-coupon 2024"
SERIES, V1_1 = "v2-coupon-series 2025", "v1.1-coupon-get 2025"
S = "$.data[*].couponSeries."
ITEM = "$.response.coupons.coupon[*]."

FOUND = {
    "redemptionRange: String, an object": (V2, "wrong-type", f"{S}redemptionRange"),
    "discountValue: Integer, 10.0": (V2, "integer-as-decimal", "$.data[*].discountValue"),
    "discountUpto: Integer, 0.0": (V2, "integer-as-decimal", "$.data[*].discountUpto"),
    "fixedExpiryDate: Integer, milliseconds": (V2, "integer-out-of-range", f"{S}fixedExpiryDate"),
    "validTillDateTime: absent": (V2, "absent-field", "$.data[*].validTillDateTime"),
    "couponIds: mandatory, not sent": (V2, "missing-parameter", "$request.query.couponIds"),
    "couponIssualDetails: never shown": (V2, "row-never-shown", "$.data[*].couponIssualDetails"),
    "campaignId: -1 of no row": (V2, "undocumented-sentinel", f"{S}campaignId"),
    "discountUpto: 0 for no maximum": (V2, "undocumented-sentinel", "$.data[*].discountUpto"),
    "latestRedemptionTime: 0": (V2, "undocumented-sentinel", f"{S}latestRedemptionTime"),
    "discountCode: NO_VALUE": (V2, "undocumented-sentinel", "$.data[*].discountCode"),
    "lastUsed: before the latest issue": (V2, "dates-disagree", f"{S}lastUsed"),
    "registration times: no unit": (
        V2,
        "vague-time",
        f"{S}targetUserDetails.validUserRegistrationStartTime",
    ),
    "an answer without its request": (V2, "example-without-request", "$"),
    "table 1: not nested": (V2, "flat-table", "response table 1"),
    "2024, data: in no row": (V2_2024, "undocumented-field", "$.data"),
    "entity: Object, an array": (SERIES, "wrong-type", "$.entity"),
    "Warninigs: warnings": (SERIES, "misnamed-field", "$.warnings"),
    "storeIdsJson: in no row": (SERIES, "undocumented-field", "$.entity.storeIdsJson"),
    "targetUserDetails: in no row": (SERIES, "undocumented-field", "$.entity.targetUserDetails"),
    "series: 80 rows beside entity": (SERIES, "flat-table", "response table"),
    "customPropertyMap: absent": (SERIES, "absent-field", "$.entity.customPropertyMap"),
    "redemptionPerCouponMaxLimit: absent": (
        SERIES,
        "absent-field",
        "$.entity.redemptionPerCouponMaxLimit",
    ),
    "series, fixedExpiryDate: milliseconds": (
        SERIES,
        "integer-out-of-range",
        "$.entity.fixedExpiryDate",
    ),
    "series, latestIssualTime: milliseconds": (
        SERIES,
        "integer-out-of-range",
        "$.entity.latestIssualTime",
    ),
    "maxBillAmount: Integer, 2^53-1": (SERIES, "integer-out-of-range", "$.entity.maxBillAmount"),
    "validTillDate: Z for an offset": (SERIES, "wrong-date-format", "$.entity.validTillDate"),
    "lastUsed: before createdOn": (SERIES, "dates-disagree", "$.entity.lastUsed"),
    "numTotal: -1, and 3 issued": (SERIES, "values-disagree", "$.entity.numTotal"),
    "series: -1 in many fields": (SERIES, "undocumented-sentinel", "$.entity.maxCreate"),
    "redemptionValidFrom: 1970": (SERIES, "undocumented-sentinel", "$.entity.redemptionValidFrom"),
    "id: text and number": (V1_1, "inconsistent-type", f"{ITEM}id"),
    "flags: texts": (V1_1, "text-for-boolean", f"{ITEM}item_status.success"),
    "pincode: NULL": (V1_1, "text-for-null", f"{ITEM}pincode"),
    "value: null": (V1_1, "null-value", f"{ITEM}value"),
    "failed items: fields left out": (V1_1, "absent-field", f"{ITEM}issued_store"),
    "success: true above failures": (V1_1, "contradictory-status", "$.response.status.success"),
    "LOWER: codes in capitals": (V1_1, "wrong-letter-case", f"{ITEM}code"),
    "one code found and failed": (V1_1, "repeated-item", f"{ITEM}code"),
    "envelope: in no row": (V1_1, "undocumented-field", "$.response"),
    "ids: texts and numbers": (V1_1, "two-datatypes", f"{ITEM}redemption_info.id"),
    "couponIds: shown by nothing": (V2, "unshown-selector", "$request.query.couponIds"),
    "discountValue: Integer and Long": (V2, "two-datatypes", f"{S}discountValue"),
    "seriesId: Long, id of couponSeries: Integer": (V2, "two-datatypes", "$.data[*].seriesId"),
    "discountType: Enum and String": (V2, "two-datatypes", f"{S}discountType"),
    "integer and Integer": (V2, "datatype-spelling", f"{S}shortCodeLength"),
    "table 1: two dots at once": (V2, "depth-jump", "$.data[*].couponIssualDetails.sourceType"),
    "tables without datatypes": (V1_1, "untyped-row", "response table"),
    "ownerValidity: no datatype": (SERIES, "untyped-row", "$.entity.ownerValidity"),
    "id, name, code, value: repeated rows": (V1_1, "duplicate-row", f"{ITEM}customer.id"),
    "two orders of a date": (V1_1, "two-date-forms", f"{ITEM}valid_till"),
    "dates without a zone": (V1_1, "vague-time", f"{ITEM}issued_on"),
    "createdOn: no format": (SERIES, "vague-time", "$.entity.createdOn"),
    "mandatory marks moved": (V2, "edition-changed", "$request.query"),
    "fields added, with no version": (V2, "edition-changed", "$"),
    "an answer of 2024 in 2026": (V2, "repeated-example", "$"),
    "orgId: Long and Integer on two pages": (V2, "pages-disagree", f"{S}orgId"),
    "expiryStrategyType: String and Enum": (V2, "pages-disagree", f"{S}expiryStrategyType"),
    "ownerValidity: Long and nothing": (V2, "pages-disagree", f"{S}ownerValidity"),
    "validTillISODate: on one page": (V2, "pages-disagree", f"{S}validTillISODate"),
    "customPropertyMap: on the other page": (V2, "pages-disagree", "$.data[*].couponSeries"),
    "redemptionRange: JSON on one page": (V2, "pages-disagree", f"{S}redemptionRange"),
    "validTillDate: UTC and server": (V2, "pages-disagree", f"{S}validTillDate"),
    "several codes: two forms": (V2, "pages-disagree", "$request.query.couponCodes"),
    "flags: booleans and texts on one page": (
        V1_1,
        "text-for-boolean",
        f"{ITEM}redemption_info.redeemed",
    ),
}
"""Each fact, in short, with the page, the check and the place that tells it."""

REMARKS = {
    "no field has the promised status": (V1_1, "item_status"),
    "offlineRedeemType has the values of isDvsEnabled": (V2, "offlineRedeemType"),
    "data is said to list series": (V2, "data"),
    "one sentence for two moments": (V2, "validTill"),
    "two explanations of validTill": (V2, "validTill"),
    "no batch support, several codes": (V2, "couponIds"),
    "values in quotation marks": (SERIES, "expiryStrategyValue"),
    "discountOn explained as discountType": (SERIES, "discountOn"),
    "series, coupon and offer": (SERIES, "ids"),
    "batch support without a form": (SERIES, "ids"),
    "broken markup of codes": (V1_1, "code"),
    "nothing is mandatory": (V1_1, "issuedToIds"),
    "2024: one parameter is mandatory, three are offered": (V2_2024, "issuedToIds"),
    "description of coupon and series": (V2, "description"),
    "warnings and errors, warnings alone": (V2, "warnings"),
    "numTotal counts two things": (V2, "numTotal"),
    "clientHandlingType means two things": (V2, "clientHandlingType"),
}
"""What no program sees, with the page and the row that a remark is about."""

UNTOLD = {
    "inner values of redemptionRange: numbers, and texts": "no row tells their type",
}
"""What is told by nothing, and why."""


@cache
def report() -> Report:
    """Return the report on the pages and their printed examples."""
    return load_contracts(CONTRACTS).judge(examples=True, gate=GateInputs())


@pytest.mark.parametrize("fact", FOUND)
def test_a_check_tells_it(fact: str) -> None:
    """At its place."""
    page, check, location = FOUND[fact]
    told = {(f"{one.operation} {one.edition}", one.check, one.location) for one in report().drifts}
    assert (page, check, location) in told


@pytest.mark.parametrize("fact", REMARKS)
def test_a_remark_tells_it(fact: str) -> None:
    """With its row."""
    page, row = REMARKS[fact]
    names = [
        cited.name.removesuffix("[]")
        for one in report().remarks
        if f"{one.operation} {one.edition}" == page
        for cited in (one.citation, *one.sources)
        if cited.name
    ]
    assert row in names


def test_most_of_82_facts_are_found() -> None:
    """64 at least, and of each other it is said why not."""
    assert len(FOUND) >= 64
    assert len(FOUND) + len(REMARKS) + len(UNTOLD) >= 82
