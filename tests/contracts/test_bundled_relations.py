"""Each promise of the pages about two fields, broken in an answer that keeps all of them."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import load_contracts
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.json_path import Json
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from asdocumented.sandbox.coupon_v11 import get_coupon
from asdocumented.sandbox.coupons_v2 import get_coupons
from asdocumented.sandbox.series_v2 import get_series
from tests.support import CONTRACTS, FACTS

UTC = ZoneInfo("UTC")
CODE = "inventedlower2"
ITEM = "$.response.coupons.coupon[*]"
COUPON, SERIES = "$.data[*]", "$.data[*].couponSeries"
USERS = f"{SERIES}.targetUserDetails"
ENTITY = "$.entity"

Edit = dict[str, Any]
"""New values, by the location of what they replace."""

V2, OF_SERIES, V11 = "v2-coupon", "v2-coupon-series", "v1.1-coupon-get"


@cache
def contracts() -> dict[str, Contract]:
    """Return the newest edition of each operation."""
    return {one.contract.operation: one.contract for one in load_contracts(CONTRACTS)}


def clean(operation: str) -> tuple[str, Json]:
    """Return the URL and the body of an answer that keeps every promise."""
    if operation == V2:
        query = {"couponCodes": (CODE,), "showCouponSeries": ("true",)}
        body = get_coupons(query, UTC).body
        return f"/v2/coupon?couponCodes={CODE}&showCouponSeries=true", body
    if operation == OF_SERIES:
        return "/v2/coupon/series?ids=910001", get_series({"ids": ("910001",)}, UTC).body
    return f"/v1.1/coupon/get?code={CODE}", get_coupon({"code": (CODE,)}, UTC).body


def told(operation: str, edit: Edit, wrap: str = "") -> set[tuple[str, str, str, frozenset[int]]]:
    """Return check, severity, location and rows of what is told of a clean answer and an edit.

    What the clean answer shows is left out. `wrap` is a location of an object that is put into an
    array.
    """
    url, body = clean(operation)
    changed = json.loads(json.dumps(body))
    for location, value in edit.items():
        _put(changed, location, lambda _, value=value: value)  # type: ignore[misc]  # bound here
    if wrap:
        _put(changed, wrap, lambda found: [found])
    return _drifts(operation, url, changed) - _drifts(operation, url, body)


def _put(body: Any, location: str, change: Callable[[Any], Any]) -> None:
    *way, last = location.removeprefix("$.").replace("[*]", ".0").split(".")
    for step in way:
        body = body[int(step) if isinstance(body, list) else step]
    body[last] = change(body.get(last))


def _drifts(operation: str, url: str, body: Json) -> set[tuple[str, str, str, frozenset[int]]]:
    contract = contracts()[operation]
    judge = ContractJudge(contract, all_checks(), load_clusters(CONTRACTS))
    answer = Response(200, "application/json", json.dumps(body).encode())
    host = "https://eu.api.capillarytech.com"
    judge.judge(Interaction("one", "cassette", Request("GET", host + url), answer))
    return {
        (
            one.check,
            one.severity,
            one.location,
            frozenset(cited.row for cited in (one.citation, *one.sources) if cited.row),
        )
        for one in build_report([judge.result()], FACTS).drifts
    }


MS = 1764579600000
"""2025-12-01T09:00:00Z, the latest issue of the series, in milliseconds."""

Row = tuple[str, Edit, str, str, str, set[int]]
"""Operation and edit; check, severity, location and rows of what is told."""

ROWS: list[Row] = [
    (V2, {f"{COUPON}.seriesId": 1}, "values-disagree", "error", f"{COUPON}.seriesId", {3, 20}),
    (
        V2,
        {f"{COUPON}.description": "another"},
        "values-disagree",
        "warning",
        f"{COUPON}.description",
        {4, 22},
    ),
    (
        V2,
        {f"{COUPON}.discountCode": "another"},
        "values-disagree",
        "warning",
        f"{COUPON}.discountCode",
        {5, 23},
    ),
    (
        V2,
        {f"{SERIES}.discountType": "PERC", f"{SERIES}.discountValue": 5},
        "values-disagree",
        "note",
        f"{COUPON}.discountType",
        {8, 107},
    ),
    (
        V2,
        {f"{COUPON}.discountValue": 5},
        "values-disagree",
        "note",
        f"{COUPON}.discountValue",
        {9, 59},
    ),
    (
        V2,
        {f"{COUPON}.discountUpto": 5},
        "values-disagree",
        "note",
        f"{COUPON}.discountUpto",
        {10, 58},
    ),
    (
        V2,
        {f"{COUPON}.discountOn": "ITEM"},
        "values-disagree",
        "note",
        f"{COUPON}.discountOn",
        {11, 106},
    ),
    (
        V2,
        {f"{COUPON}.validTillDateTime": "2031-05-09T18:00:00Z"},
        "wrong-time-of-day",
        "note",
        f"{COUPON}.validTillDateTime",
        {7},
    ),
    (
        V2,
        {f"{COUPON}.validTill": "2031-05-09T18:00:00Z"},
        "wrong-time-of-day",
        "note",
        f"{COUPON}.validTill",
        {6},
    ),
    (
        V2,
        {f"{SERIES}.numIssued": 101},
        "numbers-disagree",
        "warning",
        f"{SERIES}.numIssued",
        {39, 29},
    ),
    (
        V2,
        {f"{SERIES}.numTotal": 101},
        "numbers-disagree",
        "warning",
        f"{SERIES}.numTotal",
        {94, 29},
    ),
    (
        V2,
        {f"{SERIES}.numRedeemed": 101},
        "numbers-disagree",
        "warning",
        f"{SERIES}.numRedeemed",
        {40, 30},
    ),
    (
        V2,
        {f"{SERIES}.numUploadedNonIssued": 1},
        "numbers-disagree",
        "warning",
        f"{SERIES}.numUploadedNonIssued",
        {84, 85},
    ),
    (
        V2,
        {f"{SERIES}.minBillAmount": 20001},
        "numbers-disagree",
        "warning",
        f"{SERIES}.minBillAmount",
        {62, 63},
    ),
    (
        V2,
        {f"{SERIES}.numIssued": 0},
        "numbers-disagree",
        "warning",
        f"{SERIES}.latestIssualTime",
        {95, 39},
    ),
    (
        V2,
        {f"{SERIES}.latestRedemptionTime": 0},
        "numbers-disagree",
        "warning",
        f"{SERIES}.latestRedemptionTime",
        {96, 40},
    ),
    (
        V2,
        {f"{USERS}.validUserRegistrationStartTime": 10001},
        "numbers-disagree",
        "warning",
        f"{USERS}.validUserRegistrationStartTime",
        {82, 83},
    ),
    (
        V2,
        {f"{SERIES}.latestIssualTime": MS // 1000},
        "wrong-epoch-unit",
        "error",
        f"{SERIES}.latestIssualTime",
        {95},
    ),
    (
        V2,
        {f"{SERIES}.latestIssualTime": 1577836800000},
        "dates-disagree",
        "warning",
        f"{SERIES}.latestIssualTime",
        {95, 41},
    ),
    (
        V2,
        {f"{SERIES}.lastUsed": "2025-12-10T00:00:00Z"},
        "dates-disagree",
        "warning",
        f"{SERIES}.lastUsed",
        {42, 96},
    ),
    (
        V2,
        {f"{SERIES}.latestIssualTime": MS + 30 * 86_400_000},
        "dates-disagree",
        "note",
        f"{SERIES}.lastUsed",
        {42, 95},
    ),
    (
        V2,
        {f"{SERIES}.redemptionValidFrom": "2031-05-10T00:00:00Z"},
        "dates-disagree",
        "warning",
        f"{SERIES}.validTillDate",
        {24, 69},
    ),
    (
        OF_SERIES,
        {f"{ENTITY}.numTotal": 4},
        "values-disagree",
        "warning",
        f"{ENTITY}.numTotal",
        {72, 22},
    ),
    (
        OF_SERIES,
        {f"{ENTITY}.numIssued": 101, f"{ENTITY}.numTotal": 101},
        "numbers-disagree",
        "warning",
        f"{ENTITY}.numIssued",
        {22, 11},
    ),
    (
        OF_SERIES,
        {f"{ENTITY}.numRedeemed": 101},
        "numbers-disagree",
        "warning",
        f"{ENTITY}.numRedeemed",
        {23, 12},
    ),
    (
        OF_SERIES,
        {f"{ENTITY}.latestIssualTime": MS // 1000},
        "wrong-epoch-unit",
        "error",
        f"{ENTITY}.latestIssualTime",
        {73},
    ),
    (
        V11,
        {f"{ITEM}.valid_from": "2031-05-10 00:00:00"},
        "dates-disagree",
        "warning",
        f"{ITEM}.valid_till",
        {3, 5},
    ),
    (
        V11,
        {f"{ITEM}.redemption_info.redeemed_on": "2025-11-30 00:00:00"},
        "dates-disagree",
        "warning",
        f"{ITEM}.redemption_info.redeemed_on",
        {28, 4},
    ),
    (
        V11,
        {f"{ITEM}.redemption_info.redeemed": False},
        "contradictory-flag",
        "error",
        f"{ITEM}.redemption_info.redeemed",
        {25, 26},
    ),
    (
        V11,
        {f"{ITEM}.redemption_info.redeemed_at": "another.till"},
        "values-disagree",
        "note",
        f"{ITEM}.redemption_info.redeemed_at",
        {29, 31},
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{one[0]} {one[2]} {one[4]}" for one in ROWS])
def test_a_broken_promise_is_told_at_its_place(row: Row) -> None:
    """Under its check, with its rows."""
    operation, edit, *expected, rows = row
    assert (*expected, frozenset(rows)) in told(operation, edit)


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] == V2])
def test_a_series_in_an_array_is_judged_the_same(row: Row) -> None:
    """Beside the wrong type of the series itself."""
    operation, edit, *expected, rows = row
    found = told(operation, edit, wrap=SERIES)
    assert (*expected, frozenset(rows)) in found
    assert ("wrong-type", "error", SERIES, frozenset({19})) in found


def test_the_clean_answers_break_no_relation() -> None:
    """Otherwise the tests above would show nothing."""
    kinds = {"values-disagree", "numbers-disagree", "dates-disagree", "wrong-time-of-day"}
    kinds |= {"contradictory-flag", "wrong-epoch-unit"}
    for operation in (V2, OF_SERIES, V11):
        assert not [one for one in _drifts(operation, *clean(operation)) if one[0] in kinds]
