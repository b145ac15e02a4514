"""One planned request, sent: the redacted answer as an interaction that can be judged."""

from datetime import UTC, datetime

from asdocumented.config.targets import Target
from asdocumented.evidence.interaction import Interaction, Request, Response
from asdocumented.formats.http_message import raw_text
from asdocumented.live.http.failures import NoAnswer
from asdocumented.live.http.session import Session
from asdocumented.live.planning.plan import PlannedRequest
from asdocumented.redaction.sweep import find_secrets


def ask(
    session: Session, target: Target, planned: PlannedRequest, failures: list[str]
) -> Interaction | None:
    """Return the redacted answer to one request; None where it failed or still holds a secret.

    `failures` gets the reason. Raises OutOfPatience where the server refuses further requests.
    """
    try:
        exchange = session.send(planned)
    except NoAnswer as failure:
        failures.append(f"{planned.name}: {failure.what}")
        return None
    if secrets := find_secrets(raw_text(exchange), session.redactor.secrets):
        failures.append(f"{planned.name}: not judged, for it would show {secrets[0]}")
        return None
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
