"""Proposals for what a map leaves open: by name, and by equal values."""

from pathlib import Path

from asdocumented.comparing.upgrade_map import UpgradeMap
from asdocumented.comparing.upgrade_places import Places
from asdocumented.comparing.upgrade_proposals import Proposal, propose
from asdocumented.evidence.interaction import Interaction
from tests.comparing.small_upgrade import NEW, OLD, new_answer, old_answer, small_map
from tests.support import contract


def answers(amounts: dict[str, int], others: dict[str, int]) -> tuple[Interaction, Interaction]:
    """Return an answer of each operation with an amount for each code."""
    old = ", ".join(f'{{"code": "{code}", "amount": {n}}}' for code, n in amounts.items())
    new = ", ".join(f'{{"code": "{code}", "amount": "{n}"}}' for code, n in others.items())
    return old_answer(old), new_answer(new)


def test_the_same_name_and_equal_values_speak_for_a_proposal(tmp_path: Path) -> None:
    """A number and its text are equal."""
    old, new = answers({"A": 1, "B": 2}, {"A": 1, "B": 2})
    assert propose(small_map(tmp_path), (OLD, NEW), [old], [new]) == (
        Proposal(
            "$.list[*].amount", "$.data[*].amount", ("the same name", "equal values in 2 cases")
        ),
    )


def test_one_value_alone_is_equal_by_chance_and_one_other_value_is_none(tmp_path: Path) -> None:
    """What is left is the name."""
    named = (Proposal("$.list[*].amount", "$.data[*].amount", ("the same name",)),)
    alike, other = answers({"A": 1, "B": 1}, {"A": 1, "B": 1})
    assert propose(small_map(tmp_path), (OLD, NEW), [alike], [other]) == named
    differing = answers({"A": 1, "B": 2}, {"A": 1, "B": 3})
    assert propose(small_map(tmp_path), (OLD, NEW), differing[:1], differing[1:]) == named


def test_two_shared_words_of_names_speak_for_a_proposal() -> None:
    """In any spelling; one word alone says too little."""
    old = contract({"created_on": {}, "max_count": {}})
    new = contract({"createdOn": {}, "maxCountOfAll": {}, "count": {}})
    upgrade = UpgradeMap(
        old=Places(old).side,
        new=Places(new).side,
        open_old=("$.created_on", "$.max_count"),
        open_new=("$.createdOn", "$.maxCountOfAll", "$.count"),
    )
    assert propose(upgrade, (old, new)) == (
        Proposal("$.created_on", "$.createdOn", ("the same name",)),
        Proposal("$.max_count", "$.maxCountOfAll", ("both names have max and count",)),
    )
