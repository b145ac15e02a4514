"""Keeps the HTTP library from logging a request that is on its way: URL, headers, what came back.

Whoever keeps logs, such as pytest for a test that fails, would show credentials and samples.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGERS = (
    "urllib3.connection",
    "urllib3.connectionpool",
    "urllib3.poolmanager",
    "urllib3.response",
    "urllib3.util.retry",
)


class _Quiet(logging.Filter, threading.local):
    """Drops what is logged by a thread while that sends a request of ours."""

    is_on = False

    def filter(self, _: logging.LogRecord) -> bool:
        """Tell whether a record is logged."""
        return not self.is_on


_QUIET = _Quiet()
for _name in _LOGGERS:
    logging.getLogger(_name).addFilter(_QUIET)


@contextmanager
def unlogged() -> Iterator[None]:
    """Let the HTTP library log nothing of what this thread does inside."""
    _QUIET.is_on = True
    try:
        yield
    finally:
        _QUIET.is_on = False
