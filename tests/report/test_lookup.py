"""Drifts are found by their fingerprints, and by the problems that they belong to."""

import pytest
from msgspec import structs

from asdocumented.errors import Fault
from asdocumented.report.lookup import find_drifts, problem_of
from asdocumented.report.model import Problem
from tests.gate.reports import drift, report

ONE, OTHER, ALIKE = "0a" * 8, "0b" * 8, "0a0a0a" + "f" * 10
FOUND = report(drift(ONE), drift(OTHER), drift(ALIKE))
FOUND = structs.replace(
    FOUND,
    problems=[
        Problem("1234567890", "Two", "error", "coupons", "2026", [ONE, ALIKE], "Mend."),
        Problem("1234500000", "One", "error", "coupons", "2026", [OTHER], "Mend."),
    ],
)


@pytest.mark.parametrize(
    ("ids", "fingerprints"),
    [
        ([ONE], [ONE]),
        (["1234567890"], [ONE, ALIKE]),
        ([OTHER, ONE, OTHER], [ONE, OTHER]),
        (["1234567890", ONE], [ONE, ALIKE]),
        (["0b0b0b"], [OTHER]),
        (["0a0a0af"], [ALIKE]),
        (["123456"], [ONE, ALIKE]),
    ],
)
def test_an_id_names_its_drifts(ids: list[str], fingerprints: list[str]) -> None:
    """Each once, in the order of the report; the first characters are enough."""
    assert [one.fingerprint for one in find_drifts(FOUND, ids)] == fingerprints


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            "0a0a0a",
            f"0a0a0a: 2 drifts and problems begin so\n  name one of them: {ONE}, {ALIKE}",
        ),
        (
            "1234567899",
            (
                "1234567899: no drift and no problem of the report\n  did you mean 1234567890? "
                "asdocumented check --notes shows all, each with its id in brackets"
            ),
        ),
        (
            "0b0b",
            (
                "0b0b: no drift and no problem of the report\n"
                "  asdocumented check --notes shows all, each with its id in brackets"
            ),
        ),
        (
            "",
            (
                ": no drift and no problem of the report\n"
                "  asdocumented check --notes shows all, each with its id in brackets"
            ),
        ),
    ],
)
def test_an_id_that_names_nothing_is_refused(wanted: str, message: str) -> None:
    """With a suggestion, and where the ids stand."""
    with pytest.raises(Fault) as fault:
        find_drifts(FOUND, [wanted])
    assert str(fault.value) == message


def test_all_ids_that_name_nothing_are_told_at_once() -> None:
    """Not one after the other."""
    with pytest.raises(Fault) as fault:
        find_drifts(FOUND, ["x", ONE, "y"])
    assert [one.where for one in fault.value.each] == ["x", "y"]


def test_a_drift_belongs_to_a_problem() -> None:
    """The one that lists it."""
    assert problem_of(FOUND, FOUND.drifts[2]).id == "1234567890"
