"""One target's part of a run: each request sent once, journalled, judged, and told of."""

from collections.abc import Callable, Sequence
from urllib.parse import unquote, urlsplit

from asdocumented.interactions.matching import match
from asdocumented.live.journal import Outcome
from asdocumented.live.plan import Planned
from asdocumented.live.runs import Run
from asdocumented.live.sender import Sender
from asdocumented.live.worth import Worth, says_nothing
from asdocumented.model import Contract, Interaction, Request, Response
from asdocumented.redaction.transfer import Transfer

_MOST_UNANSWERED = 2


class Unanswered(Exception):
    """Nobody answers: one request after the other had no answer."""


class Asking:
    """Asks one target, and knows what that was worth; `judge` is given each answer."""

    def __init__(
        self,
        sender: Sender,
        run: Run,
        contracts: Sequence[Contract],
        judge: Callable[[Interaction], object],
    ) -> None:
        self.sender = sender
        self.run = run
        self.worth = Worth(sender.provenance.target)
        self._contracts = contracts
        self._judge = judge
        self._unanswered = 0

    def ask(self, planned: Planned) -> tuple[Outcome, bool]:
        """Return what came of a request, and whether that was known before; the answer is judged.

        Raises OutOfPatience where the server asks to wait too long, Unanswered where one request
        after the other has no answer, and OSError where nothing can be written.
        """
        before = self._known(planned)
        outcome = before or self.sender.send(planned, self.run.journal)
        self._hear(outcome, new=before is None)
        self._unanswered = 0 if outcome.status else self._unanswered + 1
        if self._unanswered == _MOST_UNANSWERED:
            raise Unanswered
        return outcome, before is not None

    def _known(self, planned: Planned) -> Outcome | None:
        """Return what came of a request before; a generated one has to be the same again.

        Another version of what generates may give another request: redaction keeps a URL's length.
        """
        before = self.run.done.get((self.worth.target, planned.name))
        if before is None or before.transfer is None or planned.phase != "explore":
            return before
        asked = self.sender.session.base + planned.path
        return before if _lengths(asked) == _lengths(before.transfer.url) else None

    def _hear(self, outcome: Outcome, *, new: bool) -> None:
        worth = self.worth
        worth.attempts[outcome.phase] += outcome.attempts if new else 0
        worth.waited = self.sender.session.pace.waited
        if outcome.failure:
            worth.failed.append(f"{outcome.name}: {outcome.failure}")
        if outcome.transfer is None:
            return
        interaction = self._interaction(outcome, outcome.transfer)
        self._judge(interaction)
        worth.answers[outcome.phase] += 1
        if outcome.phase != "probe":
            contract = match(interaction.request.method, interaction.request.url, self._contracts)
            worth.answered += 1
            worth.empty += contract is None or says_nothing(contract, interaction)

    def _interaction(self, outcome: Outcome, transfer: Transfer) -> Interaction:
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
