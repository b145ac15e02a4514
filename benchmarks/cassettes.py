"""Judge one cassette of 20,000 interactions beside what PyYAML's C loader takes to load it.

Each figure is that of a whole process, in turn, and the ratio is what counts.
"""

import sys
from pathlib import Path
from statistics import median

import yaml
from measuring import PYTHON, Command, bench
from targets import Target, conclude

INTERACTIONS = 20_000
RUNS = 3
CASSETTES = Path(__file__).parent.parent / "cassettes" / "sandbox"
TARGETS = (
    Target("own", "our recordings, judging : loading alone", 1),
    Target("vcrpy", "vcrpy's shape, judging : loading alone", 1),
)
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


def main() -> int:
    """Print the ratio for both shapes; return 1 where a target is missed."""
    figures = {}
    with bench() as at:
        for name, own in (("own", True), ("vcrpy", False)):
            path = at.folder / "large.yaml"
            make(path, own=own)
            megabytes = path.stat().st_size / 1e6
            commands = {
                "judged": at.check(path, "--workers", "1"),
                "loaded": Command((PYTHON, "-I", "-c", LOAD, str(path))),
            }
            used = at.in_turns(commands, RUNS)
            ours, theirs = (median(one.cpu for one in used[each]) for each in commands)
            peak = max(one.peak for one in used["judged"])
            print(
                f"{name}: {megabytes:.0f} MB, {INTERACTIONS} interactions: "
                f"{ours:.1f} s, loading {theirs:.1f} s; peak {peak:.0f} MB"
            )
            figures[name] = ours / theirs
    print()
    return conclude("cassettes", TARGETS, figures, record=False)


if __name__ == "__main__":
    sys.exit(main())
