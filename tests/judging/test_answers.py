"""Answers that show nothing make a run inconclusive."""

import pytest
from msgspec.structs import replace

from asdocumented.contracts.model import StatusRelation
from asdocumented.formats import json_body
from asdocumented.judging.answers import shows_nothing, why_no_answer
from tests.support import PAGE, contract

STATUS = StatusRelation(
    "items",
    (),
    (),
    frozenset(),
    ("items",),
    ("state", "ok"),
    ("state", "code"),
    frozenset({700}),
    PAGE,
)
ITEM = {
    "properties": {
        "code": {"type": "string"},
        "count": {"type": "integer"},
        "state": {"properties": {"ok": {"type": "boolean"}, "code": {"type": "integer"}}},
    }
}
CONTRACT = contract(
    {
        "items": {"type": "array", "x-identity": "code", "items": ITEM},
        "errors": {"type": "array", "x-error-array": True, "items": {"type": "object"}},
    },
    statuses={"$": [STATUS]},
)


def is_empty(status: int, text: str) -> bool:
    body, fault = json_body.parse(text.encode())
    return shows_nothing(CONTRACT.body(status), status, body, fault)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, '{"items": [{"count": 1}]}'),
        (403, "{}"),
        (404, '{"items": [{"count": 1}]}'),
        (200, '{"items": [], "errors": []}'),
        (200, '{"items": [], "errors": [{"code": 780, "message": "not found"}]}'),
        (200, '{"items": [{"code": "A", "state": {"ok": false, "code": 705}}]}'),
        (200, '{"items": [{"count": null}], "errors": []}'),
    ],
)
def test_refusals_and_empty_results_say_nothing(status: int, body: str) -> None:
    """Nobody may see it, or there is nothing: no claim is shown by that."""
    assert is_empty(status, body)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, '{"items": [{"code": "A", "count": 1}]}'),
        (200, '{"items": [{"unknown": false}]}'),
        (200, '{"items": {"count": 0}}'),
        (200, "<html>"),
        (200, "7"),
    ],
)
def test_anything_else_says_something(status: int, body: str) -> None:
    """A value, documented or not; a body that is no JSON is a drift of its own."""
    assert not is_empty(status, body)


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (401, "{}", "HTTP 401, the credentials are refused"),
        (403, "{}", "HTTP 403, the credentials are refused"),
        (500, "{}", "HTTP 500, the server fails"),
        (503, "<html>", "HTTP 503, the server fails"),
        (302, "", "HTTP 302, a redirect"),
        (200, " <!doctype html>", "HTTP 200, a page of HTML or XML"),
        (404, "<html>", "HTTP 404, a page of HTML or XML"),
        (200, "", "HTTP 200, an empty body where JSON is documented"),
        (200, '{"items": [', "HTTP 200, JSON cut off where JSON is documented"),
        (200, "{}", ""),
        (400, "not JSON", ""),
        (404, "", ""),
        (404, '{"errors": []}', ""),
    ],
)
def test_what_any_server_may_give_is_no_answer_of_the_api(status: int, body: str, why: str) -> None:
    """To right credentials: JSON counts where it is documented, and a page of HTML nowhere."""
    assert why_no_answer(CONTRACT, status, body.encode()) == why


def test_what_a_page_documents_is_an_answer() -> None:
    """A redirect by its status, and markup where some response of the operation is markup."""
    documented = replace(
        CONTRACT,
        statuses=frozenset({"200", "302"}),
        bodies={},
        content_types={"200": frozenset({"application/xml"})},
    )
    assert why_no_answer(documented, 302, b"") == ""
    assert why_no_answer(documented, 200, b"<coupon/>") == ""
    assert why_no_answer(documented, 404, b"<error/>") == ""
    assert why_no_answer(documented, 301, b"") == "HTTP 301, a redirect"
