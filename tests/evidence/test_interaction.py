"""In which set an interaction is counted, and how the sets are named."""

import pytest
from msgspec import structs

from asdocumented.evidence.interaction import EvidenceSet, Origin, name_sets
from tests.support import interaction


@pytest.mark.parametrize(
    ("origin", "target", "expected"),
    [
        ("example", None, EvidenceSet("example")),
        ("cassette", None, EvidenceSet("cassette")),
        ("cassette", "eu", EvidenceSet("cassette", "eu", "UTC")),
        ("har", "shop", EvidenceSet("har", "shop", "UTC")),
        ("live", "eu", EvidenceSet("live", "eu", "UTC")),
    ],
)
def test_an_interaction_is_counted_by_its_origin_and_target(
    origin: Origin, target: str | None, expected: EvidenceSet
) -> None:
    """Recordings and HAR files are counted by target as live answers are."""
    one = structs.replace(
        interaction("{}", origin=origin), target=target, zone="UTC" if target else None
    )
    assert one.evidence_set == expected


@pytest.mark.parametrize(
    ("sets", "names"),
    [
        ([EvidenceSet("live", "eu"), EvidenceSet("example")], ["example", "live:eu"]),
        ([EvidenceSet("har", "shop:8080")], ["har:shop:8080"]),
        (
            [EvidenceSet("cassette", "eu", "UTC", stand_in=True), EvidenceSet("cassette", "eu")],
            ["cassette:eu (zone unknown)", "cassette:eu (UTC, stand-in)"],
        ),
    ],
)
def test_sets_are_named_by_origin_and_target(sets: list[EvidenceSet], names: list[str]) -> None:
    """In the order of origins; what has the same origin and target is told apart."""
    assert list(name_sets(sets).values()) == names
