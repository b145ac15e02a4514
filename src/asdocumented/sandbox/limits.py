"""The rate limit of the sandbox: 100 requests a minute, as documented for demo clusters."""

import math
from collections.abc import Callable

REQUESTS_A_MINUTE = 100
_MINUTE = 60.0


class Limit:
    """Counts requests in windows of a minute; `clock` gives seconds.

    There is one API key, so that Basic authentication and tokens share the limit.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = clock()
        self._count = 0

    def wait(self) -> int:
        """Count a request; return 0 if it is let in, else the seconds until the next one is."""
        now = self._clock()
        if now - self._started >= _MINUTE:
            self._started, self._count = now, 0
        if self._count >= REQUESTS_A_MINUTE:
            return max(1, math.ceil(self._started + _MINUTE - now))
        self._count += 1
        return 0
