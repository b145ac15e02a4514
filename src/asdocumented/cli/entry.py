"""Where the command line begins: Ctrl-C counts from the first import on."""

import sys
from contextlib import suppress
from typing import NoReturn

_INTERRUPTED = 130
"""That of `ExitCode`, which is not imported before Ctrl-C is caught."""


def main() -> NoReturn:
    """Import the command line and run it; an interrupt ends both without a traceback."""
    try:
        from asdocumented.cli.main import main

        main()
    except KeyboardInterrupt:
        with suppress(OSError, AttributeError):  # it is full, or there is none
            sys.stderr.write("asdocumented: interrupted\n")
            sys.stderr.flush()
        sys.exit(_INTERRUPTED)
