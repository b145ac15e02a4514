"""How many examples a fuzz test takes, and what a command has to end with.

`ASDOCUMENTED_FUZZ_EXAMPLES=2000 python -m pytest -m slow tests/fuzz` gives every test so many
examples, others each time; `--hypothesis-seed=N` repeats a run.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, settings

from tests.command_line import Ended, run

VARIABLE = "ASDOCUMENTED_FUZZ_EXAMPLES"


def fuzzed(count: int) -> settings:
    """Return the settings of a fuzz test, which are a decorator: the same examples each time."""
    wanted = os.environ.get(VARIABLE, "")
    return settings(
        max_examples=int(wanted or count),
        derandomize=not wanted,
        suppress_health_check=list(HealthCheck),
    )


def write(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write files by name, in folders that are made for them."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def ends_well(*arguments: str, folder: Path) -> Ended:
    """Run a command, and assert that it ends with an exit code that it documents.

    An internal error is told with the places that led there.
    """
    ended = run(*arguments, folder=folder, settings={"ASDOCUMENTED_DEBUG": "1"})
    told = ended.stdout + ended.stderr
    assert ended.returncode in (0, 1, 2, 3), told
    assert "internal error" not in told, told
    assert "Traceback" not in told, told
    assert "Usage:" not in told, told
    return ended
