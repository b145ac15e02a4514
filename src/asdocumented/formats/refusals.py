"""What to tell where the system refuses a file, which no code can know beforehand."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from asdocumented.errors import Fault
from asdocumented.formats.urls import begins_as_url

_REFUSALS = frozenset({errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENAMETOOLONG, errno.EIO})


def refusal(error: BaseException) -> Fault | None:
    """Return the fault of a file that nobody may even look at, None for what is no refusal of one.

    The system's words for its number are told, no text of the exception.
    """
    if not isinstance(error, OSError) or error.errno not in _REFUSALS:
        return None
    name = error.filename
    if not isinstance(name, str) or begins_as_url(name):
        return None
    return Fault(name, os.strerror(error.errno), "correct its place and permissions")


@contextmanager
def refusals_as_faults() -> Iterator[None]:
    """Raise Fault where the system refuses a file; it decorates functions, too."""
    try:
        yield
    except OSError as error:
        fault = refusal(error)
        if fault is None:
            raise
        raise fault from error
