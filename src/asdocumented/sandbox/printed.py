"""The deviations that the pages' own examples show, in the order in which they apply."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from asdocumented.formats.json_path import Json
from asdocumented.sandbox.answers import Answer, Query
from asdocumented.sandbox.coupon_v11 import INVALID, failed_item, overall_success
from asdocumented.sandbox.deviation import Deviation
from asdocumented.sandbox.edits import (
    Object,
    as_decimal,
    as_text,
    objects,
    offsets,
    present,
    renamed,
    rewritten,
    then,
    without,
)

_SERIES = "data.couponSeries"
_ITEM = "response.coupons.coupon"
_RANGE: Json = {"dom": [-1], "dow": [-1], "hours": [-1]}


def _failed(item: Object) -> bool:
    status = item.get("item_status")
    return isinstance(status, dict) and status.get("code") == INVALID


def _day_as_epoch(series: Object) -> Object:
    """Return a series with the day of its expiry also as epoch milliseconds."""
    return {**series, "fixedExpiryDate": _epoch(series, "validTillDate")}


def _times_as_epoch(series: Object) -> Object:
    """Return a series with its expiry and its latest issue as epoch milliseconds."""
    return {**_day_as_epoch(series), "latestIssualTime": _epoch(series, "createdOn")}


def _epoch(series: Object, name: str) -> int:
    return int(datetime.fromisoformat(str(series.get(name))).timestamp()) * 1000


def _last_used_at_creation(series: Object) -> Object:
    """Return a series of which nothing was redeemed, and that was last used at its creation."""
    unredeemed: Object = {"numRedeemed": 0, "latestRedemptionTime": 0}
    return {**series, **unredeemed, "lastUsed": series.get("createdOn")}


def _in_array(answer: Answer, _: Query) -> Answer:
    body = answer.body if isinstance(answer.body, dict) else {}
    entity = body.get("entity")
    return replace(answer, body={**body, "entity": [entity] if entity else []})


def _used_before_creation(series: Object) -> Object:
    """Return a series that was last used a second before its creation."""
    created = str(series.get("createdOn"))
    before = datetime.fromisoformat(created[:19]) - timedelta(seconds=1)
    return {**series, "lastUsed": before.isoformat() + created[19:]}


def _answered_twice(answer: Answer, query: Query) -> Answer:
    """Add a failed item for each code that is asked for in lower case, and drop the status."""
    if query.get("coupon_code_case", ("UPPER",))[-1].upper() != "LOWER":
        return answer

    def edit(coupons: Object) -> Object:
        items = coupons.get("coupon")
        found = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
        again: list[Json] = [failed_item(str(one["code"])) for one in found if not _failed(one)]
        return {**coupons, "coupon": [*found, *again]}

    return then(without("response", "status"), objects("response.coupons", edit))(answer, query)


def _typed_ids(item: Object) -> Object:
    return {**item, "id": -1 if _failed(item) else as_text(item.get("id"))}


def _failed_in_upper_case(item: Object) -> Object:
    return {**item, "code": str(item["code"]).upper()} if _failed(item) else item


def _nulls(item: Object) -> Object:
    empty: Object = {"is_absolute": False, "value": None, "discount_upto": None}
    return {**item, **empty} if _failed(item) else item


PRINTED = (
    Deviation(
        "decimal-amounts",
        "integer-as-decimal",
        "v2-coupon",
        "Amounts of a coupon are written as decimals, such as 10.0.",
        printed=True,
        answer=rewritten("data", as_decimal, "discountValue", "discountUpto"),
    ),
    Deviation(
        "without-expiry-time",
        "absent-field",
        "v2-coupon",
        "A coupon comes without the moment of its expiry.",
        printed=True,
        answer=without("data", "validTillDateTime"),
    ),
    Deviation(
        "redemption-range-as-object",
        "wrong-type",
        "v2-coupon",
        "The redemption range is an object instead of a text.",
        printed=True,
        answer=present(_SERIES, redemptionRange=_RANGE),
    ),
    Deviation(
        "expiry-in-milliseconds",
        "integer-out-of-range",
        "v2-coupon",
        "The fixed expiry is in milliseconds, beyond what an Integer holds.",
        printed=True,
        answer=objects(_SERIES, _day_as_epoch),
    ),
    Deviation(
        "last-use-before-issue",
        "dates-disagree",
        "v2-coupon",
        "A series without redemptions was last used when it was created, before its latest issue.",
        printed=True,
        answer=objects(_SERIES, _last_used_at_creation),
    ),
    Deviation(
        "times-in-milliseconds",
        "integer-out-of-range",
        "v2-coupon-series",
        "Expiry and latest issue of a series are in milliseconds, beyond what an Integer holds.",
        printed=True,
        answer=objects("entity", _times_as_epoch),
    ),
    Deviation(
        "used-before-creation",
        "dates-disagree",
        "v2-coupon-series",
        "A series was last used a second before it was created.",
        printed=True,
        answer=objects("entity", _used_before_creation),
    ),
    Deviation(
        "total-not-counted",
        "values-disagree",
        "v2-coupon-series",
        "The total of coupons issued is -1, whatever was issued.",
        printed=True,
        answer=present("entity", numTotal=-1),
    ),
    Deviation(
        "utc-as-z",
        "wrong-date-format",
        "v2-coupon-series",
        "The expiry of a series is written with Z where the page shows digits.",
        printed=True,
        answer=rewritten("entity", offsets(lambda clock, _: clock + "Z"), "validTillDate"),
    ),
    Deviation(
        "optional-fields-left-out",
        "absent-field",
        "v2-coupon-series",
        "A series comes without custom properties and without its limit for each coupon.",
        printed=True,
        answer=without("entity", "customPropertyMap", "redemptionPerCouponMaxLimit"),
    ),
    Deviation(
        "unlisted-series-fields",
        "undocumented-field",
        "v2-coupon-series",
        "A series has fields that only the printed example shows.",
        printed=True,
        answer=present(
            "entity",
            storeIdsJson="[-1]",
            targetUserDetails={
                "validMaxUserTransactionLimit": 1,
                "validUserRegistrationStartTime": 0,
                "validUserRegistrationEndTime": 10000,
            },
        ),
    ),
    Deviation(
        "largest-bill-amount",
        "integer-out-of-range",
        "v2-coupon-series",
        "No upper bound of the bill amount is told by a number beyond 32 bits.",
        printed=True,
        answer=present("entity", maxBillAmount=2**53 - 1),
    ),
    Deviation(
        "entity-as-array",
        "wrong-type",
        "v2-coupon-series",
        "The series stands in an array instead of in an object.",
        printed=True,
        answer=_in_array,
    ),
    Deviation(
        "warnings-respelled",
        "misnamed-field",
        "v2-coupon-series",
        "The array of warnings has the right spelling instead of the page's.",
        printed=True,
        answer=renamed("", "Warninigs", "warnings"),
    ),
    Deviation(
        "codes-answered-twice",
        "repeated-item",
        "v1.1-coupon-get",
        "With small letters asked for, each code found is answered once more as failed.",
        printed=True,
        answer=_answered_twice,
    ),
    Deviation(
        "failures-in-capitals",
        "wrong-letter-case",
        "v1.1-coupon-get",
        "Failed items show their code in capitals whatever letter case was asked for.",
        printed=True,
        answer=objects(_ITEM, _failed_in_upper_case),
    ),
    Deviation(
        "ids-of-two-types",
        "inconsistent-type",
        "v1.1-coupon-get",
        "The id of a coupon is a text, and the number -1 for a failed item.",
        printed=True,
        answer=objects(_ITEM, _typed_ids),
    ),
    Deviation(
        "null-as-text",
        "text-for-null",
        "v1.1-coupon-get",
        "A coupon without PIN code has the text NULL there.",
        printed=True,
        answer=objects(_ITEM, lambda item: {"pincode": "NULL", **item}),
    ),
    Deviation(
        "nulls-for-nothing",
        "null-value",
        "v1.1-coupon-get",
        "What has no value is null: external ids, transactions, amounts of failed items.",
        printed=True,
        answer=then(
            objects(_ITEM, _nulls),
            present(f"{_ITEM}.customer", external_id=None),
            present(f"{_ITEM}.redemption_info.transaction", id=None),
        ),
    ),
    Deviation(
        "success-above-failures",
        "contradictory-status",
        "v1.1-coupon-get",
        "The overall status says success although items failed.",
        printed=True,
        answer=objects("response", lambda found: {"status": overall_success(), **found}),
    ),
    Deviation(
        "flags-as-text",
        "text-for-boolean",
        "v1.1-coupon-get",
        "Flags of success and redemption are the texts true and false.",
        printed=True,
        answer=then(
            rewritten("response.status", as_text, "success", "status"),
            rewritten(f"{_ITEM}.item_status", as_text, "success"),
            rewritten(f"{_ITEM}.redemption_info", as_text, "redeemed"),
        ),
    ),
)
