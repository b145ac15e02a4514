"""The authentication schemes of targets."""

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from asdocumented.config.targets import Authentication, Credentials, basic, md5hex
from asdocumented.contracts.cases import Credentials as Wanted
from asdocumented.live.clock import Clock
from asdocumented.live.http.failures import NoAnswer
from asdocumented.live.http.transport import Answer

Post: TypeAlias = Callable[[str, dict[str, str], bytes], Answer]
Learn: TypeAlias = Callable[[str], None]

_MARGIN_SECONDS = 30.0
_SHORTEST_LIFE = 5.0
_WRONG = "nobody-has-this"


class _Token(msgspec.Struct, frozen=True, rename="camel"):
    access_token: str
    ttl_seconds: float = 300.0


class _TokenAnswer(msgspec.Struct, frozen=True):
    data: _Token | None = None


class Authenticator:
    """Gives each request its headers; a token is asked for, and renewed before it expires.

    `post` sends a request to the target, `learn` is told each token, which is a credential.
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
        self._credentials = credentials
        self._post = post
        self._learn = learn
        self._clock = clock
        self._token: str | None = None
        self._expires = 0.0

    def headers(self, wanted: Wanted = "right") -> dict[str, str]:
        """Return the headers of a request; raise NoAnswer where no token is given."""
        scheme = self._authentication.scheme
        if wanted == "none" or scheme == "none":
            return {}
        if scheme == "oauth":
            token = _WRONG if wanted == "wrong" else self._valid_token()
            return {self._authentication.token_header: token, **self._authentication.attribution}
        if wanted == "wrong":
            return {"Authorization": basic(_WRONG, _WRONG)}
        word = self._credentials.password
        return {
            "Authorization": basic(
                self._credentials.username, md5hex(word) if scheme == "basic-md5" else word
            )
        }

    def renew(self) -> bool:
        """Forget a token that was refused; tell whether there was one."""
        had_one, self._token = self._token is not None, None
        return had_one

    def _valid_token(self) -> str:
        if self._token is None or self._clock.seconds() >= self._expires:
            self._token = self._ask_for_token()
        return self._token

    def _ask_for_token(self) -> str:
        asked = self._clock.seconds()
        body = msgspec.json.encode(
            {"key": self._credentials.key, "secret": self._credentials.secret}
        )
        headers = {"Content-Type": "application/json"}
        answer = self._post(self._authentication.token_path, headers, body)
        remedy = "check auth.key_env, auth.secret_env and auth.token_path"
        if answer.status >= 400:
            what = f"no token was given: HTTP {answer.status}"
            raise NoAnswer(what, remedy, final=True)
        try:
            token = msgspec.json.decode(answer.body, type=_TokenAnswer).data
        except (msgspec.DecodeError, UnicodeDecodeError):
            token = None
        if token is None or not token.access_token:
            raise NoAnswer("the answer to the token call holds no token", remedy, final=True)
        self._learn(token.access_token)
        life = max(token.ttl_seconds - _MARGIN_SECONDS, token.ttl_seconds / 2, _SHORTEST_LIFE)
        self._expires = asked + life
        return token.access_token
