"""How long `check` takes from a cold start, beside the interpreter's own start.

All take turns, and their modules are compiled.
"""

import argparse
import sys
from statistics import median

from measuring import CHECK, NOTHING, Command, bench
from targets import Target, conclude

ROUNDS = 15
TARGETS = (
    Target("examples", "the printed examples alone : the interpreter's start", 30),
    Target("bundled", "the bundled evidence : the interpreter's start", 45),
)


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"default: {ROUNDS}")
    parser.add_argument("--record", action="store_true", help="keep the figures in history.toml")
    options = parser.parse_args()
    with bench() as at:
        report = ("--report-dir", str(at.folder))
        commands = {
            "nothing": Command(NOTHING),
            "examples": Command((*CHECK, "--pages", *report), codes=(0, 1)),
            "bundled": Command((*CHECK, *report), codes=(0, 1)),
        }
        at.in_turns(commands, 1)
        used = at.in_turns(commands, options.rounds)
    taken = {name: median(one.cpu for one in all_used) for name, all_used in used.items()}
    for name, seconds in taken.items():
        wall = median(one.wall for one in used[name])
        print(f"{name:10}{seconds * 1000:6.0f} ms of the processor, {wall * 1000:6.0f} ms in all")
    print()
    figures = {name: taken[name] / taken["nothing"] for name in ("examples", "bundled")}
    return conclude("startup", TARGETS, figures, record=options.record)


if __name__ == "__main__":
    sys.exit(main())
