"""Planned requests, sent: the redacted answers as interactions that can be judged."""

from datetime import UTC, datetime

from asdocumented.config.targets import Target
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.http_message import HttpExchange, raw_text
from asdocumented.live.http.failures import NoAnswer, UnansweredInARow
from asdocumented.live.http.session import Session
from asdocumented.live.planning.plan import PlannedRequest
from asdocumented.redaction.sweep import find_secrets


class Asker:
    """Asks a target one request after the other; `failures` tells why answers are missing."""

    def __init__(self, session: Session, target: Target) -> None:
        self.failures: list[str] = []
        self._session = session
        self._target = target
        self._unanswered = UnansweredInARow()

    def ask(self, planned: PlannedRequest) -> Interaction | None:
        """Return the redacted answer to a request; None where it failed or still holds a secret.

        Raises OutOfPatience where the server refuses further requests, and Unanswered where one
        after the other has no answer.
        """
        try:
            exchange = self._session.send(planned)
        except NoAnswer as failure:
            self.failures.append(f"{planned.name}: {failure.what}")
            self._unanswered.add(answered=False)
            return None
        self._unanswered.add(answered=True)
        if secrets := find_secrets(raw_text(exchange), self._session.redactor.secrets):
            self.failures.append(f"{planned.name}: not judged, for it would show {secrets[0]}")
            return None
        return _interaction(planned, exchange, self._target)


def _interaction(planned: PlannedRequest, exchange: HttpExchange, target: Target) -> Interaction:
    return Interaction(
        planned.name,
        "live",
        Request(exchange.method, exchange.url),
        Response(exchange.status, exchange.content_type, exchange.body),
        target.zone,
        recorded=datetime.now(UTC),
        target=target.name,
        stand_in=target.stand_in,
        redacted=True,
    )
