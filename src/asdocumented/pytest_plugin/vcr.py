"""Redaction for recordings that pytest-recording and vcrpy make: nothing leaks there, either."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl

from asdocumented.evidence.recorded import MARK
from asdocumented.formats.http_message import HttpExchange
from asdocumented.redaction.credentials import carried_credentials
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.responses import ResponseWithRequest
from asdocumented.redaction.sweep import find_secrets

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request

VcrResponse: TypeAlias = dict[str, object]
Hook: TypeAlias = "Callable[[Request, VcrResponse], tuple[Request, VcrResponse] | None]"


def redact_before_saving(redactor: Redactor) -> Hook:
    """Return a hook for vcrpy's `before_save_interaction`.

    What carries the mark is redacted already and stays as it is; what would still hold a secret
    is left out of the cassette, with a warning.
    """

    def hook(request: "Request", response: VcrResponse) -> "tuple[Request, VcrResponse] | None":
        if MARK[0] in request.headers:
            return request, response
        exchange = redactor.redact(_exchange(request, response, redactor))
        lines = [exchange.url, *(f"{name}: {value}" for name, value in exchange.response_headers)]
        if found := find_secrets("\n".join(lines).encode() + exchange.body, redactor.secrets):
            what = f"an interaction is left out of the cassette, for it would hold {found[0]}"
            warnings.warn(what, stacklevel=2)
            return None
        request.uri = exchange.url
        request.body = None
        request.headers = dict([*exchange.request_headers, MARK])
        return request, {
            "status": {"code": exchange.status, "message": exchange.reason},
            "headers": {name: [value] for name, value in exchange.response_headers},
            "body": {"string": exchange.body},
        }

    return hook


def same_request(redactor: Redactor) -> "Callable[[Request, Request], bool]":
    """Return a matcher for vcrpy: a request equals a recorded one as it is, or once redacted."""

    def matcher(asked: "Request", recorded: "Request") -> bool:
        wanted = _comparable(recorded.uri)
        if _comparable(asked.uri) == wanted:
            return True
        return _comparable(redactor.url(asked.method, asked.uri)) == wanted

    return matcher


def recorded_url(
    cassette: "Cassette", redactor: Redactor, response: ResponseWithRequest
) -> str | None:
    """Return the URL under which a redacted cassette holds a response; None where it is none."""
    asked = _comparable(str(response.request.url))
    for request, stored in cassette.data:
        if MARK[0] not in request.headers or _content(stored) != response.content:
            continue
        wanted = _comparable(request.uri)
        real = redactor.url(response.request.method or "GET", str(response.request.url))
        if wanted in (asked, _comparable(real)):
            return str(request.uri)
    return None


def _content(response: VcrResponse) -> object:
    return _mapping(response.get("body")).get("string")


def _comparable(url: str) -> tuple[str, list[tuple[str, str]]]:
    base, _, query = url.partition("?")
    return base, sorted(parse_qsl(query, keep_blank_values=True))


def _exchange(request: "Request", response: VcrResponse, redactor: Redactor) -> HttpExchange:
    sent = tuple(_pairs(request.headers))
    redactor.secrets.add_credentials(carried_credentials(sent))
    status, body = _mapping(response.get("status")), _mapping(response.get("body")).get("string")
    code, text = status.get("code"), body.encode() if isinstance(body, str) else body
    return HttpExchange(
        method=str(request.method),
        url=str(request.uri),
        request_headers=sent,
        status=code if isinstance(code, int) else 0,
        reason=str(status.get("message") or ""),
        response_headers=tuple(_pairs(_mapping(response.get("headers")))),
        body=text if isinstance(text, bytes) else b"",
        recorded=datetime.now(UTC),
    )


def _pairs(headers: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, values in headers.items():
        for value in values if isinstance(values, list | tuple) else [values]:
            yield str(name), value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
