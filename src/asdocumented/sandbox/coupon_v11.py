"""`GET /v1.1/coupon/get` as its page and the vendor's pages on errors document it.

The page's table has no datatypes: here flags are booleans and ids are integers. It has no overall
status either: the one of the example says success, and is left out here if an item failed.
"""

from zoneinfo import ZoneInfo

from asdocumented.formats.json_path import Json
from asdocumented.sandbox.answers import Answer, Query, ids, in_letter_case, listed
from asdocumented.sandbox.data import STORE, Coupon, Customer, Redemption
from asdocumented.sandbox.selection import select
from asdocumented.sandbox.zones import calendar_day, wall_clock

SUCCEEDED, INVALID = 700, 705


def get_coupon(query: Query, zone: ZoneInfo) -> Answer:
    """Answer a request for coupons; raise BadParameter at a value that the table does not allow."""
    customers, codes = ids(query, "issuedToIds"), listed(query, "code")
    in_letter_case("", query)
    if not (customers or codes):
        return v11_refusal(400, 400, "neither customer nor coupon code given")
    selection = select(customers, (), codes)
    items: list[Json] = [_coupon(coupon, query, zone) for coupon in selection.found]
    items += [failed_item(in_letter_case(code, query)) for code in selection.missing]
    response: dict[str, Json] = {"coupons": {"coupon": items}}
    if not selection.missing:
        response = {"status": overall_success(), **response}
    return Answer(200, {"response": response})


def v11_refusal(status: int, code: int, message: str) -> Answer:
    """Return the answer to a request that is refused as a whole."""
    body: Json = {"response": {"status": {"success": False, "code": code, "message": message}}}
    return Answer(status, body)


def overall_success() -> dict[str, Json]:
    """Return the status of a request whose items all succeeded."""
    return {"success": True, "status": True, "code": 200, "message": "Success"}


def failed_item(code: str) -> dict[str, Json]:
    """Return the item of a code that no coupon has: code and status alone."""
    status: Json = {"success": False, "code": INVALID, "message": "invalid coupon code"}
    return {"code": code, "item_status": status}


def _coupon(coupon: Coupon, query: Query, zone: ZoneInfo) -> dict[str, Json]:
    series = coupon.series
    item: dict[str, Json] = {
        "id": coupon.id,
        "code": in_letter_case(coupon.code, query),
        "valid_till": calendar_day(series.last_day),
        "issued_on": wall_clock(coupon.issued, zone),
        "valid_from": wall_clock(coupon.issued, zone),
        "purpose": "",
        "custom_properties": {
            "custom_property": [{"name": name, "value": value} for name, value in coupon.properties]
        },
        "series_id": series.id,
        "is_absolute": series.discount_type == "ABS",
        "value": series.discount_value,
        "discount_upto": 0,
        "customer": _customer(coupon.customer),
        "issued_store": {"code": STORE[0], "name": STORE[1]},
        "item_status": {
            "success": True,
            "code": SUCCEEDED,
            "message": "Coupon processing successful",
        },
    }
    if coupon.pincode is not None:
        item["pincode"] = coupon.pincode
    if coupon.redemption is not None:
        item["redemption_info"] = _redemption(coupon, coupon.redemption, zone)
    return item


def _customer(customer: Customer) -> dict[str, Json]:
    return {
        "id": customer.id,
        "name": f"{customer.first_name} {customer.last_name}",
        "mobile": customer.mobile,
        "email": customer.email,
        "external_id": customer.external_id,
    }


def _redemption(coupon: Coupon, redemption: Redemption, zone: ZoneInfo) -> dict[str, Json]:
    customer = coupon.customer
    return {
        "redeemed": True,
        "id": redemption.id,
        "redeemed_on": wall_clock(redemption.moment, zone),
        "redeemed_at": STORE[0],
        "redeemed_by": {
            "firstname": customer.first_name,
            "lastname": customer.last_name,
            "email": customer.email,
            "mobile": customer.mobile,
        },
        "store": {"code": STORE[0], "name": STORE[1]},
        "transaction": {"id": redemption.transaction, "bill_number": redemption.bill_number},
    }
