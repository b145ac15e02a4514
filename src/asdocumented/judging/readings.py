"""Judges bodies by what was learned of those before them, without walking through them.

A **reading** is made of the shapes that the bodies of one situation had. It decodes a body into
structs, so that decoding proves names and types, and judges the values with one call of the
schema library for each object. It either counts a body as the walk would, or counts nothing, and
leaves the body to the walk: only the walk finds, samples and explains. So a reading needs to know
no more than it can prove: a drift that has its samples, and bodies without any other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec

from asdocumented.checks.check import Check, Findings, ParsedInteraction, Schema
from asdocumented.checks.finding import Finding
from asdocumented.checks.place import Place
from asdocumented.checks.selected import PlainFilter, plain_filter, possible_names
from asdocumented.contracts.model import Node
from asdocumented.evidence.interaction import Interaction
from asdocumented.formats import json_body
from asdocumented.formats.json_path import Json
from asdocumented.judging.drift_counts import DriftCounts
from asdocumented.judging.reading_parts import KnownDrifts, Part, Tally, Unknown
from asdocumented.judging.shapes import Spot

if TYPE_CHECKING:
    from asdocumented.judging.reading_maker import ReadingMaker, Wanted

Sent: TypeAlias = Mapping[str, Sequence[str]]
"""The values of the parameters in query and path."""

READ_AFTER = 100
"""After how many walks a reading is made first; making one takes as long as 50 walks."""

_TRIED = 64
_BYTES_A_QUOTE = 256
"""With fewer bytes for each escaped quote, counting those takes longer than writing the body."""
_quotes: Callable[[Tally], int] = attrgetter("quotes")


class Read(NamedTuple):
    """A body that a reading judged: reduced to what is kept, and what is to be counted for it."""

    body: Json
    tallies: list[Tally]


class WholeRules(NamedTuple):
    """The rules about whole interactions, as bodies that are read are judged by them.

    Each of `rules` comes with whether its check heeds errors. `wanted` are the members that they
    look at; under the `silent` schemas of some nodes they find nothing in others. With a `filter`
    they are those for answers that are `in_order` by it, with one value sent of all in `once`.
    """

    rules: Sequence[tuple[Callable[[ParsedInteraction], Findings], bool]]
    wanted: "Wanted"
    silent: Mapping[Node, Sequence[Schema]]
    filter: PlainFilter | None = None
    once: Sequence[str] = ()

    def admits(self, interaction: Interaction, sent: Sent, body: Json) -> bool:
        """Tell whether these are the rules for an answer."""
        if self.filter is None:
            return True
        for name in self.once:
            if len(sent[name]) > 1:
                return False
        return not interaction.as_created and self.filter.selects(sent, body)


def whole_rules(
    checks: Iterable[Check], root: Place, *, in_silence: bool, in_order: bool = False
) -> WholeRules | None:
    """Return the rules of checks for the bodies at a place; None where one looks at any member.

    They are asked about less `in_silence`: where all values are such that they find nothing, and
    are fewer for answers `in_order`, that have what was asked for: None where none shows that.
    """
    from asdocumented.judging.reading_maker import wanted_of

    rules: list[tuple[Callable[[ParsedInteraction], Findings], bool]] = []
    silent: dict[Node, list[Schema]] = {}
    wanted: list[tuple[str, ...]] = []
    asked = (
        plain_filter(root.situation.contract, possible_names(root.situation)) if in_order else None
    )
    if asked is not None:
        wanted.append((*asked.items, asked.member))
    elif in_order:
        return None
    for check in checks:
        if in_order and check.in_order(root.situation):
            continue
        silence = check.silence(root.situation, root.node) if in_silence else None
        looks_at = silence.looks_at if silence else check.looks_at(root.situation, root.node)
        if looks_at is None:
            return None
        paths = [*looks_at]
        if check.interaction is not None and (paths or not check.of_body):
            rules.append((check.interaction, check.heeds_errors))
        for node, schema in silence.schemas.items() if silence else ():
            silent.setdefault(node, []).append(schema)
        wanted += paths
    once = [name for name, _ in root.situation.query]
    return WholeRules(rules, wanted_of(wanted), silent, asked, once)


class Readings:
    """Reads the bodies of one situation.

    A reading is made after so many walks, and anew after twice, four times as many, each of which
    may have shown new shapes. One that judges less than half of the bodies is given up. Others are
    made in the next of the ways then, and where the first does not do for the body at hand.
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
        self._reading: _Reading | None = None
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
            self._reading = self._made(self.rules)

    def _made(self, whole: WholeRules) -> "_Reading | None":
        from asdocumented.judging.reading_maker import ReadingMaker

        maker = ReadingMaker(self._drifts, whole.silent)
        try:
            made, parts = maker.make(self._root, whole.wanted)
        except Unknown:
            return None
        return _Reading(msgspec.json.Decoder(made), parts, maker)


class _Reading:
    """What judges a body: a decoder, and the parts for what it returns."""

    def __init__(
        self,
        decoder: msgspec.json.Decoder[object],
        parts: Mapping[type, Part],
        maker: "ReadingMaker",
    ) -> None:
        self._decode = decoder.decode
        self._parts = parts
        self._is_open = maker.is_open
        self.tallies = maker.tallies

    def read(self, body: bytes) -> Read | None:
        if self._is_open and json_body.is_deep(body):
            return None
        tallies: list[Tally] = []
        try:
            value = self._decode(body)
            reduced = self._parts[type(value)](value, tallies)
        except (Unknown, KeyError, ValueError, msgspec.DecodeError, RecursionError):
            return None
        if self._drops_members(body, value, tallies):
            return None
        return Read(reduced, tallies)

    def _drops_members(self, body: bytes, value: object, tallies: Sequence[Tally]) -> bool:
        """Tell whether a name may stand twice: else there are two quotes for each string."""
        if self._is_open:
            return json_body.drops_members(body, value)
        more = body.count(b'"') - sum(map(_quotes, tallies))
        if more == 0:
            return False
        if 0 < more * _BYTES_A_QUOTE <= len(body):
            return more != json_body.escaped_quotes(body)
        return json_body.drops_members(body, value)
