"""`python -m asdocumented` is the same as the `asdocumented` command."""

from asdocumented.cli.entry import main

main()
