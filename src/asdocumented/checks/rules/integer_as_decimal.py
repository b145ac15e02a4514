"""A whole number written as a decimal where an integer is documented.

Why it matters: parsers for Go, Rust and .NET refuse `10.0` for an integer field; others round
silently.

Example: documented Integer, answered `10.0`.
"""

from asdocumented.checks.check import Check, Findings, Rating, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place

ID = "integer-as-decimal"


def _applies(place: Place, kind: type) -> bool:
    return kind is float and "integer" in place.node.types and "number" not in place.node.types


def _find(place: Place, value: float) -> Findings:
    if value.is_integer():
        yield place.finding(ID, "warning", "decimal")


def _mutations(spot: Spot) -> Mutants:
    """Write a whole number as a decimal."""
    whole = isinstance(spot.value, int) and not isinstance(spot.value, bool)
    if whole and "integer" in spot.node.types and "number" not in spot.node.types:
        yield spot.becomes("a whole number as a decimal", 10.0)


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "warning",
            "the row says Integer",
            "some parsers refuse `10.0` for an integer, others round it",
        ),
    ),
    value=ValueRule(_applies, _find, finds=lambda _, __: float.is_integer),
    grouping="habit",
    title="{names} {are} sent as decimals",
    mend="Type {rows} as decimals, or send whole numbers.",
    mutations=each_value(_mutations),
)
