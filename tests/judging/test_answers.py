"""Answers that show nothing make a run inconclusive."""

import pytest

from asdocumented.contracts.model import StatusRelation
from asdocumented.judging.answers import shows_nothing
from tests.support import PAGE, contract, interaction

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
    assert shows_nothing(CONTRACT, interaction(body, status=status))


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
    assert not shows_nothing(CONTRACT, interaction(body, status=status))
