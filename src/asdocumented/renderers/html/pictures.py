"""Small pictures of a drift: two instants on a line, or two spellings letter by letter."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import zip_longest
from urllib.parse import parse_qsl, urlsplit

import msgspec
from markupsafe import Markup, escape

from asdocumented.formats.dates import find_zone
from asdocumented.renderers.html.index import ReportIndex
from asdocumented.renderers.html.text import visible
from asdocumented.report.model import Drift, Sample

_CLOCK = "%Y-%m-%d %H:%M:%S"
_MOST_LETTERS = 60
_CASES: dict[str, Callable[[str], str]] = {"lower case": str.lower, "upper case": str.upper}


class Instant(msgspec.Struct, frozen=True):
    """One reading of a date: how it is called, as text, in UTC, in the zone, and its place."""

    kind: str
    text: str
    utc: str
    local: str
    x: float


class Instants(msgspec.Struct, frozen=True):
    """Two readings of the same digits, what lies between them, and the zone of the server."""

    first: Instant
    second: Instant
    apart: str
    zone: str


class Spellings(msgspec.Struct, frozen=True):
    """A code as it should be and as it was answered; the letters that differ are marked.

    `first` says what it should be: as it was asked for, or as the page promises.
    """

    first: str
    expected: Markup
    answered: Markup
    words: str


def instants(drift: Drift, index: ReportIndex) -> Instants | None:
    """Return the two instants of a date that is not in its zone; None where there are not two."""
    check = index.checks.get(drift.check)
    if check is None or check.picture != "instants":
        return None
    for sample in drift.samples:
        zone, moment = index.evidence_of[sample.set].zone, _date(sample.value)
        if zone is not None and moment is not None:
            with suppress(ValueError, OverflowError):  # no such zone, or before the first year
                return _two((sample.value or "").strip('"'), moment, find_zone(zone))
    return None


def _date(value: str | None) -> datetime | None:
    """Return a date and time of a sample; None where its value is none."""
    text = (value or "").strip('"')
    try:
        return datetime.fromisoformat(text) if len(text) > len("2026-01-01") else None
    except ValueError:
        return None


def _two(text: str, moment: datetime, zone: tzinfo) -> Instants | None:
    """Return the digits of a date read in the zone, and read as they were answered."""
    digits = moment.replace(tzinfo=None)
    promised = digits.replace(tzinfo=zone)
    answered = moment if moment.tzinfo else digits.replace(tzinfo=UTC)
    apart = answered.astimezone(UTC) - promised.astimezone(UTC)
    if not apart:
        return None
    name = "as answered" if moment.tzinfo else "read as UTC"
    first, second = (20.0, 80.0) if apart > timedelta() else (80.0, 20.0)
    return Instants(
        _instant("in the server's zone", promised.isoformat(), promised, zone, first),
        _instant(name, text, answered, zone, second),
        _duration(abs(apart)),
        str(zone),
    )


def _instant(kind: str, text: str, moment: datetime, zone: tzinfo, x: float) -> Instant:
    utc, local = moment.astimezone(UTC), moment.astimezone(zone)
    return Instant(kind, text, f"{utc:{_CLOCK}}", f"{local:{_CLOCK}}", x)


def _duration(apart: timedelta) -> str:
    minutes = round(apart.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]))


def spellings(drift: Drift, index: ReportIndex) -> Spellings | None:
    """Return both spellings of a code in the wrong letter case; None where it is none."""
    check = index.checks.get(drift.check)
    if check is None or check.picture != "spellings":
        return None
    change = next((one for word, one in _CASES.items() if word in drift.documented), None)
    for sample in drift.samples:
        answered = (sample.value or "").strip('"')
        if change is not None and change(answered) != answered:
            return _spelt("promised", change(answered), answered)
        for asked in _asked(sample):
            if asked != answered and asked.casefold() == answered.casefold():
                return _spelt("asked for", asked, answered)
    return None


def _asked(sample: Sample) -> Sequence[str]:
    """Return the values that a sample's request asks for."""
    query = urlsplit(sample.request.url).query if sample.request else ""
    return [part for _, value in parse_qsl(query) for part in value.split(",")]


def _spelt(first: str, expected: str, answered: str) -> Spellings:
    pairs = [*zip_longest(expected[:_MOST_LETTERS], answered[:_MOST_LETTERS], fillvalue="")]
    differing = sum(one != other for one, other in pairs)
    return Spellings(
        first,
        _letters([one for one, _ in pairs], [other for _, other in pairs]),
        _letters([other for _, other in pairs], [one for one, _ in pairs]),
        f"{differing} of {len(pairs)} characters differ in letter case.",
    )


def _letters(text: Sequence[str], other: Sequence[str]) -> Markup:
    return Markup().join(
        Markup("<mark>") + visible(one) + Markup("</mark>") if one != two else escape(visible(one))
        for one, two in zip(text, other, strict=True)
    )
