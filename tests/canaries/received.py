"""Responses as the exchanges of a client that received them."""

from http.client import HTTPResponse
from io import BytesIO

from asdocumented.formats.http_message import HttpExchange
from tests.canaries.planted import CODE
from tests.support import NOON

URL = f"https://eu.api.capillarytech.com/v2/coupon?couponCodes={CODE}"


class _Socket:
    """Gives what was received, as a socket does."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _: str) -> BytesIO:
        """Return the content."""
        return BytesIO(self._content)


def received(content: bytes) -> HttpExchange:
    """Return the exchange of a response, asked for with `CODE`."""
    response = HTTPResponse(_Socket(content))  # type: ignore[arg-type]  # it reads a file alone
    response.begin()
    body = response.read()
    return HttpExchange(
        method="GET",
        url=URL,
        request_headers=(),
        status=response.status,
        reason=response.reason,
        response_headers=tuple(response.getheaders()),
        body=body,
        recorded=NOON,
    )
