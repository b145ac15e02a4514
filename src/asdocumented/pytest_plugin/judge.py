"""What a test session judges with: the workspace, the chosen target, the chosen checks."""

from collections.abc import Collection, Iterable
from functools import cached_property

import msgspec
from msgspec import structs

from asdocumented.api import Contracts
from asdocumented.checks.registry import select_checks, without_page_checks
from asdocumented.config.targets import Target
from asdocumented.contracts.routing import match
from asdocumented.evidence.interaction import Interaction, Origin, Request, Response
from asdocumented.evidence.unread import Unread
from asdocumented.gate.decision import GateInputs
from asdocumented.redaction.key import redaction_key
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.responses import (
    ReceivedResponse,
    ResponseWithRequest,
    as_interaction,
    request_name,
)
from asdocumented.workspace import Workspace


class Suite(msgspec.Struct, frozen=True, dict=True):
    """What a test session needs to judge; `only` and `skip` are ids of checks."""

    workspace: Workspace
    target: Target | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()

    @property
    def contracts(self) -> Contracts:
        """The contracts, ready to judge."""
        return self.workspace.contracts

    @property
    def redactor(self) -> Redactor:
        """What redacts every response of the session, under one key."""
        return self.contracts.redactor

    @cached_property
    def checks(self) -> frozenset[str]:
        """The ids of the checks of this session; raises Fault at an id that there is not."""
        chosen = without_page_checks(select_checks(self.only, self.skip))
        return frozenset(check.id for check in chosen)

    @cached_property
    def gate(self) -> GateInputs:
        """What decides on all that the session judged: policy, waivers and earlier reports."""
        return self.workspace.gate()

    def require(self) -> None:
        """Read contracts, checks, gate and key now; raise Fault where something is at fault."""
        _ = self.checks, self.contracts, self.gate
        redaction_key(self.workspace.environment)

    def chosen(self, checks: Collection[str], groups: Collection[str]) -> list[str]:
        """Return the ids of the checks to ask in one test; none where the session skips them.

        Raises Fault at an id or a group that there is not.
        """
        return [one.id for one in select_checks(checks, (), groups) if one.id in self.checks]

    def interaction(
        self, response: ReceivedResponse, name: str, origin: Origin, zone: str | None = None
    ) -> Interaction:
        """Return a response as a redacted interaction; `zone` names the IANA zone it came from."""
        one = as_interaction(response, self.redactor, name, origin, zone)
        if zone is None and isinstance(response, ResponseWithRequest):
            one = structs.replace(one, zone=self._zone(str(response.request.url)))
        return one

    def replayed(
        self, response: ResponseWithRequest, name: str, url: str, zone: str | None = None
    ) -> Interaction:
        """Return a response from a redacted cassette as it stands there, under its recorded URL."""
        method = response.request.method or "GET"
        types = [value for key, value in response.headers.items() if key.lower() == "content-type"]
        return Interaction(
            name=request_name(name, method, url),
            origin="cassette",
            request=Request(method, url),
            response=Response(response.status_code, types[0] if types else None, response.content),
            zone=zone or self._zone(url),
            redacted=True,
        )

    def knows(self, interaction: Interaction) -> bool:
        """Tell whether some contract is about an interaction."""
        request = interaction.request
        return match(request.method, request.url, self.contracts.folder.contracts) is not None

    def worthless(self, interactions: Iterable[Interaction]) -> list[Unread]:
        """Return the evidence sets among interactions of which no answer could show anything."""
        session = self.contracts.session(())
        for one in interactions:
            session.interaction(one)
        return [*session.result().unread]

    def _zone(self, url: str) -> str | None:
        """Return the zone of the chosen target for a URL of it; None leaves it to the host."""
        target = self.target
        if target is None:
            return None
        bases = [base for base in (target.base_url, target.public_url) if base]
        return target.zone if any(url.startswith(f"{base}/") for base in bases) else None
