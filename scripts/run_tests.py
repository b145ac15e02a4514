"""Run the tests for tox: all on the newest Python, with coverage, and the quick ones on the oldest.

A Python between the two runs each command once more: what both ends accept, it seldom refuses.
"""

import os
import shutil
import subprocess
import sys

OLDEST_MINOR, NEWEST_MINOR = 11, 14
"""The oldest and the newest Python 3 that this project is tested on."""

PYTEST = ["-m", "pytest", "--dist", "worksteal"]
QUICK = ["--numprocesses", "2"]
COMMANDS = [*QUICK, "tests/cli"]
# More processes than a small machine has cores: some tests wait for servers.
ALL = ["--numprocesses", "4", "-m", "", "--hypothesis-profile", "thorough"]


def starts(name: str) -> bool:
    """Return whether a Python of this name starts; pyenv has the names of all, also of absent."""
    path = shutil.which(name)
    return path is not None and _run(path, "--version", output=subprocess.DEVNULL) == 0


def main(*arguments: str) -> int:
    """Run the tests with these further arguments of pytest, and return the exit code."""
    minor = sys.version_info.minor
    if any(starts(f"python3.{newer}") for newer in range(minor + 1, NEWEST_MINOR + 1)):
        between = minor > OLDEST_MINOR and not arguments
        tests = COMMANDS if between else QUICK
        return _run(sys.executable, *PYTEST, *tests, *arguments)
    if minor < 12:
        os.environ["COVERAGE_CORE"] = "ctrace"  # it has no sysmon
    branches = ["--branch"] if minor >= 14 else []  # with them the tests take twice as long before
    coverage = [sys.executable, "-m", "coverage"]
    return (
        _run(*coverage, "run", *branches, *PYTEST, *ALL, *arguments)
        or _run(*coverage, "combine", "--quiet")
        or _run(*coverage, "report")
    )


def _run(*command: str, output: int | None = None) -> int:
    return subprocess.run(command, check=False, stdout=output, stderr=output).returncode  # noqa: S603  # literals


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
