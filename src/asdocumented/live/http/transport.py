"""Sends requests over HTTP: limits time and size, follows no redirect, retries some failures."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

import urllib3
from tenacity import RetryCallState, Retrying, retry_if_exception, retry_if_result
from tenacity.stop import stop_after_attempt
from urllib3.exceptions import HTTPError

from asdocumented import __version__
from asdocumented.formats import content_coding
from asdocumented.formats.damage import Damaged
from asdocumented.formats.http_message import Headers, header
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import NoAnswer, OutOfPatience, as_no_answer
from asdocumented.live.http.quiet import unlogged
from asdocumented.live.http.rate_limit import RateLimit, retry_after
from asdocumented.live.http.watch import Watch, watched_pool

MOST_BYTES = 8 * 2**20
"""The most bytes of one response on the wire; decoded it may have 32 MiB."""

_CHUNK = 65_536
_ATTEMPTS = 4
_TOO_MANY, _UNAVAILABLE = 429, 503
_FIRST_WAIT = 1.0
_GRACE_SECONDS = 0.25
"""After this, a request is cut that its own time-outs did not end: silence ends by those."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole response, its body decoded."""

    status: int
    reason: str
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)


class Transport:
    """Sends requests to one base URL; network errors, 429 and 503 are retried.

    `attempts` counts every request on the wire. Waits for the server take `patience_seconds` at
    most, all together.
    """

    def __init__(
        self,
        base_url: str,
        timeout_seconds: float,
        rate_limit: RateLimit,
        clock: Clock,
        patience_seconds: float = 300.0,
    ) -> None:
        self._base_url = base_url
        self._timeout = timeout_seconds
        self._rate_limit = rate_limit
        self._clock = clock
        self._patience = patience_seconds
        self.attempts = 0
        self._watch = Watch()
        self._pool = watched_pool(
            self._watch, num_pools=2, retries=False, ssl_context=ssl.create_default_context()
        )
        self._agent = f"asdocumented/{__version__}"

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Return the answer; raise NoAnswer without one, OutOfPatience if the wait is too long.

        `path` is relative to the base URL, or the whole URL of another host that issues tokens.
        """
        retrying = Retrying(
            retry=retry_if_exception(_is_temporary) | retry_if_result(_asks_to_wait),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=self._wait,
            sleep=self._clock.sleep,
            retry_error_callback=_last,
        )
        answer: Answer = retrying(lambda: self._attempt(method, path, headers, body))
        return answer

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()

    def _attempt(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        self._rate_limit.wait()
        self.attempts += 1
        deadline = self._clock.seconds() + self._timeout
        sent = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": self._agent,
            **headers,
        }
        try:
            with unlogged(), self._watch.within(self._timeout + _GRACE_SECONDS):
                response = self._pool.urlopen(
                    method,
                    self._base_url + path if path.startswith("/") else path,
                    body=body,
                    headers=sent,
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    decode_content=False,
                    timeout=urllib3.Timeout(connect=self._timeout, read=self._timeout),
                )
                answer = self._read(response, deadline)
        except (HTTPError, OSError, ValueError) as error:
            if isinstance(error, ValueError) and not self._watch.was_cut:
                raise
            raise _endless() if self._watch.was_cut else as_no_answer(error) from None
        if self._watch.was_cut:  # what is cut may look whole
            raise _endless()
        return answer

    def _read(self, response: urllib3.BaseHTTPResponse, deadline: float) -> Answer:
        """Return the whole response; raise NoAnswer if it is too large or takes too long."""
        body = bytearray()
        while chunk := response.read1(_CHUNK, decode_content=False):
            body += chunk
            if len(body) > MOST_BYTES:
                response.close()
                raise NoAnswer("more than 8 MiB came back", "ask for less", final=True)
            if self._clock.seconds() > deadline:
                response.close()
                raise _endless()
        response.release_conn()
        headers = tuple((str(name), str(value)) for name, value in response.headers.items())
        return Answer(
            response.status, response.reason or "", headers, _decoded(bytes(body), headers)
        )

    def _wait(self, state: RetryCallState) -> float:
        """Return the seconds until the next attempt: Retry-After, else a growing wait."""
        asked, why = None, "no answer"
        if state.outcome is not None and state.outcome.failed:
            why = str(state.outcome.exception())
        elif state.outcome is not None:
            answer: Answer = state.outcome.result()
            asked = retry_after(answer.headers, self._clock.now())
            why = f"the server answers HTTP {answer.status}"
        seconds = _FIRST_WAIT * 2.0 ** (state.attempt_number - 1) if asked is None else asked
        if seconds > self._patience:
            raise OutOfPatience("the server asks for a longer wait than is left", seconds)
        self._patience -= seconds
        self._clock.announce(seconds, why)
        return seconds


def _endless() -> NoAnswer:
    return NoAnswer("the response does not end", "raise timeout_seconds", final=True)


def _is_temporary(error: BaseException) -> bool:
    return isinstance(error, NoAnswer) and not error.final


def _asks_to_wait(answer: Answer) -> bool:
    return answer.status in (_TOO_MANY, _UNAVAILABLE)


def _last(state: RetryCallState) -> Answer:
    """Return the answer to the last attempt; raise OutOfPatience if it is 429 still."""
    if state.outcome is None:
        raise OutOfPatience("no attempt was made")
    answer: Answer = state.outcome.result()
    if answer.status == _TOO_MANY:
        raise OutOfPatience("the server still answers 429 after four attempts")
    return answer


def _decoded(body: bytes, headers: Headers) -> bytes:
    codings = header(headers, "content-encoding")
    if not codings:
        return body
    try:
        return content_coding.decode(body, codings)
    except Damaged as damaged:
        raise NoAnswer(damaged.reason, "look at what the server sends", final=True) from None
