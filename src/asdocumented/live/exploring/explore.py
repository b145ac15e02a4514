"""Exploring: one operation after the other is searched for new drifts, within one budget.

A generated request goes the way of a planned one: rate limit, redaction, journal, judging.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from hypothesis.configuration import set_hypothesis_home_dir

from asdocumented.contracts.folder import EditionFolder
from asdocumented.evidence.journal import RequestResult
from asdocumented.judging.session import FoundDrift
from asdocumented.live.exploring.generation import valid_requests
from asdocumented.live.exploring.operation_search import MOST_REQUESTS, OperationSearch
from asdocumented.live.exploring.smallest_exchanges import SmallestExchanges
from asdocumented.live.http.failures import OutOfPatience, Unanswered
from asdocumented.live.planning.plan import PlannedRequest
from asdocumented.live.planning.sample_values import make_sample_values
from asdocumented.live.runs.live_run import Budget, LiveRun
from asdocumented.live.runs.target_run import TargetRun


class _Stopped(BaseException):
    """The run has to stop, for a reason that is no failure which Hypothesis would shrink."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Explorer:
    """Explores the operations of a target, and keeps the smallest exchange of each new drift.

    `drifts` counts the drifts found so far that break clients, or may. `tell` is given a line
    about each operation.
    """

    def __init__(
        self,
        target_run: TargetRun,
        drifts: Callable[[], Mapping[FoundDrift, int]],
        smallest: SmallestExchanges,
        tell: Callable[[str], None],
    ) -> None:
        self._target_run = target_run
        self._drifts = drifts
        self._smallest = smallest
        self._tell = tell
        self._counts = dict(drifts())
        self._known = frozenset(self._counts)
        self._settled = set(self._counts)
        self._seconds = target_run.sender.clock.seconds
        self._left = 0
        self._number = 0

    def run(self, live_run: LiveRun) -> None:
        """Spend the budget of a live run: each operation gets an equal share of what is left.

        A resumed run generates the same requests again, from the same seed: those that were
        answered before are not sent again, but count. Raises OutOfPatience and Unanswered as
        TargetRun does, and OSError where the journal cannot be written.
        """
        budget = live_run.budget or Budget(requests=0)
        self._left = MOST_REQUESTS if budget.requests is None else budget.requests
        end = None if budget.seconds is None else self._seconds() + budget.seconds
        seed = self._target_run.run.seeds.get(live_run.target.name, live_run.seed)
        explored = [edition for edition in live_run.editions if edition.contract.method == "GET"]
        with _temporary_hypothesis_folder():
            for number, edition in enumerate(explored):
                sharers = len(explored) - number
                self._explore(edition, live_run, seed, sharers, end)

    def _explore(
        self,
        edition: EditionFolder,
        live_run: LiveRun,
        seed: int,
        sharers: int,
        end: float | None,
    ) -> None:
        """Search one operation; `sharers` operations share the rest of the budget."""
        operation = edition.contract.operation
        samples = make_sample_values(edition, live_run.target.samples)
        search = OperationSearch(
            valid_requests(edition, samples),
            partial(self._send, operation),
            self._left // sharers,
            self._timer(sharers, end),
            self._settled,
        )
        try:
            search.run(seed)
        except _Stopped as stopped:
            raise stopped.reason from None
        self._tell(f"explored {operation}: {search.sent} requests, {search.found} drifts are new")

    def _timer(self, sharers: int, end: float | None) -> Callable[[], bool]:
        """Return what tells whether the time of one of so many operations is over."""
        if end is None:
            return lambda: False
        begun = self._seconds()
        own_end = begun + (end - begun) / sharers
        return lambda: self._seconds() >= own_end

    def _send(
        self, operation: str, method: str, path: str
    ) -> tuple[RequestResult, frozenset[FoundDrift]]:
        """Send a request; return its result, and the drifts that its answer shows."""
        self._number += 1
        case, why = f"explore-{self._number:05}", "explored: generated"
        planned = PlannedRequest(operation, case, why, method, path, "", phase="explore")
        try:
            result, _ = self._target_run.ask(planned)
        except (OutOfPatience, Unanswered, OSError) as reason:
            raise _Stopped(reason) from reason
        self._left -= result.attempts
        return result, self._drifts_shown_by(result)

    def _drifts_shown_by(self, result: RequestResult) -> frozenset[FoundDrift]:
        """Return the drifts that were counted once more for the last answer."""
        counts = dict(self._drifts())
        shown = frozenset(drift for drift in counts if counts[drift] > self._counts.get(drift, 0))
        self._counts = counts
        if result.exchange is not None:
            for drift in shown - self._known:
                self._smallest.offer(drift, result.exchange)
        return shown


@contextmanager
def _temporary_hypothesis_folder() -> Iterator[None]:
    """Keep what Hypothesis writes out of the working directory."""
    with tempfile.TemporaryDirectory() as folder:
        set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            set_hypothesis_home_dir(None)
