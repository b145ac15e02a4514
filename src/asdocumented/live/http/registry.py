"""The general authentication schemes: each module in `schemes/` holds one, named after its file."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from asdocumented.contracts.authentication_scheme import Scheme
from asdocumented.live.http import schemes


@cache
def general_schemes() -> Mapping[str, type[Scheme]]:
    """Return every scheme in `schemes/` by name, such as `api-key`."""
    return {
        name.replace("_", "-"): import_module(f"{schemes.__name__}.{name}").SCHEME
        for name in sorted(found.name for found in iter_modules(schemes.__path__))
    }
