"""What answers of both operations say of an upgrade map: frozen values."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from asdocumented.comparing.upgrade_map import Rule

Verdict: TypeAlias = Literal["confirmed", "contradicted", "not shown"]

MOST_SAMPLES = 3
"""How many contradictions of one mapping are kept; all are counted."""


class Observed(msgspec.Struct, frozen=True):
    """A value as it may be shown, and its place."""

    interaction: str
    pointer: str
    value: str


class Contradiction(msgspec.Struct, frozen=True):
    """Two values, or two answers, that do not agree after the documented change."""

    old: Observed
    new: Observed


class JudgedMapping(msgspec.Struct, frozen=True, kw_only=True):
    """How often one mapping was confirmed and contradicted, counted by pairs of values."""

    old: str
    new: str
    rule: Rule
    confirmed: int = 0
    contradicted: int = 0
    samples: tuple[Contradiction, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Contradicted where one pair is, not shown where there was none to judge."""
        if self.contradicted:
            return "contradicted"
        return "confirmed" if self.confirmed else "not shown"


class UpgradeJudgement(msgspec.Struct, frozen=True):
    """All mappings judged, and how many items of both operations were paired."""

    paired: int
    mappings: tuple[JudgedMapping, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the mappings; not shown where nothing was."""
        found = {one.verdict for one in self.mappings}
        if "contradicted" in found:
            return "contradicted"
        return "confirmed" if "confirmed" in found else "not shown"


def judged_mapping(
    old: str, new: str, rule: Rule, agreed: int, disagreed: Sequence[Contradiction]
) -> JudgedMapping:
    """Return a mapping with its counts and the first contradictions."""
    return JudgedMapping(
        old=old,
        new=new,
        rule=rule,
        confirmed=agreed,
        contradicted=len(disagreed),
        samples=tuple(disagreed[:MOST_SAMPLES]),
    )
