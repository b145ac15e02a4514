"""`check` with several processes, and with those of a cluster."""

import json
import signal
from pathlib import Path

import pytest

from tests.command_line import run, run_process, started
from tests.parallel.traffic import entries
from tests.processes import children, wait_until
from tests.support import CONTRACTS, RANDOM_KEY

SETTINGS = {"ASDOCUMENTED_REDACTION_KEY": RANDOM_KEY, "SOURCE_DATE_EPOCH": "1795000000"}
BESIDE = "x" * 60_000
"""What stands beside an interaction, so that a file is large and judged soon."""

WITH_WORKERS = 4
"""How many processes are below one with two workers: they are forked from one, and one watches."""


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return traffic that is cut into parts."""
    path = tmp_path_factory.mktemp("traffic") / "month.ndjson"
    with path.open("w", encoding="utf-8") as file:
        for one in entries(400, 3):
            file.write(json.dumps({**one, "beside": BESIDE}) + "\n")
    return path


def check(month: Path, folder: Path, *options: str) -> tuple[int, bytes]:
    """Return the exit code, and drift.json."""
    given = ("--contracts", str(CONTRACTS), "--report-dir", str(folder), *options)
    ended = run_process("check", month.name, *given, folder=month.parent, settings=SETTINGS)
    assert "Traceback" not in ended.stderr
    return ended.returncode, (folder / "drift.json").read_bytes()


@pytest.mark.slow
def test_several_processes_give_the_report_of_one(month: Path, tmp_path: Path) -> None:
    """Byte for byte, but for what was typed."""
    one = check(month, tmp_path / "report", "--workers", "1")
    two = check(month, tmp_path / "report", "--workers", "2")
    assert one[0] == two[0] == 1
    assert two[1] == one[1].replace(b"--workers 1", b"--workers 2")


@pytest.mark.slow
def test_a_long_name_of_the_temporary_folder_is_no_fault(month: Path, tmp_path: Path) -> None:
    """A socket in it could have no name."""
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    given = ("check", month.name, "--contracts", str(CONTRACTS), "--workers", "2")
    settings = {**SETTINGS, "TMPDIR": str(folder)}
    ended = run_process(
        *given, "--report-dir", str(tmp_path), folder=month.parent, settings=settings
    )
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.slow
def test_an_interruption_ends_all_processes(month: Path, tmp_path: Path) -> None:
    """With the exit code of interruptions, and without a traceback of any of them."""
    given = ("--contracts", str(CONTRACTS), "--workers", "2", "--report-dir", str(tmp_path))
    with started("check", str(month), str(month), *given) as process:
        assert wait_until(lambda: len(children(process.pid)) >= WITH_WORKERS)
        found = children(process.pid)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "\nasdocumented: interrupted\n")
    assert wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in found))


@pytest.mark.slow
def test_a_kill_ends_all_processes(month: Path, tmp_path: Path) -> None:
    """None of them waits for work that never comes."""
    given = ("--contracts", str(CONTRACTS), "--workers", "2", "--report-dir", str(tmp_path))
    with started("check", str(month), *given) as process:
        assert wait_until(lambda: len(children(process.pid)) >= WITH_WORKERS)
        found = children(process.pid)
        process.kill()
        process.wait()
    assert wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in found))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--workers", "2", "--scheduler", "tcp://127.0.0.1:1"], "--workers is given, too"),
        (["--scheduler", "127.0.0.1:8786"], "no address of a scheduler"),
        (["--workers", "0"], "0 is not in the range"),
    ],
)
def test_options_at_fault_are_refused(options: list[str], told: str, tmp_path: Path) -> None:
    """Before anything is judged."""
    ended = run("check", *options, "--contracts", str(CONTRACTS), folder=tmp_path)
    assert (ended.returncode, told in ended.stderr) == (2, True)


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With what to do."""
    ended = run_process(
        "check", "--scheduler", "tcp://127.0.0.1:9", "--contracts", str(CONTRACTS), folder=tmp_path
    )
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "asdocumented: --scheduler tcp://127.0.0.1:9: no scheduler answers",
        "  start one with `dask scheduler`, or correct the address",
    ]
