"""100 requests a minute for an API key, as the vendor says of demo and testing clusters."""

import math
from collections.abc import Callable

REQUESTS_A_MINUTE = 100
_MINUTE = 60.0


class Limit:
    """Counts requests in windows of a minute; `clock` gives seconds.

    The server knows one API key, whether it comes as Basic authentication or as a token.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = clock()
        self._count = 0

    def wait(self) -> int:
        """Count a request; return 0, or the whole seconds until the next one is let in."""
        now = self._clock()
        if now - self._started >= _MINUTE:
            self._started, self._count = now, 0
        if self._count >= REQUESTS_A_MINUTE:
            return max(1, math.ceil(self._started + _MINUTE - now))
        self._count += 1
        return 0
