"""Finds in an interaction that can be read what redaction would have left out or replaced."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache

from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.evidence.raw import RawInteraction
from asdocumented.formats import json_body
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import RequestLocation
from asdocumented.redaction.headers import ACTED_ON, REQUEST, RESPONSE, unwritten_headers
from asdocumented.redaction.pairs import named_in
from asdocumented.redaction.placeholders import bare_value, is_masked, is_placeholder
from asdocumented.redaction.redactor import Redactor
from asdocumented.redaction.telling_names import telling
from asdocumented.redaction.url import Piece, read_url
from asdocumented.redaction.vocabulary import all_words, reads_as_name, vocabulary
from asdocumented.redaction.writer import unknown_words
from asdocumented.scanning.body import body_hits
from asdocumented.scanning.harmless_headers import is_harmless
from asdocumented.scanning.model import Hit, hit
from asdocumented.scanning.names import Names

_PLACE_CHARACTERS = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ExchangeReader:
    """Looks through the interactions of one file; what is the same in all of them is made once."""

    def __init__(self, contracts: Sequence[Contract], names: Names) -> None:
        self._contracts = contracts
        self._words = all_words(tuple(contracts))
        self._names = names
        self._is_written = lru_cache(maxsize=1024)(self._written_as_it_is)
        self._redactor: Redactor | None = None

    def hits(self, raw: RawInteraction) -> Iterator[Hit]:
        """Yield what stands in an interaction; of a redacted one, only headers are looked at.

        A pseudonym looks like a value.
        """
        yield from self._headers("request", raw.request_headers)
        yield from self._headers("response", raw.response_headers)
        if raw.marked:
            return
        recorded = raw.recorded
        contract = match(recorded.method, recorded.url, self._contracts)
        for place, text in raw.more:
            if not is_masked(text):
                kind = "named-credential" if place.endswith("cookies") else "undocumented-value"
                yield hit(place, kind, bare_value(text))
        yield from self._url(recorded.url, contract)
        yield from self._status(raw, contract)
        yield from self._acted_on(raw)
        yield from body_hits(recorded.body, contract, recorded.status, self._names)

    def _headers(self, side: str, headers: Sequence[tuple[str, str]]) -> Iterator[Hit]:
        for name, value in headers:
            if _is_left_out(side, name, value) and not is_masked(value):
                kind = "named-credential" if telling(name) else "unlisted-header"
                place = f"the {side} header {self._names.shown(name)}"
                yield hit(place, kind, bare_value(value))

    def _url(self, url: str, contract: Contract | None) -> Iterator[Hit]:
        """Yield what is replaced in a URL, and user information and fragment, which are lost.

        What stands where a host should is no part of a path or query: its pairs are looked at, too.
        """
        before, _, fragment = url.partition("#")
        base = before.partition("?")[0]
        host = base.partition("//")[2].partition("/")[0]
        user = host.rpartition("@")[0]
        if user and not all(map(is_placeholder, user.split(":"))):
            yield hit("the URL", "user-information", user)
        for _, value in named_in(host, self._words):
            yield hit("the URL", "named-credential", value)
        for _, value in named_in(fragment, self._words):
            yield hit("the fragment of the URL", "named-credential", value)
        if fragment and not is_placeholder(fragment):
            yield hit("the fragment of the URL", "undocumented-value", fragment)
        read = read_url(url, contract, self._words)
        for piece in read.base:
            if piece.treatment == "replaced" and not is_placeholder(piece.text):
                kind = "sensitive-value" if piece.sensitive else "undocumented-value"
                yield hit("the path", kind, piece.text)
        yield from self._query(read.query, vocabulary(contract))

    def _query(self, pieces: Sequence[Piece], public: frozenset[str]) -> Iterator[Hit]:
        """Yield what is replaced in a query: `?`, then name, `=`, value and `&`, as often."""
        for name, _, value in (pieces[at : at + 3] for at in range(1, len(pieces), 4)):
            known = name.treatment == "fixed" or reads_as_name(name.text, public)
            place = str(RequestLocation("query", self._names.shown(name.text) if known else "*"))
            if not known:
                yield hit(place[:_PLACE_CHARACTERS], "undocumented-value", name.text)
            if value.treatment == "replaced" and not is_placeholder(value.text):
                kind = "sensitive-value" if value.sensitive else "undocumented-value"
                kind = "named-credential" if telling(name.text) else kind
                yield hit(place[:_PLACE_CHARACTERS], kind, value.text)
            for _, inner in named_in(value.text, self._words):
                yield hit(place[:_PLACE_CHARACTERS], "named-credential", inner)

    def _status(self, raw: RawInteraction, contract: Contract | None) -> Iterator[Hit]:
        unknown = unknown_words(raw.reason, vocabulary(contract))
        if unknown:
            yield hit("the status", "undocumented-value", " ".join(unknown))

    def _acted_on(self, raw: RawInteraction) -> Iterator[Hit]:
        """Yield response headers with URLs in which something is replaced, and odd media types."""
        for name, value in raw.response_headers:
            lower = name.lower()
            if lower in ACTED_ON and not self._is_written(lower, value):
                yield hit(f"the response header {name}", "undocumented-value", value)

    def _written_as_it_is(self, name: str, value: str) -> bool:
        """Tell whether redaction writes a header with a URL unchanged."""
        if self._redactor is None:
            self._redactor = Redactor(self._contracts, secrets.token_bytes(32))
        return self._redactor.redact(_only_header(name, value)).response_headers[:1] == (
            (name, value),
        )


def is_read(raw: RawInteraction) -> bool:
    """Tell whether the body is JSON, in which each text is looked at by itself."""
    return json_body.parse(raw.recorded.body)[1] is None


def _only_header(name: str, value: str) -> HttpExchange:
    headers = ((name, value),)
    return HttpExchange("GET", "https://localhost/", (), 200, "OK", headers, b"", _EPOCH)


@lru_cache(maxsize=8192)
def _is_left_out(side: str, name: str, value: str) -> bool:
    """Tell whether redaction would not write a header as it is, and it may hold a secret."""
    if is_harmless(name):
        return False
    allowed = REQUEST if side == "request" else RESPONSE
    return bool(unwritten_headers(((name, value),), allowed))
