"""`operations-disagree`: one thing, with other values in the answers of another operation."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented.checks.registry import select_checks
from asdocumented.contracts.model import CallRelation, Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import build_report
from tests.support import CLUSTERS, FACTS, NOON, contract, interaction, row

ROW = row(3, "series")
DAY = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd'T'HH:mm:ssXXX", "zone": "server"}}
DATE = {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "server"}}
SERIES = {
    "id": {"type": "integer"},
    "text": {"type": "string"},
    "issued": {"type": "integer"},
    "limits": {"type": "object", "properties": {"most": {"type": "integer"}}},
    "stores": {"type": "array", "items": {"type": "object"}},
    "day": DAY,
}
HERE = contract(
    {
        "data": {
            "type": "array",
            "items": {"properties": {"series": {"type": "object", "properties": SERIES}}},
        }
    }
)
RELATION = CallRelation(
    "series-elsewhere",
    "same-thing",
    "",
    "warning",
    ROW,
    operation="series",
    here="$.data[*].series",
    there="$.entity",
    identity="id",
)
COUPONS = replace(HERE, calls=(RELATION,))
ELSEWHERE = replace(
    contract({"entity": {"type": "object", "properties": {**SERIES, "day": DATE}}}),
    operation="series",
    volatile=frozenset({"$.entity.issued"}),
)


def answer(body: Any, *, after: float = 0, redacted: bool = False) -> Interaction:
    one = interaction(json.dumps(body), origin="live", name="one")
    return structs.replace(one, recorded=NOON + timedelta(seconds=after), redacted=redacted)


def shown(**members: Any) -> Any:
    """Return the body of a coupon with its series."""
    return {"data": [{"series": members}]}


def found(coupons: Sequence[Interaction], series: Sequence[Interaction]) -> list[tuple[str, ...]]:
    checks = select_checks(["operations-disagree"])
    judges = []
    for judged, other, answers in ((COUPONS, ELSEWHERE, coupons), (ELSEWHERE, COUPONS, series)):
        judge = ContractJudge(judged, checks, CLUSTERS, others=[other])
        for one in answers:
            judge.judge(one)
        judges.append(judge)
    kept: list[tuple[Contract, Any]] = [(one.contract, one.answers) for one in judges]
    report = build_report([one.result(kept) for one in judges], FACTS)
    return [
        (one.severity, one.location, one.observed, f"{share.count} of {share.of}")
        for one in report.drifts
        for share in one.seen.values()
    ]


def test_another_value_is_a_warning() -> None:
    """The thing is known by its identity; an answer about another one says nothing of it."""
    coupons = [answer(shown(id=1, text="a", limits={"most": 5}))]
    series = [
        answer({"entity": {"id": 2, "text": "x"}}),
        answer({"entity": {"id": 1, "text": "b", "limits": {"most": 6}}}, after=9),
    ]
    other = "another value than in another answer"
    assert found(coupons, series) == [
        ("warning", "$.data[*].series.limits.most", other, "1 of 1"),
        ("warning", "$.data[*].series.text", other, "1 of 1"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"text": "a"}, {"text": "a"}),
        ({"text": "a"}, {}),
        ({}, {"text": "a"}),
        ({"text": "a"}, {"text": None}),
        ({"issued": 5}, {"issued": 6}),
        ({"stores": [{"id": 1}]}, {"stores": [{"id": 1, "name": "x"}]}),
        ({"day": "2026-01-01T00:00:00Z"}, {"day": "2026-01-01"}),
        ({"more": 1}, {"more": 2}),
    ],
)
def test_what_pages_leave_open_is_no_difference(one: dict[str, Any], other: dict[str, Any]) -> None:
    """What is left out, changes with time, is another form of date, or is documented once."""
    assert found([answer(shown(id=1, **one))], [answer({"entity": {"id": 1, **other}})]) == []


def test_time_explains_what_differs_after_an_hour() -> None:
    """The nearest answer in time counts."""
    old = answer({"entity": {"id": 1, "text": "b"}})
    now = answer({"entity": {"id": 1, "text": "a"}}, after=7200)
    coupon = answer(shown(id=1, text="a"), after=7300)
    assert found([coupon], [old]) == []
    assert found([coupon], [old, now]) == []
    assert len(found([coupon], [old, structs.replace(old, recorded=now.recorded)])) == 1


def test_each_thing_is_held_against_what_came_near_it() -> None:
    """A thing that nothing came near takes nothing from the next one."""
    series = [answer({"entity": {"id": 1, "text": "b"}}, after=hours * 3600) for hours in (0, 4, 9)]
    coupons = [answer(shown(id=1, text="a"), after=hours * 3600) for hours in (2, 4.5)]
    other = "another value than in another answer"
    assert found(coupons, series) == [("warning", "$.data[*].series.text", other, "1 of 1")]


def test_a_redacted_word_may_be_the_same() -> None:
    """It was learnt to be secret between the two answers."""
    coupon = answer(shown(id=1, text="Invented terms"), redacted=True)
    assert found([coupon], [answer({"entity": {"id": 1, "text": "Igvyqwmy terms"}})]) == []
