"""The sandbox's answers over HTTP are those that the pages describe."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.client import sandbox, send

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def eu() -> Iterator[str]:
    with sandbox() as url:
        yield url


@pytest.fixture(scope="module")
def india() -> Iterator[str]:
    with sandbox(cluster="india") as url:
        yield url


def codes(url: str) -> list[str]:
    return [item["code"] for item in send(url).json["data"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("couponCodes=inventedMIXED3", ["INVENTEDMIXED3"]),
        ("couponCodes=inventedMIXED3&coupon_code_case=LOWER", ["inventedmixed3"]),
        ("couponCodes=inventedMIXED3&coupon_code_case=lower", ["inventedmixed3"]),
        ("couponCodes=inventedMIXED3&coupon_code_case=AS_IT_IS", ["InventedMixed3"]),
        ("couponCodes=9000000000000004&coupon_code_case=LOWER", ["9000000000000004"]),
        ("couponCodes=InventedMixed3,inventedlower2", []),
        ("couponCodes=INVENTEDMIXED3&couponCodes=inventedmixed3", ["INVENTEDMIXED3"]),
        ("couponIds=700002&couponIds=700001", ["INVENTEDLOWER2", "INVENTEDUPPER1"]),
        ("couponIds=-1", []),
        ("couponIds=700001&couponCodes=inventedupper1", ["INVENTEDUPPER1"]),
        ("issuedToIds=800001", ["INVENTEDUPPER1", "INVENTEDLOWER2"]),
        ("issuedToIds=800001&couponCodes=InventedMixed3", []),
        ("issuedToIds=1", []),
    ],
)
def test_coupons_are_looked_up(eu: str, query: str, expected: list[str]) -> None:
    """Identifiers repeat, and no comma separates them; codes are found in any letter case."""
    assert codes(f"{eu}/v2/coupon?{query}") == expected


def test_a_coupon_has_the_documented_dates_of_its_cluster(eu: str, india: str) -> None:
    """Z stands for UTC, ±hh:mm for any other zone."""
    path = "/v2/coupon?couponCodes=InventedMixed3&couponCodes=inventedlower2&showCouponSeries=true"
    dates = ("validTill", "validTillDateTime")
    assert [[item[name] for name in dates] for item in send(eu + path).json["data"]] == [
        ["2030-09-29T00:00:00Z", "2030-09-29T23:59:59Z"],
        ["2031-05-09T00:00:00Z", "2031-05-09T23:59:59Z"],
    ]
    assert [[item[name] for name in dates] for item in send(india + path).json["data"]] == [
        ["2030-09-29T00:00:00+05:30", "2030-09-29T23:59:59+05:30"],
        ["2031-05-09T00:00:00+05:30", "2031-05-09T23:59:59+05:30"],
    ]
    series = send(india + path).json["data"][1]["couponSeries"]
    assert {name: series[name] for name in ("createdOn", "lastUsed", "validTillISODate")} == {
        "createdOn": "2025-04-25T17:59:05+05:30",
        "lastUsed": "2025-12-16T20:00:45+05:30",
        "validTillISODate": "2031-05-09",
    }


def test_the_expiry_of_a_series_is_in_utc(india: str) -> None:
    """The series page says UTC with the offset in digits; the day begins in the server's zone."""
    entity = send(f"{india}/v2/coupon/series?ids=910001").json["entity"]
    assert entity["validTillDate"] == "2031-05-08T18:30:00+00:00"
    assert entity["fixedExpiryDate"] == 0


def test_v11_prints_the_wall_clock_without_offset(eu: str, india: str) -> None:
    """Days are DD-MM-YYYY, moments YYYY-MM-DD HH:MM:SS in the server's zone."""

    def dates(url: str) -> tuple[str, str]:
        reply = send(f"{url}/v1.1/coupon/get?code=INVENTEDUPPER1").json
        item = reply["response"]["coupons"]["coupon"][0]
        return item["valid_till"], item["issued_on"]

    assert dates(eu) == ("09-05-2031", "2025-11-01 20:00:00")
    assert dates(india) == ("09-05-2031", "2025-11-02 01:30:00")


def test_parameters_add_series_and_issual_details(eu: str) -> None:
    """Both objects come when asked for, and only then."""
    path = f"{eu}/v2/coupon?couponIds=700001"
    optional = {"couponSeries", "couponIssualDetails"}
    assert optional & send(path).json["data"][0].keys() == set()
    assert optional & send(f"{path}&showCouponSeries=true").json["data"][0].keys() == {
        "couponSeries"
    }
    assert send(f"{path}&includeIssualDetails=TRUE").json["data"][0]["couponIssualDetails"] == {
        "sourceType": "API",
        "sourceId": "INVENTED-RULE-1",
        "sourceActivity": "Milestone completion",
        "notes": "Invented note",
        "reason": "service recovery",
    }


NOT_FOUND = {"status": False, "code": 780, "message": "coupon not found"}
NO_ID = {"status": False, "code": 781, "message": "no id given"}
NEITHER = {"status": False, "code": 781, "message": "neither coupon id nor coupon code given"}


def bad(name: str) -> dict[str, Any]:
    return {"status": False, "code": 1000, "message": f"{name}: not a documented value"}


@pytest.mark.parametrize(
    ("path", "status", "errors"),
    [
        ("/v2/coupon?couponCodes=NOSUCHCODE", 200, [NOT_FOUND]),
        ("/v2/coupon?couponIds=1&couponIds=2", 200, [NOT_FOUND, NOT_FOUND]),
        ("/v2/coupon?couponIds=1,2", 400, [bad("couponIds")]),
        ("/v2/coupon", 400, [NEITHER]),
        ("/v2/coupon?couponCodes=", 400, [NEITHER]),
        ("/v2/coupon?couponIds=one", 400, [bad("couponIds")]),
        ("/v2/coupon?couponIds=" + "9" * 5000, 400, [bad("couponIds")]),
        ("/v2/coupon?couponIds=1&coupon_code_case=TITLE", 400, [bad("coupon_code_case")]),
        ("/v2/coupon?couponIds=1&showCouponSeries=yes", 400, [bad("showCouponSeries")]),
        ("/v2/coupons", 404, [{"status": False, "code": 404, "message": "no such path"}]),
    ],
)
def test_errors_have_the_documented_shape(
    eu: str, path: str, status: int, errors: list[Any]
) -> None:
    """An item of `errors` says status, code and message, and repeats nothing that was sent."""
    reply = send(eu + path)
    assert (reply.status, reply.json) == (status, {"data": [], "warnings": [], "errors": errors})


@pytest.mark.parametrize(
    ("query", "status", "found", "warnings"),
    [
        ("?ids=910002", 200, 910002, []),
        ("?ids=910002&ids=910001", 200, 910002, ["one series at a time"]),
        ("?ids=1,910003", 200, 910003, ["series not found"]),
        ("?ids=1", 200, None, ["series not found"]),
        ("", 400, None, ["no id given"]),
        ("?ids=x", 400, None, ["ids: not a documented value"]),
    ],
)
def test_a_series_stands_in_an_object(
    eu: str, query: str, status: int, found: int | None, warnings: list[str]
) -> None:
    """The table's entity holds one series; whatever else was asked for is warned of."""
    reply = send(f"{eu}/v2/coupon/series{query}")
    assert reply.status == status
    assert reply.json["entity"].get("id") == found
    assert [item["message"] for item in reply.json["Warninigs"]] == warnings


def test_v11_answers_an_item_for_each_code(eu: str) -> None:
    """A coupon succeeds with 700, an unknown code fails with 705 in the letter case asked for."""
    path = "/v1.1/coupon/get?code=NoSuchCode,inventedlower2&coupon_code_case=LOWER"
    response = send(eu + path).json["response"]
    assert [
        (item["code"], item["item_status"]["success"], item["item_status"]["code"])
        for item in response["coupons"]["coupon"]
    ] == [("inventedlower2", True, 700), ("nosuchcode", False, 705)]
    assert "status" not in response


def test_v11_shows_whom_a_coupon_was_issued_to_and_its_use(eu: str) -> None:
    """Customer, redemption, custom properties and PIN code are where the table lists them."""
    path = "/v1.1/coupon/get?issuedToIds=800001"
    response = send(eu + path).json["response"]
    assert response["status"] == {
        "success": True,
        "status": True,
        "code": 200,
        "message": "Success",
    }
    unused, used = response["coupons"]["coupon"]
    assert unused["customer"] == {
        "id": 800001,
        "name": "Invented Customer One",
        "mobile": "9000000001",
        "email": "one@customers.example",
        "external_id": "EXT-ONE",
    }
    assert (unused["pincode"], "redemption_info" in unused) == ("PIN-0001", False)
    assert used["redemption_info"]["redeemed_on"] == "2025-12-16 14:30:45"


@pytest.mark.parametrize("query", ["", "?issuedToIds=x", "?code=a&coupon_code_case=x"])
def test_v11_refuses_in_its_own_words(eu: str, query: str) -> None:
    """A request that is refused as a whole has an overall status and no items."""
    reply = send(f"{eu}/v1.1/coupon/get{query}")
    assert (reply.status, reply.json["response"]["status"]["success"]) == (400, False)


def test_every_reply_says_what_it_is(eu: str) -> None:
    """JSON goes by its content type, and each request has an id of its own."""
    one, two = send(f"{eu}/v2/coupon"), send(f"{eu}/v2/coupon")
    assert one.headers["content-type"] == "application/json"
    assert one.headers["x-cap-requestid"] != two.headers["x-cap-requestid"]


def test_another_method_is_refused(eu: str) -> None:
    """The three operations are read with GET."""
    reply = send(f"{eu}/v2/coupon", method="DELETE")
    assert (reply.status, "GET" in reply.headers["allow"]) == (405, True)
    assert reply.json["errors"][0]["message"] == "no such method"


def test_every_answer_of_an_operation_tells_in_what_it_departs() -> None:
    """Refusals too, in a header of its own; an operation that does not depart says nothing."""
    with sandbox("no-errors", "amounts-as-text") as url:
        replies = [
            send(f"{url}/v2/coupon?couponIds=700001"),
            send(f"{url}/v2/coupon?couponIds=none"),
            send(f"{url}/v2/coupon?couponIds=700001", headers={}),
            send(f"{url}/v2/coupon/series?ids=910001"),
            send(f"{url}/nowhere"),
        ]
    assert [(one.status, one.headers.get("x-sandbox-deviations")) for one in replies] == [
        (200, "amounts-as-text, no-errors"),
        (400, "amounts-as-text, no-errors"),
        (401, "amounts-as-text, no-errors"),
        (200, None),
        (404, None),
    ]
