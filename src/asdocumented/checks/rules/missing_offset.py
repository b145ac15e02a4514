"""A date and time without the offset that the page documents.

Why it matters: a client takes the time for its own zone or for UTC, and is hours off.

Example: documented `2026-06-11T23:59:59Z`, answered `2026-06-11T23:59:59`.
"""

import re

from asdocumented.checks.check import Check, Findings, Finds, Rating, Schema, ValueRule
from asdocumented.checks.date_schemas import right_date_at
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place

ID = "missing-offset"


def _applies(place: Place, kind: type) -> bool:
    return kind is str and place.node.date is not None and place.node.date.has_offset


def _holds(place: Place) -> Schema | None:
    return right_date_at(place)


def _find(place: Place, text: str) -> Findings:
    form = place.node.date
    if form is not None and form.lacks_only_offset(text):
        yield place.finding(ID, "error", "no offset", **place.date_promise(form.words))


def _finds(place: Place, _: type) -> Finds:
    form = place.node.date
    return form.lacks_only_offset if form is not None else lambda _: False


def _mutations(spot: Spot) -> Mutants:
    """Leave the offset of a date out."""
    form, text = spot.node.date, spot.value
    moment = form.read(text) if form and isinstance(text, str) else None
    if moment is not None and moment.offset is not None:
        bare = re.sub(r"(Z|[+-][0-9]{2}:[0-9]{2})$", "", str(text))
        yield spot.becomes("a date without its offset", bare)


CHECK = Check(
    ID,
    "time",
    severities=(
        Rating(
            "error",
            "a date has no offset",
            "a client takes it for another zone, and is hours off",
        ),
    ),
    value=ValueRule(_applies, _find, _holds, _finds),
    about_zone=True,
    grouping="habit",
    picture="instants",
    title="{names} {have} no offset",
    mend="Send the documented offset, or document {rows} without one.",
    mutations=each_value(_mutations),
)
