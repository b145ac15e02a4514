"""The text "true" or "false" where a boolean stands or should stand.

Why it matters: in most languages the text "false" is true. An error where the row says Boolean,
a warning where the row has no datatype.

Example: `"success": "true"`.
"""

from asdocumented.checks.check import Check, Findings, Rating, Schema, ValueRule
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.formats.literals import BOOLEAN, spells_boolean

ID = "text-for-boolean"


def _applies(place: Place, kind: type) -> bool:
    types = place.node.types
    return kind is str and ("boolean" in types or not types) and "string" not in types


def _holds(place: Place) -> Schema | None:
    return None if place.node.types else {"not": {"pattern": BOOLEAN}}


def _find(place: Place, text: str) -> Findings:
    if spells_boolean(text):
        yield place.finding(ID, "error" if place.node.types else "warning", "text")


def _mutations(spot: Spot) -> Mutants:
    """Write a boolean as text."""
    if isinstance(spot.value, bool) and "string" not in spot.node.types:
        yield spot.becomes("a boolean as text", str(spot.value).lower())
        yield spot.becomes("a boolean as text with a capital letter", str(spot.value))


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "error",
            "the row says Boolean",
            "a client that expects a boolean refuses the text",
        ),
        Rating(
            "warning",
            "the row has no datatype, or there is none",
            'in most languages the text "false" is true',
        ),
    ),
    value=ValueRule(_applies, _find, _holds, lambda _, __: spells_boolean),
    grouping="habit",
    title="{names} {are} sent as text, not as true or false",
    mend="Send booleans, or document the texts in {rows}.",
    mutations=each_value(_mutations),
)
