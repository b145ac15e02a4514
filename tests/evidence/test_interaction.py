"""In which set an interaction is counted, and how the set is named."""

import pytest
from msgspec import structs

from asdocumented.evidence.interaction import EvidenceSet, Origin
from tests.support import interaction


@pytest.mark.parametrize(
    ("origin", "target", "expected"),
    [
        ("example", None, EvidenceSet("example")),
        ("cassette", None, EvidenceSet("cassette")),
        ("cassette", "eu", EvidenceSet("cassette")),
        ("har", None, EvidenceSet("har")),
        ("live", None, EvidenceSet("live")),
        ("live", "eu", EvidenceSet("live", "eu")),
    ],
)
def test_live_answers_are_counted_by_target_and_all_else_by_origin(
    origin: Origin, target: str | None, expected: EvidenceSet
) -> None:
    """Several targets can be asked at once; recordings of several are still one set."""
    one = structs.replace(interaction("{}", origin=origin), target=target)
    assert one.evidence_set == expected


@pytest.mark.parametrize(
    ("evidence_set", "name"),
    [
        (EvidenceSet("example"), "example"),
        (EvidenceSet("live", "eu"), "live:eu"),
        (EvidenceSet("har", "shop:8080"), "har:shop:8080"),
    ],
)
def test_a_set_is_read_as_it_is_named(evidence_set: EvidenceSet, name: str) -> None:
    """Reports name a set by its origin and, behind a colon, its target."""
    assert str(evidence_set) == name
    assert EvidenceSet.read(name) == evidence_set


@pytest.mark.parametrize("name", ["", "dead", "livestock", "eu:live"])
def test_a_name_of_no_set_is_refused(name: str) -> None:
    """There are four origins."""
    with pytest.raises(ValueError, match="no evidence set"):
        EvidenceSet.read(name)
