"""Judges bodies by what was learned of those before them, without walking through them.

A **reading** is made of the shapes that the bodies of one situation had. It decodes a body into
structs, so that decoding proves names and types, and judges the values with at most one call of
the schema library for an object and those nested in it. It either counts a body as the walk would,
or counts nothing, and leaves the body to the walk: only the walk finds, samples and explains. So it
judges the bodies alone whose drifts all have their samples.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from asdocumented.checks.check import Check
from asdocumented.checks.finding import Finding
from asdocumented.evidence.interaction import Interaction
from asdocumented.judging.drift_counts import DriftCounts
from asdocumented.judging.reading import NarrowedReading, Read, Reading
from asdocumented.judging.reading_parts import KnownDrifts, Unknown
from asdocumented.judging.seen_texts import NO_TEXTS, SeenTexts, few_texts
from asdocumented.judging.shapes import Spot
from asdocumented.judging.whole_rules import WholeRules, whole_rules

Sent: TypeAlias = Mapping[str, Sequence[str]]
"""The values of the parameters in query and path."""

READ_AFTER = 100
"""After how many walks a reading is made first; making one takes as long as 50 walks."""

READ_AFTER_OF_MUCH = 16
"""The same for a part of much evidence, which begins anew."""

_NARROWED_AFTER = 3000
"""After how many bodies that it judged a reading is narrowed."""

_TRIED = 64


class Readings:
    """Reads the bodies of one situation.

    A reading is made after so many walks, and anew after twice, four times as many, each of which
    may have shown new shapes. There are up to three ways to ask the rules about whole interactions.
    The next one is taken where a reading judges less than half of the bodies, and where a new one
    cannot judge the body at hand.
    """

    def __init__(
        self, root: Spot, drift_counts: DriftCounts, checks: Sequence[Check], read_after: int
    ) -> None:
        """Begin to learn; `checks` are those of which a rule looks at whole interactions."""
        self._checks = checks
        self._root = root
        self._evidence_set = evidence_set = root.place.situation.evidence_set
        self._drifts = KnownDrifts(drift_counts, evidence_set)
        self._ways: list[WholeRules] | None = None
        self.rules = WholeRules((), {}, {})
        self._walked = 0
        self._make_after = read_after
        self._reading: NarrowedReading | None = None
        self._tried = 0
        self._counted = 0

    def read(self, interaction: Interaction, sent: Sent) -> Read | None:
        """Judge a body by itself; None where the walk has to. Nothing is counted yet.

        It is to be asked about by `rules` then.
        """
        reading = self._reading
        if reading is None:
            return None
        self._tried += 1
        read = reading.read(interaction.response.body)
        return read if read and self.rules.admits(interaction, sent, read.body) else None

    def know(self, findings: Iterable[Finding], read: Read) -> bool:
        """Tell whether all findings about a body are known, and are counted with it."""
        try:
            read.tallies.extend(map(self._drifts.tally, findings))
        except Unknown:
            return False
        return True

    def count(self, read: Read) -> None:
        """Count a body that was judged."""
        self._counted += 1
        for tally in read.tallies:
            tally.count += 1

    def hand_on(self) -> None:
        """Add what was counted to all other counts: before somebody asks for those."""
        for tally in self._reading.tallies if self._reading is not None else ():
            tally.hand_on(self._evidence_set)
        self._drifts.hand_on()

    def learn(self, interaction: Interaction, sent: Sent) -> None:
        """Take account of an interaction whose body was walked through."""
        self._walked += 1
        if self._walked >= self._make_after:
            self._make_after *= 2
            self.hand_on()
            self._ways = self._all_ways() if self._ways is None else self._ways
            self._begin()
            while len(self._ways) > 1 and not self.read(interaction, sent):
                self._ways = self._ways[1:]
                self._begin()
            self._tried = self._counted = 0
        elif self._tried >= _TRIED and self._counted * 2 < self._tried:
            self.hand_on()
            self._reading = None
            self._ways = self._ways[1:] or self._ways if self._ways else None

    def _all_ways(self) -> list[WholeRules]:
        """Return how the rules about whole interactions can be asked, the cheapest first."""
        place = self._root.place
        found = [
            whole_rules(self._checks, place, in_silence=True, in_order=True),
            whole_rules(self._checks, place, in_silence=True),
            whole_rules(self._checks, place, in_silence=False),
        ]
        return [one for one in found if one is not None]

    def _begin(self) -> None:
        """Make a reading in the first of the ways."""
        if self._ways:
            self.rules = self._ways[0]
            wide = self._made()
            if wide is not None:
                self._reading = NarrowedReading(wide, self._narrowed, _NARROWED_AFTER)
            else:
                self._reading = None

    def _narrowed(self, bodies: Iterable[bytes]) -> Reading | None:
        """Make a reading of bodies with the texts that these have."""
        return self._made(few_texts(self._root, map(msgspec.json.decode, bodies)))

    def _made(self, texts: SeenTexts = NO_TEXTS) -> Reading | None:
        from asdocumented.judging.reading_maker import ReadingMaker

        maker = ReadingMaker(self._drifts, self.rules.silent, texts)
        try:
            made, parts = maker.make(self._root, self.rules.wanted)
        except Unknown:
            return None
        return Reading(made, parts, maker.tallies, is_open=maker.is_open)
