"""What an authentication scheme is: its settings, and what it adds to a request."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, NamedTuple, TypeAlias

from msgspec import Meta, Struct

Settings: TypeAlias = Mapping[str, object]

HeaderName: TypeAlias = Annotated[
    str,
    Meta(
        description="write the name of a header: letters, digits and '-', at most 100 of them",
        pattern=r"^[A-Za-z0-9-]{1,100}$(?!\n)",
    ),
]
_ExtensionHeaderName: TypeAlias = Annotated[
    str,
    Meta(
        description="write a table of X- headers; no header that carries a credential",
        pattern=r"^[Xx]-[A-Za-z0-9-]{1,100}$(?!\n)",
    ),
]
_HeaderValue: TypeAlias = Annotated[
    str,
    Meta(
        description="write the header's value as text of printable ASCII characters",
        pattern=r"^[!-~]([ -~]{0,500}[!-~])?$(?!\n)",
    ),
]

_CARRIES_CREDENTIALS = re.compile("auth|cookie|credential|key|pass|secret|token", re.IGNORECASE)
_OF_EVERY_REQUEST = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "content-type", "expect"}
    | {"host", "te", "trailer", "transfer-encoding", "upgrade", "user-agent"}
)
"""The headers that a request has anyway, or that only its connection may decide about."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What a request gets: headers, and parameters of its query. Never shown."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A POST request for a token, and where token and lifetime are in its JSON answer.

    `address` is a path behind the base URL, or a whole URL. `token` and `lifetime` are names of
    members, from the outside in; without a lifetime in the answer, `lifetime_seconds` holds.
    """

    address: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    token: tuple[str, ...]
    lifetime: tuple[str, ...] = ()
    lifetime_seconds: float = 300.0


class SettingFault(NamedTuple):
    """A setting that cannot stay: the keys that lead to it, what is wrong, and the remedy."""

    path: tuple[str, ...]
    what: str
    remedy: str


class Scheme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to authenticate requests; the fields are its settings, never credentials.

    A credential has a role, such as `password`; `words` are the credentials by role. A scheme that
    asks for a token gets it under the role `token`.
    """

    ROLES: ClassVar[tuple[str, ...]] = ()

    headers: Annotated[
        dict[HeaderName, _HeaderValue],
        Meta(description="write a table of headers for every request; none carries a credential"),
    ] = {}
    attribution: Annotated[
        dict[_ExtensionHeaderName, _HeaderValue],
        Meta(description="write a table of X- headers that say on whose behalf a request is sent"),
    ] = {}

    @classmethod
    def roles(cls, settings: Settings) -> tuple[str, ...]:  # noqa: ARG003  # a scheme's may decide
        """Return the roles of the credentials that are needed under these settings."""
        return cls.ROLES

    @property
    def fixed_headers(self) -> Mapping[str, str]:
        """The headers that every request gets, whatever its credentials."""
        return {**self.attribution, **self.headers}

    @property
    def own_header(self) -> str:
        """The header that carries the credential; "" where none does."""
        return ""

    def additions(self, words: Mapping[str, str]) -> Additions:  # noqa: ARG002  # nothing here
        """Return what authenticates a request."""
        return Additions()

    def token_request(self, words: Mapping[str, str]) -> TokenRequest | None:  # noqa: ARG002  # none here
        """Return the request for a token; None where the credentials themselves are sent."""
        return None

    def secrets(self, words: Mapping[str, str]) -> tuple[str, ...]:
        """Return every text that must not reach a file: the credentials in all their forms."""
        return tuple(words.values())

    def credential_fault(self, role: str, value: str) -> str:  # noqa: ARG002  # none here
        """Return why a credential cannot be sent, such as "holds a colon"; "" where it can."""
        return ""

    def faults(self) -> Iterator[SettingFault]:
        """Yield what is wrong with the settings and no schema can say."""
        for table, names in (("attribution", self.attribution), ("headers", self.headers)):
            for name in names:
                if name.casefold() == self.own_header.casefold() or _CARRIES_CREDENTIALS.search(
                    name
                ):
                    what = "a header that may carry a credential"
                    yield SettingFault(
                        (table, name), what, "take it out; name variables under auth"
                    )
                elif name.casefold() in _OF_EVERY_REQUEST:
                    what = "a header that every request has anyway"
                    yield SettingFault((table, name), what, "take it out")


NO_SCHEME = Scheme()
"""Sends no credentials."""


def header_fault(value: str) -> str:
    """Return why a credential cannot be the value of a header; "" where it can."""
    return "" if value.isascii() else "is not ASCII, as a header has to be"
