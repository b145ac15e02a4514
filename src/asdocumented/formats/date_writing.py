"""Writes moments in a documented date format."""

from datetime import datetime, timedelta

from asdocumented.formats.dates import DateForm, format_offset, spelled


def write_date(form: DateForm, wall_clock: datetime, offset: timedelta | None) -> str:
    """Return a wall clock and its offset in a format; a fraction of a second is left out."""
    letters = {
        "yyyy": f"{wall_clock.year:04}",
        "MM": f"{wall_clock.month:02}",
        "dd": f"{wall_clock.day:02}",
        "HH": f"{wall_clock.hour:02}",
        "mm": f"{wall_clock.minute:02}",
        "ss": f"{wall_clock.second:02}",
        "[.S]": "",
        "XXX": format_offset(offset),
        "xxx": format_offset(offset).replace("Z", "+00:00"),
    }
    return spelled(form.pattern, letters)
