"""A bearer token that does not expire during a run (RFC 6750), in the header Authorization."""

from collections.abc import Mapping
from typing import ClassVar

from asdocumented.contracts.authentication_scheme import Additions, Scheme, header_fault


class Bearer(Scheme, frozen=True):
    """Sends a token from the environment."""

    ROLES: ClassVar = ("token",)

    def additions(self, words: Mapping[str, str]) -> Additions:
        """Return the header Authorization."""
        return Additions({"Authorization": f"Bearer {words['token']}"})

    def credential_fault(self, role: str, value: str) -> str:  # noqa: ARG002  # there is one role
        """Return why a token cannot be sent; "" where it can."""
        return header_fault(value)


SCHEME = Bearer
