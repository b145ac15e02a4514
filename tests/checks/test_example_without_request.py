"""`example-without-request`: an answer that is printed without its request."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import Citation, PrintedExample
from tests.support import cited, contract, find

ID = "example-without-request"
PAGE = contract({"code": {}})


def example(*, has_request: bool) -> PrintedExample:
    return PrintedExample("one", "", has_request, 200, {"code": "A"})


def test_an_answer_alone_is_a_note() -> None:
    """One for a page, with the count."""
    examples = (example(has_request=True), example(has_request=False))
    page = replace(PAGE, examples=examples)
    assert find(ID, page) == [("note", "$", "2 printed answers", "1 without a request", "")]
    assert cited(ID, page) == [Citation("coupons", "2026")]


@pytest.mark.parametrize("examples", [(), (example(has_request=True),)])
def test_answers_with_requests_and_no_answers_are_not_found(
    examples: tuple[PrintedExample, ...],
) -> None:
    """There is nothing to tell apart."""
    assert find(ID, replace(PAGE, examples=examples)) == []
