"""No authentication: a request gets the fixed headers only."""

from asdocumented.contracts.authentication_scheme import Scheme


class NoAuthentication(Scheme, frozen=True):
    """Sends no credentials."""


SCHEME = NoAuthentication
