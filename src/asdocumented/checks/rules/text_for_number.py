"""A number written as text where a number is documented.

Why it matters: a typed client refuses the text, an untyped one compares and sorts it wrongly.

Example: documented Integer, answered `"42"`.
"""

from asdocumented.checks.check import Check, Findings, Rating, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.formats.literals import spells_number

ID = "text-for-number"


def _applies(place: Place, kind: type) -> bool:
    types = place.node.types
    return kind is str and bool(types & {"integer", "number"}) and "string" not in types


def _find(place: Place, text: str) -> Findings:
    if spells_number(text):
        yield place.finding(ID, "error", "text")


def _mutations(spot: Spot) -> Mutants:
    """Write a number as text."""
    number = isinstance(spot.value, int | float) and not isinstance(spot.value, bool)
    types = spot.node.types
    if number and types & {"integer", "number"} and "string" not in types:
        yield spot.becomes("a number as text", str(spot.value))


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the row says a number",
            "a client that expects a number refuses the text, or sorts it wrongly",
        ),
    ),
    value=ValueRule(_applies, _find, finds=lambda _, __: spells_number),
    grouping="habit",
    title="{names} {are} sent as text, not as numbers",
    mend="Send numbers, or type {rows} String.",
    mutations=each_value(_mutations),
)
