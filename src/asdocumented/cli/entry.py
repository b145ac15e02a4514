"""Where the command line begins: Ctrl-C counts from the first import on."""

import gc
import sys
from contextlib import suppress
from typing import NoReturn

_INTERRUPTED = 130
"""That of `ExitCode`, which is not imported before Ctrl-C is caught."""

_OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""What is imported and read at the start is no garbage: Python's 700 cost a tenth of it."""


def main() -> NoReturn:
    """Import the command line and run it; an interrupt ends both without a traceback."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 10, 10)
    try:
        from asdocumented.cli.main import main

        main()
    except KeyboardInterrupt:
        with suppress(OSError, AttributeError):  # it is full, or there is none
            sys.stderr.write("asdocumented: interrupted\n")
            sys.stderr.flush()
        sys.exit(_INTERRUPTED)
    finally:
        gc.freeze()  # the process ends: nobody needs its memory back
