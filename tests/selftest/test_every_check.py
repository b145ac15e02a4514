"""Each check says how it is broken, and is what finds that: switched off, its faults survive."""

from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from msgspec.structs import replace

from asdocumented import load_contracts
from asdocumented.checks.check import Check
from asdocumented.checks.mutation import Subject
from asdocumented.checks.registry import all_checks
from asdocumented.contracts.model import CallRelation, Contract, Node, PrintedExample
from asdocumented.formats.json_path import mapping
from asdocumented.selftest.judge import SelftestJudge
from asdocumented.selftest.run import Bench
from asdocumented.selftest.survivors import read_reasons
from asdocumented.selftest.trials import Trial, choose_trials
from tests.selftest.bundled import folder, subject, subjects
from tests.support import CLUSTERS, CONTRACTS, contract, interaction

IDS = [one.id for one in all_checks() if one.pages is None]
"""What two pages disagree in is no fault of one contract: `tests/checks/` has pairs of them."""
PAIRS = [one.id for one in all_checks() if one.pages is not None]
IN_MILLISECONDS = {
    ("v2-coupon", "fixed-expiry"),
    ("v2-coupon-series", "fixed-expiry-equals-valid-till"),
    ("v2-coupon-series", "issued-after-creation"),
    ("v2-coupon-series", "used-after-issue"),
    ("v2-coupon-series", "used-after-redemption"),
}
"""Relations that no recording shows: their row says Integer, which holds no such number."""

BOUNDED = replace(
    contract({"count": {"type": "integer", "minimum": 1, "maximum": 9}}),
    examples=(PrintedExample("one", "", has_request=True, status=200, body={"count": 5}),),
)
"""A page whose printed answers all have a request, as none of the bundled ones has."""


def check_named(name: str) -> Check:
    """Return a check by its id."""
    return next(one for one in all_checks() if one.id == name)


@cache
def bounded() -> list[Subject]:
    """Return an answer of the page whose printed answers all have a request."""
    return [subject(BOUNDED, interaction('{"count": 5}'))]


@cache
def bench_of_all() -> Bench:
    """Return a bench with every check on; what a subject shows is judged once for all tests."""
    return Bench(SelftestJudge(all_checks(), folder().clusters, subjects=subjects()))


@cache
def trials_of(check: Check) -> list[Trial]:
    """Return a few faults of each kind that a check has to find."""
    chosen = [choose_trials(one, [check], seed=1, cap=2) for one in subjects().values()]
    return [
        *(trial for of_one in chosen for trial in of_one),
        *choose_trials(bounded(), [check], seed=1),
    ]


@pytest.mark.parametrize("name", IDS)
def test_a_check_says_how_it_is_broken(name: str) -> None:
    """A new check without faults that it has to find is none yet."""
    assert trials_of(check_named(name))


@pytest.mark.parametrize("name", IDS)
def test_a_fault_is_caught_by_its_check_and_survives_without_it(name: str) -> None:
    """Under its id, where it is; and not once the check is switched off."""
    reasons = read_reasons(CONTRACTS)
    others = [one for one in all_checks() if one.id != name]
    on, off = bench_of_all(), Bench(SelftestJudge(others, folder().clusters, subjects=subjects()))
    judged = 0
    for trial in trials_of(check_named(name)):
        if any(reason.is_about(trial) for reason in reasons):
            continue
        with_it, without_it = on.outcome(trial), off.outcome(trial)
        if with_it is not None and without_it is not None:
            judged += 1
            told = (trial.mutant.fault, trial.mutant.location, with_it.state)
            assert told == (*told[:2], "caught")
            assert without_it.state not in ("caught", "elsewhere")
    assert judged


@pytest.mark.parametrize("name", PAIRS)
def test_what_two_pages_disagree_in_is_told_by_its_check_alone(name: str) -> None:
    """The bundled pages do; once the check is switched off, nothing tells of it."""
    contracts = load_contracts(CONTRACTS)
    on, off = contracts.judge(only=[name]), contracts.judge(skip=[name])
    assert {one.check for one in on.drifts} == {name}
    assert name not in {one.check for one in off.drifts}


@cache
def all_trials(judged_by: Contract) -> list[Trial]:
    """Return the faults of all checks in the recordings of a contract, chosen once."""
    checks = [one for one in all_checks() if one.mutations is not None]
    return choose_trials(subjects()[judged_by], checks, seed=1)


def relations() -> Iterator[tuple[Contract, Node, str]]:
    """Yield each relation between what is in one body, and the object that it is about."""
    for one in subjects():
        for root in one.roots:
            for node in root.tree():
                yield from ((one, node, related.id) for related in (*node.relations,))
                yield from ((one, node, related.id) for related in (*node.statuses,))


@pytest.mark.parametrize(
    ("judged_by", "node", "name"),
    [pytest.param(*one, id=f"{one[0].operation}-{one[2]}") for one in relations()],
)
def test_a_fault_of_a_relation_survives_without_it(
    judged_by: Contract, node: Node, name: str
) -> None:
    """Each relation is killed at least once by switching it off."""
    checks = [one for one in all_checks() if one.mutations is not None]
    if (judged_by.operation, name) in IN_MILLISECONDS:
        shown = [with_milliseconds(subjects()[judged_by], node, name)]
        chosen = choose_trials(shown, checks, seed=1)
    else:
        chosen = all_trials(judged_by)
    trials = [one for one in chosen if one.mutant.relation == name]
    assert trials
    bench = Bench(SelftestJudge(checks, folder().clusters))
    without = _without(judged_by, node, name)
    for trial in trials:
        outcome = bench.outcome(trial)
        assert outcome is not None
        assert outcome.state == "caught"
        original, made = trial.subject.parsed.interaction, trial.mutant.make()
        assert not isinstance(made, Contract)
        known = bench.judge.counts(without, original, original)
        told = bench.judge.told(without, [original, made], known)
        assert not [one for one in told if one.relation == name]


def call_relations() -> Iterator[tuple[Contract, CallRelation]]:
    """Yield each relation between calls; that of an upgrade is killed by the tests of its map."""
    for one in subjects():
        yield from ((one, relation) for relation in one.calls if relation.relation != "as-upgraded")


@pytest.mark.parametrize(
    ("judged_by", "relation"),
    [pytest.param(*one, id=f"{one[0].operation}-{one[1].id}") for one in call_relations()],
)
def test_a_fault_of_a_relation_between_calls_survives_without_it(
    judged_by: Contract, relation: CallRelation
) -> None:
    """Each one is killed at least once by switching it off."""
    trials = [one for one in all_trials(judged_by) if one.mutant.relation == relation.id]
    assert trials
    bench = bench_of_all()
    without = replace(judged_by, calls=tuple(one for one in judged_by.calls if one != relation))
    for trial in trials[:3]:
        outcome = bench.outcome(trial)
        assert outcome is not None
        assert outcome.state == "caught"
        original, made = trial.subject.parsed.interaction, trial.mutant.make()
        assert not isinstance(made, Contract)
        known = bench.judge.counts(without, original, original)
        told = bench.judge.told(without, [original, made], known)
        assert not [one for one in told if one.relation == relation.id]


def with_milliseconds(shown: Sequence[Subject], node: Node, name: str) -> Subject:
    """Return a recording in which a number tells the same instant as a date."""
    (relation,) = (one for one in node.relations if one.id == name)
    sides = (relation.left, relation.right)
    number_name, date_name = sorted(sides, key=lambda one: node.fields[one].epoch is None)
    form = node.fields[date_name].date
    for spot in (spot for one in shown for spot in one.spots if spot.node is node):
        date = mapping(spot.value).get(date_name)
        moment = form.read(date) if form and isinstance(date, str) else None
        if moment is not None:
            number = int(moment.instants(None)[0].timestamp()) * 1000
            changed = spot.with_value({**mapping(spot.value), number_name: number})
            return subject(spot.subject.contract, changed)
    pytest.fail("no recording has the date")


def _without(judged_by: Contract, node: Node, name: str) -> Contract:
    """Return a contract without a relation."""
    changed = replace(
        node,
        relations=tuple(one for one in node.relations if one.id != name),
        statuses=tuple(one for one in node.statuses if one.id != name),
    )
    return judged_by.with_node(node, changed)


ONLY_VALUE = "another value than the only ones"


def test_a_constraint_is_broken_at_its_bounds() -> None:
    """One below the least, one above the most, another than the only value."""
    (found,) = [one for one in all_checks() if one.id == "broken-constraint"]
    bench = Bench(SelftestJudge(all_checks(), CLUSTERS))
    outcomes = {
        (one.mutant.fault, one.mutant.location): bench.outcome(one) for one in trials_of(found)
    }
    assert {key: one.state for key, one in outcomes.items() if one is not None} == {
        ("a number that breaks minimum", "$.count"): "caught",
        ("a number that breaks maximum", "$.count"): "caught",
        ("a number that breaks minimum", "$.data[*].discountValue"): "caught",
        ("a number that breaks maximum", "$.data[*].discountValue"): "caught",
        ("a number that breaks maximum", "$.response.coupons.coupon[*].value"): "caught",
        (ONLY_VALUE, "$.data[*].couponSeries.expiryStrategyValue"): "caught",
        (ONLY_VALUE, "$.entity.expiryStrategyValue"): "caught",
    }
