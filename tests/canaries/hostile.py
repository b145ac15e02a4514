"""A server on loopback that repeats secrets, each answer one in one position and clothing."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle, product
from pathlib import Path

from tests.canaries.planted import CLOTHINGS, JSON, LATE, LEARNT, PERSON, POSITIONS, TOKEN, coupon
from tests.live.raw_server import http, serving

_TOKEN = f'{{"access_token": "{TOKEN}", "expires_in": 900}}'.encode()
_TEACHES = coupon(code=LEARNT, couponIssualDetails={"notes": PERSON})
_REVEALS = coupon(code=LATE)


class Hostile:
    """Answers one request after the other.

    The first answer has `LEARNT` and `PERSON` in places that the contract marks, and each fourth
    from `reveals_at` on has `LATE`. All others hold one of `canaries`; `combinations` counts them.
    `commands` are the command lines of all processes that this one has started.
    """

    def __init__(self, canaries: Sequence[str], start: int, reveals_at: int) -> None:
        pairs = [*product(CLOTHINGS.values(), POSITIONS.values())]
        self._pairs = cycle(pairs[start:] + pairs[:start])
        self._canaries = cycle(canaries)
        self._reveals_at = reveals_at
        self.url = ""
        self.asked = 0
        self.combinations = 0
        self.commands: set[str] = set()

    def answer(self, request: str) -> bytes:
        """Return the response to a request."""
        if self.asked % 10 == 0:
            self.commands.update(_command_lines())
        if request.split(" ", 2)[1].startswith("/token"):
            return http("200 OK", _TOKEN, JSON)
        self.asked += 1
        if self.asked == 1:
            return _TEACHES
        if self.asked >= self._reveals_at and self.asked % 4 == 0:
            return _REVEALS
        self.combinations += 1
        clothing, position = next(self._pairs)
        return position(clothing(next(self._canaries)))


@contextmanager
def hostile(canaries: Sequence[str], start: int = 0, reveals_at: int = 20) -> Iterator[Hostile]:
    """Yield a running server; `start` is the number of its first combination."""
    one = Hostile(canaries, start, reveals_at)
    requests: list[str] = []
    with serving([lambda connection: connection.sendall(one.answer(requests[-1]))]) as server:
        one.url, requests = server.url, server.requests
        yield one


def _command_lines() -> Iterator[str]:
    """Yield the command lines of all processes that this one has started; none beyond Linux."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    for process in parents:
        above = parents.get(process, 0)
        while above not in (0, os.getpid()):
            above = parents.get(above, 0)
        if above:
            with suppress(OSError):
                yield Path(f"/proc/{process}/cmdline").read_text(errors="replace")
