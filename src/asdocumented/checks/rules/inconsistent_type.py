"""One place that holds two JSON types, while its row documents none.

Why it matters: nothing tells a client to expect both, and the first body it sees decides.

Example: `"id": "454473807"` in one item, `"id": -1` in the next.
"""

from asdocumented.checks.check import Check, Findings, Rating, TypesSeen
from asdocumented.checks.mutation import Mutants, Spot, another_type, each_value

ID = "inconsistent-type"


def _find(seen: TypesSeen) -> Findings:
    if seen.place.node.types:
        return
    types = seen.words
    if len(types) > 1:
        ordered = sorted(types.items(), key=lambda one: (-one[1], one[0]))
        yield seen.place.finding(
            ID,
            "warning",
            ", ".join(f"{kind} in {count}" for kind, count in ordered),
            observed_class=" and ".join(sorted(types)),
            has_value=False,
        )


def _mutations(spot: Spot) -> Mutants:
    """Put a value of another type where the row gives none."""
    if not spot.node.types and spot.value is not None and spot.path:
        yield spot.becomes("another type than elsewhere", another_type(spot.value))


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "warning",
            "a place without a datatype holds two types",
            "a client that was written to the first body it saw refuses the second",
        ),
    ),
    types_seen=_find,
    title="`{name}` comes in more than one JSON type",
    mend="Give {rows} a datatype, and send only that.",
    mutations=each_value(_mutations),
)
