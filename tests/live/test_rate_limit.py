"""The rate limit of a target, and the wait that a server asks for."""

from datetime import UTC, datetime

import pytest

from asdocumented.live.http.rate_limit import RateLimit, retry_after
from tests.live.fake_clock import NOON, FakeClock


def test_a_minute_lets_so_many_requests_through() -> None:
    """The first hundred go at once, the next one a minute after the first."""
    fake = FakeClock()
    rate_limit = RateLimit(100, fake.clock)
    for _ in range(100):
        rate_limit.wait()
    assert (fake.waits, fake.told) == ([], [])
    rate_limit.wait()
    assert 60 <= fake.passed < 60.1
    assert rate_limit.waited == fake.passed


def test_a_long_wait_is_told_before_it_begins() -> None:
    """With its length and the limit; one of less than a second is not."""
    fake = FakeClock()
    rate_limit = RateLimit(2, fake.clock)
    for passed in (0.0, 20.0, 59.5):
        fake.passed = passed
        rate_limit.wait()
    assert fake.told == []
    rate_limit.wait()
    assert len(fake.told) == 1
    assert fake.told[0] in (
        "waiting 20 s: at most 2 requests a minute",
        "waiting 21 s: at most 2 requests a minute",
    )


def test_no_sixty_seconds_hold_more() -> None:
    """The window slides: no burst at the turn of a minute."""
    fake = FakeClock()
    rate_limit = RateLimit(3, fake.clock)
    sent = []
    for _ in range(10):
        rate_limit.wait()
        sent.append(fake.passed)
        fake.passed += 7
    assert all(later - earlier >= 60 for earlier, later in zip(sent, sent[3:], strict=False))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("7", 7.0),
        ("86400", 86400.0),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("9" * 40, None),
        ("٣", None),
    ],
)
def test_both_forms_of_retry_after_are_read(value: str, seconds: float | None) -> None:
    """Seconds, or a date; anything else asks for nothing."""
    assert retry_after((("Retry-After", value),), NOON) == seconds


def test_a_date_is_counted_from_the_servers_own_clock() -> None:
    """A machine whose clock is wrong by an hour waits as long as the server means."""
    headers = (
        ("Date", "Sun, 22 Nov 2026 12:00:00 GMT"),
        ("Retry-After", "Sun, 22 Nov 2026 12:00:10 GMT"),
    )
    assert retry_after(headers, datetime(2026, 11, 22, 13, tzinfo=UTC)) == 10.0


def test_without_the_header_nothing_is_asked() -> None:
    """Most answers do not tell when to come again."""
    assert retry_after((("Content-Type", "application/json"),), NOON) is None
