"""Contracts and interactions in, counted findings out: the one loop that every command runs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from asdocumented import bodies
from asdocumented.checks import Check, Exchange, Sighting
from asdocumented.contracts.clusters import Clusters
from asdocumented.model import Contract, Interaction, Node, Origin
from asdocumented.place import Situation
from asdocumented.seen import Seen
from asdocumented.tally import Entry, Tally
from asdocumented.walker import Walker

_MOST_SITUATIONS = 512
_VALUE_CHARACTERS = 64


@dataclass(slots=True)
class Judged:
    """All that was found out about one contract: findings, what was seen, what was asked for."""

    contract: Contract
    tally: Tally
    seen: dict[str, Seen] = field(default_factory=dict)
    asked: dict[Origin, Counter[str]] = field(default_factory=dict)
    interactions: Counter[Origin] = field(default_factory=Counter)


@dataclass(slots=True)
class _Known:
    """What was worked out once for a situation, and how often it came."""

    situation: Situation
    entries: list[Entry]
    walkers: dict[str, Walker] = field(default_factory=dict)
    count: int = 0


class Judge:
    """Judges interactions against one contract, one by one, in flat memory."""

    def __init__(self, contract: Contract, checks: Sequence[Check], clusters: Clusters) -> None:
        self._judged = Judged(contract, Tally(contract))
        self._checks = checks
        self._clusters = clusters
        self._exchange_rules = [check.exchange for check in checks if check.exchange is not None]
        self._known: dict[Situation, _Known] = {}
        self._deciding = frozenset(_deciding_parameters(contract))
        for check in checks:
            for finding in check.page(contract) if check.page else ():
                self._judged.tally.entry(finding)

    def judge(self, interaction: Interaction) -> None:
        """Judge one interaction; never raises on what it holds."""
        host, query = _parse_url(interaction.request.url)
        known = self._situation(interaction, host, query)
        node = self._judged.contract.body(interaction.response.status)
        body, fault = bodies.parse(interaction.response.body)
        known.count += 1
        for entry in known.entries:
            if entry.count(interaction.origin):
                entry.sample(entry.finding, interaction.origin, interaction.name, (), None)
        if node is not None and fault is None:
            self._walker(known, node).walk(interaction.name, body)
        exchange = Exchange(interaction, known.situation, query, body, fault, node)
        for rule in self._exchange_rules:
            for finding in rule(exchange):
                entry = self._judged.tally.entry(finding)
                if entry.count(interaction.origin):
                    entry.sample(finding, interaction.origin, interaction.name, (), body)

    def result(self) -> Judged:
        """Return all that was found; judge no more afterwards."""
        self._forget_situations()
        for seen in self._judged.seen.values():
            sighting = Sighting(seen.place, seen.kinds)
            for check in self._checks:
                for finding in check.sighting(sighting) if check.sighting else ():
                    entry = self._judged.tally.entry(finding)
                    entry.counts.update({origin: seen.values(origin) for origin in seen.kinds})
                    entry.samples.extend(
                        sample for (_, kind), sample in seen.samples.items() if kind != "null"
                    )
        return self._judged

    def _situation(
        self, interaction: Interaction, host: str, query: Mapping[str, list[str]]
    ) -> _Known:
        situation = Situation(
            contract=self._judged.contract,
            origin=interaction.origin,
            zone=self._clusters.zone(host),
            query=tuple(
                (name, query[name][-1][:_VALUE_CHARACTERS])
                for name in query
                if name in self._deciding
            ),
            asked=None if interaction.request.inferred else tuple(query),
        )
        known = self._known.get(situation)
        if known is None:
            if len(self._known) >= _MOST_SITUATIONS:
                self._forget_situations()
            rules = (check.request for check in self._checks if check.request is not None)
            findings = [finding for rule in rules for finding in rule(situation)]
            entries = [self._judged.tally.entry(finding) for finding in findings]
            known = self._known[situation] = _Known(situation, entries)
        return known

    def _walker(self, known: _Known, root: Node) -> Walker:
        status = next(
            status for status, node in self._judged.contract.bodies.items() if node is root
        )
        walker = known.walkers.get(status)
        if walker is None:
            walker = Walker(root, known.situation, self._checks, self._judged.tally)
            known.walkers[status] = walker
        return walker

    def _forget_situations(self) -> None:
        """Keep the counts of all situations so far, and nothing else of them."""
        judged = self._judged
        for situation, known in self._known.items():
            judged.interactions[situation.origin] += known.count
            asked = judged.asked.setdefault(situation.origin, Counter())
            asked.update(dict.fromkeys(situation.asked or (), known.count))
            for walker in known.walkers.values():
                walker.collect(judged.seen)
        self._known.clear()


def _deciding_parameters(contract: Contract) -> Iterator[str]:
    """Yield the names of the parameters on whose values the contract's promises depend."""
    yield from (p.name for p in contract.parameters.values() if p.enum is not None)
    for root in contract.bodies.values():
        for node in root.tree():
            if node.presence.rule == "parameter":
                yield node.presence.parameter
            if node.letter_case is not None:
                yield node.letter_case.parameter


@lru_cache(maxsize=1024)
def _parse_url(url: str) -> tuple[str, Mapping[str, list[str]]]:
    """Return host and query of a URL; what cannot be parsed is empty."""
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query, keep_blank_values=True, max_num_fields=1000)
    except ValueError:
        return "", {}
    return parts.hostname or "", query
