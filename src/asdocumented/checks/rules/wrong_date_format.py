"""A date that is not written in the documented format, or that no calendar has.

Why it matters: a client that parses the documented format raises, or reads another day. A note
where the page writes the offset as `±hh:mm` and `Z` stands for `+00:00`.

Example: documented like `2025-12-31T23:59:59Z`, answered `2025-12-16T00:00:00Z+05:30`.
"""

import re

from asdocumented.checks.check import Check, Findings, Rating, Schema, ValueRule
from asdocumented.checks.date_schemas import right_date_at
from asdocumented.checks.mutation import Mutants, Spot, each_value
from asdocumented.checks.place import Place
from asdocumented.formats.dates import DateForm
from asdocumented.formats.literals import spells_null

ID = "wrong-date-format"


def _applies(place: Place, kind: type) -> bool:
    return kind is str and place.node.date is not None


def _holds(place: Place) -> Schema | None:
    return right_date_at(place)


def _find(place: Place, text: str) -> Findings:
    form = place.node.date
    if form is None or form.lacks_only_offset(text) or spells_null(text):
        return
    if form.read(text) is None:
        yield place.finding(ID, "error", _shape(form, text), **place.date_promise(form.words))
    elif _short_for_utc(form, text):
        promise = place.date_promise(form.words)
        yield place.finding(ID, "note", "Z instead of +00:00", **promise)


def _short_for_utc(form: DateForm, text: str) -> bool:
    return form.pattern.endswith("xxx") and text.endswith("Z")


def _shape(form: DateForm, text: str) -> str:
    if not text.strip():
        return "empty text"
    if form.regex.fullmatch(text):
        return "a date that no calendar has"
    if form.looks_right(text):
        return "a time that no clock shows"
    shape = re.sub(r"[0-9]", "9", text[:41])
    return shape if re.fullmatch(r"[9TZtz :./,+-]{1,40}", shape) else "another text"


def _mutations(spot: Spot) -> Mutants:
    """Write a date otherwise, or one that is in no calendar."""
    form, text = spot.node.date, spot.value
    moment = form.read(text) if form and isinstance(text, str) else None
    if form is None or moment is None:
        return
    yield spot.becomes("no date but a word", "tomorrow")
    yield spot.becomes("an empty text for a date", "")
    yield spot.becomes("a date with a blank behind it", f"{text} ")
    yield spot.becomes("a date with the offset twice", f"{text}+05:30")
    if form.pattern.startswith("yyyy-MM-dd"):
        yield spot.becomes("slashes in a date", str(text).replace("-", "/", 2))
        yield spot.becomes("the 30th of February", f"{str(text)[:4]}-02-30{str(text)[10:]}")
    if "'T'HH" in form.pattern:
        yield spot.becomes("a blank in place of the T", str(text).replace("T", " ", 1))
        yield spot.becomes("the hour 24", f"{str(text)[:11]}24{str(text)[13:]}")


CHECK = Check(
    ID,
    "time",
    severities=(
        Rating(
            "error",
            "a date is written in another format, or is in no calendar",
            "a client that parses the documented format fails",
        ),
        Rating(
            "note",
            "`Z` stands where the row shows an offset in digits",
            "common parsers read both",
        ),
    ),
    value=ValueRule(_applies, _find, _holds),
    picture="instants",
    title="`{name}` is not written in the documented format",
    mend="Correct the format in {rows}, or write dates so.",
    mutations=each_value(_mutations),
)
