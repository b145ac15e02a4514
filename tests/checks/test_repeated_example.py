"""`repeated-example`: an answer that an earlier edition printed, too."""

import pytest
from msgspec.structs import replace

from asdocumented.checks.rules.repeated_example import CHECK
from asdocumented.contracts.model import Contract, PrintedExample
from asdocumented.formats.json_path import Json
from tests.support import contract


def page(edition: str, *bodies: Json, operation: str = "coupons") -> Contract:
    """Return the contract of an edition that prints these bodies."""
    examples = tuple(PrintedExample(f"{n}", "", True, 200, one) for n, one in enumerate(bodies))  # noqa: FBT003  # has a request
    return replace(contract({"a": {}}), edition=edition, examples=examples, operation=operation)


def told(judged: Contract, *others: Contract) -> list[tuple[str, str | None]]:
    assert CHECK.pages is not None
    found = list(CHECK.pages(judged, others))
    assert {one.severity for one in found} <= {"note"}
    return [(one.documented or "", one.observed) for one in found]


def test_an_answer_of_the_edition_before_is_a_note() -> None:
    """Both pages are cited."""
    new, old = page("2026", {"a": 1}, {"a": 2}), page("2024", {"a": 2}, {"a": 3})
    assert told(new, old) == [
        ("1 of 2 printed answers", "printed in 2024 already, value for value")
    ]


@pytest.mark.parametrize(
    "other",
    [
        page("2024", {"a": 3}),
        page("2027", {"a": 1}),
        page("2024", {"a": 1}, operation="series"),
        page("2024"),
    ],
)
def test_another_answer_a_later_edition_and_another_operation_are_not_found(
    other: Contract,
) -> None:
    """Only what was printed before shows what was answered before."""
    assert told(page("2026", {"a": 1}), other) == []
