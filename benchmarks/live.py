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

CONTRACTS = Path(__file__).parent.parent / "contracts"
OPERATIONS = ("v1.1-coupon-get/2025", "v2-coupon/2026", "v2-coupon-series/2025")
RUNS = 3
EXPLORED = 600
FEW = 3
REQUESTS = 1000
VCR = ("--report", "vcr", "--report-vcr-path", "{number}.yaml")
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
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, text=True) as process:  # noqa: S603  # our own words
        try:
            yield process.stdout.readline().split()[0] if process.stdout else ""
        finally:
            process.terminate()


def run(folder: Path, *command: str) -> tuple[float, str]:
    """Return the seconds that a command takes, and what it says."""
    started = time.perf_counter()
    result = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    return time.perf_counter() - started, result.stdout + result.stderr


def live(folder: Path, *options: str) -> float:
    """Return the seconds of a live run, in which the stand-in behaves as documented."""
    arguments = ["--contracts", str(CONTRACTS), "--target", "local", *options]
    seconds, said = run(folder, "asdocumented", "live", *arguments)
    if "drift: 0 errors, 0 warnings" not in said:
        sys.exit(said)
    return seconds


def explored(folder: Path, requests: int, seed: int) -> float:
    """Return the seconds of a live run that explores."""
    return live(folder, "--explore", str(requests), "--seed", str(seed))


def schemathesis(folder: Path, url: str, requests: int, *options: str) -> tuple[float, int]:
    """Return the seconds of plain Schemathesis over all operations, and how much it sent."""
    header = f"Authorization: {Credentials().basic()}"
    examples = str(max(requests // len(OPERATIONS), 1))
    spent, sent = 0.0, 0
    for number, operation in enumerate(OPERATIONS):
        document = str(CONTRACTS / operation / "openapi.yaml")
        arguments = [document, "--url", url, "-H", header, "--max-examples", examples]
        chosen = [option.format(number=number) for option in options]
        seconds, said = run(
            folder, "schemathesis.cli", "run", "--continue-on-failure", *arguments, *chosen
        )
        spent += seconds
        sent += int(re.findall(r"(\d+) generated", said)[0])
    return spent, sent


def proved(folder: Path) -> int:
    """Return how many documented rows the last report says conform."""
    report = json.loads((folder / "reports" / "drift.json").read_text(encoding="utf-8"))
    return sum("conforms" in row["verdicts"].values() for row in report["rows"])


def exploring(folder: Path, url: str) -> float:
    """Return our requests a second as a share of plain Schemathesis', start-up left out.

    Each figure is what so many requests take more than a few, the shortest of some runs.
    """
    options = ("--phases", "fuzzing", "-m", "positive", "--seed")
    ours, few, theirs, start = ([0.0] * RUNS for _ in range(4))
    sent, least = EXPLORED, FEW
    for seed in range(RUNS):
        ours[seed] = explored(folder, EXPLORED, seed)
        few[seed] = explored(folder, FEW, seed)
        theirs[seed], sent = schemathesis(folder, url, EXPLORED, *options, str(seed))
        start[seed], least = schemathesis(folder, url, FEW, *options, str(seed))
    rate = (EXPLORED - FEW) / (min(ours) - min(few))
    return rate / ((sent - least) / (min(theirs) - min(start)))


def main() -> int:
    """Print the three figures; return 1 where one misses its target."""
    with tempfile.TemporaryDirectory() as name, sandbox() as url:
        folder = Path(name)
        (folder / "asdocumented.toml").write_text(TARGET.format(url=url), encoding="utf-8")
        plan = statistics.median(live(folder) for _ in range(RUNS))
        rows = proved(folder)
        ratio = exploring(folder, url)
        _, sent = schemathesis(folder, url, REQUESTS, "--seed", "1", *VCR)
        cassettes = [str(path) for path in sorted(folder.glob("*.yaml"))]
        options = ["--contracts", str(CONTRACTS), "--zone", "UTC"]
        run(folder, "asdocumented", "check", *cassettes, *options)
        theirs = proved(folder)
    print(f"the plan, the whole command: {plan:.1f} s (target: under 3)")
    print(f"exploring: {ratio:.2f} of plain Schemathesis' requests a second (target: 0.7)")
    print(f"rows proved: {rows} by the plan's 46 requests, {theirs} by {sent} of Schemathesis")
    return 0 if plan < 3 and ratio >= 0.7 and rows > theirs else 1


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.exit(main())
