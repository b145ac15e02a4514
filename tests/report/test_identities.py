"""Fingerprints and problem ids stay, whatever else a run has: waivers hold on to them."""

import json
from pathlib import Path

import pytest
from msgspec import structs

from asdocumented.checks.registry import all_checks
from asdocumented.contracts.clusters import load_clusters
from asdocumented.contracts.folder import load_contracts
from asdocumented.contracts.model import Contract
from asdocumented.evidence.examples import read_examples
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.contract_judge import ContractJudge
from asdocumented.report.build import RunFacts, build_report
from asdocumented.report.model import Report
from tests.support import CONTRACTS, FACTS

GOLDEN = Path(__file__).with_name("identities.json")
EDITIONS = load_contracts(CONTRACTS)
EDITION = EDITIONS[-2]
CONTRACT: Contract = EDITION.contract
PRINTED = read_examples(EDITION.path)


def judged(
    *interactions: Interaction, facts: RunFacts = FACTS, contract: Contract = CONTRACT
) -> Report:
    """Return the report on interactions of one edition."""
    judge = ContractJudge(contract, all_checks(), load_clusters(CONTRACTS))
    for one in interactions:
        judge.judge(one)
    return build_report([judge.result()], facts)


def identities(found: Report) -> dict[str, list[str]]:
    """Return the problems by id with the fingerprints of their drifts."""
    return {one.id: sorted(one.drifts) for one in found.problems}


def test_the_identities_of_the_printed_examples_are_those_of_every_version() -> None:
    """A change of this file makes every waiver of somebody else lapse."""
    found = {
        f"{one.contract.operation} {one.contract.edition}": dict(
            sorted(identities(judged(*read_examples(one.path), contract=one.contract)).items())
        )
        for one in EDITIONS
    }
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def elsewhere(one: Interaction) -> Interaction:
    """Return an interaction as another deployment recorded it."""
    url = one.request.url.replace("eu.api", "api").replace("http://", "https://")
    request = structs.replace(one.request, url=url)
    return structs.replace(one, request=request, origin="cassette", target="other", name="x")


@pytest.mark.parametrize(
    "changed",
    [
        lambda: judged(*reversed(PRINTED)),
        lambda: judged(*PRINTED[1:], PRINTED[0]),
        lambda: judged(*PRINTED, *PRINTED),
        lambda: judged(*PRINTED, *map(elsewhere, PRINTED)),
        lambda: judged(*PRINTED, facts=RunFacts(FACTS.started, FACTS.finished, "9.9.9")),
    ],
    ids=["reversed", "rotated", "twice", "one more set", "another version"],
)
def test_nothing_but_what_was_observed_makes_an_identity(changed: object) -> None:
    """Order, counts, one more evidence set and the version are no part of it."""
    assert callable(changed)
    found = identities(changed())
    plain = identities(judged(*PRINTED))
    assert {key: found[key] for key in plain} == plain


def test_neither_host_nor_zone_is_part_of_it() -> None:
    """The same answers from another host, in another zone with its offset, are the same drifts."""
    there = [structs.replace(elsewhere(one), zone="Africa/Abidjan") for one in PRINTED]
    here = [structs.replace(elsewhere(one), zone="UTC") for one in PRINTED]
    assert identities(judged(*there)) == identities(judged(*here))
