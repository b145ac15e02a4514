"""The client credentials grant of OAuth 2.0 (RFC 6749, section 4.4)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal
from urllib.parse import quote_plus, urlencode

from msgspec import Meta, field

from asdocumented.contracts.authentication_scheme import (
    Additions,
    SettingFault,
    TokenRequest,
)
from asdocumented.formats.toml_table import names_a_credential
from asdocumented.live.http.schemes.basic import basic_header
from asdocumented.live.http.token_endpoint import TokenEndpoint

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class ClientCredentials(TokenEndpoint, frozen=True, kw_only=True):
    """Asks for an access token with the client's id and secret, and sends it as a bearer token.

    Id and secret go in the header Authorization, or in the body where `client_in` says so.
    """

    ROLES: ClassVar = ("client_id", "client_secret")

    scope: (
        Annotated[
            str,
            Meta(
                description="write the scopes to ask for, separated by blanks",
                pattern=r"^[!#-\[\]-~]+( [!#-\[\]-~]+)*$(?!\n)",
            ),
        ]
        | None
    ) = None
    client_in: Annotated[
        Literal["header", "body"], Meta(description="write one of: header, body")
    ] = "header"
    token_parameters: Annotated[
        dict[str, str],
        Meta(description="write a table of more parameters of the token request, as texts"),
    ] = field(default_factory=dict)

    def additions(self, words: Mapping[str, str]) -> Additions:
        """Return the header Authorization with the token."""
        return Additions({"Authorization": f"Bearer {words['token']}"})

    def token_request(self, words: Mapping[str, str]) -> TokenRequest:
        """Return the request of section 4.4.2."""
        headers, form = {**_FORM}, {"grant_type": "client_credentials", **self.token_parameters}
        if self.scope is not None:
            form["scope"] = self.scope
        if self.client_in == "header":
            headers["Authorization"] = _client_header(words["client_id"], words["client_secret"])
        else:
            form |= {"client_id": words["client_id"], "client_secret": words["client_secret"]}
        body = urlencode(form).encode()
        return TokenRequest(self.address, headers, body, ("access_token",), ("expires_in",))

    def secrets(self, words: Mapping[str, str]) -> tuple[str, ...]:
        """Return id and secret, alone and joined."""
        client, secret = words.get("client_id", ""), words.get("client_secret", "")
        if not client or not secret:
            return tuple(words.values())
        header = _client_header(client, secret)
        return (client, secret, header.removeprefix("Basic "), header)

    def faults(self) -> Iterator[SettingFault]:
        """Yield what is wrong with the settings."""
        yield from super().faults()
        for name in self.token_parameters:
            if names_a_credential(name):
                what = "the value of a credential does not belong in a file"
                remedy = "take it out: client_id_env and client_secret_env are sent anyway"
                yield SettingFault(("token_parameters", name), what, remedy)


def _client_header(client: str, secret: str) -> str:
    """Return the value of the header Authorization (RFC 6749, section 2.3.1)."""
    return basic_header(quote_plus(client), quote_plus(secret))


SCHEME = ClientCredentials
