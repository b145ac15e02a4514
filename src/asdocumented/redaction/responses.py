"""Responses of HTTP libraries, redacted as they become interactions."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol, TypeAlias, runtime_checkable
from urllib.parse import urlsplit

from asdocumented.evidence.interaction import Interaction, Origin, Request, Response
from asdocumented.formats.http_message import HttpExchange
from asdocumented.redaction.credentials import carried_credentials, sent_credentials
from asdocumented.redaction.redactor import Redactor

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


@runtime_checkable
class ResponseWithRequest(Protocol):
    """A response of requests or httpx: it knows its request."""

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


@runtime_checkable
class ResponseWithoutRequest(Protocol):
    """A response of urllib3: it knows the URL of its request, and no method."""

    @property
    def url(self) -> str | None:
        """The URL that was asked for, often without its host."""

    @property
    def status(self) -> int:
        """The HTTP status."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that came back."""

    @property
    def data(self) -> bytes:
        """The body, decoded."""


ReceivedResponse: TypeAlias = ResponseWithRequest | ResponseWithoutRequest


def as_interaction(
    response: ReceivedResponse,
    redactor: Redactor,
    name: str,
    origin: Origin = "live",
    zone: str | None = None,
) -> Interaction:
    """Return a response as a redacted interaction.

    What the request carried in headers that may not be written down counts as credentials.

    Args:
        response: of requests, httpx or urllib3; one of urllib3 is taken to answer a GET.
        redactor: knows the contracts and the secrets so far.
        name: how reports name the interaction; method, path and query are added.
        origin: where the response comes from.
        zone: the IANA zone of the server; None leaves it to the host.

    """
    exchange = _exchange(response)
    redactor.secrets.add_credentials(carried_credentials(exchange.request_headers))
    redactor.secrets.add_credentials(sent_credentials(exchange.url, b""))
    redacted = redactor.redact(exchange)
    return Interaction(
        name=request_name(name, redacted.method, redacted.url),
        origin=origin,
        request=Request(redacted.method, redacted.url),
        response=Response(redacted.status, redacted.content_type, redacted.body),
        zone=zone,
        redacted=True,
    )


def request_name(name: str, method: str, url: str) -> str:
    """Return a name with method, path and query of a request behind it."""
    asked = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return f"{name} {method} {asked}"[:_NAME_CHARACTERS]


def _exchange(response: ReceivedResponse) -> HttpExchange:
    if isinstance(response, ResponseWithRequest):
        request = response.request
        sent = tuple(
            (key, value if isinstance(value, str) else value.decode("latin-1"))
            for key, value in request.headers.items()
        )
        method, url = request.method or "GET", str(request.url)
        status, body = response.status_code, response.content
    else:
        method, url, sent = "GET", response.url or "", ()
        status, body = response.status, response.data
    return HttpExchange(
        method=method,
        url=url,
        request_headers=sent,
        status=status,
        reason="",
        response_headers=tuple(response.headers.items()),
        body=body,
        recorded=datetime.now(UTC),
    )
