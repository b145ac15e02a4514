"""Run the tests for tox: all of them, with coverage, on the newest Python; else the quick ones."""

import os
import shutil
import subprocess
import sys

NEWEST_MINOR = 14
"""The newest Python 3 that this project is tested on."""

PYTEST = ["-m", "pytest", "--dist", "worksteal"]
QUICK = ["--numprocesses", "2"]
# One process more than a small machine has cores: some tests wait for servers.
ALL = ["--numprocesses", "3", "-m", "", "--hypothesis-profile", "thorough"]


def starts(name: str) -> bool:
    """Return whether a Python of this name starts; pyenv has the names of all, also of absent."""
    path = shutil.which(name)
    return path is not None and _run(path, "--version", output=subprocess.DEVNULL) == 0


def main(*arguments: str) -> int:
    """Run the tests with these further arguments of pytest, and return the exit code."""
    minor = sys.version_info.minor
    if any(starts(f"python3.{newer}") for newer in range(minor + 1, NEWEST_MINOR + 1)):
        return _run(sys.executable, *PYTEST, *QUICK, *arguments)
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
