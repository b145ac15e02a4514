"""Judge one cassette of 20,000 interactions beside what PyYAML's C loader takes to load it.

Each figure is that of a whole process, in turn, and the ratio is what counts.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

INTERACTIONS = 20_000
RUNS = 3
CASSETTES = Path(__file__).parent.parent / "cassettes" / "sandbox"
LOAD = "import sys, yaml; yaml.load(open(sys.argv[1]), Loader=yaml.CSafeLoader)"


def make(path: Path, *, own: bool) -> None:
    """Write a large cassette out of the recorded ones, with our mark or as vcrpy alone writes."""
    found = [yaml.safe_load(one.read_bytes()) for one in sorted(CASSETTES.rglob("*.yaml"))]
    recorded = [one["interactions"][0] for one in found]
    for one in () if own else recorded:
        del one["asdocumented"]
    texts = [yaml.dump([one], Dumper=yaml.CSafeDumper) for one in recorded]
    with path.open("w", encoding="utf-8") as file:
        file.write("interactions:\n")
        for index in range(INTERACTIONS):
            file.write(texts[index % len(texts)].replace("INVENTED", f"I{index}"))
        file.write("version: 1\n")


def run(*command: str) -> tuple[float, float]:
    """Return the processor seconds of a process, and the peak of its memory in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  # our own words
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print the ratio for both shapes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, own in (("our recordings", True), ("vcrpy's shape", False)):
            path = Path(folder) / "large.yaml"
            make(path, own=own)
            megabytes = path.stat().st_size / 1e6
            check = [sys.executable, "-m", "asdocumented", "check", str(path)]
            judged = [run(*check, "--report-dir", folder) for _ in range(RUNS)]
            peak = max(memory for _, memory in judged)
            loaded = [run(sys.executable, "-c", LOAD, str(path)) for _ in range(RUNS)]
            ours, theirs = min(s for s, _ in judged), min(s for s, _ in loaded)
            print(
                f"{name}: {megabytes:.0f} MB, {INTERACTIONS} interactions: judging takes "
                f"{ours / theirs:.2f} of what PyYAML's C loader takes to load it "
                f"({ours:.1f} s, {theirs:.1f} s), peak {peak:.0f} MB"
            )


if __name__ == "__main__":
    main()
