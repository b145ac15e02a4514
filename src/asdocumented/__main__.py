"""`python -m asdocumented` is the same as the `asdocumented` command."""

from asdocumented.cli.main import main

main()
