"""How many faults the suite catches in the bundled recordings, and what is told of the others."""

import pytest

from asdocumented.checks.registry import all_checks
from asdocumented.errors import ExitCode
from asdocumented.selftest.judge import SelftestJudge
from asdocumented.selftest.proof import prove
from asdocumented.selftest.run import Bench
from asdocumented.selftest.session import SelftestOptions, selftest
from asdocumented.selftest.survivors import Reason, read_reasons
from asdocumented.selftest.text import proof_text, selftest_text
from asdocumented.selftest.trials import choose_trials
from tests.selftest.bundled import folder, subject, subjects
from tests.support import CLUSTERS, CONTRACTS, contract, interaction

SMALL = contract(
    {
        "code": {"type": "string"},
        "count": {"type": "integer", "format": "int32"},
        "on": {"type": "string", "x-date": {"pattern": "yyyy-MM-dd", "zone": "none"}},
        "never": {"type": "string"},
    }
)
ANSWER = interaction('{"code": "A", "count": 5, "on": "2026-05-09"}')


@pytest.mark.parametrize("reason", read_reasons(CONTRACTS), ids=lambda one: one.check)
def test_a_reason_is_about_a_fault_that_still_survives(reason: Reason) -> None:
    """What is caught by now needs no reason any more."""
    checks = [one for one in all_checks() if one.id == reason.check]
    found = [
        trial
        for one in subjects().values()
        for trial in choose_trials(one, checks, seed=1, every=True)
        if reason.is_about(trial)
    ]
    bench = Bench(SelftestJudge(all_checks(), folder().clusters))
    outcomes = [bench.outcome(one) for one in found]
    assert [one for one in outcomes if one is not None and one.state != "caught"]


def test_the_same_seed_chooses_the_same_faults() -> None:
    """A result of CI comes again; another seed looks elsewhere."""
    some = [of_one[0] for of_one in subjects().values()]
    one, again, other = (
        [
            (trial.group, trial.mutant.location)
            for trial in choose_trials(some, all_checks(), seed=seed, cap=3)
        ]
        for seed in (1, 1, 2)
    )
    assert one == again != other


def test_a_check_that_is_off_is_seen() -> None:
    """Its faults survive, each with what was told instead."""
    checks = [one for one in all_checks() if one.id in ("wrong-type", "text-for-number")]
    deaf = [one for one in checks if one.id != "text-for-number"]
    trials = choose_trials([subject(SMALL, ANSWER)], checks, seed=1)
    judge = SelftestJudge(deaf, CLUSTERS)
    known = judge.counts(SMALL, ANSWER, ANSWER)
    (found,) = [one for one in trials if one.check == "text-for-number"]
    made = found.mutant.make()
    assert (found.mutant.fault, found.mutant.location) == ("a number as text", "$.count")
    assert judge.told(SMALL, [ANSWER, made], known) == frozenset()  # type: ignore[list-item]


def test_a_selftest_that_puts_no_fault_into_anything_is_inconclusive() -> None:
    """Nothing survived, and nothing was caught."""
    result = selftest(folder(), {SMALL: [subject(SMALL, ANSWER)]}, SelftestOptions("1", ()))
    assert (result.tried, result.unexplained, result.alarms) == (0, [], [])
    assert result.exit_code == ExitCode.INCONCLUSIVE


def test_claims_that_nothing_proves_are_listed() -> None:
    """Of one answer: what is never there, and what no check compares."""
    judge = SelftestJudge(all_checks(), CLUSTERS)
    proof = prove(SMALL, [subject(SMALL, ANSWER)], judge, all_checks())
    assert [(one.claim, one.location, one.why) for one in proof.unproven] == [
        ("status", "$statusCode 200", "never there"),
        ("status", "$statusCode 404", "never there"),
        ("name", "$.never", "never there"),
        ("datatype", "$.never", "never there"),
    ]
    assert proof.proven == 7
    last = proof_text(proof).splitlines()[-2:]
    assert last == [
        "1 answer of coupons 2026 proves 7 of 11 claims (63.6 %)",
        "and could break 0 of 0 relations",
    ]


def test_the_text_ends_with_the_rate() -> None:
    """What is printed is a table, the survivors with their reasons, and one line to quote."""
    found = subject(SMALL, ANSWER)
    result = selftest(folder(), {SMALL: [found]}, SelftestOptions("1", all_checks()))
    text = selftest_text(result).splitlines()
    assert text[0] == f"1 answer of coupons 2026: {result.caught} of {result.tried} faults caught"
    assert text[-1].startswith(f"{result.caught} of {result.tried} faults caught (100 %)")
    assert text[-1].endswith(", 0 survived, none of them unexplained")
