"""The door: an exchange as it came goes in, one that may be written down comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from asdocumented.contracts.model import Contract
from asdocumented.contracts.routing import match
from asdocumented.formats.http_message import HttpExchange
from asdocumented.redaction.body import BodyText, read_body, write_body
from asdocumented.redaction.headers import request_headers, response_headers
from asdocumented.redaction.letters import fold
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.url import UrlText, read_url, write_url
from asdocumented.redaction.vocabulary import vocabulary
from asdocumented.redaction.writer import Writer

KEY_VARIABLE = "ASDOCUMENTED_REDACTION_KEY"


class Redactor:
    """Redacts the exchanges of one recording, so that one value has one pseudonym in all of them.

    `credentials` are searched for everywhere, `known` are values that are sensitive in advance,
    such as the codes that a recording is going to ask for.
    """

    def __init__(
        self,
        contracts: Sequence[Contract],
        key: bytes,
        credentials: Iterable[str] = (),
        known: Iterable[str] = (),
    ) -> None:
        self._contracts = contracts
        self._pseudonyms = Pseudonyms(key)
        self.secrets = Secrets(credentials)
        self.secrets.keep_silent_about(self._pseudonyms.is_one)
        values = list(known)
        for contract in contracts:
            self._pseudonyms.announce(vocabulary(contract))
        self._pseudonyms.announce([*self.secrets.credentials, *values])
        self.secrets.add(filter(self._changes, values), guarded=True)

    def redact(self, exchange: HttpExchange) -> HttpExchange:
        """Return an exchange without secrets in which every check finds the same."""
        contract = match(exchange.method, exchange.url, self._contracts)
        url = read_url(exchange.url, contract)
        body = read_body(exchange.body, contract, exchange.status)
        writer = self._writer(contract, url, body)
        written = write_body(body, writer)
        return replace(
            exchange,
            url=write_url(url, writer),
            request_headers=request_headers(exchange.request_headers, writer),
            reason=writer.reason(exchange.status, exchange.reason),
            response_headers=response_headers(exchange.response_headers, written, writer),
            body=written,
        )

    def url(self, method: str, url: str) -> str:
        """Return the URL under which a request would be written down."""
        contract = match(method, url, self._contracts)
        read = read_url(url, contract)
        return write_url(read, self._writer(contract, read, None))

    def _writer(self, contract: Contract | None, url: UrlText, body: BodyText | None) -> Writer:
        """Return what writes the texts of an exchange, once its secrets are remembered."""
        public = vocabulary(contract)
        sources: list[UrlText | BodyText] = [url, *([body] if body else [])]
        values = [value for source in sources for value in source.values(public)]
        self._pseudonyms.announce(value.text for value in values)
        for source in sources:
            self.secrets.allow([*source.fixed(), *source.names(public)])
        address = fold(url.address())
        for value in values:
            if fold(value.text) not in address and self._changes(value.text):
                self.secrets.add([value.text], public, guarded=value.guarded)
        return Writer(self._pseudonyms, self.secrets, public)

    def _changes(self, text: str) -> bool:
        """Tell whether a text is another one once it is replaced."""
        return self._pseudonyms.of(text) != text
