"""Authentication of the sandbox: Basic with a hashed password, or a token that expires."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

TOKEN_HEADER = "X-CAP-API-OAUTH-TOKEN"  # noqa: S105  # a header's name
TOKEN_SECONDS = 300
USERNAME_VARIABLE = "ASDOCUMENTED_SANDBOX_USERNAME"
PASSWORD_VARIABLE = "ASDOCUMENTED_SANDBOX_PASSWORD"  # noqa: S105  # a variable's name
_MOST_TOKENS = 1000

Verdict: TypeAlias = Literal["admitted", "missing", "wrong", "expired"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """Name and password of a till, which are also its OAuth key and secret. Never shown."""

    username: str = field(default="sandbox-till", repr=False)
    password: str = field(default="sandbox-password", repr=False)

    def basic(self) -> str:
        """Return the value of the Authorization header; the password is sent as its MD5."""
        digest = hashlib.md5(self.password.encode(), usedforsecurity=False).hexdigest()
        pair = base64.b64encode(f"{self.username}:{digest}".encode()).decode()
        return f"Basic {pair}"


def credentials_from(environment: Mapping[str, str]) -> Credentials:
    """Return the credentials from the environment; the built-in ones where it has none."""
    builtin = Credentials()
    return Credentials(
        environment.get(USERNAME_VARIABLE) or builtin.username,
        environment.get(PASSWORD_VARIABLE) or builtin.password,
    )


class Gate:
    """Issues tokens and admits requests; `clock` gives seconds."""

    def __init__(
        self, credentials: Credentials, clock: Callable[[], float], token_seconds: int
    ) -> None:
        self._credentials = credentials
        self._clock = clock
        self.token_seconds = token_seconds
        self._tokens: dict[str, float] = {}

    def issue(self, key: str, secret: str) -> str | None:
        """Return a new token, None if key or secret is wrong."""
        if not (_same(key, self._credentials.username) & _same(secret, self._credentials.password)):
            return None
        while len(self._tokens) >= _MOST_TOKENS:
            del self._tokens[next(iter(self._tokens))]
        token = secrets.token_urlsafe(24)
        self._tokens[token] = self._clock() + self.token_seconds
        return token

    def admit(self, headers: Mapping[str, str]) -> Verdict:
        """Return whether the credentials of a request are right, or what is wrong with them."""
        token, basic = headers.get(TOKEN_HEADER), headers.get("Authorization")
        if token is not None:
            ends = self._tokens.get(token)
            if ends is None:
                return "wrong"
            return "admitted" if self._clock() < ends else "expired"
        if basic is None:
            return "missing"
        return "admitted" if self._knows(basic) else "wrong"

    def _knows(self, basic: str) -> bool:
        scheme, _, pair = basic.partition(" ")
        try:
            given = base64.b64decode(pair.strip(), validate=True)
        except (binascii.Error, ValueError):
            return False
        expected = base64.b64decode(self._credentials.basic().partition(" ")[2])
        return scheme.casefold() == "basic" and hmac.compare_digest(given, expected)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
