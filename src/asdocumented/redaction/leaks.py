"""What a recording of anybody's holds that one of ours would not: by place, never by value."""

import secrets
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from urllib.parse import unquote_plus, urlsplit

from asdocumented import bodies
from asdocumented.interactions.spoken import Spoken
from asdocumented.location import Json, Step, located, printable
from asdocumented.model import Contract
from asdocumented.redaction.headers import REQUEST, RESPONSE, lost
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.transfer import Transfer

_MASKS = ("redacted", "filtered", "masked", "removed", "hidden", "sanitized", "dummy")
_HARMLESS = frozenset(
    {"user-agent", "accept", "accept-encoding", "accept-language", "server", "vary", "etag"}
    | {"cache-control", "pragma", "expires", "x-powered-by", "keep-alive", "last-modified", "via"}
    | {"strict-transport-security", "x-content-type-options", "x-frame-options", "age", "allow"}
    | {"x-redacted-by", "www-authenticate", "content-language", "upgrade-insecure-requests"}
)
_NAME_CHARACTERS = 60


def leaks(spoken: Spoken, contracts: Sequence[Contract]) -> Iterator[str]:
    """Yield what stands in an interaction and should not, with its place.

    Headers count wherever they hold anything but a mask; values in URL and body only where the
    interaction does not say that it was redacted, for a pseudonym looks like a value.
    """
    for side, headers, allowed in (
        ("request", spoken.request_headers, REQUEST),
        ("response", spoken.response_headers, RESPONSE),
    ):
        for name in lost(headers, allowed):
            values = [value for key, value in headers if key == name]
            if name.lower() not in _HARMLESS and not all(map(_is_masked, values)):
                yield f"the {side} header {printable(name)[:_NAME_CHARACTERS]}"
    if not spoken.marked:
        yield from _values(spoken, contracts)


def _is_masked(value: str) -> bool:
    bare = value.strip().lower()
    return not bare.strip("*x<>[]{}. -") or any(mask in bare for mask in _MASKS)


def _values(spoken: Spoken, contracts: Sequence[Contract]) -> Iterator[str]:
    """Yield the places of what redaction would replace."""
    recorded = spoken.recorded
    types = () if recorded.content_type is None else (("Content-Type", recorded.content_type),)
    before = Transfer(
        recorded.method,
        recorded.url,
        (),
        recorded.status,
        "",
        types,
        recorded.body,
        spoken.when,
    )
    after = Redactor(contracts, secrets.token_bytes(32)).redact(before)
    yield from _in_url(before.url, after.url)
    old, fault = bodies.parse(before.body)
    new, _ = bodies.parse(after.body)
    if fault is not None:
        yield from (
            ["a value that should not stay, in the body"] if before.body != after.body else []
        )
        return
    for place in dict.fromkeys(located(path) for path in _changed(old, new)):
        yield f"a value that should not stay, at {place[:200]}"


def _in_url(old: str, new: str) -> Iterator[str]:
    before, after = old.partition("#")[0], new
    if "@" in urlsplit(before).netloc:
        yield "user information in the URL"
    if urlsplit(before).path != urlsplit(after).path:
        yield "a value that should not stay, in the path"
    pairs = zip_longest(before.partition("?")[2].split("&"), after.partition("?")[2].split("&"))
    for one, other in pairs:
        if one != other and one is not None:
            name = printable(unquote_plus(one.partition("=")[0]))
            kept = other is not None and other.partition("=")[0] == one.partition("=")[0]
            yield f"a value that should not stay, at $request.query.{name if kept else '*'}"


def _changed(old: Json, new: Json) -> Iterator[tuple[Step, ...]]:
    """Yield the paths at which two values of one structure differ; a changed name is a `*`."""
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
