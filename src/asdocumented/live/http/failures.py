"""Why a request has no answer, in messages without credentials and without paths."""

import errno
import socket
import ssl

_NETWORK = "check the network connection, a VPN or proxy, and base_url"
_NO_WAY = {
    errno.ECONNREFUSED: ("the connection is refused", "check base_url, and that the server runs"),
    errno.ENETDOWN: ("the network is down", _NETWORK),
    errno.ENETUNREACH: ("the network is unreachable", _NETWORK),
    errno.EHOSTUNREACH: ("the host is unreachable", _NETWORK),
}
"""What is told of an error of the system, and what to do."""

_MOST_UNANSWERED = 2


class NoAnswer(Exception):
    """A request has no usable response; `final` tells that trying again cannot help."""

    def __init__(self, what: str, remedy: str, *, final: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.final = final


class OutOfPatience(Exception):
    """The server asks for a longer wait than the run allows; `seconds` is None if unknown."""

    def __init__(self, what: str, seconds: float | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.seconds = seconds


class Unanswered(Exception):
    """Several requests in a row had no answer: further ones are not worth their time."""

    def __init__(self) -> None:
        self.what = "two requests in a row had no answer"
        super().__init__(self.what)


class UnansweredInARow:
    """Counts requests without an answer that follow each other, and raises Unanswered in time."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, *, answered: bool) -> None:
        """Count one request."""
        self._count = 0 if answered else self._count + 1
        if self._count == _MOST_UNANSWERED:
            raise Unanswered


def as_no_answer(error: Exception) -> NoAnswer:
    """Return the failure that an exception of the HTTP library means."""
    from urllib3 import exceptions as http

    cause = _innermost(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = cause.verify_message or "not trusted"
        what = f"the server's certificate is refused: {reason}"
        remedy = "correct the certificate, or set SSL_CERT_FILE to the authority that signed it"
        return NoAnswer(what, remedy, final=True)
    if isinstance(cause, ssl.SSLError):
        return NoAnswer("the server does not speak TLS as expected", "check base_url", final=True)
    if isinstance(error, http.NameResolutionError) or isinstance(cause, socket.gaierror):
        return NoAnswer("the host name leads nowhere", "check base_url", final=True)
    if isinstance(cause, OSError) and cause.errno in _NO_WAY:
        return NoAnswer(*_NO_WAY[cause.errno], final=True)
    if isinstance(error, http.ConnectTimeoutError | http.ReadTimeoutError):
        return NoAnswer("no answer in time", "raise timeout_seconds, or try later")
    return NoAnswer("the connection broke off", "try again")


def _innermost(error: BaseException) -> BaseException:
    seen: list[BaseException] = [error]
    while True:
        last = seen[-1]
        inner = last.__cause__ or last.__context__ or getattr(last, "reason", None)
        if not isinstance(inner, BaseException) or inner in seen:
            return last
        seen.append(inner)
