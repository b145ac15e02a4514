import os
import subprocess
import sys

import pytest

from tests.support import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process took")
@pytest.mark.parametrize(
    ("words", "figures"),
    [
        (["files.py", "--small"], 6),
        (["million.py", "--lines", "2000", "--rounds", "1"], 4),
        (["startup.py", "--rounds", "1"], 2),
    ],
)
@pytest.mark.slow
def test_a_benchmark_says_which_targets_are_missed(
    words: list[str], figures: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each script measures in its small form, and its exit code says whether one is missed."""
    compiled = tmp_path_factory.getbasetemp().parent / "compiled"  # for all scripts
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    script, *options = words
    command = [sys.executable, str(ROOT / "benchmarks" / script), *options]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    verdicts = [line.split()[0] for line in ended.stdout.rpartition("\n\n")[2].splitlines()]
    assert len(verdicts) == figures, ended.stderr
    assert set(verdicts) <= {"reached", "missed", "not"}
    assert ended.returncode == ("missed" in verdicts)
