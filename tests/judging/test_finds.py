"""What tells quickly that a rule finds something says the same as the rule."""

import pytest

from asdocumented.checks.check import Check
from asdocumented.checks.place import Place, Situation
from asdocumented.checks.registry import all_checks
from asdocumented.evidence.interaction import EvidenceSet
from asdocumented.formats.json_path import Json
from asdocumented.judging.drift_counts import drift_key
from tests.generating import EDITIONS, load

RULES = [check for check in all_checks() if check.value is not None and check.value.finds]
TEXTS = ["", "NULL", " null\n", "true", " False", "7", "-1.5 ", "1e3", "ABS", "abs", "some words"]
DATES = [
    *("2026-05-09T00:00:00Z", "2026-05-09T00:00:00", "2026-05-09", "2026-02-30T00:00:00"),
    *("2026-05-09 00:00:00", "0000-00-00", "1778284800000"),
]
NUMBERS = [0, -1, 1, 7, 2**31, -(2**31), 2**63, -(2**63) - 1, 1750933819, 1778284800000]
VALUES: list[Json] = [*TEXTS, *DATES, *NUMBERS, 7.0, 7.5, -0.0, 1e300, True, None, [], [7], {}]


@pytest.mark.parametrize("check", RULES, ids=lambda check: check.id)
@pytest.mark.parametrize("edition", EDITIONS)
def test_finds_says_what_find_finds(edition: str, check: Check) -> None:
    """At every documented place: one finding, of the same drift where it says the same, or none."""
    contract = load(edition).contract
    situation = Situation(contract, EvidenceSet("cassette"), "UTC")
    for root in contract.roots:
        for node in root.tree():
            for kind in {*map(type, VALUES)}:
                judge_place(check, Place(node, node.location, situation, contract.citation()), kind)


def judge_place(check: Check, place: Place, kind: type) -> None:
    """Hold what `finds` says of each value of a type against what `find` yields."""
    rule = check.value
    if rule is None or rule.finds is None or not rule.applies(place, kind):
        return
    finds = rule.finds(place, kind)
    told: dict[bool | str, object] = {}
    for value in (one for one in VALUES if type(one) is kind):
        found, says = list(rule.find(place, value)), finds(value)
        if says is None:
            continue
        assert (says is not False) == bool(found), (place.location, value)
        if says is not False:
            (one,) = found
            drift = drift_key(one), one.severity, one.among, one.expectation, one.path
            assert told.setdefault(says, drift) == drift, (place.location, value)
