"""A number written as text where a number is documented.

Why it matters: a typed client refuses the text, an untyped one compares and sorts it wrongly.

Example: documented Integer, answered `"42"`.
"""

from asdocumented.checks.check import Check, Findings, Rating, ValueRule
from asdocumented.checks.place import Place
from asdocumented.formats.literals import spells_number

ID = "text-for-number"


def _applies(place: Place, kind: type) -> bool:
    types = place.node.types
    return kind is str and bool(types & {"integer", "number"}) and "string" not in types


def _find(place: Place, text: str) -> Findings:
    if spells_number(text):
        yield place.finding(ID, "error", "text")


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
    value=ValueRule(_applies, _find),
    grouping="habit",
    title="{names} {are} sent as text, not as numbers",
    mend="Send numbers, or type {rows} String.",
)
