"""What conforms is not told: answers made from the contracts give nothing above a note."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.model import Contract
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.contract_judge import ContractJudge
from tests.conforming import conforming
from tests.generating import every_edition, examples, load
from tests.support import CONTRACTS

CLUSTERS = load_clusters(CONTRACTS)
BODIES = {
    "v1.1-coupon-get/2025": 3_500,
    "v2-coupon-series/2025": 2_500,
    "v2-coupon/2024": 2_500,
    "v2-coupon/2026": 1_500,
}
"""How many answers of each edition are judged in a run of CI: 10,000, fewer of the largest."""


def above_a_note(contract: Contract, interactions: Sequence[Interaction]) -> list[str]:
    """Return what is told of answers of one contract, together."""
    judge = ContractJudge(contract, all_checks(), CLUSTERS)
    for one in interactions:
        judge.judge(one)
    return sorted(
        f"{key.check} at {key.location}: {entry.finding.observed} {entry.samples[:1]}"
        for key, entry in judge.result().drift_counts.entries.items()
        if entry.severity != "note"
    )


def made(contract: Contract, seed: int, count: int) -> list[Interaction]:
    """Return conforming answers of every cluster in turn."""
    random = Random(seed)  # noqa: S311  # the same each time
    clusters = CLUSTERS.all
    return [conforming(contract, clusters[index % len(clusters)], random) for index in range(count)]


@every_edition
def test_conforming_answers_show_nothing(edition: str) -> None:
    """Of every cluster, on days when summer time changes, on leap days, from 1970 to 2122."""
    contract = load(edition).contract
    assert above_a_note(contract, made(contract, 1, 150)) == []


@pytest.mark.slow
@every_edition
def test_ten_thousand_conforming_answers_show_nothing(edition: str) -> None:
    """The same for so many that rare coincidences come up."""
    contract = load(edition).contract
    assert above_a_note(contract, made(contract, 7, BODIES[edition])) == []


@every_edition
@examples(75)
@given(seed=st.integers(0, 2**32))
def test_any_conforming_answer_shows_nothing(edition: str, seed: int) -> None:
    """Some hundreds, each judged by itself, with a seed that is found and made small."""
    contract = load(edition).contract
    assert above_a_note(contract, made(contract, seed, 1)) == []


def test_the_same_seed_makes_the_same_answers() -> None:
    """A failure of CI comes again."""
    contract = load("v2-coupon/2026").contract
    assert made(contract, 3, 5) == made(contract, 3, 5)
