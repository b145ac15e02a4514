"""One request after the other, each outcome on the disk, redacted, before the next goes out."""

from datetime import datetime

from asdocumented.formats.http_message import HttpExchange
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import NoAnswer
from asdocumented.live.http.session import Session
from asdocumented.live.planning.plan import Planned
from asdocumented.live.runs.cassette import Provenance
from asdocumented.live.runs.journal import Intent, Journal, Outcome, Start
from asdocumented.redaction.sweep import find_secrets


def begin(provenance: Provenance, live_run: str, moment: datetime, seed: int = 0) -> Start:
    """Return the entry of a journal that begins the run of one target."""
    return Start(
        provenance.target,
        live_run,
        provenance.version,
        moment,
        provenance.zone,
        provenance.stand_in,
        seed,
    )


class Sender:
    """Sends planned requests to one target and journals what came of each."""

    def __init__(self, session: Session, provenance: Provenance, clock: Clock) -> None:
        self.session = session
        self.provenance = provenance
        self.clock = clock

    def send(self, planned: Planned, journal: Journal) -> Outcome:
        """Send one request; raise OutOfPatience where the server asks to wait too long.

        An answer in which a secret would still stand is not kept: the outcome says so.
        """
        target = self.provenance.target
        journal.write(Intent(target, planned.name, self.clock.now()))
        before = self.session.transport.attempts
        transfer, status, failure = None, None, None
        try:
            transfer = self.session.send(planned)
            status = transfer.status
            failure = self.secrets_in(_raw(transfer))
        except NoAnswer as unanswered:
            failure = f"{unanswered.what}; {unanswered.remedy}"
        attempts = self.session.transport.attempts - before
        kept = None if failure else transfer
        outcome = Outcome(
            target,
            planned.name,
            self.clock.now(),
            attempts,
            status,
            kept,
            failure or None,
            planned.phase,
        )
        journal.write(outcome)
        return outcome

    def secrets_in(self, content: bytes) -> str:
        """Return why something must not be written; "" where it may."""
        found = find_secrets(content, self.session.redactor.secrets)
        return f"not written, for it would hold {found[0]}" if found else ""


def _raw(transfer: HttpExchange) -> bytes:
    """Return all that a transfer says, as it came: the journal encodes it in its own way."""
    headers = (*transfer.request_headers, *transfer.response_headers)
    lines = [transfer.url, transfer.reason, *(f"{name}: {value}" for name, value in headers)]
    return "\n\n".join(lines).encode("utf-8", "surrogatepass") + b"\n\n" + transfer.body
