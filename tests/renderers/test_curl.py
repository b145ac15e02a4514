"""The request of a sample as a command: what no page prints is said to be so."""

import time

from asdocumented.renderers.curl import curl, value_names
from asdocumented.report.model import Sample, SampleRequest
from tests.gate.reports import DEMO, drift

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


def test_a_request_whose_url_was_cut_says_so() -> None:
    """Whoever sends it does not send what was sent."""
    command = curl(SampleRequest("GET", f"{URL}&\u2026"), {})
    assert command.endswith("  # the URL was cut: it is too long for a report")


def test_a_request_with_many_parameters_is_taken_apart_once() -> None:
    """Each drift in one answer shows the same request, so that a long one would cost its square."""
    names = [f"p{number}" for number in range(1000)]
    url = f"https://a.example/coupons?{'&'.join(f'{name}=of-{name}' for name in names)}"
    requests = [SampleRequest("GET", url, [*names]) for _ in range(300)]
    drifts = [drift(samples=[Sample(DEMO, "a", "", None, one)]) for one in requests]
    begin = time.process_time()
    found = value_names(drifts)
    commands = {curl(one, found) for one in requests}
    assert time.process_time() - begin < 1.0
    assert (len(found), len(commands)) == (1000, 1)
