"""The search for new drifts of one operation, within its share of the budget.

Schemathesis generates requests; where an answer shows a new drift, Hypothesis shrinks the request.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy
from schemathesis import Case

from asdocumented.evidence.journal import RequestResult
from asdocumented.formats.urls import add_query
from asdocumented.judging.session import FoundDrift

Send: TypeAlias = Callable[[str, str], tuple[RequestResult, frozenset[FoundDrift]]]
"""Sends a request by method and path; returns its result, and the drifts that its answer shows."""

MOST_REQUESTS = 1_000_000
"""The budget of a search that only time limits."""

_BASE = "http://target.invalid"
_MOST_TRIES = 5
"""How many requests are generated for one that is sent: none is sent twice."""

_MOST_TO_SHRINK = 40
_MOST_REPEATS = 100
"""After so many requests in a row that were sent before, an operation has no new ones left."""


class _DriftShown(Exception):
    """The request shows the drift that is looked for: Hypothesis shrinks it."""


class _Spent(BaseException):
    """The share is spent; no failure that Hypothesis would shrink."""


class _ShrunkEnough(BaseException):
    """Enough requests were sent to shrink one."""


class OperationSearch:
    """Generates requests of one operation until its share is spent or it has no new ones left.

    `requests` is the share; `is_over` tells whether its time is over. `settled` are the drifts
    that are not looked for; what is found is added. `sent` and `found` count requests and drifts.
    """

    def __init__(
        self,
        strategy: "SearchStrategy[Case[Any]]",
        send: Send,
        requests: int,
        is_over: Callable[[], bool],
        settled: set[FoundDrift],
    ) -> None:
        self._strategy = strategy
        self._request = send
        self._left = requests
        self._is_over = is_over
        self._settled = settled
        self.sent = 0
        self.found = 0
        self._drifts_by_path: dict[str, frozenset[FoundDrift]] = {}
        self._wanted: FoundDrift | None = None
        self._to_shrink = 0
        self._repeats = 0

    def run(self, first_seed: int) -> None:
        """Find one drift after the other; each is generated from a seed of its own."""
        number = first_seed
        while self._find_one(number):
            number += 1

    def _find_one(self, number: int) -> bool:
        """Look for a new drift, and shrink the request that shows it; tell whether there is one."""
        if self._is_spent():
            return False
        self._wanted, self._to_shrink = None, _MOST_TO_SHRINK
        with suppress(_DriftShown, _Spent, _ShrunkEnough, HypothesisException):
            self._generate(number)
        return self._settle()

    def _settle(self) -> bool:
        """Look no more for the drift that was found; tell whether there is one."""
        if self._wanted is None:
            return False
        self._settled.add(self._wanted)
        self.found += 1
        return True

    def _generate(self, number: int) -> None:
        @seed(number)
        @settings(
            max_examples=min(_MOST_TRIES * self._left, MOST_REQUESTS),
            database=None,
            deadline=None,
            derandomize=False,
            phases=[Phase.generate, Phase.shrink],
            print_blob=False,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
        )
        @given(case=self._strategy)
        def generated(case: "Case[Any]") -> None:
            self._try(case)

        generated()

    def _try(self, case: "Case[Any]") -> None:
        """Send a request unless it was sent before; raise _DriftShown if it shows what is wanted.

        The first new drift that any request shows is wanted from then on.
        """
        path = wire_path(case)
        self._repeats = self._repeats + 1 if path in self._drifts_by_path else 0
        if path not in self._drifts_by_path:
            self._drifts_by_path[path] = self._send(case.method, path)
        if self._wanted is None and self._repeats > _MOST_REPEATS:
            raise _Spent
        new = self._drifts_by_path[path] - self._settled
        if self._wanted is None and new:
            self._wanted = min(new)
        if self._wanted in new:
            raise _DriftShown

    def _send(self, method: str, path: str) -> frozenset[FoundDrift]:
        if self._is_spent():
            raise _Spent
        if self._wanted is not None:
            self._to_shrink -= 1
            if self._to_shrink < 0:
                raise _ShrunkEnough
        result, shown = self._request(method, path)
        self._left -= result.attempts
        self.sent += 1
        return shown

    def _is_spent(self) -> bool:
        return self._left <= 0 or self._is_over()


def wire_path(case: "Case[Any]") -> str:
    """Return path and query of a case as they are sent."""
    sent = case.as_transport_kwargs(base_url=_BASE)
    return add_query(sent["url"].removeprefix(_BASE), sent.get("params") or {})
