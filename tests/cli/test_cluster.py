"""`check --scheduler`: a cluster of two workers, one of which is killed in the middle."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command_line import run_process, started
from tests.parallel.traffic import as_ndjson, entries
from tests.processes import wait_until
from tests.support import CONTRACTS, RANDOM_KEY

pytestmark = pytest.mark.slow
SETTINGS = {"ASDOCUMENTED_REDACTION_KEY": RANDOM_KEY, "SOURCE_DATE_EPOCH": "1795000000"}

BESIDE = "x" * 60_000
"""What stands beside an interaction, so that a file is large and judged soon."""


@contextmanager
def dask(*arguments: str, told: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start a part of a cluster; yield it with the words that follow those of its log."""
    command = [sys.executable, "-m", "dask", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            found = (re.search(rf"{told}\s+(\S+)", line) for line in process.stderr)
            yield process, next(one[1] for one in found if one)
        finally:
            process.kill()


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[int]]]:
    """Yield the address of a scheduler, and the processes of its two workers."""
    with dask("scheduler", "--host", "127.0.0.1", "--port", "0", told="Scheduler at:") as found:
        address = found[1]
        one = ("worker", address, "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1")
        with (
            dask(*one, told="Registered to:") as (first, _),
            dask(*one, told="Registered to:") as (second, _),
        ):
            yield address, [first.pid, second.pid]


def seconds(process: int) -> float:
    """Return how long a process has used a core."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_worker_that_is_killed_costs_its_part_and_not_the_run(
    cluster: tuple[str, list[int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is that of a plain run, byte for byte but for what was typed."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    scheduler, workers = cluster
    folders = [tmp_path / f"{number}" for number in range(6)]
    for number, folder in enumerate(folders):
        folder.mkdir()
        traffic = ({**one, "beside": BESIDE} for one in entries(150, number))
        as_ndjson(folder / "day.ndjson", traffic)  # a part by itself
    given = [
        *("check", *(folder.name for folder in folders), "--contracts", str(CONTRACTS)),
        *("--report-dir", str(tmp_path / "report")),
    ]
    before = seconds(workers[0])
    with started(*given, "--scheduler", scheduler, folder=tmp_path) as process:
        assert wait_until(lambda: seconds(workers[0]) > before + 0.3)
        os.kill(workers[0], 9)
        _, errors = process.communicate(timeout=100)
    assert (process.returncode, errors) == (1, "")
    found = (tmp_path / "report" / "drift.json").read_bytes()
    plain = run_process(*given, "--workers", "1", folder=tmp_path)
    assert plain.returncode == 1
    typed = f"--scheduler {scheduler}".encode()
    expected = (tmp_path / "report" / "drift.json").read_bytes()
    assert found.replace(typed, b"--workers 1") == expected
