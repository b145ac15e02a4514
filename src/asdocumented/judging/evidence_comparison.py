"""What evidence sets show at the same place, where the documentation does not decide."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from asdocumented.checks.check import Comparison
from asdocumented.evidence.interaction import EvidenceSet, name_sets
from asdocumented.judging.judged import Judged
from asdocumented.judging.observations import Observation

_WORDS = {"string": "text", "integer": "number"}
_OF_THE_MOMENT = (429,)
"""Statuses that tell of the moment, as those from 500 on do, and of no target."""


class Compared(msgspec.Struct, frozen=True):
    """A comparison, and how often each evidence set showed what it did."""

    comparison: Comparison
    counts: Counter[EvidenceSet]


def comparisons(judged: Judged) -> Iterator[Compared]:
    """Yield what the documentation leaves open and evidence sets can differ in.

    That are the JSON types of a place without a datatype, and the documented statuses. A fault
    that some sets show and others do not is no comparison: its drift counts each set.
    """
    names = name_sets(+judged.interactions)
    if len(names) < 2:
        return
    faults = _faults_by_place(judged)
    for _, seen in sorted(judged.observations.items()):
        compared = _compare_types(seen, names)
        if compared and not _is_told(compared, names, faults.get(seen.place.location, [])):
            yield compared
    yield from _compare_statuses(judged, names)


def _compare_types(seen: Observation, names: Mapping[EvidenceSet, str]) -> Compared | None:
    """Return the types that each evidence set shows at a place without a datatype."""
    place, node = seen.place, seen.place.node
    if node.citation is None or node.types:
        return None
    states: dict[str, str] = {}
    counts: Counter[EvidenceSet] = Counter()
    for one, name in names.items():
        types = sorted({_WORDS.get(kind, kind) for kind in seen.types.get(one, ())} - {"null"})
        if types:
            states[name] = " and ".join(types)
            counts[one] = seen.values(one)
    comparison = Comparison(
        location=place.documented_location,
        documented=node.documented,
        citation=place.citation,
        among=place.location,
        states=states,
        severity="warning",
    )
    return Compared(comparison, counts)


def _faults_by_place(judged: Judged) -> dict[str, list[frozenset[EvidenceSet]]]:
    """Return, by location, which evidence sets show each drift there."""
    found: dict[str, list[frozenset[EvidenceSet]]] = {}
    for entry in judged.drift_counts.entries.values():
        for location, _ in entry.among:
            found.setdefault(location, []).append(frozenset(+entry.counts))
    return found


def _is_told(
    compared: Compared,
    names: Mapping[EvidenceSet, str],
    faults: Iterable[frozenset[EvidenceSet]],
) -> bool:
    """Tell whether a drift of the same place divides the evidence sets in the same way."""
    states = compared.comparison.states
    groups: dict[str, set[EvidenceSet]] = {}
    for one, name in names.items():
        if name in states:
            groups.setdefault(states[name], set()).add(one)
    present = set().union(*groups.values())
    return any(present & fault in groups.values() for fault in faults)


def _compare_statuses(judged: Judged, names: Mapping[EvidenceSet, str]) -> Iterator[Compared]:
    """Yield the documented statuses that came at least once from some target.

    Only recordings and live answers are compared: they ask what the contract's cases ask.
    """
    contract = judged.contract
    found = {status for counts in judged.statuses.values() for status in counts}
    asked = {one: name for one, name in names.items() if one.origin in ("cassette", "live")}
    for status in sorted(found):
        if status in _OF_THE_MOMENT or status >= 500 or not contract.documents(status):
            continue
        counts = {one: judged.statuses.get(one, Counter())[status] for one in asked}
        comparison = Comparison(
            location="$statusCode",
            documented=f"HTTP {status}",
            citation=contract.citation(),
            among="",
            states={
                name: f"HTTP {status}" if counts[one] else f"never HTTP {status}"
                for one, name in asked.items()
            },
            severity="note",
        )
        yield Compared(comparison, Counter(counts))
