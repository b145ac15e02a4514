"""Documented date formats: what a text must look like, and which moment it names."""

from datetime import UTC, datetime, timedelta

import pytest

from asdocumented.formats.dates import (
    RFC3339,
    Moment,
    date_form,
    find_zone,
    format_offset,
    zone_offset,
)

PATTERN = "yyyy-MM-dd'T'HH:mm:ssXXX"
NUMERIC = "yyyy-MM-dd'T'HH:mm:ssxxx"
ISO = date_form(PATTERN, "server")
INDIA = timedelta(hours=5, minutes=30)
HOUR = timedelta(hours=1)


def _moment(clock: str, offset: timedelta | None = None) -> Moment:
    return Moment(datetime.fromisoformat(clock), offset)


def _utc(clock: str) -> datetime:
    return datetime.fromisoformat(clock).replace(tzinfo=UTC)


def _read(pattern: str, text: str) -> Moment | None:
    return date_form(pattern, "none").read(text)


@pytest.mark.parametrize(
    ("pattern", "text", "clock", "offset"),
    [
        (PATTERN, "2026-06-11T23:59:58Z", "2026-06-11T23:59:58", timedelta()),
        (PATTERN, "2026-06-11T23:59:58+00:00", "2026-06-11T23:59:58", timedelta()),
        (PATTERN, "2026-06-11T23:59:58-00:00", "2026-06-11T23:59:58", timedelta()),
        (PATTERN, "2026-06-11T23:59:58+05:30", "2026-06-11T23:59:58", INDIA),
        (PATTERN, "2026-06-11T23:59:58-05:30", "2026-06-11T23:59:58", -INDIA),
        (NUMERIC, "2026-06-11T23:59:58+05:30", "2026-06-11T23:59:58", INDIA),
        ("yyyy-MM-dd HH:mm:ss", "2026-06-11 23:59:58", "2026-06-11T23:59:58", None),
        ("yyyy-MM-dd'T'HH:mmXXX", "2026-06-11T23:59-01:00", "2026-06-11T23:59:00", -HOUR),
        ("yyyy-MM-dd", "2026-06-11", "2026-06-11T00:00:00", None),
        ("dd-MM-yyyy", "11-06-2026", "2026-06-11T00:00:00", None),
        ("dd/MM/yyyy", "11/06/2026", "2026-06-11T00:00:00", None),
        ("yyyyMMdd", "20260611", "2026-06-11T00:00:00", None),
        ("yyyy年MM月dd日", "2026年06月11日", "2026-06-11T00:00:00", None),
        ("HH:mm", "23:59", "2000-01-01T23:59:00", None),
        ("yyyy", "2026", "2026-01-01T00:00:00", None),
    ],
)
def test_a_text_names_a_moment_with_the_offset_that_it_prints(
    pattern: str, text: str, clock: str, offset: timedelta | None
) -> None:
    """The wall clock stays as printed, and what is not printed is that of the first day."""
    assert _read(pattern, text) == _moment(clock, offset)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (PATTERN, "2025-12-16T00:00:00Z+05:30"),
        (PATTERN, "2026-06-11T23:59:58"),
        (PATTERN, "2026-06-11 23:59:58Z"),
        (PATTERN, "2026-06-11t23:59:58Z"),
        (PATTERN, "2026-06-11T23:59:58z"),
        (PATTERN, "2026-06-11T23:59:58+0530"),
        (PATTERN, "2026-06-11T23:59:58+5:30"),
        (PATTERN, "2026-06-11T23:59:58\u221205:30"),
        (PATTERN, "2026-06-11T23:59:58.000Z"),
        (PATTERN, "2026-06-11T23:59:58Z\n"),
        (PATTERN, " 2026-06-11T23:59:58Z"),
        (PATTERN, "12026-06-11T23:59:58Z"),
        (PATTERN, "-2026-06-11T23:59:58Z"),
        (PATTERN, "\u0662\u0660\u0662\u0666-06-11T23:59:58Z"),
        (PATTERN, "2026-06-11T23:59:58Z\ud800"),
        (PATTERN, ""),
        pytest.param(PATTERN, "9" * 100_000, id="huge"),
        ("yyyy-MM-dd", "2026-6-11"),
        ("yyyy-MM-dd", "26-06-11"),
        ("yyyy-MM-dd", "2026-06-11T00:00:00Z"),
        ("dd.MM.yyyy", "11-06-2026"),
        ("yyyyMMdd", "2026-06-11"),
    ],
)
def test_a_text_that_departs_from_the_pattern_names_none(pattern: str, text: str) -> None:
    """Every letter stands for its digits, and every mark for itself."""
    assert _read(pattern, text) is None


@pytest.mark.parametrize(
    ("day", "exists"),
    [
        ("2024-02-29", True),
        ("2000-02-29", True),
        ("2026-12-31", True),
        ("2026-02-29", False),
        ("2100-02-29", False),
        ("2026-04-31", False),
        ("2026-01-32", False),
        ("2026-01-00", False),
        ("2026-00-01", False),
        ("2026-13-01", False),
    ],
)
def test_only_a_day_of_the_calendar_names_a_moment(
    day: str,
    exists: bool,  # noqa: FBT001
) -> None:
    """A month has its own number of days, and February that of its year."""
    assert (_read("yyyy-MM-dd", day) is not None) == exists
    assert (_read(PATTERN, f"{day}T00:00:00Z") is not None) == exists


@pytest.mark.parametrize(
    "time",
    ["24:00:00Z", "23:60:00Z", "23:59:60Z", "99:99:99Z", "00:00:00+24:00", "00:00:00+05:60"],
)
def test_only_a_time_of_the_clock_names_a_moment(time: str) -> None:
    """Hours end at 23, minutes and seconds at 59, in the offset too."""
    assert _read(PATTERN, f"2026-06-11T{time}") is None


def test_a_leap_day_without_a_year_is_in_the_calendar() -> None:
    """Some year has it."""
    assert _read("MM-dd", "02-29") is not None


@pytest.mark.parametrize("letters", ["XXX", "xxx"])
@pytest.mark.parametrize(
    ("text", "offset"), [("Z", timedelta()), ("+00:00", timedelta()), ("-11:00", -11 * HOUR)]
)
def test_both_offset_letters_read_both_spellings_of_zero(
    letters: str, text: str, offset: timedelta
) -> None:
    """A moment is read however zero is written; the spelling is for a check to judge."""
    assert _read(f"yyyy-MM-dd{letters}", f"2026-06-11{text}") == _moment("2026-06-11", offset)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-11T23:59:58Z",
        "2026-06-11T23:59:58.1Z",
        "2026-06-11T23:59:58.123456789+05:30",
    ],
)
def test_the_standard_format_may_have_fractions(text: str) -> None:
    """RFC 3339 allows any number of digits behind the second, and none."""
    assert _read(RFC3339, text) is not None


@pytest.mark.parametrize(
    "text",
    ["2026-06-11T23:59:58.Z", "2026-06-11T23:59:58,5Z", "2026-06-11T23:59:58", "2026-06-11"],
)
def test_the_standard_format_has_a_dot_digits_and_an_offset(text: str) -> None:
    """A fraction has digits, and a `date-time` has an offset."""
    assert _read(RFC3339, text) is None


@pytest.mark.parametrize(
    ("pattern", "text", "other"),
    [
        ("yyyy'Year'MM", "2026Year06", "2026year06"),
        ("'yyyy'yyyy", "yyyy2026", "20262026"),
        ("yyyy''MM", "2026'06", "202606"),
        ("'o''clock' HH", "o'clock 23", "oclock 23"),
        ("yyyy.MM", "2026.06", "2026x06"),
        ("(yyyy)+", "(2026)+", "2026"),
        ("yyyy'\\d'", "2026\\d", "20265"),
    ],
)
def test_quoted_text_and_marks_stand_for_themselves(pattern: str, text: str, other: str) -> None:
    """Two quotes are one, inside and outside of quoted text, as in Unicode TR 35."""
    assert _read(pattern, text) is not None
    assert _read(pattern, other) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "YYYY-MM-dd",
        "yyyy-MM-DD",
        "yy-MM-dd",
        "yyyyy",
        "yyyy-M-d",
        "yyyy-MMM-dd",
        "dd MMMM yyyy",
        "hh:mm a",
        "HH:mm:ss.SSS",
        "HH:mm:ssZ",
        "HH:mm:ssX",
        "HH:mm:ssXXXX",
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy'T",
        "yyyy[",
        "[.SS]",
        "yyyy-MM-dd yyyy",
        "HHHH",
        "XXXxxx",
    ],
)
def test_a_pattern_that_means_nothing_here_is_refused(pattern: str) -> None:
    """An unknown letter, an open quote or a part that comes twice is a fault of the contract."""
    with pytest.raises(ValueError, match="pattern"):
        date_form(pattern, "none")


@pytest.mark.parametrize(
    "zone",
    [
        "Mars/Phobos",
        "IST+5",
        "",
        "Europe",
        "../UTC",
        "/etc/passwd",
        "\x00",
        "\ud800",
        "Server",
        pytest.param("x" * 5_000, id="huge"),
    ],
)
def test_an_unknown_zone_is_refused(zone: str) -> None:
    """A zone is `server`, `none` or an IANA id."""
    with pytest.raises(ValueError, match="unknown time zone"):
        date_form("yyyy", zone)


@pytest.mark.parametrize("zone", ["server", "none", "UTC", "Asia/Kolkata", "Europe/Berlin"])
def test_a_known_zone_is_kept(zone: str) -> None:
    """The form says in which zone its texts are promised."""
    form = date_form(PATTERN, zone)
    assert (form.pattern, form.zone, form.has_offset) == (PATTERN, zone, True)


@pytest.mark.parametrize(
    ("pattern", "has_offset"),
    [
        (PATTERN, True),
        (NUMERIC, True),
        (RFC3339, True),
        ("yyyy-MM-dd HH:mm:ss", False),
        ("yyyy-MM-dd", False),
        ("yyyy'XXX'", False),
    ],
)
def test_the_offset_letters_say_whether_an_offset_is_documented(
    pattern: str,
    has_offset: bool,  # noqa: FBT001
) -> None:
    """Quoted letters are text."""
    assert date_form(pattern, "none").has_offset == has_offset


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (PATTERN, "2026-06-11T23:59:58", True),
        (NUMERIC, "2026-06-11T23:59:58", True),
        (RFC3339, "2026-06-11T23:59:58.5", True),
        ("yyyy-MM-ddXXX", "2026-06-11", True),
        (PATTERN, "2026-06-11T23:59:58Z", False),
        (PATTERN, "2026-06-11T23:59:58+05:30", False),
        (PATTERN, "2026-06-11T23:59:58+0530", False),
        (PATTERN, "2026-06-11T23:59:58+05", False),
        (PATTERN, "2026-06-11T23:59", False),
        (PATTERN, "2026-02-30T23:59:58", False),
        (PATTERN, "", False),
        (PATTERN, "soon", False),
        ("yyyy-MM-dd HH:mm:ss", "2026-06-11 23:59:58", False),
        ("yyyy-MM-dd", "2026-06-11", False),
    ],
)
def test_a_text_lacks_only_its_offset_where_it_is_right_with_one(
    pattern: str,
    text: str,
    expected: bool,  # noqa: FBT001
) -> None:
    """What is wrong in another way too, or has no offset to lack, does not lack only that."""
    assert date_form(pattern, "none").lacks_only_offset(text) is expected


def test_a_moment_with_an_offset_is_an_instant_in_every_zone() -> None:
    """Its own offset decides, not the zone that is asked."""
    moment = _moment("2026-06-11T05:30:00", INDIA)
    zones = [None, find_zone("UTC"), find_zone("Europe/Berlin")]
    assert [moment.instants(zone) for zone in zones] == [[_utc("2026-06-11T00:00:00")]] * 3


@pytest.mark.parametrize(
    ("zone", "clock", "instants"),
    [
        ("UTC", "2026-06-11T00:00:00", ["2026-06-11T00:00:00"]),
        ("Asia/Kolkata", "2026-06-11T05:30:00", ["2026-06-11T00:00:00"]),
        ("Europe/Berlin", "2026-06-11T02:00:00", ["2026-06-11T00:00:00"]),
        ("Europe/Berlin", "2026-01-11T01:00:00", ["2026-01-11T00:00:00"]),
        ("Europe/Berlin", "2026-10-25T01:59:59", ["2026-10-24T23:59:59"]),
        ("Europe/Berlin", "2026-10-25T02:00:00", ["2026-10-25T00:00:00", "2026-10-25T01:00:00"]),
        ("Europe/Berlin", "2026-10-25T02:59:59", ["2026-10-25T00:59:59", "2026-10-25T01:59:59"]),
        ("Europe/Berlin", "2026-10-25T03:00:00", ["2026-10-25T02:00:00"]),
    ],
)
def test_a_wall_clock_is_an_instant_in_a_zone(zone: str, clock: str, instants: list[str]) -> None:
    """Without an offset the zone decides; two instants where summer time ends."""
    found = _moment(clock).instants(find_zone(zone))
    assert found == [_utc(instant) for instant in instants]


def test_a_wall_clock_without_a_zone_is_no_instant() -> None:
    """Where neither is known, nobody can tell."""
    assert _moment("2026-06-11T00:00:00").instants(None) == []


@pytest.mark.parametrize(
    ("clock", "offset", "expected"),
    [
        ("2026-01-01T00:00:00", HOUR, HOUR),
        ("2026-07-01T00:00:00", HOUR, 2 * HOUR),
        ("2026-07-01T00:00:00", 2 * HOUR, 2 * HOUR),
        ("2026-03-29T00:59:59", timedelta(), HOUR),
        ("2026-03-29T01:00:00", timedelta(), 2 * HOUR),
        ("2026-03-29T06:29:59", INDIA, HOUR),
        ("2026-03-29T06:30:00", INDIA, 2 * HOUR),
        ("2026-10-25T00:59:59", timedelta(), 2 * HOUR),
        ("2026-10-25T01:00:00", timedelta(), HOUR),
        ("2026-10-25T02:30:00", 2 * HOUR, 2 * HOUR),
        ("2026-10-25T02:30:00", HOUR, HOUR),
        ("2026-01-01T00:00:00", None, HOUR),
        ("2026-07-01T00:00:00", None, 2 * HOUR),
    ],
)
def test_the_offset_of_a_zone_is_that_at_the_instant(
    clock: str, offset: timedelta | None, expected: timedelta
) -> None:
    """Berlin changes its clocks at 01:00 UTC, on the last Sundays of March and October."""
    assert zone_offset(find_zone("Europe/Berlin"), _moment(clock, offset)) == expected


@pytest.mark.parametrize(
    ("zone", "clock", "offset", "expected"),
    [
        ("UTC", "0001-01-01T00:00:00", timedelta(), timedelta()),
        ("UTC", "9999-12-31T23:59:59", timedelta(), timedelta()),
        ("Asia/Kolkata", "9999-12-31T23:59:59", INDIA, INDIA),
        ("Europe/Berlin", "9999-12-31T23:59:59", HOUR, HOUR),
        ("UTC", "0001-01-01T00:00:00", INDIA, None),
        ("UTC", "9999-12-31T23:59:59", -INDIA, None),
        ("Asia/Kolkata", "0001-01-01T00:00:00", INDIA, None),
        ("Europe/Berlin", "9999-12-31T23:59:59", -HOUR, None),
    ],
)
def test_at_the_edges_of_the_calendar_there_may_be_no_instant(
    zone: str, clock: str, offset: timedelta, expected: timedelta | None
) -> None:
    """Before year 1 and after year 9999 in UTC nothing can be reckoned, and nothing raises."""
    assert zone_offset(find_zone(zone), _moment(clock, offset)) == expected


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        (timedelta(), "Z"),
        (INDIA, "+05:30"),
        (-INDIA, "-05:30"),
        (14 * HOUR, "+14:00"),
        (-11 * HOUR, "-11:00"),
        (timedelta(minutes=1), "+00:01"),
        (timedelta(minutes=-1), "-00:01"),
        (timedelta(minutes=53, seconds=28), "+00:53"),
        (-timedelta(hours=4, minutes=56, seconds=2), "-04:56"),
    ],
)
def test_an_offset_is_printed_as_xxx_prints_it(offset: timedelta, text: str) -> None:
    """Hours and minutes behind a sign, `Z` for zero, and no seconds."""
    assert format_offset(offset) == text


@pytest.mark.parametrize("text", ["Z", "+05:30", "-11:00", "+00:01", "-00:01", "+23:59", "-23:59"])
def test_a_printed_offset_is_read_as_the_same(text: str) -> None:
    """Reading and printing an offset are each other's inverse."""
    moment = ISO.read(f"2026-06-11T00:00:00{text}")
    assert moment is not None
    assert format_offset(moment.offset) == text


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (PATTERN, "like 2026-12-31T23:59:59Z or 2026-12-31T23:59:59+05:30"),
        ("yyyy-MM-dd'T'HH:mm:ssxxx", "like 2026-12-31T23:59:59+00:00"),
        ("yyyy-MM-dd'T'HH:mm:ss[.S]XXX", "like 2026-12-31T23:59:59Z or 2026-12-31T23:59:59+05:30"),
        ("dd-MM-yyyy", "like 31-12-2026"),
        ("yyyy-MM-dd HH:mm:ss", "like 2026-12-31 23:59:59"),
        ("HH 'o''clock'", "like 23 o'clock"),
        ("HH''mm", "like 23'59"),
    ],
)
def test_a_format_is_told_by_example(pattern: str, words: str) -> None:
    """Pattern letters are for who writes contracts, not for who reads findings."""
    assert date_form(pattern, "none").words == words


def test_a_format_is_told_as_the_page_prints_it() -> None:
    """Where the contract says how."""
    assert date_form("dd-MM-yyyy", "none", "DD-MM-YYYY").words == "DD-MM-YYYY"
