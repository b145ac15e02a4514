"""Finds in any recording what redaction would have replaced: names the place, not the value."""

import re
import secrets
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from urllib.parse import unquote_plus

from asdocumented.contracts.model import Contract
from asdocumented.evidence.raw import RawInteraction
from asdocumented.formats import json_body
from asdocumented.formats.http_message import Headers, HttpExchange
from asdocumented.formats.json_path import Json, RequestLocation, Step, located, printable
from asdocumented.redaction.headers import ACTED_ON, REQUEST, RESPONSE, unwritten_headers
from asdocumented.redaction.placeholders import is_masked
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.sweep import find_secrets

_HARMLESS = frozenset(
    {"user-agent", "accept", "accept-encoding", "accept-language", "server", "vary", "etag"}
    | {"cache-control", "pragma", "expires", "x-powered-by", "keep-alive", "last-modified", "via"}
    | {"strict-transport-security", "x-content-type-options", "x-frame-options", "age", "allow"}
    | {":authority", ":method", ":path", ":scheme", ":status", "dnt", "te", "priority", "origin"}
    | {"x-xss-protection", "accept-ranges", "alt-svc", "content-disposition", "sec-gpc"}
    | {"content-security-policy", "referrer-policy", "permissions-policy", "server-timing"}
    | {"x-redacted-by", "www-authenticate", "content-language", "upgrade-insecure-requests"}
)
_HARMLESS_FAMILIES = ("sec-fetch-", "sec-ch-", "access-control-", "cf-cache-")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}", re.ASCII)
_PLACE_CHARACTERS = 200
_SHOULD_NOT_STAY = "a value that should not stay"


def leaks(raw: RawInteraction, contracts: Sequence[Contract]) -> Iterator[str]:
    """Yield each kind of leak in an interaction once, with its place.

    A header leaks if its value is no mask such as `***`. An interaction that is marked as redacted
    is searched only for such headers, for a pseudonym looks like a value.
    """
    found = [
        f"the {side} header {name}"
        for side, headers, allowed in (
            ("request", raw.request_headers, REQUEST),
            ("response", raw.response_headers, RESPONSE),
        )
        for name in _unmasked(headers, unwritten_headers(headers, allowed))
    ]
    if not raw.marked:
        found += [place for place, text in raw.more if not is_masked(text)]
        found += _values(raw, contracts)
    yield from dict.fromkeys(found)


def known_secrets(raw: RawInteraction, known: Secrets) -> Iterator[str]:
    """Yield each kind of known secret in an interaction once, with its place."""
    recorded = raw.recorded
    places = [
        ("the URL", recorded.url.encode("utf-8", "replace")),
        *(_as_bytes("the request headers", pair) for pair in raw.request_headers),
        *(_as_bytes("the response headers", pair) for pair in raw.response_headers),
        *((place, text.encode("utf-8", "replace")) for place, text in raw.more),
        ("the reason phrase", raw.reason.encode("utf-8", "replace")),
        ("the response body", recorded.body),
    ]
    found = (f"{what}, in {place}" for place, text in places for what in find_secrets(text, known))
    yield from dict.fromkeys(found)


def _as_bytes(place: str, pair: tuple[str, str]) -> tuple[str, bytes]:
    return place, ": ".join(pair).encode("utf-8", "replace")


def _is_harmless(name: str) -> bool:
    """Tell whether a header is one of every browser and server, and carries no secret."""
    lower = name.lower()
    return lower in _HARMLESS or lower.startswith(_HARMLESS_FAMILIES)


def _unmasked(headers: Headers, names: Sequence[str]) -> Iterator[str]:
    """Yield the names of headers whose value is no mask; `*` for a name that may be a secret."""
    for name in names:
        values = [value for key, value in headers if key == name]
        if not _is_harmless(name) and not all(map(is_masked, values)):
            yield name if _HEADER_NAME.fullmatch(name) else "*"


def _values(raw: RawInteraction, contracts: Sequence[Contract]) -> Iterator[str]:
    """Yield the places of what redaction would replace in an interaction."""
    recorded = raw.recorded
    types = () if recorded.content_type is None else (("Content-Type", recorded.content_type),)
    acted_on = tuple(one for one in raw.response_headers if one[0].lower() in ACTED_ON)
    before = HttpExchange(
        recorded.method,
        recorded.url,
        (),
        recorded.status,
        raw.reason,
        (*types, *acted_on),
        recorded.body,
        raw.when,
    )
    after = Redactor(contracts, secrets.token_bytes(32)).redact(before)
    if before.reason != after.reason:
        yield "a text that is no reason phrase, in the status"
    yield from _in_url(before.url, after.url)
    for name, value in acted_on:
        if (name, value) not in after.response_headers:
            yield f"{_SHOULD_NOT_STAY}, in the response header {name}"
    old, fault = json_body.parse(before.body)
    new, _ = json_body.parse(after.body)
    if fault is None:
        for path in _changed(old, new):
            yield f"{_SHOULD_NOT_STAY}, at {located(path)[:_PLACE_CHARACTERS]}"
    elif before.body != after.body:
        yield f"{_SHOULD_NOT_STAY}, in the body"


def _in_url(old: str, new: str) -> Iterator[str]:
    """Yield the places at which a URL and its redacted form differ."""
    before, _, fragment = old.partition("#")
    base, _, query = before.partition("?")
    other_base, _, other_query = new.partition("?")
    bare = re.sub(r"//[^/]*@", "//", base, count=1)
    if fragment:
        yield f"{_SHOULD_NOT_STAY}, in the fragment of the URL"
    if bare != base:
        yield "user information in the URL"
    if bare.lower() != other_base.lower():
        yield f"{_SHOULD_NOT_STAY}, in the path"
    for one, other in zip_longest(query.split("&"), other_query.split("&")):
        if one and one != other:
            name = printable(unquote_plus(one.partition("=")[0]))
            kept = other is not None and other.partition("=")[0] == one.partition("=")[0]
            place = str(RequestLocation("query", name if kept else "*"))
            yield f"{_SHOULD_NOT_STAY}, at {place[:_PLACE_CHARACTERS]}"


def _changed(old: Json, new: Json) -> Iterator[tuple[Step, ...]]:
    """Yield the paths at which two values of the same structure differ; `*` for a changed name."""
    stack: list[tuple[tuple[Step, ...], Json, Json]] = [((), old, new)]
    while stack:
        path, one, other = stack.pop()
        if isinstance(one, dict) and isinstance(other, dict):
            for (name, value), (renamed, changed) in zip(one.items(), other.items(), strict=False):
                below = (*path, name if name == renamed else "*")
                if name != renamed:
                    yield below
                stack.append((below, value, changed))
        elif isinstance(one, list) and isinstance(other, list):
            pairs = enumerate(zip(one, other, strict=False))
            stack += [((*path, index), value, changed) for index, (value, changed) in pairs]
        elif one != other:
            yield path
