"""Cases that are filled with samples become requests."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from asdocumented.contracts.cases import Case
from asdocumented.contracts.folder import EditionFolder, load_contracts, newest
from asdocumented.live.planning.plan import Plan, make_plan
from tests.support import CONTRACTS, contract, parameter

SAMPLES = {
    "codes": ("UPPER1", "lower2", "Mixed3", "44444"),
    "ids": ("7", "8"),
    "odd": ("a b&c/d",),
}


def planned(*query: tuple[str, str]) -> Plan:
    case = Case("one", "why", query)
    edition = EditionFolder(
        Path("coupons/2026"), contract({}, parameters=[parameter("id")]), (case,)
    )
    return make_plan([edition], SAMPLES)


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("{ids}", "7"),
        ("{ids.2}", "8"),
        ("{codes.upper}", "UPPER1"),
        ("{codes.lower}", "lower2"),
        ("{codes.mixed}", "Mixed3"),
        ("{codes.digits}", "44444"),
        ("{codes.upper!lower}", "upper1"),
        ("{codes.lower!upper}", "LOWER2"),
        ("{codes.mixed!swap}", "mIXED3"),
        ("{ids},{ids.2}", "7,8"),
        ("NOSUCHCODE", "NOSUCHCODE"),
        ("{odd}", "a+b%26c%2Fd"),
    ],
)
def test_placeholders_stand_for_samples(value: str, filled: str) -> None:
    """By place, by the letter case of creation, typed as it is or otherwise."""
    (request,) = planned(("id", value)).requests
    assert request.path == f"/coupons?id={filled}"
    assert request.template == f"/coupons?id={value}"


def test_a_parameter_may_be_repeated() -> None:
    """Each value is sent, in the order of the file."""
    (request,) = planned(("id", "{ids}"), ("id", "{ids.2}")).requests
    assert request.path == "/coupons?id=7&id=8"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("{ids.3}", "no 3 one among the samples ids"),
        ("{ids.mixed}", "no mixed one among the samples ids"),
        ("{customers}", "no samples named customers"),
    ],
)
def test_what_the_samples_lack_is_said(value: str, reason: str) -> None:
    """The case is left out, with its reason."""
    plan = planned(("id", value))
    assert (plan.requests, [one.reason for one in plan.left_out]) == ((), [reason])


def test_samples_are_not_part_of_what_is_shown() -> None:
    """Neither the representation nor the identity of a plan tells a code."""
    plan = planned(("id", "{codes.upper}"))
    assert "UPPER1" not in repr(plan)
    assert plan.digest() == planned(("id", "{codes.upper}")).digest()
    assert plan.digest() != planned(("id", "{codes.lower}")).digest()


def test_the_bundled_cases_ask_for_every_parameter_and_every_value() -> None:
    """What the tables list is sent at least once, each listed value, too."""
    for edition in newest(load_contracts(CONTRACTS)):
        sent = {pair for case in edition.cases for pair in case.query}
        for name, documented in edition.contract.parameters.items():
            assert name in dict(sent), name
            assert {(name, value) for value in documented.enum or ()} <= sent


def test_the_bundled_cases_are_few() -> None:
    """Every request costs a share of a hundred a minute."""
    counts = {one.contract.operation: len(one.cases) for one in newest(load_contracts(CONTRACTS))}
    assert counts == {"v1.1-coupon-get": 16, "v2-coupon": 22, "v2-coupon-series": 8}


def test_nothing_but_get_is_planned() -> None:
    """Another method may change something in somebody's organisation."""
    documented = replace(contract({}, parameters=[parameter("id")]), method="POST")
    edition = EditionFolder(Path("coupons/2026"), documented, (Case("one", "why", ()),))
    plan = make_plan([edition], SAMPLES)
    assert plan.requests == ()
    assert [one.reason for one in plan.left_out] == ["POST may change something: only GET is sent"]
