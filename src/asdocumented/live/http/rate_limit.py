"""No more requests a minute than the target allows, and how long a server asks to wait."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from asdocumented.formats.http_message import Headers, header
from asdocumented.live.clock import Clock

_MINUTE_MS = 60_000


class RateLimit:
    """Lets requests through: in any 60 seconds at most so many."""

    def __init__(self, requests_per_minute: int, clock: Clock) -> None:
        self._bucket = InMemoryBucket([Rate(requests_per_minute, _MINUTE_MS)])
        self._clock = clock
        self.waited = 0.0

    def wait(self) -> None:
        """Return when the next request may go out."""
        while not self._bucket.put(item := RateItem("request", self._milliseconds())):
            wait_ms = self._bucket.waiting(item)
            seconds = max(wait_ms / 1000, 0.001) if isinstance(wait_ms, int) else 1.0
            self._clock.sleep(seconds)
            self.waited += seconds
        self._bucket.leak(self._milliseconds())

    def _milliseconds(self) -> int:
        return int(self._clock.seconds() * 1000)


def retry_after(headers: Headers, now: datetime) -> float | None:
    """Return the seconds that a server asks to wait (RFC 9110, section 10.2.3).

    A date is counted from the server's own Date where it sends one. None where it asks for
    nothing that can be understood.
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
