"""Tells whether several processes take less time than one."""

import os

_BYTES = 192 * 2**20
"""From how many bytes of evidence on they do."""


def worthwhile_workers(size: int) -> int:
    """Return how many processes to judge so many bytes of evidence with: 1, or one a core."""
    return _cores() if size >= _BYTES else 1


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
