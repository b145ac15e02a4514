"""A report does not grow with the length of a URL times the number of drifts."""

from asdocumented.api import load_contracts
from asdocumented.evidence.interaction import Interaction, Request, Response
from tests.support import CONTRACTS

URL = "https://eu.example/v2/coupon?couponCodes=A"


def test_the_url_of_a_sample_is_cut() -> None:
    """A megabyte of parameters stands in no drift as a whole."""
    url = f"{URL}&page={'1' * 2**20}"
    response = Response(200, None, b'{"data": 1}')
    given = Interaction("one", "har", Request("GET", url), response, redacted=True)
    report = load_contracts(CONTRACTS).judge(given)
    requests = [one.request for drift in report.drifts for one in drift.samples]
    assert {one.url for one in requests if one} == {f"{URL}&\u2026"}
