"""Whether an answer to an invalid request refuses it."""

from typing import Any

import pytest

from asdocumented.contracts.model import StatusRelation
from asdocumented.judging.probes import is_refused
from tests.support import PAGE, contract, interaction

CONTRACT = contract(
    {"errors": {"type": "array", "x-error-array": True, "items": {"type": "object"}}}
)
RELATION = StatusRelation(
    id="request-and-item-status",
    success=("status", "success"),
    code=("status", "code"),
    succeeded=frozenset({200}),
    items=("coupons",),
    item_success=("item_status", "success"),
    item_code=("item_status", "code"),
    item_succeeded=frozenset({700}),
    citation=PAGE,
)
STATUS: dict[str, Any] = {"properties": {"success": {}, "code": {}}}
ITEMS: dict[str, Any] = {"type": "array", "items": {"properties": {"item_status": STATUS}}}
WITH_STATUSES = contract({"status": STATUS, "coupons": ITEMS}, statuses={"$": [RELATION]})


@pytest.mark.parametrize(
    ("status", "body", "refused"),
    [
        (400, "", True),
        (404, "{}", True),
        (500, "<html>", True),
        (200, '{"errors": [{}]}', True),
        (200, '{"errors": []}', False),
        (200, "{}", False),
        (200, "not JSON", False),
        (201, '{"errors": [{}]}', False),
    ],
)
def test_what_counts_as_a_refusal(status: int, body: str, *, refused: bool) -> None:
    """An HTTP error, or an item in a documented error array."""
    assert is_refused(CONTRACT, interaction(body, status=status)) == refused


@pytest.mark.parametrize(
    "status",
    [
        '{"success": false}',
        '{"success": "false"}',
        '{"success": "False"}',
        '{"success": " FALSE "}',
        '{"code": 500}',
        '{"code": "705"}',
        '{"success": "true", "code": "500"}',
        '{"success": "false", "code": 200}',
    ],
)
def test_a_status_that_tells_of_a_failure_refuses(status: str) -> None:
    """A flag or a code for failure refuses, however it is spelled."""
    body = f'{{"status": {status}}}'
    assert is_refused(WITH_STATUSES, interaction(body, status=200))


@pytest.mark.parametrize(
    "status",
    [
        '{"success": true}',
        '{"success": "True", "code": "200"}',
        '{"success": "partial"}',
        '{"success": null, "code": "OK"}',
        '{"code": true}',
        "null",
        "{}",
    ],
)
def test_a_status_that_tells_of_no_failure_refuses_nothing(status: str) -> None:
    """Success refuses nothing, and neither does what says neither."""
    body = f'{{"status": {status}}}'
    assert not is_refused(WITH_STATUSES, interaction(body, status=200))


@pytest.mark.parametrize(
    ("coupons", "refused"),
    [
        ('[{"item_status": {"success": "False"}}]', True),
        ('[{"item_status": {"code": 700}}, {"item_status": {"code": "705"}}]', True),
        ('{"item_status": {"code": "705"}}', True),
        ('[{"item_status": {"success": "true", "code": "700"}}]', False),
        ('[{"item_status": {}}, {}, null, 7]', False),
        ("[]", False),
    ],
)
def test_an_item_that_failed_refuses(coupons: str, *, refused: bool) -> None:
    """Where items have statuses of their own, one that failed tells of the refusal."""
    body = f'{{"status": {{"success": "true"}}, "coupons": {coupons}}}'
    assert is_refused(WITH_STATUSES, interaction(body, status=200)) == refused
