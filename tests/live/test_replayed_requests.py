"""The requests of a replay: as the contracts' cases ask, or with samples in place of secrets."""

import pytest

from asdocumented.contracts.folder import load_contracts
from asdocumented.live.planning.replayed_requests import RecordedRequest, plan_replay
from tests.support import CONTRACTS

EDITIONS = load_contracts(CONTRACTS, ("v2-coupon",), ("2026",))
SAMPLES = {"codes": ["UPPER1", "lower1"], "customer_ids": ["42"]}


def planned(url: str, *sensitive: str, method: str = "GET") -> tuple[list[str], list[str]]:
    """Return the paths that are asked in place of a recorded request, and what cannot be."""
    found = plan_replay(EDITIONS, SAMPLES, [RecordedRequest(method, url, sensitive)])
    return [one.path for one in found.planned], list(found.left_out)


def test_a_request_of_a_case_is_asked_as_that_case() -> None:
    """With the same fixed values; the samples are the target's."""
    url = "https://eu.example/v2/coupon?issuedToIds=7&coupon_code_case=LOWER"
    assert planned(url, "issuedToIds") == (
        ["/v2/coupon?issuedToIds=42&coupon_code_case=LOWER"],
        [],
    )


def test_every_case_of_the_same_shape_is_asked() -> None:
    """A pseudonym does not tell which sample it stood for."""
    url = "https://eu.example/v2/coupon?couponCodes=QWXYZ1"
    assert planned(url, "couponCodes") == (
        ["/v2/coupon?couponCodes=UPPER1", "/v2/coupon?couponCodes=lower1"],
        [],
    )


def test_any_other_request_gets_samples_for_its_secrets() -> None:
    """What is not sensitive stays as it was."""
    url = "https://eu.example/v2/coupon?couponCodes=QWXYZ1&limit=3&coupon_code_case=UPPER"
    assert planned(url, "couponCodes") == (
        ["/v2/coupon?couponCodes=UPPER1&limit=3&coupon_code_case=UPPER"],
        [],
    )


@pytest.mark.parametrize(
    ("url", "sensitive", "method", "why"),
    [
        ("https://eu.example/v2/coupon?mobile=1&limit=3", "mobile", "GET", "no sample for mobile"),
        (
            "https://eu.example/v2/coupon?limit=3&\u2026",
            "",
            "GET",
            "its URL is too long for a report",
        ),
        (
            "https://eu.example/v2/other?limit=3",
            "",
            "GET",
            "no operation of the contracts matches the request, or it is no GET",
        ),
        (
            "https://eu.example/v2/coupon?limit=3",
            "",
            "POST",
            "no operation of the contracts matches the request, or it is no GET",
        ),
    ],
)
def test_what_cannot_be_asked_is_told(url: str, sensitive: str, method: str, why: str) -> None:
    """Nothing is sent with a pseudonym, and nothing that may change something."""
    assert planned(url, sensitive, method=method) == ([], [why])


def test_one_request_is_sent_once() -> None:
    """However many samples it had."""
    one = RecordedRequest("GET", "https://eu.example/v2/coupon?issuedToIds=7", ["issuedToIds"])
    found = plan_replay(EDITIONS, SAMPLES, [one, one])
    assert len({request.path for request in found.planned}) == len(found.planned) == 1
