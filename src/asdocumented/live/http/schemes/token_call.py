"""A token from a call of the API's own: request, answer and header are settings."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias
from urllib.parse import urlencode

import msgspec
from msgspec import Meta

from asdocumented.contracts.authentication_scheme import (
    Additions,
    HeaderName,
    SettingFault,
    Settings,
    TokenRequest,
)
from asdocumented.formats.json_path import members
from asdocumented.formats.toml_table import names_a_credential
from asdocumented.live.http.token_endpoint import TokenEndpoint

_PLACEHOLDER = re.compile(r"\{([a-z][a-z_]{0,63})\}")
_Location: TypeAlias = Annotated[
    str,
    Meta(
        description='write where it is in the JSON answer, such as "$.data.token"',
        pattern=r'^\$(\.[A-Za-z_][A-Za-z0-9_]*|\["[^"\\]{1,100}"\]){1,20}$(?!\n)',
    ),
]


class TokenCall(TokenEndpoint, frozen=True, kw_only=True):
    """Posts a request with credentials, takes the token from the answer, sends it in a header.

    In the texts of `request`, `{name}` stands for the credential of that role: it is what the
    variable `name_env` holds.
    """

    request: Annotated[
        dict[str, Any],
        Meta(description='write the body of the request, such as { user = "{username}" }'),
    ]
    token_location: _Location
    token_header: HeaderName
    request_format: Annotated[
        Literal["json", "form"], Meta(description="write one of: json, form")
    ] = "json"
    token_prefix: Annotated[
        str,
        Meta(
            description='write what stands before the token in its header, such as "Bearer "',
            pattern=r"^([!-~][ -~]{0,99})?$(?!\n)",
        ),
    ] = ""
    lifetime_location: _Location | None = None
    lifetime_seconds: Annotated[
        float, Meta(description="write for how long a token that does not say holds", gt=0)
    ] = 300.0

    @classmethod
    def roles(cls, settings: Settings) -> tuple[str, ...]:
        """Return the roles that the request names."""
        leaves = _leaves(settings.get("request"), ("request",))
        return tuple(dict.fromkeys(role for _, leaf in leaves for role in _roles(leaf)))

    @property
    def own_header(self) -> str:
        """The header that carries the token."""
        return self.token_header

    def additions(self, words: Mapping[str, str]) -> Additions:
        """Return the header with the token."""
        return Additions({self.token_header: f"{self.token_prefix}{words['token']}"})

    def token_request(self, words: Mapping[str, str]) -> TokenRequest:
        """Return the request with the credentials in it."""
        filled = _filled(self.request, words)
        if self.request_format == "json":
            kind, body = "application/json", msgspec.json.encode(filled)
        else:
            kind, body = "application/x-www-form-urlencoded", urlencode(filled).encode()
        return TokenRequest(
            self.address,
            {"Content-Type": kind},
            body,
            members(self.token_location),
            members(self.lifetime_location or ""),
            self.lifetime_seconds,
        )

    def faults(self) -> Iterator[SettingFault]:
        """Yield what is wrong with the settings."""
        yield from super().faults()
        for path, leaf in _leaves(self.request, ("request",)):
            if self.request_format == "form" and (len(path) > 2 or not isinstance(leaf, str)):
                yield SettingFault(
                    path, "not a text, and a form holds nothing else", "write a text"
                )
            if names_a_credential(path[-1]) and not _is_of_roles(leaf):
                what = "the value of a credential does not belong in a file"
                remedy = 'write a role in braces, such as "{secret}", and secret_env under auth'
                yield SettingFault(path, what, remedy)


def _leaves(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield all that is no table and no array, with the keys that lead to it."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _leaves(below, (*path, name))
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below, path)
    else:
        yield path, value


def _roles(leaf: object) -> list[str]:
    return _PLACEHOLDER.findall(leaf) if isinstance(leaf, str) else []


def _is_of_roles(leaf: object) -> bool:
    """Tell whether a text consists of placeholders."""
    return isinstance(leaf, str) and leaf != "" and not _PLACEHOLDER.sub("", leaf)


def _filled(request: Mapping[str, object], words: Mapping[str, str]) -> dict[str, object]:
    """Return a request with credentials in the place of their roles."""
    return {name: _filled_value(value, words) for name, value in request.items()}


def _filled_value(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return _filled(value, words)
    if isinstance(value, list):
        return [_filled_value(item, words) for item in value]
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda found: words[found[1]], value)
    return value


SCHEME = TokenCall
