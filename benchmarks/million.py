"""What a million lines of NDJSON take: the processor's time, memory, and what two workers gain.

Some 20,000 lines are distinct, and come again and again.
"""

import argparse
import sys
from statistics import median

from measuring import bench, free_cores
from targets import Target, conclude

LINES = 1_000_000
DISTINCT = 20_000
SHARE = 10
ROUNDS = 5
ENOUGH_CORES = 1.8
TARGETS = (
    Target("cpu", "seconds of the processor for a million lines, all processes", 25),
    Target("worker-memory", "MB of the largest worker", 150),
    Target("parent-memory", "MB of the process that adds the parts", 150),
    Target("speed-up", "time of one worker : time of two", 1.4, at_least=True),
)


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES, help="how many (default: a million)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of one worker and two")
    parser.add_argument("--record", action="store_true", help="keep the figures in history.toml")
    options = parser.parse_args()
    with bench() as at:
        path = at.traffic(options.lines, "ndjson", distinct=DISTINCT) / "traffic.ndjson"
        whole = at.run(at.check(path, "--workers", "2"))
        path.unlink()
        print(
            f"{options.lines} lines: {whole.cpu:.1f} s of the processor, {whole.wall:.1f} s until "
            f"it ended; {whole.peak:.0f} MB, {whole.others:.0f} MB a worker",
            flush=True,
        )
        length = max(options.lines // SHARE, 1)
        path = at.traffic(length, "ndjson", distinct=DISTINCT) / "traffic.ndjson"
        before = free_cores()
        commands = {str(count): at.check(path, "--workers", str(count)) for count in (1, 2)}
        used = at.in_turns(commands, options.rounds)
        cores = min(before, free_cores())
    one, two = (median(each.wall for each in used[count]) for count in ("1", "2"))
    more = median(each.cpu for each in used["2"]) / median(each.cpu for each in used["1"])
    print(
        f"{length} lines: one worker {one:.1f} s, two {two:.1f} s ({one / two:.2f}) with "
        f"{cores:.1f} cores free; two take {more:.2f} times the processor's time\n"
    )
    figures = {
        "cpu": whole.cpu * LINES / options.lines,
        "worker-memory": whole.others,
        "parent-memory": whole.peak,
        "speed-up": one / two if cores >= ENOUGH_CORES else None,
    }
    return conclude("million", TARGETS, figures, record=options.record)


if __name__ == "__main__":
    sys.exit(main())
