"""Responses of a test suite, judged: what the pytest plugin does, without pytest."""

import re
from base64 import b64decode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from asdocumented.checks.check import Check
from asdocumented.checks.registry import all_checks
from asdocumented.config.targets import Target
from asdocumented.contracts.clusters import Clusters
from asdocumented.contracts.folder import EditionFolder
from asdocumented.contracts.routing import match
from asdocumented.evidence.interaction import Interaction, Origin, Request, Response
from asdocumented.formats.http_message import Headers, HttpExchange
from asdocumented.judging.session import JudgingSession
from asdocumented.redaction.headers import REQUEST, lost
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.secrets import SHORTEST
from asdocumented.report.build import report_session
from asdocumented.report.model import Report

_NAME_CHARACTERS = 300


class SentRequest(Protocol):
    """The request of a response, as requests and httpx have it."""

    @property
    def method(self) -> str | None:
        """The method."""

    @property
    def url(self) -> object:
        """The whole URL; its text is what `str` gives."""

    @property
    def headers(self) -> Mapping[str, str | bytes]:
        """The headers that were sent."""


class ReceivedResponse(Protocol):
    """A response as requests and httpx have it: with its request, status, headers and body."""

    @property
    def request(self) -> SentRequest:
        """What was asked."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that came back."""

    @property
    def content(self) -> bytes:
        """The body, decoded."""


@dataclass(frozen=True, slots=True)
class Suite:
    """What a test session needs to judge: the newest contracts, the zones, the redaction."""

    editions: Sequence[EditionFolder]
    clusters: Clusters
    redactor: Redactor
    target: Target | None = None

    def interaction(
        self, response: ReceivedResponse, name: str, origin: Origin, zone: str | None = None
    ) -> Interaction:
        """Return a response as an interaction, redacted; `zone` names the IANA zone it came from.

        What the request carried in headers that may not be written down counts as credentials.
        """
        request = response.request
        sent = tuple(
            (key, value if isinstance(value, str) else value.decode("latin-1"))
            for key, value in request.headers.items()
        )
        self.redactor.secrets.add_credentials(carried_credentials(sent))
        exchange = self.redactor.redact(
            HttpExchange(
                method=request.method or "GET",
                url=str(request.url),
                request_headers=sent,
                status=response.status_code,
                reason="",
                response_headers=tuple(response.headers.items()),
                body=response.content,
                recorded=datetime.now(UTC),
            )
        )
        return Interaction(
            name=_named(name, exchange.method, exchange.url),
            origin=origin,
            request=Request(exchange.method, exchange.url),
            response=Response(exchange.status, exchange.content_type, exchange.body),
            zone=zone or self._zone(str(request.url)),
        )

    def replayed(
        self, response: ReceivedResponse, name: str, url: str, zone: str | None = None
    ) -> Interaction:
        """Return a response from a redacted cassette as it stands there, under its recorded URL."""
        method = response.request.method or "GET"
        types = [value for key, value in response.headers.items() if key.lower() == "content-type"]
        return Interaction(
            name=_named(name, method, url),
            origin="cassette",
            request=Request(method, url),
            response=Response(response.status_code, types[0] if types else None, response.content),
            zone=zone or self._zone(url),
        )

    def knows(self, interaction: Interaction) -> bool:
        """Tell whether some operation matches."""
        contracts = [edition.contract for edition in self.editions]
        return match(interaction.request.method, interaction.request.url, contracts) is not None

    def report(
        self, interactions: Iterable[Interaction], checks: Sequence[Check], started: datetime
    ) -> Report:
        """Return the report on interactions, by the checks that look at traffic."""
        judging = JudgingSession(self.editions, checks, self.clusters)
        for interaction in interactions:
            judging.interaction(interaction)
        return report_session(judging.result(), checks, started, named=True)

    def _zone(self, url: str) -> str | None:
        """Return the zone of the chosen target for a URL of it; None leaves it to the host."""
        target = self.target
        if target is None:
            return None
        bases = [base for base in (target.base_url, target.public_url) if base]
        return target.zone if any(url.startswith(f"{base}/") for base in bases) else None


def _named(name: str, method: str, url: str) -> str:
    asked = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return f"{name} {method} {asked}"[:_NAME_CHARACTERS]


def traffic_checks(groups: Collection[str] = (), ids: Collection[str] = ()) -> list[Check]:
    """Return the checks that look at traffic, of these groups and ids; without any, all."""
    wanted = [check for check in all_checks() if check.page is None]
    if not groups and not ids:
        return wanted
    return [check for check in wanted if check.group in groups or check.id in ids]


def carried_credentials(headers: Headers) -> list[str]:
    """Return what a request carried in headers that may not be written down, word by word.

    Of Basic credentials also what they stand for: user name and password (RFC 7617, section 2).
    """
    hidden = {*lost(headers, REQUEST)}
    found = []
    for name, value in headers:
        if name in hidden and name.lower() not in _HARMLESS:
            shortest = SHORTEST if _SECRET_NAME.search(name) else _SHORTEST_UNKNOWN
            words = [word for word in value.split() if word.lower() not in _SCHEMES]
            found += [word for word in words if len(word) >= shortest]
            found += [part for word in words for part in _basic(word)]
    return found


def _basic(word: str) -> list[str]:
    """Return user name and password, if a word stands for them; a password may hold colons."""
    try:
        pair = b64decode(word, validate=True).decode("utf-8")
    except ValueError:
        return []
    user, colon, password = pair.partition(":")
    return [user, password] if colon else []


_HARMLESS = frozenset({"user-agent", "accept-encoding", "accept-language", "connection"})
_SCHEMES = frozenset({"basic", "bearer", "digest", "token", "apikey"})
_SECRET_NAME = re.compile(r"auth|token|key|secret|session|cookie|password", re.IGNORECASE)
_SHORTEST_UNKNOWN = 8
"""A shorter word of a header that does not sound secret may be a word of the documentation."""
