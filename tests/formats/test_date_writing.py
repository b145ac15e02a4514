"""Dates are written as their documented format reads them."""

from datetime import datetime, timedelta

import pytest

from asdocumented.formats.date_writing import write_date
from asdocumented.formats.dates import date_form

LEAP_DAY = datetime(2028, 2, 29, 5, 6, 7)  # noqa: DTZ001  # the offset stands beside it


@pytest.mark.parametrize(
    ("pattern", "minutes", "text"),
    [
        ("yyyy-MM-dd'T'HH:mm:ssXXX", 330, "2028-02-29T05:06:07+05:30"),
        ("yyyy-MM-dd'T'HH:mm:ssXXX", 0, "2028-02-29T05:06:07Z"),
        ("yyyy-MM-dd'T'HH:mm:ssxxx", 0, "2028-02-29T05:06:07+00:00"),
        ("yyyy-MM-dd'T'HH:mm:ss[.S]XXX", -90, "2028-02-29T05:06:07-01:30"),
        ("dd/MM/yyyy 'at' HH:mm", None, "29/02/2028 at 05:06"),
    ],
)
def test_a_moment_is_written_and_read_again(pattern: str, minutes: int | None, text: str) -> None:
    """With the offset as the pattern has it, or without one."""
    form = date_form(pattern, "none")
    offset = None if minutes is None else timedelta(minutes=minutes)
    assert write_date(form, LEAP_DAY, offset) == text
    moment = form.read(text)
    assert moment is not None
    assert (moment.wall_clock.date(), moment.offset) == (LEAP_DAY.date(), offset)
