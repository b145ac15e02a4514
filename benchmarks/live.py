"""A live run beside plain Schemathesis: the plan's time, exploring's speed, and rows proved.

Both ask the same stand-in, which runs as a process of its own. Exit code 1 says that a target is
missed.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asdocumented.sandbox.auth import Credentials
from asdocumented.targets import basic, md5hex

CONTRACTS = Path(__file__).parent.parent / "contracts"
OPERATIONS = ("v1.1-coupon-get/2025", "v2-coupon/2026", "v2-coupon-series/2025")
RUNS = 3
EXPLORED = 300
REQUESTS = 1000
TARGET = """\
[targets.local]
base_url = "{url}"
cluster = "eu"
requests_per_minute = 6000
samples = "sandbox"

[targets.local.auth]
scheme = "basic-md5"
username_env = "ASDOCUMENTED_SANDBOX_USERNAME"
password_env = "ASDOCUMENTED_SANDBOX_PASSWORD"
"""


@contextmanager
def sandbox() -> Iterator[str]:
    """Run the stand-in, and yield its URL."""
    command = [sys.executable, "-u", "-m", "asdocumented", "sandbox"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own words
        try:
            yield process.stdout.readline().split()[0] if process.stdout else ""
        finally:
            process.terminate()


def run(folder: Path, *command: str) -> tuple[float, str]:
    """Return the seconds that a command takes, and what it says."""
    started = time.perf_counter()
    result = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    return time.perf_counter() - started, result.stdout + result.stderr


def live(folder: Path, *options: str) -> float:
    """Return the seconds of a live run."""
    arguments = ["--contracts", str(CONTRACTS), "--target", "local", *options]
    seconds, said = run(folder, "asdocumented", "live", *arguments)
    assert "drift: 0 errors, 0 warnings" in said, said
    return seconds


def explored(folder: Path, requests: int, seed: int) -> float:
    """Return the seconds of a live run that explores."""
    return live(folder, "--explore", str(requests), "--seed", str(seed))


def schemathesis(folder: Path, url: str, examples: int, *options: str) -> tuple[float, int]:
    """Return the seconds of plain Schemathesis for all operations, and its requests."""
    credentials = Credentials()
    header = f"Authorization: {basic(credentials.username, md5hex(credentials.password))}"
    spent, sent = 0.0, 0
    for number, operation in enumerate(OPERATIONS):
        document = str(CONTRACTS / operation / "openapi.yaml")
        report = ["--report", "vcr", "--report-vcr-path", f"{number}.yaml"] if options else []
        arguments = [document, "--url", url, "-H", header, "--max-examples", str(examples)]
        seconds, said = run(
            folder,
            "schemathesis.cli",
            "run",
            *arguments,
            "--continue-on-failure",
            *report,
            *options,
        )
        spent += seconds
        sent += int(re.findall(r"(\d+) generated", said)[0])
    return spent, sent


def proved(folder: Path) -> int:
    """Return how many documented rows the last report says conform."""
    report = json.loads((folder / "reports" / "drift.json").read_text(encoding="utf-8"))
    return sum("conforms" in row["verdicts"].values() for row in report["rows"])


def main() -> int:
    """Print the three figures; return 1 where one misses its target."""
    with tempfile.TemporaryDirectory() as name, sandbox() as url:
        folder = Path(name)
        (folder / "asdocumented.toml").write_text(TARGET.format(url=url), encoding="utf-8")
        plans = [live(folder) for _ in range(RUNS)]
        rows = proved(folder)
        ratios = []
        positive = ("--phases", "fuzzing", "-m", "positive")
        for seed in range(RUNS):
            ours = explored(folder, EXPLORED, seed) - explored(folder, 3, seed)
            fast, few = schemathesis(folder, url, 1, *positive, "--seed", str(seed))
            slow, many = schemathesis(folder, url, EXPLORED // 3, *positive, "--seed", str(seed))
            ratios.append(((EXPLORED - 3) / ours) / ((many - few) / (slow - fast)))
        _, sent = schemathesis(folder, url, REQUESTS // 3, "--seed", "1")
        cassettes = [str(path) for path in sorted(folder.glob("*.yaml"))]
        run(
            folder,
            "asdocumented",
            "check",
            *cassettes,
            "--contracts",
            str(CONTRACTS),
            "--zone",
            "UTC",
        )
        theirs = proved(folder)
    plan, ratio = statistics.median(plans), statistics.median(ratios)
    print(f"the plan, the whole command: {plan:.1f} s (target: under 3)")
    print(f"exploring: {ratio:.2f} of the requests a second of plain Schemathesis (target: 0.7)")
    print(
        f"rows proved: {rows} by the plan's 46 requests, {theirs} by {sent} of plain Schemathesis"
    )
    return 0 if plan < 3 and ratio >= 0.7 and rows > theirs else 1


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.exit(main())
