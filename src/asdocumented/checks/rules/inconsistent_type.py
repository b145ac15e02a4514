"""One place that holds two JSON types, while its row documents none.

Why it matters: nothing tells a client to expect both, and the first body it sees decides.

Example: `"id": "454473807"` in one item, `"id": -1` in the next.
"""

from collections import Counter

from asdocumented.checks.check import Check, Findings, Sighting

ID = "inconsistent-type"


def _find(sighting: Sighting) -> Findings:
    if sighting.place.node.types:
        return
    kinds: Counter[str] = Counter()
    for seen in sighting.kinds.values():
        for kind, count in seen.items():
            if kind != "null":
                kinds[_type(kind)] += count
    if len(kinds) > 1:
        yield sighting.place.finding(ID, "warning", " and ".join(sorted(kinds)), has_value=False)


def _type(kind: str) -> str:
    return "number" if kind == "integer" else kind


CHECK = Check(ID, "structure", sighting=_find)
