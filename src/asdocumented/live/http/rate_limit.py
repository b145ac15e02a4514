"""The rate limit of a target, and the wait that a server asks for."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from asdocumented.formats.http_message import Headers, header
from asdocumented.live.clock import Clock

_MINUTE_MS = 60_000


class RateLimit:
    """Lets at most so many requests through in any 60 seconds; `waited` is in seconds."""

    def __init__(self, requests_per_minute: int, clock: Clock) -> None:
        self._bucket = InMemoryBucket([Rate(requests_per_minute, _MINUTE_MS)])
        self._clock = clock
        self._why = f"at most {requests_per_minute} requests a minute"
        self.waited = 0.0

    def wait(self) -> None:
        """Return when the next request may go out."""
        while not self._bucket.put(item := RateItem("request", self._milliseconds())):
            wait_ms = self._bucket.waiting(item)
            seconds = max(wait_ms / 1000, 0.001) if isinstance(wait_ms, int) else 1.0
            self._clock.announce(seconds, self._why)
            self._clock.sleep(seconds)
            self.waited += seconds
        self._bucket.leak(self._milliseconds())

    def _milliseconds(self) -> int:
        return int(self._clock.seconds() * 1000)


def retry_after(headers: Headers, now: datetime) -> float | None:
    """Return the seconds that a server asks to wait (RFC 9110, section 10.2.3).

    A date is compared with the Date header of the response if it has one, else with `now` (aware).
    Returns None without a valid header.
    """
    text = (header(headers, "retry-after") or "").strip()
    if text.isascii() and text.isdecimal() and len(text) <= len("999999999"):
        return float(text)
    until = _read_date(text)
    if until is None:
        return None
    since = _read_date(header(headers, "date") or "") or now
    return max((until - since).total_seconds(), 0.0)


def _read_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else None
