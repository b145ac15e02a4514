"""Sends one planned request after the other; each result is in the journal before the next."""

from datetime import datetime

from asdocumented.evidence.journal import RequestResult, RequestStart, RunStart
from asdocumented.formats.http_message import raw_text
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import NoAnswer
from asdocumented.live.http.session import Session
from asdocumented.live.planning.plan import PlannedRequest
from asdocumented.live.runs.cassette import Provenance
from asdocumented.live.runs.journal import Journal
from asdocumented.redaction.sweep import find_secrets


def make_run_start(
    provenance: Provenance, plan_digest: str, started: datetime, seed: int = 0, options: str = ""
) -> RunStart:
    """Return the journal entry with which the run of one target begins; `started` is aware.

    `options` are those of the command line that decide what is asked.
    """
    return RunStart(
        provenance.target,
        plan_digest,
        provenance.version,
        started,
        provenance.zone,
        provenance.stand_in,
        seed,
        options=options,
    )


class Sender:
    """Sends planned requests to one target and journals the result of each."""

    def __init__(self, session: Session, provenance: Provenance, clock: Clock) -> None:
        self.session = session
        self.provenance = provenance
        self.clock = clock

    def send(self, planned: PlannedRequest, journal: Journal) -> RequestResult:
        """Send one request; raise OutOfPatience where the server asks to wait too long.

        An answer that would still hold a secret is not kept: the result says so.
        """
        target = self.provenance.target
        journal.write(RequestStart(target, planned.name, self.clock.now()))
        before = self.session.transport.attempts
        exchange, failure = None, ""
        try:
            exchange = self.session.send(planned)
            failure = self.secrets_in(raw_text(exchange))
        except NoAnswer as unanswered:
            failure = f"{unanswered.what}; {unanswered.remedy}"
        result = RequestResult(
            target,
            planned.name,
            self.clock.now(),
            attempts=self.session.transport.attempts - before,
            status=exchange.status if exchange else None,
            exchange=None if failure else exchange,
            failure=failure or None,
            phase=planned.phase,
        )
        journal.write(result)
        return result

    def secrets_in(self, content: bytes) -> str:
        """Return why content must not be written, "" if it may."""
        found = find_secrets(content, self.session.redactor.secrets)
        return f"not written, for it would hold {found[0]}" if found else ""
