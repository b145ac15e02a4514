"""A clock that moves only when somebody waits."""

from datetime import UTC, datetime, timedelta

from asdocumented.live.clock import Clock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class FakeClock:
    """Counts the waits, and keeps what is told of them; the code under test is given `clock`."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._wrong = 0.0
        self.waits: list[float] = []
        self.told: list[str] = []
        self.clock = Clock(
            now=lambda: NOON + timedelta(seconds=self.passed + self._wrong),
            seconds=lambda: 1000.0 + self.passed,
            sleep=self._sleep,
            tell=self.told.append,
        )

    def jump(self, seconds: float) -> None:
        """Let the date be wrong by so much more; the seconds that pass go on as ever."""
        self._wrong += seconds

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.passed += seconds
