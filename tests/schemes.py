"""The authentication schemes that a target can name with the bundled contracts."""

from asdocumented.contracts.authentication import load_schemes
from asdocumented.live.http.registry import general_schemes
from tests.support import CONTRACTS

SCHEMES = load_schemes(CONTRACTS, general_schemes())
