"""What of the evidence cannot be judged: requests without an answer, and those of no contract."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from asdocumented.contracts.model import Contract
from asdocumented.contracts.near_routes import NearRoute, near_route, nearest_path
from asdocumented.contracts.routing import Route, path_segments
from asdocumented.evidence.interaction import Response
from asdocumented.evidence.unread import MissingEvidence
from asdocumented.formats.http_message import is_json, media_type

_MOST_NAMED = 100
_MOST_SEGMENTS = 16
_HIDDEN = "…"
_UNLIKE = "no documented path is like it"
_NO_CALL = frozenset({"CONNECT", "OPTIONS", "TRACE"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "QUERY", *_NO_CALL})
_ASSETS = re.compile(r"(image|font|audio|video)/.*|text/css|(text|application)/javascript")
_VERSION = re.compile(r"v[0-9]{1,2}(\.[0-9]{1,2})?", re.ASCII | re.IGNORECASE)


class UnmatchedRequest(NamedTuple):
    """A kind of request that no operation matches, and in what it differs from the nearest.

    `path` has `…` for each segment that may be a code, an id or a name.
    """

    method: str
    path: str
    why: str


class UnmatchedCounts(msgspec.Struct):
    """How often each kind of request came; past 100 kinds, which `is_full` tells, they are others.

    `others` counts those, and all requests that are not worth naming.
    """

    named: Counter[UnmatchedRequest] = msgspec.field(default_factory=Counter)
    others: int = 0
    is_full: bool = False

    def count(self, found: UnmatchedRequest, count: int) -> None:
        """Count requests of one kind."""
        if found in self.named or len(self.named) < _MOST_NAMED:
            self.named[found] += count
        else:
            self.others += count
            self.is_full = True

    def add(self, later: "UnmatchedCounts") -> None:
        """Count the requests of a later part of the evidence."""
        for found, count in later.named.items():
            self.count(found, count)
        self.others += later.others


class UnmatchedRequests:
    """Counts requests that no operation matches: those to an API by name, all others together.

    A request is one to an API, and is named, where

    - it nearly asks for a documented operation: with another method, in other letter case, with a
      slash too many, with something before the documented path or without its beginning; or
    - its answer is JSON by its type, or without a type begins as JSON does.

    Only counted are images, fonts, media, style sheets and scripts, wherever they lie; requests
    with the methods CONNECT, OPTIONS and TRACE; URLs of another scheme than HTTP, such as `data:`;
    and so whatever else is not near a documented path: pages, what was blocked or aborted.

    A path is written without its query, and of its segments only the documented ones, versions
    and words that redaction does not replace.
    """

    def __init__(self, contracts: Sequence[Contract], routes: Sequence[Route]) -> None:
        self.counts = UnmatchedCounts()
        self._contracts = contracts
        self._routes = [*contracts, *routes]

    def add(self, method: str, url: str, response: Response) -> None:
        """Count a request; its `response` may be one whose status and body are unknown."""
        found = self._describe(method.upper(), url, response)
        if found is None:
            self.counts.others += 1
        else:
            self.counts.count(found, 1)

    def _describe(self, method: str, url: str, response: Response) -> UnmatchedRequest | None:
        """Return how a request is named, None where it is only counted."""
        content_type = media_type(response.content_type or "")
        if method in _NO_CALL or not _is_http(url) or _ASSETS.fullmatch(content_type):
            return None
        near = near_route(method, url, self._routes)
        if near is None and not _answers_json(response):
            return None
        segments = path_segments(url)
        written = method if method in _METHODS else _HIDDEN
        if segments is None:
            return UnmatchedRequest(written, _HIDDEN, "its URL cannot be read")
        path = self._written(segments)
        return UnmatchedRequest(written, path, self._why(near, path))

    def _why(self, near: NearRoute | None, path: str) -> str:
        if near is None:
            alike = nearest_path(path, self._routes)
            return f"the nearest documented path is {alike}" if alike else _UNLIKE
        before, lacking = self._written(("", *near.before)), "/".join(("", *near.lacking))
        differences = {
            f"without {before} before it": near.before,
            f"with {lacking} at its beginning": near.lacking,
            "in other letter case": near.letter_case,
            "without an empty segment": near.slashes,
        }
        differing = " and ".join(words for words, differs in differences.items() if differs)
        documented = f"{near.route.method.upper()} {near.path} is documented"
        return f"{documented}, {differing}" if differing else documented

    def _written(self, segments: Sequence[str]) -> str:
        """Return the segments of a path, each that may be a code, an id or a name hidden."""
        shown = [one if self._is_public(one) else _HIDDEN for one in segments[:_MOST_SEGMENTS]]
        more = [_HIDDEN] if len(segments) > _MOST_SEGMENTS else []
        return "/".join([*shown, *more]) or "/"

    def _is_public(self, segment: str) -> bool:
        from asdocumented.redaction.vocabulary import is_plain

        if segment.casefold() in self._documented or _VERSION.fullmatch(segment):
            return True
        has_digit = any(character.isdigit() for character in segment)
        return not segment or (not has_digit and is_plain(segment, self._words))

    @cached_property
    def _documented(self) -> frozenset[str]:
        """The literal segments of the documented paths."""
        return frozenset(
            segment.casefold()
            for route in self._routes
            for path in (route.path, *route.prefixes)
            for segment in path.split("/")
            if "{" not in segment
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        from asdocumented.redaction.vocabulary import vocabulary

        return vocabulary(None).union(*map(vocabulary, self._contracts))


class UnansweredRequests:
    """Counts the requests to an operation whose answer is missing, by file and reason."""

    def __init__(self) -> None:
        self.operations: set[str] = set()
        self._found: dict[tuple[str, str], tuple[int, int]] = {}

    def add_all(self, later: "UnansweredRequests") -> None:
        """Count the requests of a later part of the evidence."""
        self.operations |= later.operations
        for key, (index, more) in later._found.items():  # noqa: SLF001  # of the same class
            first, count = self._found.get(key, (index, 0))
            self._found[key] = (first, count + more)

    def add(self, contract: Contract, missing: MissingEvidence) -> None:
        """Count one request."""
        self.operations.add(contract.operation)
        key = missing.file, f"{contract.method} {contract.path}: {missing.reason}"
        first, count = self._found.get(key, (missing.index, 0))
        self._found[key] = (first, count + 1)

    def unread(self) -> Iterator[tuple[str, str]]:
        """Yield each file with what is missing in it."""
        for (file, reason), (first, count) in self._found.items():
            where = f"#{first}" if count == 1 else f"#{first} and {count - 1} more"
            yield file, f"missing evidence of {reason} ({where})"


def _is_http(url: str) -> bool:
    """Tell whether a URL is one of HTTP, or may be one: a path alone, or one that is broken."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = url.partition(":")[0]
    return scheme.lower() in ("", "http", "https")


def _answers_json(response: Response) -> bool:
    if response.content_type:
        return is_json(response.content_type)
    return response.body[:1] in (b"{", b"[")
