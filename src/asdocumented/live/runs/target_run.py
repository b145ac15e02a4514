"""The part of a run that asks one target: each request is sent once, journalled and judged."""

from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.evidence.journal import RequestResult
from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.http.failures import UnansweredInARow
from asdocumented.live.planning.plan import PlannedRequest
from asdocumented.live.runs.folder import Run
from asdocumented.live.runs.sender import Sender
from asdocumented.live.runs.statistics import RunStatistics


class TargetRun:
    """Asks one target and keeps the statistics; `judge` is called with each answer."""

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
        self._unanswered = UnansweredInARow()

    def ask(self, planned: PlannedRequest) -> tuple[RequestResult, bool]:
        """Return the result of a request, and whether it was in the journal before; it is judged.

        Raises OutOfPatience where the server asks to wait too long, Unanswered where one request
        after the other has no answer, and OSError where nothing can be written.
        """
        before = self._answered_before(planned)
        result = before or self._send(planned)
        if result.exchange is not None:
            self._judge(self._interaction(result, result.exchange))
            self.statistics.answers[result.phase] += 1
        self._unanswered.add(answered=bool(result.status))
        return result, before is not None

    def _answered_before(self, planned: PlannedRequest) -> RequestResult | None:
        """Return the result that the journal has of a request; None if it has none.

        A generated request must be the same again, for another version of the generator may make
        another one under the same name. Redaction keeps the length of a URL, so this is compared.
        """
        before = self.run.answered.get((self.statistics.target, planned.name))
        if before is None or before.exchange is None or planned.phase != "explore":
            return before
        url = self.sender.session.base + planned.path
        return before if _lengths(url) == _lengths(before.exchange.url) else None

    def _send(self, planned: PlannedRequest) -> RequestResult:
        """Send a request; its attempts and waits count, also where it is given up."""
        session = self.sender.session
        before = session.transport.attempts
        try:
            return self.sender.send(planned, self.run.journal)
        finally:
            self.statistics.attempts[planned.phase] += session.transport.attempts - before
            self.statistics.waited = session.rate_limit.waited

    def _interaction(self, result: RequestResult, exchange: HttpExchange) -> Interaction:
        provenance = self.sender.provenance
        return Interaction(
            name=f"{provenance.target}/{result.name}",
            origin="live",
            request=Request(exchange.method, exchange.url),
            response=Response(exchange.status, exchange.content_type, exchange.body),
            zone=provenance.zone,
            recorded=exchange.recorded,
            target=provenance.target,
            stand_in=provenance.stand_in,
            phase=result.phase,
            deviations=exchange.deviations,
            as_created=exchange.as_created,
            redacted=True,
        )


def _lengths(url: str) -> tuple[int, int]:
    """Return the lengths of path and query of a URL, percent-encoding undone."""
    parts = urlsplit(url)
    return len(unquote(parts.path)), len(unquote(parts.query))
