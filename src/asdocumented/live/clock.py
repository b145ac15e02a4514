"""The clock of live runs, and who is told of a wait; tests replace it: they need not wait."""

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec


def _now() -> datetime:
    return datetime.now(UTC)


def _silent(_: str) -> None:
    """Tell nobody."""


_WORTH_TELLING = 1.0


class Clock(msgspec.Struct, frozen=True):
    """`now` is aware and in UTC, `seconds` never go back, `sleep` waits so many seconds.

    `tell` is given a line before each wait of more than a second.
    """

    now: Callable[[], datetime] = _now
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = _silent

    def announce(self, seconds: float, why: str) -> None:
        """Tell of a wait that is about to begin, unless it is short."""
        if seconds > _WORTH_TELLING:
            self.tell(f"waiting {math.ceil(seconds)} s: {why}")
