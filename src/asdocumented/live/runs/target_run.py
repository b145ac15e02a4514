"""One target's part of a run: each request sent once, journalled, judged, and told of."""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.planning.plan import Planned
from asdocumented.live.runs.folder import Run
from asdocumented.live.runs.journal import Outcome
from asdocumented.live.runs.sender import Sender
from asdocumented.live.runs.statistics import RunStatistics

_MOST_UNANSWERED = 2


class Unanswered(Exception):
    """Nobody answers: one request after the other had no answer."""


class TargetRun:
    """Asks one target, and knows what that was statistics; `judge` is given each answer."""

    def __init__(
        self,
        sender: Sender,
        run: Run,
        judge: Callable[[Interaction], object],
    ) -> None:
        self.sender = sender
        self.run = run
        self.statistics = RunStatistics(sender.provenance.target)
        self._judge = judge
        self._unanswered = 0

    def ask(self, planned: Planned) -> tuple[Outcome, bool]:
        """Return what came of a request, and whether that was known before; the answer is judged.

        Raises OutOfPatience where the server asks to wait too long, Unanswered where one request
        after the other has no answer, and OSError where nothing can be written.
        """
        before = self._known(planned)
        outcome = before or self._send(planned)
        self._hear(outcome)
        self._unanswered = 0 if outcome.status else self._unanswered + 1
        if self._unanswered == _MOST_UNANSWERED:
            raise Unanswered
        return outcome, before is not None

    def _known(self, planned: Planned) -> Outcome | None:
        """Return what came of a request before; a generated one has to be the same again.

        Another version of what generates may give another request: redaction keeps a URL's length.
        """
        before = self.run.done.get((self.statistics.target, planned.name))
        if before is None or before.transfer is None or planned.phase != "explore":
            return before
        asked = self.sender.session.base + planned.path
        return before if _lengths(asked) == _lengths(before.transfer.url) else None

    def _send(self, planned: Planned) -> Outcome:
        """Send a request; what that took counts, even where it is given up."""
        session = self.sender.session
        before = session.transport.attempts
        try:
            return self.sender.send(planned, self.run.journal)
        finally:
            self.statistics.attempts[planned.phase] += session.transport.attempts - before
            self.statistics.waited = session.rate_limit.waited

    def _hear(self, outcome: Outcome) -> None:
        if outcome.transfer is not None:
            self._judge(self._interaction(outcome, outcome.transfer))
            self.statistics.answers[outcome.phase] += 1

    def _interaction(self, outcome: Outcome, transfer: HttpExchange) -> Interaction:
        provenance = self.sender.provenance
        return Interaction(
            name=f"{provenance.target}/{outcome.name}",
            origin="live",
            request=Request(transfer.method, transfer.url),
            response=Response(transfer.status, transfer.content_type, transfer.body),
            zone=provenance.zone,
            recorded=transfer.recorded,
            target=provenance.target,
            stand_in=provenance.stand_in,
            phase=outcome.phase,
        )


def _lengths(url: str) -> tuple[int, int]:
    """Return how long path and query of a URL are, percent-encoding undone."""
    parts = urlsplit(url)
    return len(unquote(parts.path)), len(unquote(parts.query))
