"""Contracts and interactions in, counted findings out: the one loop that every command runs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from asdocumented.checks.check import Check, ParsedInteraction, Sighting
from asdocumented.checks.place import Situation
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract, Node
from asdocumented.evidence.interaction import ORIGINS, Column, Interaction, Origin
from asdocumented.formats import json_body
from asdocumented.formats.urls import parse_url
from asdocumented.judging.body_walker import BodyWalker
from asdocumented.judging.drift_counts import DriftCount, DriftCounts
from asdocumented.judging.evidence_comparison import Columns, comparisons
from asdocumented.judging.observations import Observation

_Outline: TypeAlias = tuple[
    Column,
    Origin,
    str,
    str | None,
    tuple[tuple[str, str], ...],
    tuple[str, ...] | None,
    int | None,
    str | None,
    bool,
]
"""An interaction without its body: column, origin, host, zone, deciding and all parameters,
status, type, and whether it is stale."""

_MOST_SITUATIONS = 512
_VALUE_CHARACTERS = 64
_MOST_COLUMNS = len(ORIGINS) + 16


@dataclass(slots=True)
class Judged:
    """All that was found out about one contract: findings, what was seen, what was asked for."""

    contract: Contract
    drift_counts: DriftCounts
    seen: dict[str, Observation] = field(default_factory=dict)
    asked: dict[Column, Counter[str]] = field(default_factory=dict)
    columns: Columns = field(default_factory=Columns)

    @property
    def interactions(self) -> Counter[Column]:
        """How many interactions were judged under each column."""
        return self.columns.interactions


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many days old a recording may be, counted back from a moment (aware)."""

    days: int
    now: datetime

    def is_stale(self, recorded: datetime | None) -> bool:
        """Tell whether a recording is older; one of unknown age is not."""
        return recorded is not None and self.now - recorded > timedelta(days=self.days)


@dataclass(slots=True)
class _Known:
    """What was worked out once for a situation, how often it came, and with a readable body."""

    situation: Situation
    entries: list[DriftCount]
    walker: BodyWalker | None
    node: Node | None
    count: int = 0
    readable: int = 0


class ContractJudge:
    """Judges interactions against one contract, one by one, in flat memory."""

    def __init__(
        self,
        contract: Contract,
        checks: Sequence[Check],
        clusters: Clusters,
        freshness: Freshness | None = None,
    ) -> None:
        self._judged = Judged(contract, DriftCounts(contract))
        self._checks = checks
        self._clusters = clusters
        self._freshness = freshness
        self._interaction_rules = [
            check.interaction
            for check in checks
            if check.interaction is not None and check.concerns(contract)
        ]
        self._known: dict[_Outline, _Known] = {}
        self._columns: set[Column] = set(ORIGINS)
        self._deciding = frozenset(_deciding_parameters(contract))
        for check in checks:
            for finding in check.page(contract) if check.page else ():
                self._judged.drift_counts.entry(finding)

    @property
    def contract(self) -> Contract:
        """By what is judged."""
        return self._judged.contract

    @property
    def drift_counts(self) -> DriftCounts:
        """What was found so far, but for what takes all evidence to see."""
        return self._judged.drift_counts

    def judge(self, interaction: Interaction) -> None:
        """ContractJudge one interaction; never raises on what it holds."""
        request, response = interaction.request, interaction.response
        host, readable = parse_url(request.url)
        query = readable or {}
        column = self._column(interaction)
        outline = (
            column,
            interaction.origin,
            host,
            interaction.zone,
            tuple([(n, query[n][-1][:_VALUE_CHARACTERS]) for n in query if n in self._deciding]),
            None if request.inferred or readable is None else tuple(query),
            response.status,
            response.content_type,
            self._freshness is not None and self._freshness.is_stale(interaction.recorded),
        )
        known = self._known.get(outline) or self._get_to_know(outline)
        known.count += 1
        for entry in known.entries:
            if entry.count(column):
                entry.sample(entry.finding, interaction.origin, interaction.name, (), None)
        body, fault = json_body.parse(response.body)
        if fault is None and known.walker is not None:
            known.readable += 1
            known.walker.walk(interaction.name, body)
        parsed = ParsedInteraction(interaction, known.situation, query, body, fault, known.node)
        for rule in self._interaction_rules:
            for finding in rule(parsed):
                entry = self._judged.drift_counts.entry(finding)
                if entry.count(column):
                    entry.sample(finding, interaction.origin, interaction.name, (), body)

    def result(self) -> Judged:
        """Return all that was found; judge no more afterwards."""
        self._forget_situations()
        for seen in self._judged.seen.values():
            for kinds in _apart(seen.kinds):
                self._sight(seen, kinds)
        self._compare_targets()
        return self._judged

    def _sight(self, seen: Observation, kinds: Mapping[Column, Mapping[str, int]]) -> None:
        """Ask the checks that look at all JSON types of one place."""
        sighting = Sighting(seen.place, kinds)
        for check in self._checks:
            for finding in check.sighting(sighting) if check.sighting else ():
                entry = self._judged.drift_counts.entry(finding)
                entry.counts.update({column: seen.values(column) for column in kinds})
                entry.samples.extend(
                    sample
                    for (column, kind), sample in seen.samples.items()
                    if kind != "null" and column in kinds
                )

    def _compare_targets(self) -> None:
        judged = self._judged
        rules = [check.comparison for check in self._checks if check.comparison is not None]
        compared = comparisons(judged.contract, judged.drift_counts, judged.seen, judged.columns)
        for one in list(compared):
            for finding in (finding for rule in rules for finding in rule(one.comparison)):
                judged.drift_counts.entry(finding).counts.update(one.counts)

    def _column(self, interaction: Interaction) -> Column:
        """Return under what an interaction is counted; of targets beyond the first 16, the origin.

        Hostile evidence can name a new target in every line.
        """
        column = interaction.column
        if column not in self._columns:
            if len(self._columns) >= _MOST_COLUMNS:
                return interaction.origin
            self._columns.add(column)
        return column

    def _get_to_know(self, outline: _Outline) -> _Known:
        """Work out what follows from an interaction without its body."""
        if len(self._known) >= _MOST_SITUATIONS:
            self._forget_situations()
        column, origin, host, zone, deciding, asked, status, content_type, stale = outline
        contract = self._judged.contract
        days = self._freshness.days if self._freshness and stale else None
        zone = zone or self._clusters.zone(host)
        situation = Situation(
            contract, origin, zone, deciding, asked, status, content_type, days, column
        )
        rules = (check.situation for check in self._checks if check.situation is not None)
        findings = [finding for rule in rules for finding in rule(situation)]
        entries = {id(entry): entry for entry in map(self._judged.drift_counts.entry, findings)}
        node = contract.body(status)
        walker = (
            BodyWalker(node, situation, self._checks, self._judged.drift_counts) if node else None
        )
        known = self._known[outline] = _Known(situation, [*entries.values()], walker, node)
        return known

    def _forget_situations(self) -> None:
        """Keep the counts of all situations so far, and nothing else of them."""
        judged = self._judged
        for known in self._known.values():
            situation = known.situation
            judged.interactions[situation.column] += known.count
            if situation.status is not None:
                statuses = judged.columns.statuses.setdefault(situation.column, Counter())
                statuses[situation.status] += known.count
            asked = judged.asked.setdefault(situation.column, Counter())
            asked.update(dict.fromkeys(situation.asked or (), known.readable))
            if known.walker is not None:
                known.walker.collect(judged.seen)
        self._known.clear()


def _apart(
    kinds: Mapping[Column, Mapping[str, int]],
) -> list[Mapping[Column, Mapping[str, int]]]:
    """Return what is looked at together: each live target alone, all else at once."""
    rest = {column: counts for column, counts in kinds.items() if ":" not in column}
    alone = [{column: counts} for column, counts in kinds.items() if ":" in column]
    return [rest, *alone] if rest else [*alone]


def _deciding_parameters(contract: Contract) -> Iterator[str]:
    """Yield the names of the parameters on whose values the contract's promises depend."""
    yield from (p.name for p in contract.parameters.values() if p.enum is not None)
    for root in contract.bodies.values():
        for node in root.tree():
            if node.presence.rule == "parameter":
                yield node.presence.parameter
            if node.letter_case is not None:
                yield node.letter_case.parameter
