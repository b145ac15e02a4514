"""Documented date formats as JSON Schemas that the schema library judges in one pass.

They refuse some valid dates, too: what they refuse is judged again by `formats/dates.py`.
"""

import re
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from asdocumented.checks.place import Place
from asdocumented.formats.dates import DateForm, format_offset
from asdocumented.formats.json_path import Json

_ANY_YEAR = "[1-9][0-9]{3}"
_OFFSET = re.compile(r"\(\?:(?:Z\|)?\[\+-\]\(\?:\[01\]\[0-9\]\|2\[0-3\]\):\[0-5\]\[0-9\]\)\$$")
_YEARS = "(?:19[7-9]|20[0-9]|21[0-9])[0-9]"
_BESIDE = re.compile(
    r"\(\?P<(day|month)>\[0-9\]\{2\}\)([^(\[]{1,2})\(\?P<(day|month)>\[0-9\]\{2\}\)"
)
_MONTHS = [datetime(y, m, 1) for y in range(1970, 2201) for m in range(1, 13)]  # noqa: DTZ001  # asked of each zone


def right_format(form: DateForm) -> dict[str, Json]:
    """Return a schema for the texts of a date format.

    Where JSON Schema has no format of its own for the dates, the 29th of February does not pass,
    nor do days after the 28th where day and month do not stand beside each other in digits.
    """
    expression = form.regex.pattern.replace("60|", "")
    if form.pattern.endswith("xxx"):
        expression = expression.replace("Z|", "")
    expression = expression.replace("(?P<year>[0-9]{4})", _ANY_YEAR)
    if form.pattern.startswith("yyyy-MM-dd'T'HH:mm:ss") and form.has_offset:
        return {"format": "date-time", "pattern": f"^{_unnamed(expression)}$"}
    if form.pattern == "yyyy-MM-dd":
        return {"format": "date", "pattern": f"^{_unnamed(expression)}$"}
    expression = _BESIDE.sub(_day_of_month, expression)
    expression = expression.replace("(?P<month>[0-9]{2})", "(?:0[1-9]|1[0-2])")
    expression = expression.replace("(?P<day>[0-9]{2})", "(?:0[1-9]|1[0-9]|2[0-8])")
    return {"pattern": f"^{_unnamed(expression)}$"}


@lru_cache(maxsize=64)
def right_offset(zone: tzinfo) -> dict[str, Json] | None:
    """Return a schema for texts that begin with the year and end with the zone's only offset.

    None where the zone had more than one offset from 1970 to 2200.
    """
    offsets = {zone.utcoffset(month) for month in _MONTHS}
    if len(offsets) > 1:
        return None
    (offset,) = offsets
    text = re.escape(format_offset(offset)) if offset != timedelta() else r"(?:Z|[+-]00:00)"
    return {"pattern": f"^{_YEARS}-.*{text}$"}


def right_date_at(place: Place) -> dict[str, Json] | None:
    """Return a schema for the dates of a place; None where it has none."""
    form = place.node.date
    return None if form is None else right_date(form, place.zone())


@lru_cache(maxsize=256)
def right_date(form: DateForm, zone: tzinfo | None) -> dict[str, Json]:
    """Return a schema for dates in their format, with the offset of their zone.

    All rules about dates share it, so that it is judged once. It leaves the offset open where the
    zone has several, or is unknown.
    """
    schema = right_format(form)
    offset = None if zone is None else right_offset(zone)
    if offset is None or not form.has_offset or not form.pattern.startswith("yyyy-"):
        return schema
    text = str(schema["pattern"])
    begins, ends = f"^{_ANY_YEAR}", _OFFSET.search(text)
    if not text.startswith(begins) or ends is None:
        return {**schema, "allOf": [offset]}
    allowed = str(offset["pattern"]).partition(".*")[2]
    written = f"^{_YEARS}{text[len(begins) : ends.start()]}{allowed}"
    return {**schema, "pattern": written.replace("Z|", "") if "xxx" in form.pattern else written}


def _day_of_month(beside: re.Match[str]) -> str:
    """Return an expression for a day and a month that a calendar has, in their order."""
    first, between, _ = beside.groups()
    pairs = [
        (day, month) if first == "day" else (month, day)
        for day, month in (
            ("(?:0[1-9]|1[0-9]|2[0-8])", "(?:0[1-9]|1[0-2])"),
            ("(?:29|30)", "(?:0[13-9]|1[0-2])"),
            ("31", "(?:0[13578]|1[02])"),
        )
    ]
    return f"(?:{'|'.join(between.join(pair) for pair in pairs)})"


def _unnamed(expression: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", expression)
