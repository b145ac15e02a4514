"""The public ids of oasdiff's changes: the yardstick for the classes of changes."""

import re
from collections.abc import Iterator
from pathlib import Path

IDS = Path(__file__).parent / "oasdiff_ids.txt"
_BRACES = re.compile(r"\{([^}]*)\}")


def spelt_out(line: str) -> Iterator[str]:
    """Yield all ids that a line with braces stands for."""
    found = _BRACES.search(line)
    if found is None:
        yield line
        return
    for one in found[1].split(","):
        yield from spelt_out(line[: found.start()] + one + line[found.end() :])


def oasdiff_ids() -> list[str]:
    """Return the public ids of oasdiff."""
    lines = IDS.read_text(encoding="utf-8").splitlines()
    return [one for line in lines if not line.startswith("#") for one in spelt_out(line)]
