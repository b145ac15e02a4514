"""Redaction for recordings that pytest-recording and vcrpy make: nothing leaks there, either."""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl

import pytest

from asdocumented.cli.internal_error import describe_internal_error
from asdocumented.evidence.recorded import MARK
from asdocumented.formats.content_coding import decode
from asdocumented.formats.damage import Damaged
from asdocumented.formats.http_message import Headers, HttpExchange, header, raw_text
from asdocumented.redaction.credentials import carried_credentials, sent_credentials
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.responses import ResponseWithRequest
from asdocumented.redaction.sweep import find_secrets

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request

VcrResponse: TypeAlias = dict[str, object]
_LOADED = "_asdocumented_loaded"
"""Set on a request that came from a redacted cassette; nothing that is sent can set it."""

_CHARSET = re.compile(r"charset=\"?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
Hook: TypeAlias = "Callable[[Request, VcrResponse], tuple[Request, VcrResponse] | None]"


def remember_loaded(request: "Request", response: VcrResponse) -> "tuple[Request, VcrResponse]":
    """Take note that a marked interaction came from a cassette, for vcrpy's hook on loading.

    The mark alone says nothing: a client may send the header itself.
    """
    if MARK[0] in request.headers:
        setattr(request, _LOADED, True)
    return request, response


def redact_before_saving(redactor: Redactor) -> Hook:
    """Return a hook for vcrpy's `before_save_interaction`.

    What was loaded with the mark is redacted already and stays as it is; what would still hold a
    secret, or cannot be read so that it could be redacted, is left out with a warning.
    """

    def hook(request: "Request", response: VcrResponse) -> "tuple[Request, VcrResponse] | None":
        if getattr(request, _LOADED, False):
            return request, response
        found = _redacted(request, response, redactor)
        if isinstance(found, str):
            _warn(f"an interaction is left out of the cassette{found}")
            return None
        return found

    return hook


def _redacted(
    request: "Request", response: VcrResponse, redactor: Redactor
) -> "tuple[Request, VcrResponse] | str":
    """Return an interaction redacted, or why it has to be left out.

    No exception leaves this function: the traceback that pytest prints of one shows what each
    function was called with.
    """
    try:
        received, charset = _exchange(request, response, redactor)
        exchange = redactor.redact(received)
        found = find_secrets(raw_text(exchange), redactor.secrets)
        body = exchange.body.decode("utf-8").encode(charset, "replace")
    except Damaged as damage:
        return f": {damage.reason}"
    except Exception as error:  # noqa: BLE001  # it is told, without what it was about
        return f": {describe_internal_error(error)}"
    if found:
        return f", for it would hold {found[0]}"
    request.uri = exchange.url
    request.body = None
    request.headers = dict([*exchange.request_headers, MARK])
    headers = (one for one in exchange.response_headers if one[0] != "Content-Length")
    return request, {
        "status": {"code": exchange.status, "message": exchange.reason},
        "headers": {**_listed(headers), "Content-Length": [str(len(body))]},
        "body": {"string": body},
    }


def _warn(what: str) -> None:
    """Warn, and fail where the session makes errors of warnings: without a traceback."""
    is_error = False
    try:
        warnings.warn(what, stacklevel=3)
    except UserWarning:
        is_error = True
    if is_error:
        pytest.fail(what, pytrace=False)


def _listed(headers: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values of each header in their order."""
    found: dict[str, list[str]] = {}
    for name, value in headers:
        found.setdefault(name, []).append(value)
    return found


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
        if not getattr(request, _LOADED, False) or _content(stored) != response.content:
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


def _exchange(
    request: "Request", response: VcrResponse, redactor: Redactor
) -> tuple[HttpExchange, str]:
    """Return an exchange with its body in UTF-8, and the charset that the body came in.

    Raises Damaged where the body is no text: nothing in it could be redacted.
    """
    sent, uri = tuple(_pairs(request.headers)), str(request.uri)
    redactor.secrets.add_credentials(carried_credentials(sent))
    redactor.secrets.add_credentials(sent_credentials(uri, _as_bytes(request.body)))
    status, raw = _mapping(response.get("status")), _mapping(response.get("body")).get("string")
    headers = tuple(_pairs(_mapping(response.get("headers"))))
    body, charset = _text(_as_bytes(raw), headers)
    code = status.get("code")
    exchange = HttpExchange(
        method=str(request.method),
        url=uri,
        request_headers=sent,
        status=code if isinstance(code, int) else 0,
        reason=str(status.get("message") or ""),
        response_headers=headers,
        body=body,
        recorded=datetime.now(UTC),
    )
    return exchange, charset


def _text(body: bytes, headers: Headers) -> tuple[bytes, str]:
    """Return a body in UTF-8 without its content codings, and the charset that it came in."""
    plain = decode(body, header(headers, "content-encoding") or "")
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError as error:
        found = _CHARSET.search(header(headers, "content-type") or "")
        charset = found[1] if found else ""
        try:
            return plain.decode(charset).encode("utf-8"), charset
        except (LookupError, ValueError):
            raise Damaged("its body is no text, so that nothing in it can be redacted") from error
    return plain, "utf-8"


def _as_bytes(value: object) -> bytes:
    """Return a body as vcrpy holds it: bytes or text; nothing else can be read."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape")
    return value if isinstance(value, bytes) else b""


def _pairs(headers: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, values in headers.items():
        for value in values if isinstance(values, list | tuple) else [values]:
            yield str(name), value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
