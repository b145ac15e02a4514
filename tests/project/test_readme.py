"""Every command in the README works as typed."""

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
MAIN, TESTS = (
    "python -m pip install . && asdocumented check",
    "python -m pip install tox && tox",
)
EXIT_CODES = {
    "asdocumented check --operation v2-coupon --edition 2026 --notes": 1,
    "asdocumented check --only wrong-type --only integer-as-decimal --fail-on warning": 1,
    "asdocumented check --skip untyped-row --report-dir build/drift --format json": 1,
    "asdocumented checks": 0,
    "asdocumented explain contradictory-status": 0,
    "asdocumented check --contracts contracts": 1,
    "asdocumented record --target sandbox": 0,
    "asdocumented check cassettes": 1,
    "asdocumented scan cassettes": 0,
    "asdocumented targets": 0,
    "asdocumented doctor --target sandbox": 0,
    "asdocumented live --target sandbox": 0,
    "asdocumented live --target sandbox --target sandbox-india --explore 60 --probe": 0,
    "asdocumented sandbox --list-deviations": 0,
}
SUITES = {
    "pytest tests/conformance": 0,
    "pytest tests/conformance --drift-target sandbox-india --drift-report build/drift": 0,
    "pytest tests/conformance --drift-target sandbox --drift-live": 0,
}


def test_every_command_is_known_to_these_tests() -> None:
    """A command added to the README has to be run here."""
    assert sorted([MAIN, TESTS, *EXIT_CODES, *SUITES]) == sorted(COMMANDS)


@pytest.mark.parametrize("command", EXIT_CODES)
@pytest.mark.slow
def test_a_command_ends_as_the_readme_says(command: str, tmp_path: Path) -> None:
    """Each command runs in a folder that holds the data, and gives its exit code."""
    for folder in ("contracts", "cassettes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    arguments = command.split()[1:]
    result = subprocess.run(
        [sys.executable, "-m", "asdocumented", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    progress = re.compile(
        r"\[ *[0-9]+/[0-9]+\] |sandbox(-india)?: 46|explored |journal: |  v[0-9a-z.-]+/[a-z-]+: "
    )
    other = [line for line in result.stderr.splitlines() if not progress.match(line)]
    assert (result.returncode, other) == (EXIT_CODES[command], [])
    assert result.stdout


@pytest.mark.parametrize("command", SUITES)
@pytest.mark.slow
def test_a_suite_ends_as_the_readme_says(command: str, tmp_path: Path) -> None:
    """The recordings are replayed in a copy of the project, and the report is written."""
    for folder in ("contracts", "cassettes", "tests"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    result = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert result.returncode == SUITES[command], result.stdout
    assert "18 passed" in result.stdout
    wanted = "--drift-report" in command
    assert (tmp_path / "build" / "drift" / "index.html").is_file() == wanted


@pytest.mark.slow
def test_the_sample_in_the_readme_is_what_check_prints(tmp_path: Path) -> None:
    """The excerpt of a report stands in the real output, line by line."""
    (sample,) = re.findall(r"^```\n(GET .*?)^```$", README, re.MULTILINE | re.DOTALL)
    result = subprocess.run(
        [sys.executable, "-m", "asdocumented", "check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert sample in result.stdout


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """The README's second command is what decides in CI."""
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == TESTS


@pytest.mark.slow
def test_the_first_command_works_in_a_clean_environment(tmp_path: Path) -> None:
    """A fresh virtual environment, the command as typed: exit 1, for there is drift."""
    ignored = shutil.ignore_patterns(".git", ".tox", ".venv", "reports", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, tmp_path / "checkout", ignore=ignored)
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    result = subprocess.run(
        ["bash", "-c", f". {environment}/bin/activate && {MAIN}"],
        cwd=tmp_path / "checkout",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert result.returncode == 1, result.stderr
    assert "4 editions of 3 operations · 9 printed examples · 138 recordings" in result.stdout
    assert (tmp_path / "checkout" / "reports" / "index.html").is_file()
