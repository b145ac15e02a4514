"""A key in a header of its own, or in a parameter of the query."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from msgspec import Meta

from asdocumented.contracts.authentication_scheme import (
    Additions,
    HeaderName,
    Scheme,
    SettingFault,
    header_fault,
)


class ApiKey(Scheme, frozen=True, kw_only=True):
    """Sends a key: in the header `key_header`, or in the query parameter `key_parameter`."""

    ROLES: ClassVar = ("key",)

    key_header: HeaderName | None = None
    key_parameter: (
        Annotated[
            str,
            Meta(
                description="write the name of the query parameter that carries the key",
                pattern=r"^[A-Za-z0-9._~-]{1,100}$(?!\n)",
            ),
        ]
        | None
    ) = None

    @property
    def own_header(self) -> str:
        """The header that carries the key; "" where a parameter does."""
        return self.key_header or ""

    def additions(self, words: Mapping[str, str]) -> Additions:
        """Return the header or the parameter with the key."""
        if self.key_parameter is not None:
            return Additions(query=((self.key_parameter, words["key"]),))
        return Additions({self.own_header: words["key"]})

    def credential_fault(self, role: str, value: str) -> str:  # noqa: ARG002  # there is one role
        """Return why a key cannot be sent; "" where it can."""
        return header_fault(value) if self.key_header else ""

    def faults(self) -> Iterator[SettingFault]:
        """Yield what is wrong unless one of header and parameter is named."""
        yield from super().faults()
        if self.key_header is None and self.key_parameter is None:
            remedy = "add key_header, or key_parameter where the query carries the key"
            yield SettingFault((), "key_header is missing", remedy)
        if self.key_header is not None and self.key_parameter is not None:
            remedy = "keep key_header or key_parameter, not both"
            yield SettingFault((), "two keys that exclude each other", remedy)


SCHEME = ApiKey
