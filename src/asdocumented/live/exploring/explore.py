"""Exploring: generated requests within a budget, and the smallest one that shows each drift.

Schemathesis generates, Hypothesis shrinks, our checks decide what fails; each request goes the way
of the planned ones: paced, redacted, journalled, judged.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import requests
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, Response

from asdocumented.contracts.folder import EditionFolder
from asdocumented.judging.session import DriftKey
from asdocumented.live.exploring.generation import valid_requests
from asdocumented.live.exploring.schemathesis_checks import CHECKS, showing
from asdocumented.live.exploring.specimens import Specimens
from asdocumented.live.http.failures import OutOfPatience
from asdocumented.live.planning.plan import Planned
from asdocumented.live.planning.sample_values import make_sample_values
from asdocumented.live.runs.journal import Outcome
from asdocumented.live.runs.live_run import Budget, LiveRun
from asdocumented.live.runs.target_run import TargetRun, Unanswered

_BASE = "http://target.invalid"
_MOST_TRIES = 5
"""How many requests are generated for one that goes out: the same one is not sent twice."""

_MOST_TO_SHRINK = 40
_MOST_REPEATS = 100
"""After so many requests in a row that were sent before, an operation has no new ones left."""

_ANY_NUMBER = 1_000_000


class _Spent(BaseException):
    """The share of an operation is spent: no failure that Hypothesis would shrink."""


class _ShrunkEnough(BaseException):
    """A drift was shown small enough."""


class _Interrupted(BaseException):
    """TargetRun came to its end, for the reason that is the cause."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Explorer:
    """Explores one operation after the other, and keeps a specimen of each drift that is new.

    `drifts` counts the drifts found so far that break clients, or may.
    """

    def __init__(
        self,
        target_run: TargetRun,
        drifts: Callable[[], Mapping[DriftKey, int]],
        specimens: Specimens,
        tell: Callable[[str], None],
    ) -> None:
        self._target_run = target_run
        self._drifts = drifts
        self._specimens = specimens
        self._tell = tell
        self._counts = dict(drifts())
        self._settled = set(self._counts)
        self._known = frozenset(self._counts)
        self._seconds = target_run.sender.clock.seconds
        self._left = 0
        self._end: float | None = None
        self._number = 0

    def run(self, live_run: LiveRun, editions: Sequence[EditionFolder]) -> None:
        """Spend the budget of a live_run.

        A run that is resumed generates the same requests again, from the same seed: those that
        were answered before are not sent, but count. Raises OutOfPatience
        and Unanswered as TargetRun does.
        """
        budget = live_run.budget or Budget(requests=0)
        self._left = _ANY_NUMBER if budget.requests is None else budget.requests
        self._end = None if budget.seconds is None else self._seconds() + budget.seconds
        first = self._target_run.run.seeds.get(live_run.target.name, live_run.seed)
        wanted = [edition for edition in editions if edition.contract.method == "GET"]
        with tempfile.TemporaryDirectory() as folder:
            set_hypothesis_home_dir(folder)
            try:
                for number, edition in enumerate(wanted):
                    strategy = valid_requests(
                        edition, make_sample_values(edition, live_run.target.samples)
                    )
                    sharers = len(wanted) - number
                    self.explore(edition.contract.operation, strategy, sharers, first)
            finally:
                set_hypothesis_home_dir(None)

    def explore(
        self, operation: str, strategy: "SearchStrategy[Case[Any]]", sharers: int, number: int
    ) -> None:
        """Spend the share of one operation: so many operations share what is left."""
        share = _Share(self, operation, strategy, self._left // sharers)
        if self._end is not None:
            share.end = self._seconds() + (self._end - self._seconds()) / sharers
        while share.round(number):
            number += 1
        self._tell(f"explored {operation}: {share.sent} requests, {share.found} drifts are new")

    def is_over(self, end: float | None) -> bool:
        """Tell whether a moment has come."""
        return end is not None and self._seconds() >= end

    def send(self, operation: str, method: str, path: str) -> tuple[Outcome, frozenset[DriftKey]]:
        """Send a request, and return what came of it, with the drifts that its answer shows."""
        self._number += 1
        case = f"explore-{self._number:05}"
        why = "explored: generated"
        planned = Planned(operation, case, why, method, path, "", phase="explore")
        try:
            outcome, _ = self._target_run.ask(planned)
        except (OutOfPatience, Unanswered, OSError) as reason:
            raise _Interrupted(reason) from reason
        return outcome, self._learn(outcome)

    def is_settled(self, drift: DriftKey) -> bool:
        """Tell whether a drift need not be shown once more."""
        return drift in self._settled

    def settle(self, drift: DriftKey) -> None:
        """Call a drift shown well enough."""
        self._settled.add(drift)

    def _learn(self, outcome: Outcome) -> frozenset[DriftKey]:
        self._left -= outcome.attempts
        found = dict(self._drifts())
        shown = frozenset(drift for drift in found if found[drift] > self._counts.get(drift, 0))
        self._counts = found
        for drift in shown - self._known:
            self._specimens.offer(drift, outcome)
        return shown


class _Share:
    """What one operation may spend, and what it has asked already."""

    def __init__(
        self,
        explorer: Explorer,
        operation: str,
        strategy: "SearchStrategy[Case[Any]]",
        left: int,
    ) -> None:
        self.end: float | None = None
        self._explorer = explorer
        self._operation = operation
        self._strategy = strategy
        self._left = left
        self.sent = 0
        self.found = 0
        self._asked: dict[str, tuple[int, frozenset[DriftKey]]] = {}
        self._wanted: DriftKey | None = None
        self._to_shrink = 0
        self._repeats = 0

    def round(self, number: int) -> bool:
        """Ask until something new is shown, and shrink that; tell whether another round is due."""
        if self._left <= 0 or self._explorer.is_over(self.end):
            return False
        self._wanted, self._to_shrink = None, _MOST_TO_SHRINK
        try:
            self._hunt(number)
        except _Spent:
            return False
        except _Interrupted as interrupted:
            raise interrupted.reason from None
        except (_ShrunkEnough, AssertionError, HypothesisException):
            return self._settle()
        return False

    def _settle(self) -> bool:
        """Look for the next drift; tell whether there was one to look for."""
        if self._wanted is None:
            return False
        self._explorer.settle(self._wanted)
        self.found += 1
        return True

    def _hunt(self, number: int) -> None:
        @seed(number)
        @settings(
            max_examples=min(_MOST_TRIES * self._left, _ANY_NUMBER),
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
        def hunt(case: "Case[Any]") -> None:
            self._try(case)

        hunt()

    def _try(self, case: "Case[Any]") -> None:
        """Send a request that was not sent before; fail where it shows what is looked for."""
        path = wire_path(case)
        self._repeats = self._repeats + 1 if path in self._asked else 0
        if path not in self._asked:
            self._asked[path] = self._send(case.method, path)
        if self._wanted is None and self._repeats > _MOST_REPEATS:
            raise _Spent
        status, shown = self._asked[path]
        new = {drift for drift in shown if not self._explorer.is_settled(drift)}
        if self._wanted is None and new:
            self._wanted = min(new)
        if self._wanted in new:
            with showing({self._wanted.check: self._wanted.observed}):
                _validate(case, path, status)

    def _send(self, method: str, path: str) -> tuple[int, frozenset[DriftKey]]:
        if self._left <= 0 or self._explorer.is_over(self.end):
            raise _Spent
        if self._wanted is not None:
            self._to_shrink -= 1
            if self._to_shrink < 0:
                raise _ShrunkEnough
        outcome, shown = self._explorer.send(self._operation, method, path)
        self._left -= outcome.attempts
        self.sent += 1
        return outcome.status or 0, shown


def _validate(case: "Case[Any]", path: str, status: int) -> None:
    """Let Schemathesis run our checks; fail in a way that Hypothesis shrinks."""
    request = requests.Request(case.method, _BASE + path).prepare()
    response = Response(status, {}, b"", request, elapsed=0.0, verify=True)
    try:
        case.validate_response(response, checks=CHECKS)
    except BaseExceptionGroup as failures:
        raise AssertionError(str(failures.exceptions[0])) from None


def wire_path(case: "Case[Any]") -> str:
    """Return path and query of a case, as they go over the wire."""
    sent = case.as_transport_kwargs(base_url=_BASE)
    path, query = sent["url"].removeprefix(_BASE), sent.get("params")
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
