"""Documented date formats: compiles their patterns, and reads dates that follow them.

A format is written with the pattern letters of Unicode TR 35: `XXX` is `Z` or `±hh:mm`, `xxx`
always `±hh:mm`. Moments keep the offset they were printed with; nothing is converted to the
zone of the machine.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

_LETTERS = {
    "yyyy": "(?P<year>[0-9]{4})",
    "MM": "(?P<month>[0-9]{2})",
    "dd": "(?P<day>[0-9]{2})",
    "HH": "(?P<hour>[01][0-9]|2[0-3])",
    "mm": "(?P<minute>[0-5][0-9])",
    "ss": "(?P<second>[0-5][0-9])",
    "[.S]": r"(?P<fraction>\.[0-9]+)?",
    "XXX": "(?P<offset>Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])",
    "xxx": "(?P<offset>Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])",
}
_EXAMPLE = {
    "yyyy": "2026",
    "MM": "12",
    "dd": "31",
    "HH": "23",
    "mm": "59",
    "ss": "59",
    "[.S]": "",
    "XXX": "Z",
    "xxx": "+00:00",
}
_TOKEN = re.compile(r"'((?:[^']|'')*)'|(yyyy|MM|dd|HH|mm|ss|\[\.S\]|XXX|xxx)|([^A-Za-z'\[\]])")
_OFFSET = re.compile(r"[+-]\d{2}:?\d{2}$|Z$")

_LONGEST = 64
_FIRST_DAY = (("year", 2000), ("month", 1), ("day", 1))


@lru_cache(maxsize=4096)
def iso_seconds(text: str) -> float:
    """Return the seconds since 1970 (UTC) of an ISO date with an offset; raise ValueError else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a date without an offset")
    return moment.timestamp()


EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # a wall clock: the offset is kept beside it

RFC3339 = "yyyy-MM-dd'T'HH:mm:ss[.S]XXX"
"""The pattern behind JSON Schema's `date-time` format (RFC 3339, section 5.6).

Its texts alone may write `t` and `z`, and have a leap second.
"""


class Moment(msgspec.Struct, frozen=True):
    """A date as printed: wall clock without zone, and the offset if one was printed."""

    wall_clock: datetime
    offset: timedelta | None
    to_the_second: bool = True

    def instants(self, zone: tzinfo | None) -> list[datetime]:
        """Return the instants that this may be: by its own offset, else in `zone`.

        An empty list where both are unknown, two where summer time ends and the hour comes twice.
        Raises OverflowError at the edges of the calendar.
        """
        if self.offset is not None:
            return [(self.wall_clock - self.offset).replace(tzinfo=UTC)]
        if zone is None:
            return []
        folds = (self.wall_clock.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        return sorted({moment.astimezone(UTC) for moment in folds})


class DateForm(msgspec.Struct, frozen=True, eq=False):
    """One documented date format: its pattern, and the zone its texts are promised in.

    `zone` is `server`, an IANA id, or `none` where no offset is printed. `printed` is how the page
    writes the format, empty where it does not.
    """

    pattern: str
    zone: str
    regex: re.Pattern[str]
    has_offset: bool
    printed: str = ""

    @property
    def words(self) -> str:
        """The format as the page prints it, else by example."""
        return self.printed or _by_example(self.pattern)

    @property
    def is_local(self) -> bool:
        """Whether its texts carry no offset, and nothing says in which zone they are."""
        return self.zone == "none" and not self.has_offset

    @property
    def is_day(self) -> bool:
        """Whether its texts name a day without a time."""
        return "hour" not in self.regex.groupindex

    def read(self, text: str) -> Moment | None:
        """Return the moment, or None where the text departs from the pattern or the calendar."""
        return _read(self, text) if len(text) <= _LONGEST else None

    def looks_right(self, text: str) -> bool:
        """Tell whether the text has the documented form, whatever its numbers are."""
        loose = re.sub(r"\[01\]\[0-9\]\|2\[0-3\]|\[0-5\]\[0-9\]", "[0-9]{2}", self.regex.pattern)
        return re.fullmatch(loose, text) is not None

    def lacks_only_offset(self, text: str) -> bool:
        """Tell whether the text has everything but the documented offset."""
        return (
            self.has_offset and not _OFFSET.search(text[10:]) and self.read(text + "Z") is not None
        )


@lru_cache(maxsize=16384)
def _read(form: DateForm, text: str) -> Moment | None:
    match = form.regex.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    year, month, day = (int(part.get(name) or first) for name, first in _FIRST_DAY)
    hour, minute, second = (int(part.get(name) or 0) for name in ("hour", "minute", "second"))
    fraction = part.get("fraction")
    microsecond = int(fraction[1:7].ljust(6, "0")) if fraction else 0
    try:
        wall_clock = datetime(  # noqa: DTZ001  # the offset stands beside it
            year, month, day, hour, minute, min(second, 59), microsecond
        )
    except ValueError:
        return None
    return Moment(wall_clock, _offset(part.get("offset")), to_the_second="fraction" not in part)


def _by_example(pattern: str) -> str:
    """Return a text in a format, and where its offset may be written in two ways, both."""
    both = (spelled(pattern, {**_EXAMPLE, "XXX": offset}) for offset in ("Z", "+05:30"))
    return f"like {' or '.join(dict.fromkeys(both))}"


def spelled(pattern: str, letters: Mapping[str, str]) -> str:
    """Return a format with texts in the place of its letters."""
    parts = (token.groups() for token in _TOKEN.finditer(pattern))
    return "".join(
        letters[word] if word else (mark or "") if quoted is None else _unquoted(quoted)
        for quoted, word, mark in parts
    )


@lru_cache(maxsize=256)
def date_form(pattern: str, zone: str, printed: str = "") -> DateForm:
    """Compile a pattern; raise ValueError at a letter that is not known, or an unknown zone."""
    if zone not in ("server", "none"):
        find_zone(zone)
    expression, position = "", 0
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if token is None:
            raise ValueError(f"unknown date pattern {pattern!r} at {pattern[position:]!r}")
        literal, letters, other = token.groups()
        expression += _LETTERS[letters] if letters else _literal(literal, other)
        position = token.end()
    flags = re.ASCII
    if pattern == RFC3339:
        expression = expression.replace("(?P<second>", "(?P<second>60|")
        flags |= re.IGNORECASE
    try:
        regex = re.compile(expression, flags)
    except re.error as error:
        raise ValueError(f"date pattern {pattern!r} names a part twice") from error
    return DateForm(pattern, zone, regex, "offset" in regex.groupindex, printed)


@lru_cache(maxsize=64)
def find_zone(name: str) -> tzinfo:
    """Return the zone with an IANA id; raise ValueError where there is none."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"unknown time zone {name!r}: name it by its IANA id") from error


def zone_offset(zone: tzinfo, moment: Moment) -> timedelta | None:
    """Return the zone's offset at the instant of a moment; None where it names no instant."""
    try:
        instants = moment.instants(zone)
        return instants[0].astimezone(zone).utcoffset() if instants else None
    except (OverflowError, ValueError):
        return None


def format_offset(offset: timedelta | None) -> str:
    """Return an offset as `XXX` prints it: `Z`, `+05:30`."""
    if not offset:
        return "Z"
    minutes = int(abs(offset.total_seconds()) // 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}"


def _literal(quoted: str | None, mark: str | None) -> str:
    """Return the expression for quoted text, or for a mark."""
    return re.escape((mark or "") if quoted is None else _unquoted(quoted))


def _unquoted(quoted: str) -> str:
    """Return what a quoted part of a pattern says: two quotes in it, or nothing else, are one."""
    return quoted.replace("''", "'") or "'"


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text in ("Z", "z"):
        return timedelta()
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return -offset if text[0] == "-" else offset
