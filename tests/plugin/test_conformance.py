"""The conformance suite over recordings that a test makes, in a copy of what it needs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import CONTRACTS, ROOT

pytestmark = pytest.mark.slow


REFUSED = "wrong-credentials.yaml"


def all_but_refused(_: str, names: list[str]) -> list[str]:
    """Return the cassettes that shutil leaves out so that those of refusals are left."""
    return [name for name in names if name.endswith(".yaml") and name != REFUSED]


def run_suite(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the suite of a copy of the checkout."""
    for name in ("__init__.py", "conftest.py", "support.py"):
        (folder / "tests").mkdir(exist_ok=True)
        shutil.copy(ROOT / "tests" / name, folder / "tests")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(
        ROOT / "tests" / "conformance", folder / "tests" / "conformance", ignore=ignored
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    words = ["pytest", "tests/conformance", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        [sys.executable, "-m", *words, "--drift-contracts", str(CONTRACTS)],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_replay_of_refusals_alone_is_not_green(workers: tuple[str, ...], tmp_path: Path) -> None:
    """A target whose recordings were made with a wrong password shows nothing: exit 3."""
    copied = tmp_path / "cassettes" / "sandbox"
    shutil.copytree(ROOT / "cassettes" / "sandbox", copied, ignore=all_but_refused)
    result = run_suite(tmp_path, *workers)
    assert result.returncode == 3, result.stdout
    assert " passed" in result.stdout
    assert " failed" not in result.stdout
    assert "asdocumented: inconclusive: cassette" in result.stdout
    assert "only refusals, 404 or empty results came back" in result.stdout


def test_a_replay_that_shows_something_is_green(tmp_path: Path) -> None:
    """Beside the refusals that the cases ask for."""
    shutil.copytree(ROOT / "cassettes" / "sandbox", tmp_path / "cassettes" / "sandbox")
    result = run_suite(tmp_path)
    assert result.returncode == 0, result.stdout
    assert "inconclusive" not in result.stdout
