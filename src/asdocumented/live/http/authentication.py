"""What authenticates each request: credentials, or a token that they are exchanged for."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

import msgspec

from asdocumented.config.authentication import Authentication, Credentials
from asdocumented.contracts.authentication_scheme import Additions, TokenRequest
from asdocumented.contracts.cases import Credentials as Wanted
from asdocumented.formats.json_path import at
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import NoAnswer
from asdocumented.live.http.transport import Answer

Post: TypeAlias = Callable[[str, Mapping[str, str], bytes], Answer]
Learn: TypeAlias = Callable[[str], None]

_MARGIN_SECONDS = 30.0
_SHORTEST_LIFE = 5.0
_WRONG = "nobody-has-this"
_HEADER_VALUE = re.compile(r"[!-~]([ -~]*[!-~])?")


class Authenticator:
    """Says what each request gets; a token is asked for, and renewed before it expires.

    `post` sends a request to an address, `learn` is told each token, which is a credential.
    """

    def __init__(
        self,
        authentication: Authentication,
        credentials: Credentials,
        post: Post,
        learn: Learn,
        clock: Clock,
    ) -> None:
        self._authentication = authentication
        self._words = credentials.words
        self._post = post
        self._learn = learn
        self._clock = clock
        self._token: str | None = None
        self._expires = 0.0

    def additions(self, wanted: Wanted = "right") -> Additions:
        """Return what a request gets; raise NoAnswer where no token is given."""
        scheme = self._authentication.scheme
        if wanted == "none":
            return Additions(scheme.fixed_headers)
        found = scheme.additions(self._right() if wanted == "right" else self._wrong())
        return Additions({**scheme.fixed_headers, **found.headers}, found.query)

    def renew(self) -> bool:
        """Forget a token that was refused; tell whether there was one."""
        had_one, self._token = self._token is not None, None
        return had_one

    def _wrong(self) -> Mapping[str, str]:
        return dict.fromkeys((*self._authentication.variables, "token"), _WRONG)

    def _right(self) -> Mapping[str, str]:
        """Return the credentials to send, or the token that stands for them."""
        request = self._authentication.scheme.token_request(self._words)
        if request is None:
            return self._words
        if self._token is None or self._clock.seconds() >= self._expires:
            self._token = self._ask_for_token(request)
        return {"token": self._token}

    def _ask_for_token(self, request: TokenRequest) -> str:
        asked = self._clock.seconds()
        answer = self._post(request.address, request.headers, request.body)
        variables = ", ".join(f"auth.{role}_env" for role in self._authentication.variables)
        place = "token_path" if request.address.startswith("/") else "token_url"
        remedy = f"check {variables} and auth.{place}"
        if not 200 <= answer.status < 300:
            what = f"no token was given: HTTP {answer.status}"
            raise NoAnswer(what, remedy, final=True)
        try:
            values = msgspec.json.decode(answer.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            values = None
        token = at(values, request.token)
        if not isinstance(token, str) or not token:
            raise NoAnswer("the answer to the token call holds no token", remedy, final=True)
        self._learn(token)
        if _HEADER_VALUE.fullmatch(token) is None:
            what = "the token holds a character that no header may"
            raise NoAnswer(what, remedy, final=True)
        self._expires = asked + _used_for(_lifetime(values, request))
        return token


def _lifetime(values: object, request: TokenRequest) -> float:
    """Return for how many seconds a token holds, by the answer that it came in if that says so."""
    given = at(values, request.lifetime) if request.lifetime else None  # type: ignore[arg-type]
    try:
        seconds = float(given) if isinstance(given, int | float | str) else 0.0
    except (ValueError, OverflowError):
        seconds = 0.0
    return seconds if 0 < seconds < float("inf") else request.lifetime_seconds


def _used_for(seconds: float) -> float:
    """Return for how long a token is used, which is less than it holds."""
    return max(seconds - _MARGIN_SECONDS, seconds / 2, _SHORTEST_LIFE)
