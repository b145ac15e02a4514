"""Our checks as Schemathesis knows them: one a check, under its id."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, CheckFunction, Response

from asdocumented.checks.registry import all_checks

_SHOWN: ContextVar[Mapping[str, str]] = ContextVar("shown", default=MappingProxyType({}))


@contextmanager
def showing(found: Mapping[str, str]) -> Iterator[None]:
    """Let the checks fail that a response shows something for: texts by the id of the check."""
    token = _SHOWN.set(found)
    try:
        yield
    finally:
        _SHOWN.reset(token)


def _registered(name: str) -> CheckFunction:
    def check(context: CheckContext, response: Response, case: Case[Any]) -> bool | None:
        del context, response, case
        found = _SHOWN.get().get(name)
        if found is not None:
            raise AssertionError(f"{name}: {found}")
        return None

    check.__name__ = f"asdocumented_{name.replace('-', '_')}"
    return schemathesis.check(check)


CHECKS = [_registered(check.id) for check in all_checks() if check.page is None]
