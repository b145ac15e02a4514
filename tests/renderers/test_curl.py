"""The request of a sample as a command: what no page prints is said to be so."""

from asdocumented.renderers.curl import curl
from asdocumented.report.model import SampleRequest

URL = "https://a.example/coupons?code=AB12"


def test_a_request_is_a_command_with_names_in_place_of_secrets() -> None:
    """The token and the code are variables of the shell."""
    request = SampleRequest("GET", URL, ["code"])
    assert curl(request, {"AB12": "CODE_1"}) == (
        'curl -H "Authorization: $TOKEN" \'https://a.example/coupons?\'code="$CODE_1"'
    )


def test_a_request_that_no_page_prints_says_so() -> None:
    """The answer is printed without one: this one was made from what the answer shows."""
    command = curl(SampleRequest("GET", URL, inferred=True), {})
    assert command.endswith("code=AB12  # no page prints this request")
