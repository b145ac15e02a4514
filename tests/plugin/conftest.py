"""Suites that pytester runs in this process: what they import is imported before."""

import pkgutil
from importlib import import_module

import pytest

import asdocumented


@pytest.fixture(scope="session", autouse=True)
def _everything_is_imported() -> None:
    """Import what a suite may import: pytester forgets what is imported while it is there.

    The next suite would import it again, which takes time, and which a module in Rust refuses.
    """
    for module in pkgutil.walk_packages(asdocumented.__path__, "asdocumented."):
        if module.name != "asdocumented.__main__":
            import_module(module.name)
    for name in ("jsonschema_rs", "pytest_recording._vcr", "uvicorn.protocols.http.h11_impl"):
        import_module(name)
