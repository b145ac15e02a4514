"""Without deviations, no check finds anything above a note in the sandbox's answers."""

from collections.abc import Iterator

import pytest

from tests.sandbox.client import Reply, drifts, sandbox, send

pytestmark = pytest.mark.enable_socket

REQUESTS = (
    "/v2/coupon?couponCodes=inventedupper1",
    "/v2/coupon?couponCodes=INVENTEDUPPER1&couponCodes=InventedMixed3",
    "/v2/coupon?couponIds=700001&couponIds=700005",
    "/v2/coupon?couponIds=700001,700005",
    "/v2/coupon?issuedToIds=800001",
    "/v2/coupon?issuedToIds=800001&issuedToIds=800002&coupon_code_case=LOWER",
    "/v2/coupon?issuedToIds=800001&couponCodes=INVENTEDUPPER1",
    "/v2/coupon?couponCodes=InventedMixed3&coupon_code_case=LOWER",
    "/v2/coupon?couponCodes=InventedMixed3&coupon_code_case=lower",
    "/v2/coupon?couponCodes=InventedMixed3&coupon_code_case=UPPER",
    "/v2/coupon?couponCodes=InventedMixed3&coupon_code_case=AS_IT_IS",
    "/v2/coupon?couponCodes=9000000000000004",
    "/v2/coupon?couponCodes=inventedlower2&showCouponSeries=true",
    "/v2/coupon?couponCodes=InventedUsed5&showCouponSeries=true&includeIssualDetails=true",
    "/v2/coupon?couponCodes=inventedlower2&showCouponSeries=false",
    "/v2/coupon?couponCodes=inventedlower2&includeIssualDetails=true",
    "/v2/coupon?couponCodes=NOSUCHCODE",
    "/v2/coupon?couponCodes=NOSUCHCODE&couponCodes=inventedlower2",
    "/v2/coupon",
    "/v2/coupon/series?ids=910001",
    "/v2/coupon/series?ids=910002",
    "/v2/coupon/series?ids=910003",
    "/v2/coupon/series?ids=910001&ids=910002",
    "/v2/coupon/series?ids=1",
    "/v2/coupon/series",
    "/v1.1/coupon/get?code=INVENTEDUPPER1,inventedlower2",
    "/v1.1/coupon/get?code=InventedMixed3&coupon_code_case=LOWER",
    "/v1.1/coupon/get?code=InventedMixed3&coupon_code_case=AS_IT_IS",
    "/v1.1/coupon/get?issuedToIds=800002",
    "/v1.1/coupon/get?issuedToIds=800001&code=INVENTEDUPPER1,inventedlower2&coupon_code_case=LOWER",
    "/v1.1/coupon/get?code=NOSUCHCODE",
    "/v1.1/coupon/get?code=nosuchcode,inventedlower2&coupon_code_case=LOWER",
    "/v1.1/coupon/get",
)


@pytest.fixture(scope="module", params=["eu", "india"])
def cluster(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def replies(cluster: str) -> Iterator[list[Reply]]:
    with sandbox(cluster=cluster) as url:
        yield [send(url + path) for path in REQUESTS]


def test_nothing_above_a_note_is_found(replies: list[Reply], cluster: str) -> None:
    """As documented means that a client written to the pages breaks nowhere."""
    assert [drift for drift in drifts(replies, cluster) if drift.severity != "note"] == []


def test_the_notes_are_those_that_the_pages_force(replies: list[Reply], cluster: str) -> None:
    """What is left is the pages' own fault: no row for a wrapper or a condition."""
    checks = {drift.check for drift in drifts(replies, cluster)}
    assert checks == {
        "absent-field",
        "missing-parameter",
        "undocumented-field",
    }
