"""`GET /v2/coupon` as its page of 2026 documents it."""

from datetime import time
from zoneinfo import ZoneInfo

from asdocumented.formats.json_path import Json
from asdocumented.sandbox.answers import (
    NO_IDENTIFIER,
    NOT_FOUND,
    Answer,
    Query,
    error_item,
    ids,
    in_letter_case,
    repeated,
    switched_on,
)
from asdocumented.sandbox.data import Coupon, Series
from asdocumented.sandbox.selection import select
from asdocumented.sandbox.settings import series_settings
from asdocumented.sandbox.zones import day_at, stamp

_DAY_BEGINS, _DAY_ENDS = time(0, 0, 0), time(23, 59, 59)


def get_coupons(query: Query, zone: ZoneInfo) -> Answer:
    """Answer a request for coupons; raise BadParameter at a value that the table does not allow."""
    customers = ids(query, "issuedToIds", repeated)
    coupon_ids = ids(query, "couponIds", repeated)
    codes = repeated(query, "couponCodes")
    in_letter_case("", query)
    with_series = switched_on(query, "showCouponSeries")
    with_issual = switched_on(query, "includeIssualDetails")
    if not (customers or coupon_ids or codes):
        return refusal(400, NO_IDENTIFIER, "neither coupon id nor coupon code given")
    selection = select(customers, coupon_ids, codes)
    data: list[Json] = []
    for coupon in selection.found:
        item = _coupon(coupon, query, zone)
        if with_issual:
            item["couponIssualDetails"] = _issual(coupon)
        if with_series:
            item["couponSeries"] = _series(coupon.series, zone)
        data.append(item)
    errors: list[Json] = [error_item(NOT_FOUND, "coupon not found") for _ in selection.missing]
    return Answer(200, {"data": data, "warnings": [], "errors": errors})


def refusal(status: int, code: int, message: str) -> Answer:
    """Return the answer to a request that is refused as a whole."""
    return Answer(status, {"data": [], "warnings": [], "errors": [error_item(code, message)]})


def _coupon(coupon: Coupon, query: Query, zone: ZoneInfo) -> dict[str, Json]:
    series = coupon.series
    return {
        "code": in_letter_case(coupon.code, query),
        "seriesId": series.id,
        "description": series.description,
        "discountCode": series.discount_code,
        "validTill": stamp(day_at(series.last_day, _DAY_BEGINS, zone), zone),
        "validTillDateTime": stamp(day_at(series.last_day, _DAY_ENDS, zone), zone),
        "discountType": series.discount_type,
        "discountValue": series.discount_value,
        "discountUpto": 0,
        "discountOn": series.discount_on,
        "detailedInfo": series.description,
    }


def _issual(coupon: Coupon) -> dict[str, Json]:
    return {
        "sourceType": "API",
        "sourceId": "INVENTED-RULE-1",
        "sourceActivity": coupon.issual_activity,
        "notes": "Invented note",
        "reason": "service recovery",
    }


def _series(series: Series, zone: ZoneInfo) -> dict[str, Json]:
    """Return `couponSeries`.

    `fixedExpiryDate` is documented as milliseconds and as an Integer, while wider numbers are Long
    on this page: only 0, which is no date, satisfies both.
    """
    return {
        **series_settings(series, zone),
        "validTillDate": stamp(day_at(series.last_day, _DAY_BEGINS, zone), zone),
        "validTillDateTime": stamp(day_at(series.last_day, _DAY_ENDS, zone), zone),
        "validTillISODate": series.last_day.isoformat(),
        "fixedExpiryDate": 0,
        "storeIdsJson": "[-1]",
        "targetUserDetails": {
            "validMaxUserTransactionLimit": 5,
            "validUserRegistrationStartTime": 0,
            "validUserRegistrationEndTime": 10000,
        },
        "isPrefixEnabled": False,
        "isSuffixEnabled": False,
        "orgPrefixOverride": False,
        "orgSuffixOverride": False,
    }
