"""The text "NULL" where there is no value.

Why it matters: a client takes the word for a value, and shows or stores it.

Example: `"pincode": "NULL"`.
"""

from asdocumented.checks.check import Check, Findings, Finds, Rating, Schema, ValueRule
from asdocumented.checks.date_schemas import right_date_at
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.formats.literals import NULL, spells_null

ID = "text-for-null"


def _applies(place: Place, kind: type) -> bool:
    listed = {
        str(value).casefold() for value in (*(place.node.enum or ()), *place.node.known_values)
    }
    return kind is str and "null" not in listed


def _holds(place: Place) -> Schema:
    """Return a schema for other texts; a date has that of its format, which others need, too."""
    return right_date_at(place) or {"not": {"pattern": NULL}}


def _find(place: Place, text: str) -> Findings:
    if spells_null(text):
        yield place.finding(ID, "warning", f"the text {text.strip()}")


def _finds(_: Place, __: type) -> Finds:
    return lambda text: text.strip() if spells_null(text) else False


def _mutations(spot: Spot) -> Mutants:
    """Put the word where any single value stands."""
    if not isinstance(spot.value, list | dict):
        yield spot.becomes("the text NULL", "NULL")
        yield spot.becomes("the text null between blanks", " null ")


CHECK = Check(
    ID,
    "structure",
    severities=(
        Rating(
            "warning",
            "the text NULL stands for no value",
            "a client shows or stores the word",
        ),
    ),
    value=ValueRule(_applies, _find, _holds, _finds),
    grouping="habit",
    title="{names} {have} a text where there is no value",
    mend="Send null or leave the {fields} out, or document the text in {rows}.",
    mutations=each_value(_mutations),
)
