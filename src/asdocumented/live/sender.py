"""One request after the other, each outcome on the disk, redacted, before the next goes out."""

from asdocumented.live.clock import Clock
from asdocumented.live.export import Provenance, cassette
from asdocumented.live.failures import NoAnswer
from asdocumented.live.journal import Intent, Journal, Outcome, Start
from asdocumented.live.plan import Plan, Planned
from asdocumented.live.session import Session
from asdocumented.redaction.sweep import find_secrets
from asdocumented.redaction.transfer import Transfer


class Sender:
    """Sends planned requests to one target and journals what came of each."""

    def __init__(self, session: Session, provenance: Provenance, clock: Clock) -> None:
        self.session = session
        self.provenance = provenance
        self.clock = clock

    def start(self, plan: Plan, journal: Journal) -> None:
        """Journal that the requests of a plan are about to be sent."""
        journal.write(
            Start(
                self.provenance.target,
                plan.digest(),
                self.provenance.version,
                self.clock.now(),
                self.provenance.zone,
                self.provenance.stand_in,
            )
        )

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
            failure = self.secrets_in(transfer)
        except NoAnswer as unanswered:
            failure = f"{unanswered.what}; {unanswered.remedy}"
        attempts = self.session.transport.attempts - before
        kept = None if failure else transfer
        outcome = Outcome(
            target, planned.name, self.clock.now(), attempts, status, kept, failure or None
        )
        journal.write(outcome)
        return outcome

    def secrets_in(self, transfer: Transfer) -> str:
        """Return why a transfer must not be written; "" where it may."""
        secrets = self.session.redactor.secrets
        content = cassette(transfer, self.provenance)
        found = find_secrets(content, secrets) or find_secrets(transfer.body, secrets)
        return f"not written, for it would hold {found[0]}" if found else ""
