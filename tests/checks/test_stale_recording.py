"""A recording that is older than allowed."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from asdocumented.checks.registry import all_checks
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.judging.situations import Freshness
from asdocumented.report.build import build_report
from tests.support import CLUSTERS, FACTS, contract, interaction

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTE = ("note", "$", "nothing", "recorded too long ago", "1 of 1")


def recorded(when: datetime | None) -> Interaction:
    return structs.replace(interaction("{}", origin="cassette"), recorded=when)


def found(*interactions: Interaction, days: int | None = 30) -> list[tuple[str, ...]]:
    checks = [check for check in all_checks() if check.id == "stale-recording"]
    freshness = None if days is None else Freshness(days, NOW)
    judge = ContractJudge(contract({}), checks, CLUSTERS, freshness)
    for one in interactions:
        judge.judge(one)
    return [
        (
            drift.severity,
            drift.location,
            drift.documented,
            drift.observed_class,
            ", ".join(f"{share.count} of {share.of}" for share in drift.seen.values()),
        )
        for drift in build_report([judge.result()], FACTS).drifts
    ]


def test_a_recording_older_than_allowed_is_a_note() -> None:
    """No client breaks, but a green result says nothing of today."""
    assert found(recorded(NOW - timedelta(days=31))) == [NOTE]


@pytest.mark.parametrize(
    "when",
    [
        NOW,
        NOW - timedelta(days=30),
        NOW + timedelta(days=400),
        datetime(2026, 11, 22, 23, tzinfo=UTC),
        None,
    ],
)
def test_a_younger_one_is_none_and_an_unknown_age_stays_unknown(when: datetime | None) -> None:
    """The last allowed moment still counts as young."""
    assert found(recorded(when)) == []


def test_old_and_young_ones_are_counted_apart() -> None:
    """The note says how many of all."""
    old, young = recorded(NOW - timedelta(days=99)), recorded(NOW)
    assert found(old, young, old) == [(*NOTE[:4], "2 of 3")]


def test_without_a_limit_nothing_is_stale() -> None:
    """Whoever judges says how old is allowed."""
    assert found(recorded(NOW - timedelta(days=9999)), days=None) == []
