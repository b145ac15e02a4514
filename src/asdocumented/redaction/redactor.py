"""The door: a transfer as it came goes in, one that may be written down comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from asdocumented.interactions.matching import match
from asdocumented.model import Contract
from asdocumented.redaction.body import redact_body
from asdocumented.redaction.headers import request_headers, response_headers
from asdocumented.redaction.pseudonyms import Pseudonyms
from asdocumented.redaction.secrets import Secrets
from asdocumented.redaction.transfer import Transfer, header
from asdocumented.redaction.url import redact_url

KEY_VARIABLE = "ASDOCUMENTED_REDACTION_KEY"
MARK = ("X-Redacted-By", "asdocumented")
"""A request header that recordings carry: what it stands beside is redacted already."""


class Redactor:
    """Redacts the transfers of one recording, so that one value has one pseudonym in all of them.

    `credentials` are searched for everywhere, `known` are values that are secret in advance, such
    as the codes that a recording is going to ask for.
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
        values = [*self.secrets.credentials, *known]
        self._pseudonyms.announce(values)
        self.secrets.add(known)

    def redact(self, transfer: Transfer) -> Transfer:
        """Return a transfer without secrets in which every check finds the same."""
        contract = match(transfer.method, transfer.url, self._contracts)
        url = redact_url(transfer.url, contract, self._pseudonyms, self.secrets)
        body = redact_body(transfer.body, contract, transfer.status, self._pseudonyms, self.secrets)
        return replace(
            transfer,
            url=url,
            request_headers=request_headers(transfer.request_headers),
            reason=self.secrets.without_them(transfer.reason, self._pseudonyms),
            response_headers=self._response_headers(transfer, body),
            body=body,
        )

    def url(self, method: str, url: str) -> str:
        """Return the URL under which a request would be written down."""
        contract = match(method, url, self._contracts)
        return redact_url(url, contract, self._pseudonyms, self.secrets)

    def _response_headers(self, transfer: Transfer, body: bytes) -> tuple[tuple[str, str], ...]:
        """Return the headers that stay; a Content-Type that is none still stands for one."""
        headers = response_headers(transfer.response_headers, body)
        odd = transfer.content_type
        if odd is None or header(headers, "content-type") is not None:
            return headers
        return (("Content-Type", self._pseudonyms.of(odd)), *headers)
