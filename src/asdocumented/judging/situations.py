"""Tells in which situation an interaction is: what decides, but for the body, how it is judged."""

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TypeAlias

import msgspec

from asdocumented.checks.place import VALUE_CHARACTERS
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import path_values
from asdocumented.evidence.interaction import EvidenceSet, Interaction, Origin
from asdocumented.formats.urls import parse_url

_MOST_HOSTS = 512
MOST_TARGETS = 16

Differs: TypeAlias = tuple[
    EvidenceSet,
    str | None,
    tuple[tuple[str, str], ...],
    tuple[str, ...] | None,
    int | None,
    str | None,
    int | None,
]
"""In what situations of one contract differ: the fields of `Situation` but the contract."""


class Freshness(msgspec.Struct, frozen=True):
    """How many days old a recording may be, counted back from a moment (aware)."""

    days: int
    now: datetime

    def is_stale(self, interaction: Interaction) -> bool:
        """Tell whether a recording is older; one of a stand-in or of unknown age is not."""
        recorded = interaction.recorded
        if recorded is None or interaction.stand_in:
            return False
        return self.now - recorded > timedelta(days=self.days)


class Situations:
    """Tells the situations of one contract apart, in bounded memory.

    `evidence_sets` are those that are told apart, `mixed` the origins of which there are more.
    """

    def __init__(self, contract: Contract, clusters: Clusters, freshness: Freshness | None) -> None:
        """Begin with no interaction."""
        self.evidence_sets: set[EvidenceSet] = set()
        self.mixed: set[Origin] = set()
        self._contract = contract
        self._zone = lru_cache(maxsize=_MOST_HOSTS)(clusters.zone)
        self._freshness = freshness
        self._sets_by_key: dict[tuple[object, ...], EvidenceSet] = {}
        self._deciding = frozenset(_deciding_parameters(contract))
        self._in_path = tuple(p.name for p in contract.parameters.values() if p.place == "path")

    def of(
        self, interaction: Interaction, evidence_set: EvidenceSet
    ) -> tuple[Differs, Mapping[str, list[str]]]:
        """Return what tells the situation of an interaction, and the values of query and path."""
        request, response = interaction.request, interaction.response
        host, readable = parse_url(request.url)
        query = sent = readable or {}
        if self._in_path:
            in_path = path_values(self._contract, request.url)
            sent = {**query, **{n: [in_path[n]] for n in self._in_path if n in in_path}}
        deciding: tuple[tuple[str, str], ...] = ()
        for name, texts in sent.items():
            if name in self._deciding:
                deciding += ((name, texts[-1][:VALUE_CHARACTERS]),)
        freshness = self._freshness
        differs = (
            evidence_set,
            interaction.zone or self._zone(host),
            deciding,
            None if request.inferred or readable is None else tuple(query),
            response.status,
            response.content_type,
            freshness.days if freshness is not None and freshness.is_stale(interaction) else None,
        )
        return differs, sent

    def are_told_apart(self, more: AbstractSet[EvidenceSet]) -> bool:
        """Tell whether these evidence sets can be told apart, too."""
        sets = Counter(one.origin for one in self.evidence_sets | more)
        return all(count <= MOST_TARGETS for count in sets.values())

    def evidence_set(self, interaction: Interaction) -> EvidenceSet:
        """Return the set that an interaction is counted in: its own, or that of its origin alone.

        Hostile evidence can name a new target in every line: of each origin only the first 16
        are told apart.
        """
        key = interaction.origin, interaction.target, interaction.zone, interaction.stand_in
        known = self._sets_by_key.get(key)
        if known is not None:
            return known
        evidence_set, of_origin = interaction.evidence_set, EvidenceSet(interaction.origin)
        if evidence_set not in self.evidence_sets and evidence_set != of_origin:
            count = sum(one.origin == interaction.origin for one in self.evidence_sets)
            if count >= MOST_TARGETS:
                self.mixed.add(interaction.origin)
                return of_origin
            self.evidence_sets.add(evidence_set)
        self._sets_by_key[key] = evidence_set
        return evidence_set


def _deciding_parameters(contract: Contract) -> Iterator[str]:
    """Yield the names of the parameters on whose values the contract's promises depend."""
    yield from (p.name for p in contract.parameters.values() if p.enum is not None)
    for root in contract.bodies.values():
        for node in root.tree():
            if node.presence.rule == "parameter":
                yield node.presence.parameter
            if node.letter_case is not None:
                yield node.letter_case.parameter
