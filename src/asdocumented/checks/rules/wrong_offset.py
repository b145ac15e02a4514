"""A date whose offset is not that of the documented zone at that instant.

Why it matters: the moment is right for nobody; a client that shows the wall clock is hours off.
Where nobody documents the cluster's zone, the row stays unobserved.

Example: the cluster answers in UTC, the date has `+05:30`.
"""

from datetime import timedelta

from asdocumented.checks.check import Check, Findings, Rating, Schema, ValueRule
from asdocumented.checks.date_schemas import right_date_at, right_offset
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import FindingFields, Place
from asdocumented.formats import dates
from asdocumented.formats.date_writing import write_date
from asdocumented.formats.dates import DateForm

ID = "wrong-offset"
_KIND = "another offset"


def _applies(place: Place, kind: type) -> bool:
    date = place.node.date
    return kind is str and date is not None and date.has_offset and place.zone() is not None


def _holds(place: Place) -> Schema | None:
    form, zone = place.node.date, place.zone()
    if form is None or zone is None or not form.pattern.startswith("yyyy-"):
        return None
    return right_date_at(place) if right_offset(zone) is not None else None


def _find(place: Place, text: str) -> Findings:
    form, zone = place.node.date, place.zone()
    moment = form.read(text) if form else None
    if form is None or zone is None or moment is None:
        return
    offset = dates.zone_offset(zone, moment)
    expected, observed = dates.format_offset(offset), dates.format_offset(moment.offset)
    if offset is not None and expected != observed:
        name = place.situation.zone if form.zone == "server" else form.zone
        shown = f"{_KIND}, such as {observed} instead of {expected} ({name})"
        yield place.finding(ID, "error", shown, **_particulars(place, form))


def _particulars(place: Place, form: DateForm) -> FindingFields:
    """Return what is promised: of the server's zone, the row says only that it is the server's."""
    kind: FindingFields = {"observed_class": _KIND, "expectation": place.expectation()}
    if form.zone != "server":
        return {**kind, **place.date_promise(f"the offset of {form.zone}")}
    return {
        **kind,
        "follows_from": "the offset of the server's zone",
        "sources": place.node.sources,
    }


def _mutations(spot: Spot) -> Mutants:
    """Keep the wall clock, and say another zone."""
    form, zone = spot.node.date, spot.place.zone()
    moment = form.read(spot.value) if form and zone and isinstance(spot.value, str) else None
    if form is None or moment is None or moment.offset is None:
        return
    for hours in (-3, 3):
        other = moment.offset + timedelta(hours=hours)
        text = write_date(form, moment.wall_clock, other)
        yield spot.becomes("a date with the offset of another zone", text)


CHECK = Check(
    ID,
    "time",
    severities=(
        Rating(
            "error",
            "a date has another offset than its zone",
            "a client that shows the wall clock is hours off",
        ),
    ),
    value=ValueRule(_applies, _find, _holds),
    about_zone=True,
    grouping="habit",
    picture="instants",
    title="{names} {are} not in the documented time zone",
    mend="Send the offset of the documented zone, or correct the zone in {rows}.",
    mutations=each_value(_mutations),
)
