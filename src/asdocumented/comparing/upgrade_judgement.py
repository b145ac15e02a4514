"""What answers of both operations say of an upgrade map: frozen values."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from asdocumented.comparing.upgrade_map import Rule
from asdocumented.report.part import Part

Verdict: TypeAlias = Literal["confirmed", "contradicted", "not shown"]

ABSENT = "absent"
"""What stands for the value of a field that an item does not have."""

MOST_SAMPLES = 3
"""How many contradictions of one mapping are kept; all are counted."""


class Observed(Part, frozen=True):
    """A value as it may be shown, and its place."""

    interaction: str
    pointer: str
    value: str


class ObservedPair(Part, frozen=True):
    """Two values, or two answers, that belong together."""

    old: Observed
    new: Observed


class JudgedMapping(Part, frozen=True, kw_only=True):
    """How often one mapping was confirmed and contradicted, counted by pairs of values.

    It is contradicted where one pair is, not shown where there was none to judge. `samples` are
    pairs that contradict it, `example` is one that confirms it.
    """

    old: str
    new: str
    rule: Rule
    verdict: Verdict
    confirmed: int = 0
    contradicted: int = 0
    samples: tuple[ObservedPair, ...] = ()
    example: ObservedPair | None = None


class UpgradeJudgement(Part, frozen=True):
    """All mappings judged, the worst verdict, and how many items both operations answered."""

    verdict: Verdict
    paired: int
    mappings: tuple[JudgedMapping, ...]


def judged_mapping(
    old: str,
    new: str,
    rule: Rule,
    agreed: int,
    disagreed: Sequence[ObservedPair],
) -> JudgedMapping:
    """Return a mapping with its counts and the first contradictions."""
    return JudgedMapping(
        old=old,
        new=new,
        rule=rule,
        verdict="contradicted" if disagreed else "confirmed" if agreed else "not shown",
        confirmed=agreed,
        contradicted=len(disagreed),
        samples=tuple(disagreed[:MOST_SAMPLES]),
    )


def judgement(paired: int, mappings: Sequence[JudgedMapping]) -> UpgradeJudgement:
    """Return all mappings with the worst verdict; it is not shown where nothing is."""
    found = {one.verdict for one in mappings}
    worst: Verdict = "confirmed" if "confirmed" in found else "not shown"
    verdict: Verdict = "contradicted" if "contradicted" in found else worst
    return UpgradeJudgement(verdict, paired, tuple(mappings))
