"""How many interactions of an evidence set were judged, and when they were recorded."""

from datetime import datetime

import msgspec

from asdocumented.evidence.interaction import Interaction


class SetCounts(msgspec.Struct):
    """How many interactions of an evidence set were judged, and from when to when (aware).

    `deviations` are what its stand-in was made to depart in; `undated` interactions do not say when
    they were recorded. Probes do not count.
    """

    interactions: int = 0
    first: datetime | None = None
    last: datetime | None = None
    deviations: tuple[str, ...] = ()
    undated: int = 0

    def count(self, interaction: Interaction) -> None:
        """Count one interaction."""
        self.interactions += 1
        if interaction.deviations:
            self.deviations = tuple(dict.fromkeys((*self.deviations, *interaction.deviations)))
        recorded = interaction.recorded
        if recorded is None:
            self.undated += 1
            return
        if self.first is None or recorded < self.first:
            self.first = recorded
        if self.last is None or recorded > self.last:
            self.last = recorded

    def add(self, later: "SetCounts") -> None:
        """Add those of a later part of the evidence."""
        self.interactions += later.interactions
        self.undated += later.undated
        self.deviations = tuple(dict.fromkeys((*self.deviations, *later.deviations)))
        moments = [one for one in (self.first, self.last, later.first, later.last) if one]
        self.first, self.last = min(moments, default=None), max(moments, default=None)
