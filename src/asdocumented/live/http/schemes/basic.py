"""Basic authentication (RFC 7617): user name and password in the header Authorization."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from asdocumented.contracts.authentication_scheme import Additions, Scheme


class Basic(Scheme, frozen=True, kw_only=True):
    """Sends user name and password, or with `password_digest` its hexadecimal digest."""

    ROLES: ClassVar = ("username", "password")

    password_digest: Annotated[
        Literal["md5", "sha1", "sha256", "sha512"] | None,
        Meta(description="write one of: md5, sha1, sha256, sha512"),
    ] = None

    def additions(self, words: Mapping[str, str]) -> Additions:
        """Return the header Authorization."""
        value = basic_header(words["username"], self._sent(words["password"]))
        return Additions({"Authorization": value})

    def secrets(self, words: Mapping[str, str]) -> tuple[str, ...]:
        """Return user name and password, alone and joined, the password also as its digest."""
        username, password = words.get("username", ""), words.get("password", "")
        sent = list(dict.fromkeys([password, self._sent(password)])) if password else []
        headers = [basic_header(username, one) for one in sent]
        pairs = [header.removeprefix("Basic ") for header in headers]
        return (*([username] if username else []), *sent, *pairs, *headers)

    def credential_fault(self, role: str, value: str) -> str:
        """Return why a user name cannot be sent; "" where it can, and for a password."""
        colon = role == "username" and ":" in value
        return "holds a colon, which no username may" if colon else ""

    def _sent(self, password: str) -> str:
        if self.password_digest is None:
            return password
        return hashlib.new(
            self.password_digest, password.encode(), usedforsecurity=False
        ).hexdigest()


def basic_header(username: str, password: str) -> str:
    """Return the value of the header Authorization."""
    return f"Basic {b64encode(f'{username}:{password}'.encode()).decode()}"


SCHEME = Basic
