"""The verdict of a relation between fields, by origin."""

from collections.abc import Sequence
from typing import Any

import pytest

from asdocumented.contracts.model import Contract, FieldRelation, StatusRelation
from asdocumented.evidence.interaction import Interaction, Origin
from tests.judging.judged import DATE, DAY, LOCAL, report
from tests.support import PAGE, contract, interaction

SAME_DAY = FieldRelation("same-day", "till", "same-date", "until", "warning", PAGE)
SERIES = contract(
    {"series": {"type": "object", "properties": {"till": DAY, "until": DAY}}},
    relations={"$.series": [SAME_DAY]},
)


def relation(
    judged_by: Contract, *interactions: Interaction | str, origin: Origin = "example"
) -> str:
    """Return the verdict of the only relation."""
    relations = report(judged_by, *interactions).relations
    assert len(relations) == 1
    return relations[0].verdicts[origin]


@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        (['{"series": {"till": "2026-05-09", "until": "2026-05-09"}}'], "conforms"),
        (['{"series": {"till": "2026-05-09", "until": "2026-05-10"}}'], "drifts"),
        (
            [
                '{"series": {"till": "2026-05-09", "until": "2026-05-09"}}',
                '{"series": {"till": "2026-05-09", "until": "2026-05-10"}}',
            ],
            "drifts",
        ),
        (['{"series": [{"till": "2026-05-09", "until": "2026-05-10"}]}'], "drifts"),
        (['{"series": {"till": "2026-05-09"}}'], "unobserved"),
        (['{"series": {}}'], "unobserved"),
        (["{}"], "unobserved"),
        (["<html>"], "unobserved"),
        (
            ['{"series": {"till": "2026-05-09"}}', '{"series": {"until": "2026-05-10"}}'],
            "unobserved",
        ),
        (['{"series": {"till": "soon", "until": "2026-05-10"}}'], "unobserved"),
        (['{"series": {"till": 1, "until": "2026-05-10"}}'], "unobserved"),
    ],
    ids=[
        "holds",
        "broken",
        "broken once",
        "broken in an item",
        "one date",
        "no date",
        "no object",
        "no body",
        "never both",
        "no calendar date",
        "no text",
    ],
)
def test_a_relation_is_judged_where_both_dates_stand_in_one_object(
    bodies: Sequence[str], verdict: str
) -> None:
    """It conforms where two dates were compared; unobserved is no pass."""
    assert relation(SERIES, *bodies) == verdict


def test_a_relation_with_an_unset_instant_is_unobserved() -> None:
    """`unset` stands for no date, so nothing was compared."""
    epoch = {"type": "integer", "x-epoch": {"unit": "ms", "unset": 0}}
    unset = contract({"till": epoch, "until": DAY}, relations={"$": [SAME_DAY]})
    assert relation(unset, '{"till": 0, "until": "2026-05-09"}') == "unobserved"
    assert relation(unset, '{"till": 1778284800000, "until": "2026-05-09"}') == "conforms"


def test_a_relation_of_instants_in_an_unknown_zone_is_unobserved() -> None:
    """Local times have no instant where nobody documents the cluster's zone."""
    rule = FieldRelation("order", "till", "not-before", "until", "warning", PAGE)
    mixed = contract({"till": LOCAL, "until": DATE}, relations={"$": [rule]})
    body = '{"till": "2026-05-09 00:00:00", "until": "2026-05-09T00:00:00Z"}'
    assert relation(mixed, interaction(body, url="https://nowhere.example/")) == "unobserved"
    assert relation(mixed, body) == "conforms"


def test_relations_are_told_by_origin_whatever_the_shape_of_the_answer() -> None:
    """One origin answers an object, the other an array of it: both were compared."""
    both = '{"till": "2026-05-09", "until": "2026-05-09"}'
    single = f'{{"series": {both}}}'
    several = interaction(f'{{"series": [{both}]}}', origin="cassette")
    orders: list[list[Interaction | str]] = [[single, several], [several, single]]
    for order in orders:
        assert relation(SERIES, *order) == "conforms"
        assert relation(SERIES, *order, origin="cassette") == "conforms"


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ('{"status": {"success": "true", "code": 200}}', "conforms"),
        ('{"status": {"success": "true", "code": 500}}', "drifts"),
        ("{}", "unobserved"),
    ],
)
def test_a_status_relation_is_told_like_any_other(body: str, verdict: str) -> None:
    """How a body tells success is a relation with a verdict of its own."""
    overall = StatusRelation(
        "overall",
        ("success",),
        ("code",),
        frozenset({200}),
        (),
        (),
        (),
        frozenset(),
        PAGE,
    )
    fields: dict[str, Any] = {"status": {"properties": {"success": {}, "code": {}}}}
    assert relation(contract(fields, statuses={"$.status": [overall]}), body) == verdict
