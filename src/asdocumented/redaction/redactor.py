"""Redacts one HTTP exchange: its URL, headers, reason phrase and body."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from urllib.parse import unquote

from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.formats import json_body
from asdocumented.formats.http_message import HttpExchange
from asdocumented.formats.json_path import Step
from asdocumented.redaction.any_form import without_any, without_other_forms
from asdocumented.redaction.body import BodyText, read_body, write_body
from asdocumented.redaction.body_part import write_part
from asdocumented.redaction.headers import charsets_in, request_headers, response_headers
from asdocumented.redaction.letters import fold
from asdocumented.redaction.pseudonyms import Pseudonyms, folded_parts, may_change
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.token_forms import tokens_in
from asdocumented.redaction.url import UrlText, read_url, write_url
from asdocumented.redaction.vocabulary import all_words, vocabulary
from asdocumented.redaction.writer import Writer

_LARGE = 65_536
"""A body of so many bytes is worth being written in part."""
_LONGEST_KEPT = 64
_MOST_KEPT = 8192
"""How many short values are remembered, so that nothing is done once more for them."""


class Redactor:
    """Redacts the exchanges of one recording; a value has the same pseudonym in all of them.

    `key` decides the pseudonyms. `credentials` are replaced wherever they occur, `known` are values
    that are known to be sensitive in advance, such as the codes that a recording asks for.
    """

    def __init__(
        self,
        contracts: Sequence[Contract],
        key: bytes,
        credentials: Iterable[str] = (),
        known: Iterable[str] = (),
    ) -> None:
        self._contracts = contracts
        self._pseudonyms = Pseudonyms(key, _documented_parts(tuple(contracts)))
        self._known = all_words(tuple(contracts))
        self._allowed: set[str] = set()
        self._added: defaultdict[tuple[bool, frozenset[str]], set[str]] = defaultdict(set)
        self.secrets = Secrets(credentials, self._known)
        self.secrets.ignore_pseudonyms(self._pseudonyms.is_pseudonym)
        values = list(known)
        self._pseudonyms.reserve([*self.secrets.credentials, *values])
        self.secrets.add(filter(self._changes, values), sensitive=True)

    def redact(
        self,
        exchange: HttpExchange,
        shown: Iterable[Sequence[Step]] | None = None,
        parsed: json_body.ParsedBody | None = None,
    ) -> HttpExchange:
        """Return the exchange without secrets; every check finds the same in it as before.

        Where `shown` has the paths that alone will be looked at, a large body may lack the items
        of long arrays that are neither on these nor shown beside them. All that is secret in the
        whole body is known afterwards nonetheless. `parsed` is what the body holds, where that is
        known.
        """
        parsed = parsed or json_body.read(exchange.body)
        self._look_at_headers(exchange)
        contract = match(exchange.method, exchange.url, self._contracts)
        url = read_url(exchange.url, contract, self._known)
        body = read_body(exchange.body, contract, exchange.status, parsed)
        if shown is None or body.fault is not None or len(exchange.body) < _LARGE:
            writer = self._writer(contract, url, body)
            written = write_body(body, writer)
        else:
            writer = self._writer(contract, url, body, in_part=True)
            written = (
                write_body(body, writer)
                if body.repeats_names
                else write_part(body, parsed.value, shown, writer)
            )
        return replace(
            exchange,
            url=write_url(url, writer),
            request_headers=request_headers(exchange.request_headers, writer),
            reason=writer.reason(exchange.status, exchange.reason),
            response_headers=response_headers(
                exchange.response_headers, written, writer, lambda url: self.url("GET", url)
            ),
            body=written,
        )

    def _look_at_headers(self, exchange: HttpExchange) -> None:
        """Allow the character sets of headers; add the tokens beside the body by their form."""
        headers = (*exchange.request_headers, *exchange.response_headers)
        self._allow({*charsets_in(headers)})
        texts = (unquote(exchange.url), exchange.reason, *(value for _, value in headers))
        found = [token for text in texts for token in tokens_in(text)]
        self.secrets.add(filter(self._changes, found), sensitive=True)

    def url(self, method: str, url: str) -> str:
        """Return the redacted URL of a request."""
        contract = match(method, url, self._contracts)
        read = read_url(url, contract, self._known)
        return write_url(read, self._writer(contract, read, None))

    def text(self, text: str) -> str:
        """Return a text with all that is known to be secret replaced."""
        return self.secrets.without_secrets(text, self._pseudonyms)

    def shown_values(self, texts: Iterable[str]) -> Mapping[str, str]:
        """Return values for a report: without all that is known to be secret, in any form."""
        found = {text: self.text(text) for text in dict.fromkeys(texts)}
        clean = without_any(found.values(), self.secrets)
        for text, one in found.items():
            if one not in clean:
                found[text] = without_other_forms(one, self.secrets, self._pseudonyms)
        return found

    def _writer(
        self,
        contract: Contract | None,
        url: UrlText,
        body: BodyText | None,
        *,
        in_part: bool = False,
    ) -> Writer:
        """Return the writer of an exchange, after its secrets were collected.

        Where it writes a body only `in_part`, no pseudonym is chosen before it is needed.
        """
        public = vocabulary(contract)
        found = chain(url.values(public), body.values() if body else ())
        sensitive, others = self._replaced(found, fold(url.address()), public, in_part=in_part)
        self._allow({*url.fixed(), *url.names(public), *(body.fixed() if body else ())})
        for texts, is_sensitive in ((sensitive, True), (others, False)):
            self.secrets.add(texts, public, sensitive=is_sensitive)
            left = _MOST_KEPT - sum(map(len, self._added.values()))
            short = (text for text in texts if len(text) <= _LONGEST_KEPT)
            self._added[is_sensitive, public].update(islice(short, max(left, 0)))
        return Writer(self._pseudonyms, self.secrets, public)

    def _replaced(
        self,
        found: Iterable[tuple[str, bool]],
        address: str,
        public: frozenset[str],
        *,
        in_part: bool,
    ) -> tuple[list[str], list[str]]:
        """Return the texts that are replaced and searched for: the sensitive ones, and others.

        What was added before is not returned again, and what stands in the address of the request
        is not searched for.
        """
        values: dict[str, bool] = {}
        added = (self._added[False, public], self._added[True, public])
        for text, is_sensitive in found:
            if text not in added[is_sensitive]:
                values[text] = is_sensitive or values.get(text, False)
        reserved = self._pseudonyms.reserve(values)
        if in_part:
            for text in [text for text in values if fold(text) in address]:
                self._pseudonyms.of(text)
            self._pseudonyms.choose_later(reserved)
        changes = may_change if in_part else self._changes
        searched: tuple[list[str], list[str]] = ([], [])
        for text, is_sensitive in values.items():
            if fold(text) not in address and changes(text):
                searched[not is_sensitive].append(text)
        return searched

    def _allow(self, texts: set[str]) -> None:
        """Add texts that are written anyway; what was added once stays so."""
        new = texts - self._allowed
        self.secrets.allow(new)
        self._allowed |= {text for text in new if len(text) <= _LONGEST_KEPT}

    def _changes(self, text: str) -> bool:
        """Tell whether the pseudonym of a text differs from it."""
        return self._pseudonyms.of(text) != text


@lru_cache(maxsize=16)
def _documented_parts(contracts: tuple[Contract, ...]) -> frozenset[str]:
    """Return the parts of the documented words of contracts, which are no pseudonyms."""
    return folded_parts(word for contract in contracts for word in vocabulary(contract))
