"""What the descriptions of rows promise is judged: each promise is broken once, and told."""

import json
from typing import NamedTuple

import pytest

from asdocumented.checks.mutation import replaced
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.json_path import Json, Step
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from tests.generating import load
from tests.support import CONTRACTS, FACTS

CLUSTERS = load_clusters(CONTRACTS)
V2, SERIES, V1_1 = "v2-coupon/2026", "v2-coupon-series/2025", "v1.1-coupon-get/2025"
ITEM: tuple[Step, ...] = ("data", 0)
OF_SERIES: tuple[Step, ...] = (*ITEM, "couponSeries")
ENTITY: tuple[Step, ...] = ("entity", 0)
COUPON: tuple[Step, ...] = ("response", "coupons", "coupon", 0)
CONSTRAINT, TEXT, ENUM = "broken-constraint", "invalid-json-text", "unknown-enum-value"


class Told(NamedTuple):
    """What is told of a broken promise: check, severity, and the rows of its table."""

    check: str
    severity: str
    rows: tuple[int, ...]


def answers(contract: Contract, body: Json) -> Interaction:
    url = f"https://eu.api.example{contract.path}"
    response = Response(200, "application/json", json.dumps(body).encode())
    return Interaction("made", "cassette", Request("GET", url, inferred=True), response)


def told(contract: Contract, body: Json) -> dict[tuple[str, str], Told]:
    """Return what is told of an answer, by check and location."""
    judge = ContractJudge(contract, all_checks(), CLUSTERS)
    judge.judge(answers(contract, body))
    return {
        (key.check, key.location): Told(
            key.check,
            entry.severity,
            tuple(one.row for one in (key.citation, *key.sources) if one.row),
        )
        for key, entry in judge.result().drift_counts.entries.items()
        if entry.counts
    }


def with_changes(body: Json, at: tuple[Step, ...], changes: dict[str, Json]) -> Json:
    """Return a body with other members in one of its objects."""
    for path, value in changes.items():
        body = replaced(body, (*at, *path.split(".")), value)
    return body


@pytest.mark.parametrize(
    ("edition", "example", "at", "changes", "expected"),
    [
        pytest.param(
            V2,
            2,
            ITEM,
            {"discountType": "PERC", "discountValue": 101},
            {"$.data[*].discountValue": Told(CONSTRAINT, "error", (9, 8))},
            id="a5-a-percentage-above-100",
        ),
        pytest.param(
            V2,
            2,
            ITEM,
            {"discountType": "PERC", "discountValue": -5},
            {"$.data[*].discountValue": Told(CONSTRAINT, "error", (9, 8))},
            id="a6-a-percentage-below-0",
        ),
        pytest.param(
            V2,
            2,
            OF_SERIES,
            {"discountType": "PERC", "discountValue": 150},
            {"$.data[*].couponSeries.discountValue": Told(CONSTRAINT, "warning", (59, 107))},
            id="the-percentage-of-the-series",
        ),
        pytest.param(
            V2,
            2,
            OF_SERIES,
            {"isMultipleUseAllowed": False, "redemptionPerCouponMaxLimit": 5},
            {
                "$.data[*].couponSeries.redemptionPerCouponMaxLimit": Told(
                    CONSTRAINT, "error", (98, 35)
                )
            },
            id="a20-single-use",
        ),
        pytest.param(
            V2,
            2,
            OF_SERIES,
            {"isMultipleVouchersPerUserAllowed": False, "maxVouchersPerUser": 2},
            {"$.data[*].couponSeries.maxVouchersPerUser": Told(CONSTRAINT, "error", (55, 47))},
            id="a21-one-voucher-a-user",
        ),
        pytest.param(
            V2,
            2,
            OF_SERIES,
            {"expiryStrategyType": "SERIES_EXPIRY", "expiryStrategyValue": 30},
            {"$.data[*].couponSeries.expiryStrategyValue": Told(CONSTRAINT, "warning", (28, 105))},
            id="a9-the-series-decides-the-expiry",
        ),
        pytest.param(
            V2,
            2,
            OF_SERIES,
            {"expiryStrategyType": "WEEKS"},
            {"$.data[*].couponSeries.expiryStrategyType": Told(ENUM, "note", (105,))},
            id="a31-a-strategy-that-no-page-names",
        ),
        pytest.param(
            V2,
            2,
            OF_SERIES,
            {"storeIdsJson": '["x"]'},
            {"$.data[*].couponSeries.storeIdsJson": Told(TEXT, "error", (50,))},
            id="a26-stores-without-ids",
        ),
        pytest.param(
            SERIES,
            0,
            ENTITY,
            {"expiryStrategyType": "SERIES_EXPIRY", "expiryStrategyValue": 30},
            {"$.entity.expiryStrategyValue": Told(CONSTRAINT, "error", (10, 78))},
            id="s1-always-1-in-an-array-for-the-object",
        ),
        pytest.param(
            SERIES,
            0,
            ENTITY,
            {"redemptionRange": '{"dom": [1], "dow": [1]}'},
            {"$.entity.redemptionRange": Told(TEXT, "error", (43,))},
            id="s3-no-hours",
        ),
        pytest.param(
            SERIES,
            0,
            ENTITY,
            {"redemptionRange": '{"dom": [32], "dow": [1], "hours": [1]}'},
            {"$.entity.redemptionRange": Told(TEXT, "error", (43,))},
            id="s4-no-day-of-a-month",
        ),
        pytest.param(
            SERIES,
            0,
            ENTITY,
            {"redemptionRange": '{"dom": [1], "dow": ["x"], "hours": [24]}'},
            {"$.entity.redemptionRange": Told(TEXT, "error", (43,))},
            id="s5-no-hour-and-no-number",
        ),
        pytest.param(
            SERIES,
            0,
            ENTITY,
            {"redeemAtStore": '[{"id": 1}]'},
            {"$.entity.redeemAtStore": Told(TEXT, "warning", (46,))},
            id="s10-objects-for-ids",
        ),
        pytest.param(
            V1_1,
            0,
            COUPON,
            {"is_absolute": "maybe"},
            {"$.response.coupons.coupon[*].is_absolute": Told(CONSTRAINT, "error", (11,))},
            id="v2b-neither-true-nor-false",
        ),
        pytest.param(
            V1_1,
            0,
            COUPON,
            {"is_absolute": False, "value": 250},
            {"$.response.coupons.coupon[*].value": Told(CONSTRAINT, "warning", (12, 11))},
            id="v3-a-percentage-above-100",
        ),
        pytest.param(
            V1_1,
            0,
            COUPON,
            {"value": "10"},
            {"$.response.coupons.coupon[*].value": Told(CONSTRAINT, "note", (12,))},
            id="v11-a-number-as-text",
        ),
        pytest.param(
            V1_1,
            0,
            COUPON,
            {"item_status.success": "perhaps"},
            {"$.response.coupons.coupon[*].item_status.success": Told(CONSTRAINT, "note", (22,))},
            id="v12-a-status-that-is-unclear",
        ),
        pytest.param(
            V1_1,
            0,
            COUPON,
            {"item_status.code": 12345},
            {"$.response.coupons.coupon[*].item_status.code": Told(CONSTRAINT, "note", (23,))},
            id="a-code-that-is-no-example",
        ),
    ],
)
def test_a_promise_that_is_broken_is_told(
    edition: str,
    example: int,
    at: tuple[Step, ...],
    changes: dict[str, Json],
    expected: dict[str, Told],
) -> None:
    """By its check, at its place, with the rows that promise it."""
    loaded = load(edition)
    body = loaded.bodies[example]
    contract = loaded.contract
    before, after = told(contract, body), told(contract, with_changes(body, at, changes))
    new = {key: one for key, one in after.items() if key not in before}
    wanted = {(one.check, place): one for place, one in expected.items()}
    assert {key: new.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "listed", "row"),
    [
        ("sourceType", "Promotions", 14),
        ("sourceActivity", "Milestone completion", 16),
        ("reason", "campaign reward", 18),
    ],
)
def test_values_that_a_row_names_as_examples(name: str, listed: str, row: int) -> None:
    """Another one is a note, for the row does not close the list."""
    contract = load(V2).contract
    place = f"$.data[*].couponIssualDetails.{name}"

    def notes(value: str) -> Told | None:
        body: Json = {"data": [{"code": "A", "couponIssualDetails": {name: value}}]}
        return told(contract, body).get((ENUM, place))

    assert notes(listed) is None
    found = notes("elsewhere")
    assert found is not None
    assert (found.severity, found.rows[0]) == ("note", row)


def test_two_coupons_do_not_share_an_id() -> None:
    """v15: the id of a coupon is unique; -1 stands for none."""
    contract = load(V1_1).contract

    def shared(first: int, second: int) -> Told | None:
        coupons: Json = [{"id": first, "code": "A"}, {"id": second, "code": "B"}]
        body: Json = {"response": {"coupons": {"coupon": coupons}}}
        return told(contract, body).get(("repeated-item", "$.response.coupons.coupon[*].id"))

    assert shared(1, 2) is None
    assert shared(-1, -1) is None
    assert shared(1, 1) == Told("repeated-item", "warning", (1,))


def told_of(edition: str, query: str, body: Json) -> set[tuple[str, str, int | None]]:
    """Return check, location and first row of what is told of a request with its answer."""
    contract = load(edition).contract
    judge = ContractJudge(contract, all_checks(), CLUSTERS)
    request = Request("GET", f"https://eu.api.example{contract.path}?{query}")
    response = Response(200, "application/json", json.dumps(body).encode())
    judge.judge(Interaction("made", "cassette", request, response))
    entries = judge.result().drift_counts.entries.items()
    return {(key.check, key.location, key.citation.row) for key, one in entries if one.counts}


COUPON_IDS = "$request.query.couponIds"


@pytest.mark.parametrize(
    ("edition", "query", "body", "expected"),
    [
        pytest.param(
            V1_1,
            "issuedToIds=7",
            {"response": {"coupons": {"coupon": [{"code": "A", "customer": {"id": 8}}]}}},
            ("parameter-ignored", "$.response.coupons.coupon[*].customer.id", 1),
            id="v1-a-coupon-of-another-customer",
        ),
        pytest.param(
            V1_1,
            "issuedToIds=7&code=A",
            {"response": {"coupons": {"coupon": [{"code": "B", "customer": {"id": 8}}]}}},
            ("parameter-ignored", "$.response.coupons.coupon[*].code", 2),
            id="v1b-neither-the-customer-nor-the-code",
        ),
        pytest.param(
            V2,
            "couponCodes=A&couponCodes=B",
            {"data": [{"code": "A"}], "errors": []},
            ("unanswered-item", "$.data[*].code", 3),
            id="a23-one-of-two-codes",
        ),
        pytest.param(
            SERIES,
            "ids=1,2",
            {"entity": [{"id": 1}], "warnings": []},
            ("unanswered-item", "$.entity.id", 1),
            id="s7-one-of-two-series",
        ),
        pytest.param(
            V1_1,
            "code=A,B",
            {"response": {"coupons": {"coupon": [{"code": "A"}]}}},
            ("unanswered-item", "$.response.coupons.coupon[*].code", 2),
            id="v9-one-of-two-codes",
        ),
        pytest.param(
            V2,
            "couponIds=1",
            {"data": [{"code": "A"}, {"code": "B"}]},
            ("surplus-item", "$.data[*]", 2),
            id="a22-two-coupons-for-one-id",
        ),
        pytest.param(
            V2,
            "couponIds=invented",
            {"data": [{"code": "A"}]},
            ("wrong-parameter-value", COUPON_IDS, 2),
            id="w1-a-text-for-an-integer",
        ),
        pytest.param(
            V2,
            "couponCodes=A,B",
            {"data": [{"code": "A"}, {"code": "B"}]},
            ("wrong-parameter-value", "$request.query.couponCodes", 3),
            id="a33-a-comma-that-only-another-page-documents",
        ),
    ],
)
def test_what_a_request_asks_for_is_answered(
    edition: str, query: str, body: Json, expected: tuple[str, str, int]
) -> None:
    """By the row of its parameter."""
    assert expected in told_of(edition, query, body)


def test_a_selection_that_no_answer_shows_does_not_conform() -> None:
    """issuedToIds selects by the customer, whom the answers of v2 do not show."""
    loaded = load(V2)
    judge = ContractJudge(loaded.contract, all_checks(), CLUSTERS)
    for one in loaded.printed:
        judge.judge(one)
    rows = build_report([judge.result()], FACTS).rows
    verdicts = [one.verdicts["example"] for one in rows if one.name == "issuedToIds"]
    assert verdicts == ["seen"]
