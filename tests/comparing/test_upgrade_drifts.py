"""Two operations that contradict the map of an upgrade: a drift of the new one."""

import json
from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs
from msgspec.structs import replace

from asdocumented.checks.registry import all_checks
from asdocumented.comparing.upgrade_drifts import count_contradictions
from asdocumented.contracts.folder import EditionFolder, read_contracts
from asdocumented.errors import Fault
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.judging.session import JudgingSession
from tests.support import CONTRACTS, NOON

OLD = "https://eu.api.capillarytech.com/v1.1/coupon/get?code=AB12CD34"
NEW = "https://eu.api.capillarytech.com/v2/coupon?couponCodes=AB12CD34"
COUPON = {"code": "AB12CD34", "series_id": 7, "is_absolute": True, "value": 500}


def answer(name: str, url: str, body: Any) -> Interaction:
    response = Response(200, "application/json", json.dumps(body).encode())
    return Interaction(name, "live", Request("GET", url), response, recorded=NOON)


def old(**changes: Any) -> Interaction:
    items = {"coupons": {"coupon": [{**COUPON, **changes}]}}
    return answer("old", OLD, {"response": items})


def new(**changes: Any) -> Interaction:
    item = {"code": "AB12CD34", "seriesId": 7, "discountType": "ABS", "discountValue": 500}
    return answer("new", NEW, {"data": [{**item, **changes}], "warnings": [], "errors": []})


def _without_calls(edition: EditionFolder) -> EditionFolder:
    return replace(edition, contract=replace(edition.contract, calls=()))


def found(
    *answers: Interaction, related: bool = True
) -> list[tuple[str, str, int, str | None, str | None]]:
    """Return what is told of the map: place, count, and the values of both answers."""
    folder = read_contracts(CONTRACTS)
    editions = folder.newest if related else [_without_calls(one) for one in folder.newest]
    session = JudgingSession(editions, all_checks(), folder.clusters)
    for one in answers:
        session.interaction(one)
    evidence = session.result()
    count_contradictions(evidence)
    told = []
    for judged in evidence.judged:
        for key, entry in judged.drift_counts.entries.items():
            if entry.finding.relation == "coupon-of-v1.1":
                (sample,) = entry.samples
                there = sample.other.value if sample.other else None
                row = (key.location, entry.finding.observed, entry.counts.total())
                told.append((*row, sample.value, there))
    return told


def test_a_contradicted_value_is_told_with_both_answers() -> None:
    """Under the place of the new operation."""
    assert found(old(), new(discountType="PERC")) == [
        ("$.data[*].discountType", "another value than in another answer", 1, '"PERC"', "true")
    ]


def test_without_the_relation_nothing_is_told() -> None:
    """It alone has the map judged."""
    assert found(old(), new(discountType="PERC"), related=False) == []


def test_what_the_map_confirms_is_no_drift() -> None:
    """It counts as compared."""
    assert found(old(), new()) == []


def test_a_field_that_the_new_operation_lacks_is_told_by_another_check() -> None:
    """`absent-field` says of it what the page promises."""
    body = json.loads(new().response.body)
    del body["data"][0]["seriesId"]
    assert found(old(), answer("new", NEW, body)) == []


def test_answers_of_two_targets_are_not_held_against_each_other() -> None:
    """Each target has its own coupons."""
    assert found(structs.replace(old(), target="one"), new(discountType="PERC")) == []


def test_time_explains_what_lies_hours_apart() -> None:
    """Somebody may have changed the coupon."""
    later = structs.replace(new(discountType="PERC"), recorded=NOON + timedelta(hours=2))
    assert found(old(), later) == []


def test_what_redaction_may_have_made_two_of_is_no_contradiction() -> None:
    """The number of the series was learnt to be secret between the two answers."""
    before = structs.replace(old(series_id=910001), redacted=True)
    after = structs.replace(new(seriesId=771593), redacted=True)
    assert found(before, after) == []


def test_a_map_that_is_not_there_is_a_fault() -> None:
    """The relation names it."""
    folder = read_contracts(CONTRACTS)
    editions = [
        replace(one, contract=replace(one.contract, folder=CONTRACTS / "none" / "none" / "none"))
        for one in folder.newest
    ]
    session = JudgingSession(editions, all_checks(), folder.clusters)
    session.interaction(old())
    session.interaction(new())
    with pytest.raises(Fault, match="no such file"):
        count_contradictions(session.result())
